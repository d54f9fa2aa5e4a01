"""The steps between a file and the register: what its columns become, and what is asked of them."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banenbrug.contracts.batches import keep
from banenbrug.contracts.jobs import forget_files
from banenbrug.contracts.models import Batch, BatchProblem, Contract
from banenbrug.engine.scopes import scope
from tests.cast import Cast
from tests.contracts.conftest import at, batches, chosen, entered, send, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OPEN = """\
Contr.nr;Contractnaam;Leverancier;Eind;Jaarbedrag
WTL-1;Schoonmaak;Helder;03-04-2027;1.250
WTL-2;Catering;Zilver;05-06-2028;2.500
"""
PERSONAL = """\
Nummer;Titel;Leverancier;BSN contactpersoon
C-1;Glas;Helder;111222333
C-2;Groen;Hovenier;123456782
"""


def row_of(page: Any, header: str) -> Any:
    return next(row for row in page.context["rows"] if row.header == header)


def test_dates_that_can_be_read_in_two_ways_are_asked_with_a_real_value(
    buyer: Client, cast: Cast
) -> None:
    page = send(buyer, OPEN)
    [batch] = batches(cast)
    assert page.redirect_chain == [(at("columns", batch.pk), 302)]
    ways = row_of(page, "Eind").choice.field.choices
    assert ways == [("dmy", "3 Apr 2027"), ("mdy", "4 Mar 2027")]
    assert row_of(page, "Jaarbedrag").choice.field.choices == [(",", "€1,250.00"), (".", "€1.25")]
    assert page.content.decode().count('class="bb-choice"') == 2
    said = {**chosen(buyer, batch), "date_order": "mdy", "decimal": ","}
    page = buyer.post(at("columns", batch.pk), said, follow=True)
    assert "4 Mar 2027" in page.content.decode()
    assert 'class="bb-choice"' not in page.content.decode()
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    with entered(cast.waterland.buyer):
        contract = Contract.objects.get(number="WTL-1")
        assert (str(contract.end), contract.value_per_year) == ("2027-03-04", 125_000)


def test_each_column_is_shown_with_an_example_and_how_it_was_read(
    buyer: Client, cast: Cast
) -> None:
    send(buyer, OPEN.replace("03-04", "31-12").replace("1.250", "1.250,00"))
    [batch] = batches(cast)
    page = buyer.get(at("preview", batch.pk))
    assert [
        (r.header, r.example, str(r.becomes_name), r.read_as) for r in page.context["rows"]
    ] == [
        ("Contr.nr", "WTL-1", "Contract number", "text"),
        ("Contractnaam", "Schoonmaak", "Title", "text"),
        ("Leverancier", "Helder", "Supplier", "text"),
        ("Eind", "31-12-2027", "End", "31 Dec 2027"),
        ("Jaarbedrag", "1.250,00", "Value per year", "€1,250.00, a comma marks the decimals"),
    ]


def test_a_personal_column_is_named_first_and_never_kept(buyer: Client, cast: Cast) -> None:
    page = send(buyer, PERSONAL)
    text = page.content.decode()
    assert "The column “BSN contactpersoon” looks like personal data." in text
    assert text.index("One column is not read in") < text.index("How the columns were read")
    [batch] = batches(cast)
    assert b"111222333" not in bytes(batch.content)
    assert "111222333" not in json.dumps(batch.seen)
    assert "111222333" not in text
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    assert titles(cast) == ["Glas", "Groen"]


def test_rows_keep_their_numbers_when_a_column_is_left_out(buyer: Client, cast: Cast) -> None:
    send(buyer, "Ons register;;;\n\n" + PERSONAL + "\n\nC-3;;Bomen;987654329\n")
    with entered(cast.waterland.buyer):
        assert list(BatchProblem.objects.values_list("row", "column", "code")) == [
            (8, "Titel", "missing")
        ]


def test_a_list_with_known_columns_is_read_as_before(buyer: Client, cast: Cast) -> None:
    send(buyer, OPEN)
    [batch] = batches(cast)
    said = {**chosen(buyer, batch), "date_order": "mdy", "decimal": ".", "currency": "GBP"}
    buyer.post(at("columns", batch.pk), said)
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    page = send(buyer, OPEN.replace("Catering", "Lunch"), "next-year.csv")
    again = next(b for b in batches(cast) if b.pk != batch.pk)
    assert page.redirect_chain == [(at("preview", again.pk), 302)], "nothing is asked again"
    assert again.mapping == batch.mapping
    assert "was read in here before" in buyer.get(at("columns", again.pk)).content.decode()


def test_what_another_school_chose_for_its_columns_is_not_offered(
    buyer: Client, cast: Cast
) -> None:
    send(buyer, OPEN)
    [batch] = batches(cast)
    buyer.post(at("columns", batch.pk), {**chosen(buyer, batch), "date_order": "mdy"})
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    with entered(cast.heuvelrug.buyer) as member:
        kept = keep(by=member, files=[("r.csv", OPEN.encode())], now=timezone.now())
        assert kept.mapping["date_order"] is None


def test_columns_that_the_guess_misses_are_asked(buyer: Client, cast: Cast) -> None:
    page = send(buyer, "Aa;Bb;Cc\n1;Glas;Helder\n")
    [batch] = batches(cast)
    assert page.redirect_chain == [(at("columns", batch.pk), 302)]
    assert buyer.get(at("preview", batch.pk)).status_code == 302
    said = {"shape": "contracts", "currency": "EUR", "field_0": "number", "field_1": "title"}
    page = buyer.post(at("columns", batch.pk), {**said, "field_2": "supplier"}, follow=True)
    assert "Add 1 row to the register" in page.content.decode()


def test_amounts_in_another_currency_are_shown_with_its_code(buyer: Client, cast: Cast) -> None:
    content = "Nummer;Titel;Leverancier;Jaarwaarde;Valuta\nC-1;Glas;Helder;1.250,00;{}\n"
    send(buyer, content.format("EUR"))
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    page = send(buyer, content.format("GBP").replace("1.250", "1.300")).content.decode()
    assert "<del>€1,250" in page
    assert "<ins>GBP&nbsp;1,300" in page


def test_all_changes_are_shown_page_by_page(buyer: Client, cast: Cast) -> None:
    head = "Nummer;Titel;Leverancier\n"
    send(buyer, head + "".join(f"C-{n};Glas {n};Helder\n" for n in range(40)))
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    page = send(buyer, head + "".join(f"C-{n};Ruit {n};Helder\n" for n in range(40)))
    assert len(page.context["changes"]) == 5
    again = next(b for b in batches(cast) if b.pk != batch.pk)
    assert "See all 40" in page.content.decode()
    second = buyer.get(at("changes", again.pk), {"page": 2})
    assert len(second.context["changes"]) == 15


def test_a_register_that_changed_since_the_look_is_looked_at_once_more(
    buyer: Client, cast: Cast
) -> None:
    for name in ("one.csv", "two.csv"):
        send(buyer, "Nummer;Titel;Leverancier\nC-1;Glas;Helder\n", name)
    first, second = sorted(batches(cast), key=lambda batch: batch.pk)
    buyer.post(at("commit", first.pk), {"digest": first.digest})
    page = buyer.post(at("commit", second.pk), {"digest": second.digest}, follow=True)
    assert "The register changed since you looked." in page.content.decode()
    assert page.context["counts"]["unchanged"] == 1
    assert "There is nothing to write" in page.content.decode()


def test_two_files_are_the_most_that_are_taken(buyer: Client, cast: Cast) -> None:
    files = [SimpleUploadedFile(f"{n}.csv", b"Nummer;Titel;Leverancier\n1;a;b\n") for n in range(3)]
    page = buyer.post(at("upload"), {"file": files})
    assert "These are 3 files." in page.content.decode()
    assert batches(cast) == []


def test_warnings_are_said_in_the_language_of_the_reader(buyer: Client, cast: Cast) -> None:
    send(buyer, "Nummer;Titel;Leverancier;KVK-nummer\nC-1;Glas;Helder;1234567\n")
    [batch] = batches(cast)
    assert "a KVK number had 7 digits" in buyer.get(at("preview", batch.pk)).content.decode()
    [kept] = batch.warnings
    assert (kept["code"], kept["params"]["column"]) == ("kvk_padded", "KVK-nummer")
    buyer.cookies["django_language"] = "nl"
    assert "een KVK-nummer" in buyer.get(at("preview", batch.pk)).content.decode()


def test_a_file_that_nobody_came_back_for_is_removed_after_a_day(buyer: Client, cast: Cast) -> None:
    for name in ("old.csv", "lost.csv", "new.csv"):
        send(buyer, OPEN.replace("03-04", "31-12") + "WTL-3;;;;\n", name)
    old, lost, new = sorted(batches(cast), key=lambda batch: batch.pk)
    here = cast.waterland.organisation.pk
    with scope(organisation_id=here):
        a_day_ago = timezone.now() - timedelta(hours=25)
        Batch.objects.filter(pk__in=[old.pk, lost.pk]).update(made_at=a_day_ago)
        Batch.objects.filter(pk=lost.pk).update(state=Batch.State.QUEUED)  # its job was given up
    forget_files.func(organisation_id=here)
    with entered(cast.waterland.buyer):
        assert Batch.objects.get(pk=lost.pk).state == "expired"
    with entered(cast.waterland.buyer):
        old.refresh_from_db()
        assert (old.state, bytes(old.content), old.seen) == ("expired", b"", None)
        assert not BatchProblem.objects.filter(batch=old).exists()
        assert bytes(Batch.objects.get(pk=new.pk).content)
    page = buyer.get(at("preview", old.pk)).content.decode()
    assert "Nobody read this file in within a day" in page
    assert "is kept until" in buyer.get(at("preview", new.pk)).content.decode()


def test_reading_by_other_columns_does_not_write_the_file_once_more(
    buyer: Client, cast: Cast
) -> None:
    send(buyer, "Contractnummer;Titel;Leverancier\nC-1;Glas;Helder\n")
    [batch] = batches(cast)
    with CaptureQueriesContext(connection) as asked:
        buyer.post(at("columns", batch.pk), chosen(buyer, batch))
    written = [query["sql"] for query in asked if 'UPDATE "contracts_batch"' in query["sql"]]
    assert written
    assert not any('"content" =' in sql for sql in written)
