"""Wrong files: each is refused with one message that says what it is and what to do."""

import io
import struct
import zipfile

import pytest

from banenbrug.contracts.register import sheet_process
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.sheet_choice import choose_sheet
from banenbrug.contracts.register.table import MAX_CELL
from banenbrug.foundation.refusals import Refused
from tests.contracts.sheets import ods, part_of, with_part, workbook, xlsx

HEAD = ("Contractnummer", "Titel", "Leverancier", "Jaarbedrag")
ROW = ("C-1", "Schoonmaak", "Helder B.V.", 45000)
GOOD = xlsx([HEAD, ROW])
SHEET = "xl/worksheets/sheet1.xml"


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        open_table(content)
    return refused.value


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return made.getvalue()


def lying_about_its_size(content: bytes, name: str) -> bytes:
    """The same zip, where both headers of a part say that it is 100 bytes once unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo(name)
    changed = bytearray(content)
    struct.pack_into("<I", changed, part.header_offset + 22, 100)
    directory = content.rindex(name.encode(), 0, len(content)) - 46
    struct.pack_into("<I", changed, directory + 24, 100)
    return bytes(changed)


BOMB = with_part(GOOD, SHEET, b"<worksheet><sheetData>" + b" " * (64 << 20))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (GOOD[: len(GOOD) // 2], "spreadsheet_broken"),
        (b"PK\x03\x04 sheet", "spreadsheet_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "spreadsheet_broken"),
        (with_part(GOOD, SHEET, b"<worksheet><sheetData><row r='1'><c"), "spreadsheet_broken"),
        (BOMB, "unpacks_too_large"),
        (lying_about_its_size(BOMB, SHEET), "spreadsheet_broken"),
        (zipped(readme=b"text"), "zip_without_sheet"),
        (zipped(word__document_xml=b"<w/>"), "document"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<t/>"),
            "document",
        ),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (
            with_part(
                ods([HEAD, ("C-1", "Groen", "Groen BV", 1)]),
                "META-INF/manifest.xml",
                b"<manifest:encryption-data/>",
            ),
            "password",
        ),
        (
            with_part(
                GOOD,
                SHEET,
                b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + part_of(GOOD, SHEET),
            ),
            "unsafe_xml",
        ),
        (
            workbook({"A": [HEAD, ROW, ROW]}, formulas={"D2": ("=1+1", "")}),
            "formula_without_result",
        ),
        (
            with_part(
                ods([HEAD, ("C-1", "Groen", "Groen BV", 1)]),
                "content.xml",
                part_of(ods([HEAD, ("C-1", "Groen", "Groen BV", 1)]), "content.xml").replace(
                    b'<table:table-cell office:value-type="float" office:value="1">',
                    b'<table:table-cell table:formula="of:=1">',
                ),
            ),
            "formula_without_result",
        ),
        (workbook({"A": [HEAD, ROW], "B": [("x",)]}, hidden=["A"]), "only_hidden_sheets"),
        (xlsx([HEAD]), "no_rows"),
        (xlsx([()]), "no_rows"),
        (xlsx([[f"kolom {n}" for n in range(5000)], ["x"] * 5000]), "too_many_columns"),
        (b"<html><table><tr><td>Nummer</td></tr></table></html>", "web_page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "web_page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web_page"),
        (b"a;b\n" + b"x" * (MAX_CELL + 1) + b";1\n", "cell_too_large"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(content: bytes, code: str) -> None:
    refused = refusal(content)

    assert refused.code == code
    assert str(refused).endswith("Nothing was read.")


def test_the_first_formula_without_a_result_is_named() -> None:
    content = workbook({"A": [HEAD, ROW, ROW]}, formulas={"D2": ("=1+1", ""), "D3": ("=2", "")})

    assert "(2, the first is D2)" in str(refusal(content))


def test_a_file_that_asks_for_more_memory_than_there_is_ends_only_its_own_process() -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = part_of(GOOD, SHEET).replace(b"</sheetData>", far)

    assert refusal(with_part(GOOD, SHEET, sheet)).code == "spreadsheet_too_heavy"
    assert open_table(GOOD).headers == HEAD


def test_a_long_text_that_many_cells_share_ends_only_its_own_process() -> None:
    cells = b'<row><c t="s"><v>0</v></c></row>' * 60_000
    long = b"<sst><si><t>%s</t></si></sst>" % (b"x" * 50_000)
    content = with_part(GOOD, SHEET, b"<worksheet><sheetData>%s</sheetData></worksheet>" % cells)
    assert len(cells) * 50_000 > sheet_process.MOST_MEMORY

    assert refusal(with_part(content, "xl/sharedStrings.xml", long)).code in (
        "spreadsheet_too_heavy",
        "unpacks_too_large",
    )


def test_cells_with_more_text_than_a_page_may_hold_are_not_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheet_process, "MOST_TEXT", 100)
    many, passed_on = choose_sheet(xlsx([HEAD, *[ROW] * 50])), io.StringIO()

    with pytest.raises(MemoryError):
        sheet_process.write_rows(many, passed_on)

    assert 0 < len(passed_on.getvalue()) < 200


def test_a_sign_that_no_database_keeps_is_left_out_of_a_spreadsheet() -> None:
    content = workbook({"A": [("Contractnummer", "TitQel", "Leverancier"), ("1", "AQB", "C")]})
    texts = part_of(content, "xl/sharedStrings.xml").replace(b"Q", b"_x0000_")

    table = open_table(with_part(content, "xl/sharedStrings.xml", texts))

    assert table.headers == ("Contractnummer", "Titel", "Leverancier")
    assert [list(cells) for _, cells in table.rows()] == [["1", "AB", "C"]]


def test_a_cell_repeated_over_a_whole_sheet_ends_only_its_own_process() -> None:
    content = ods([HEAD, ("C-1", "Groen", "Groen BV", 1)])
    repeated = part_of(content, "content.xml").replace(
        b"<table:table-row><table:table-cell",
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell table:number-columns-repeated="16384"',
    )

    assert refusal(with_part(content, "content.xml", repeated)).code in (
        "spreadsheet_too_heavy",
        "spreadsheet_broken",
    )


def test_a_column_of_citizen_numbers_in_a_spreadsheet_comes_out_empty() -> None:
    numbers = (111222333, 123456782, 999990019)
    table = open_table(
        xlsx([(*HEAD, "Contact"), *(("C-1", "A", "B BV", 1, float(n)) for n in numbers)])
    )

    assert table.personal == ("Contact",)
    assert {cells[-1] for _, cells in table.rows()} == {""}


def test_a_formula_in_csv_rejects_its_row_and_a_number_kept_as_text_is_that_number() -> None:
    table = open_table(b'nummer;titel;leverancier\n="0012";Groen;X BV\n2;=SUM(A1);X BV\n')

    assert [cells for _, cells in table.rows()] == [
        ["0012", "Groen", "X BV"],
        ["2", "=SUM(A1)", "X BV"],
    ]
