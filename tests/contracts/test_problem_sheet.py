"""The sheet of problems gives rejected rows back whole, to be corrected and read in as it is."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from banenbrug.contracts.problem_sheet import in_two
from banenbrug.foundation.refusals import Refusal
from tests.cast import Cast
from tests.contracts.conftest import at, batches, send, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REGISTER = """\
Contractnummer;Titel;Leverancier;Einddatum;Waarde per jaar;Zaak
C-1;Schoonmaak;Helder B.V.;31-12-2027;1.180.000,00;Vloeren
C-2;Catering;Zilver BV;=HYPERLINK("http://evil.example");ca. 45k;Lunch
C-3;Groen;De Hovenier;volgend jaar;38.000,00;=1+1
Totaal;;;;1.218.000,00;
"""
HEADERS = ["Contractnummer", "Titel", "Leverancier", "Einddatum", "Waarde per jaar", "Zaak"]


def sheet(client: Client, pk: int) -> list[list[str]]:
    content = client.get(at("problem_sheet", pk)).content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("is_written", [False, True])
def test_the_sheet_holds_the_rejected_rows_and_how_to_mend_them(
    buyer: Client, cast: Cast, is_written: bool
) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    if is_written:
        buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    head, catering, green = sheet(buyer, batch.pk)
    ours = ("Row in your file", "What is wrong", "How to mend it")
    assert head == [*HEADERS, *(f"{name} (Banenbrug)" for name in ours)]
    assert catering[:3] == ["C-2", "Catering", "Zilver BV"]
    assert catering[6] == "3"
    assert "Waarde per jaar: “ca. 45k” is not a number." in catering[7]
    assert catering[7].count("\n") == 1, "a row with two problems stands in the sheet once"
    assert green[:6] == ["C-3", "Groen", "De Hovenier", "volgend jaar", "38.000,00", "=1+1"]
    assert green[8] == "Write 31-12-2027."


def test_the_sheet_runs_nothing(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    with ZipFile(BytesIO(buyer.get(at("problem_sheet", batch.pk)).content)) as parts:
        cells = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in cells
    assert "<hyperlink" not in cells
    assert 't="s"' in cells
    answer = buyer.get(at("problems", batch.pk))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][3] == '\'=HYPERLINK("http://evil.example")'
    assert rows[2][5] == "'=1+1"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_corrected_sheet_is_read_in_by_the_same_columns(
    buyer: Client, cast: Cast, language: str
) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    buyer.cookies["django_language"] = language
    with override(language):
        rows = sheet(buyer, batch.pk)
    rows[1][3], rows[1][4], rows[2][3] = "31-12-2028", "45.000,00", "31-12-2029"
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    buyer.cookies["django_language"] = "en"
    page = send(buyer, text.getvalue(), "herstellen.csv")
    assert "Add 2 rows to the register" in page.content.decode()
    again = next(b for b in batches(cast) if b.pk != batch.pk)
    buyer.post(at("commit", again.pk), {"digest": again.digest})
    assert titles(cast) == ["Catering", "Groen", "Schoonmaak"]


def test_cells_that_look_like_a_bsn_are_left_out(buyer: Client, cast: Cast) -> None:
    send(
        buyer,
        "Contractnummer;Titel;Leverancier;Einddatum;Opmerking\n"
        "C-1;Glas;Helder;ooit;gebeld over 111222333\nC-2;Zaag;Helder;31-12-2027;\n",
    )
    [batch] = batches(cast)
    _, row = sheet(buyer, batch.pk)
    assert row[:5] == ["C-1", "Glas", "Helder", "ooit", ""]


def test_what_is_wrong_and_how_to_mend_it_are_parted_before_the_values_are_filled_in() -> None:
    refusal = Refusal("odd", "“%(text)s” is odd. It is. Write %(text)s.", {"text": "a. b"})
    assert in_two(refusal) == ("“a. b” is odd. It is.", "Write a. b.")
    assert in_two(Refusal("alone", "Only this.")) == ("Only this.", "")


def test_problems_are_paged_and_filtered_by_kind(buyer: Client, cast: Cast) -> None:
    rows = "".join(f"C-{n};Glas {n};Helder;ooit;1,00\n" for n in range(30))
    dear = "C-99;Duur;Helder;31-12-2027;duur\nC-98;Goed;Helder;31-12-2027;2,00\n"
    send(buyer, f"Contractnummer;Titel;Leverancier;Einddatum;Jaarwaarde\n{rows}{dear}")
    [batch] = batches(cast)
    first = buyer.get(at("preview", batch.pk))
    assert len(first.context["problems"]) == 25
    assert "31 rows to mend" in first.content.decode()
    second = buyer.get(at("preview", batch.pk), {"page": 2})
    assert len(second.context["problems"]) == 6
    kinds = [(code, count) for code, _, count in first.context["kinds"]]
    assert kinds == [("not_a_date", 30), ("not_a_number", 1)]
    [(only, wrong, mend)] = buyer.get(at("preview", batch.pk), {"kind": "not_a_number"}).context[
        "problems"
    ]
    assert (only.value, wrong) == ("duur", "“duur” is not a number.")
    assert mend == "Write 45000 or 45,000.00."
