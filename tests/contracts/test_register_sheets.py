"""Spreadsheets: what their cells become, and which sheet is read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
from banenbrug.contracts.register.typed_cells import text_of
from banenbrug.story.register import Cell
from tests.contracts.sheets import ods, part_of, with_part, workbook, xlsx

HEAD = ("Contractnummer", "Titel", "Leverancier", "Einddatum", "Jaarbedrag", "KVK")
ROW = ("C-1", "Schoonmaak", "Helder B.V.", date(2027, 12, 31), 45000.5, 1234567)


@pytest.mark.parametrize(("kind", "content"), [("xlsx", xlsx([HEAD, ROW])), ("ods", None)])
def test_typed_cells_become_text_that_cannot_be_mistaken(kind: str, content: bytes | None) -> None:
    content = content or ods([HEAD, (*ROW[:4], Decimal("45000.5"), 1234567)])

    table = open_table(content)

    assert table.kind == kind
    assert list(table.rows()) == [
        (2, ["C-1", "Schoonmaak", "Helder B.V.", "2027-12-31", "45000.50", "1234567"])
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1234567.0, "1234567"),
        (0.1 + 0.2, "0.30"),
        (12.345, "12.3450"),
        (-1250.0, "-1250"),
        (1250.5, "1250.50"),
        (90910000.0, "90910000"),
        (1e20, "100000000000000000000"),
        (0.05, "0.05"),
        (True, "true"),
        (False, "false"),
    ],
)
def test_a_number_is_written_without_what_the_machine_added(cell: object, text: str) -> None:
    assert text_of(cell) == text


def test_a_number_of_three_decimals_is_not_read_as_thousands() -> None:
    table = open_table(xlsx([HEAD, (*ROW[:4], 12.345, None)]))
    contracts, _ = parse(table, guess(table))

    assert next(contracts).value_per_year == 1235


def test_a_title_empty_rows_and_an_empty_column_stand_before_the_table() -> None:
    table = open_table(
        xlsx([("", "Contractregister 2026"), (), ("", *HEAD), (), ("", *ROW), ("", "Totaal", "")])
    )
    contracts, findings = parse(table, guess(table))

    assert table.header_row == 3
    assert table.headers == HEAD
    assert [contract.row for contract in contracts] == [5]
    assert [(p.row, p.code) for p in findings.problems] == [(6, "totals_row")]


def test_the_sheet_with_the_most_known_columns_is_read_and_named() -> None:
    table = open_table(
        workbook(
            {
                "Toelichting": [("Dit bestand", "is van"), ("de afdeling", "inkoop")],
                "Contracten": [HEAD, ROW],
                "Leveranciers": [("Leverancier", "KVK"), ("Helder B.V.", 1234567)],
            }
        )
    )

    assert table.sheet == "Contracten"
    assert [warning.in_english() for warning in table.warnings] == [
        "The file has several sheets. “Contracten” was read; not read: Toelichting, Leveranciers."
    ]


def test_hidden_sheets_are_not_read_and_counted() -> None:
    table = open_table(
        workbook({"Oud": [HEAD, ROW, ROW], "Nieuw": [HEAD[:4], ROW[:4]]}, hidden=["Oud"])
    )

    assert table.sheet == "Nieuw"
    assert [warning.code for warning in table.warnings] == ["hidden_sheets"]


def test_group_names_above_the_columns_are_joined_with_what_stands_below() -> None:
    table = open_table(
        workbook(
            {
                "Blad1": [
                    ("Nummer", "Titel", "Leverancier", "Looptijd", "", "Bedrag"),
                    ("", "", "", "van", "tot", ""),
                    ("C-1", "Schoonmaak", "Helder B.V.", date(2026, 1, 1), date(2027, 12, 31), 5),
                ]
            },
            merged=["A1:A2", "B1:B2", "C1:C2", "F1:F2"],
        )
    )

    assert table.header_row == 2
    assert guess(table).columns[3:5] == (("start", table.headers[3]), ("end", table.headers[4]))


def test_formulas_are_read_by_their_saved_result_and_counted() -> None:
    table = open_table(workbook({"Blad1": [HEAD, ROW]}, formulas={"E2": ("=9*5000", 45000)}))

    assert next(iter(table.rows()))[1][4] == "45000"
    assert [warning.code for warning in table.warnings] == ["formulas_read"]


def test_a_row_of_totals_that_was_never_calculated_is_skipped_as_other_totals_are() -> None:
    total = {"E3": ("=SUM(E2:E2)", "")}
    table = open_table(workbook({"Blad1": [HEAD, ROW, ("Totaal",)]}, formulas=total))
    contracts, findings = parse(table, guess(table))

    assert len(list(contracts)) == 1
    assert [(p.row, p.code) for p in findings.problems] == [(3, "totals_row")]


def test_an_error_of_the_spreadsheet_rejects_its_row_and_is_named() -> None:
    table = open_table(
        workbook(
            {"Blad1": [HEAD, ROW, ("C-2", *ROW[1:]), ("C-3", *ROW[1:])]},
            formulas={"E2": ("=1/0", "#DIV/0!"), "F3": ("=NA()", "#N/A")},
        )
    )
    contracts, findings = parse(table, guess(table))

    assert [contract.number for contract in contracts] == ["C-2", "C-3"]
    assert [(p.row, p.column, p.code, p.value) for p in findings.problems] == [
        (2, "Jaarbedrag", "error_cell", "#DIV/0!")
    ]


def test_macros_are_named_and_not_run() -> None:
    content = with_part(xlsx([HEAD, ROW]), "xl/vbaProject.bin", b"anything")

    assert [warning.code for warning in open_table(content).warnings] == ["macros_not_run"]


def test_columns_with_nothing_but_a_format_are_no_columns() -> None:
    sheet = part_of(xlsx([HEAD, ROW]), "xl/worksheets/sheet1.xml")
    far = b'<c r="XFD1" s="1"/></row>'
    content = with_part(
        xlsx([HEAD, ROW]), "xl/worksheets/sheet1.xml", sheet.replace(b"</row>", far, 1)
    )

    assert open_table(content).headers == HEAD


TEXTS = st.text(st.characters(codec="cp1252", categories=("L", "Nd")), min_size=1, max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, DAYS, st.none() | CENTS), min_size=1, max_size=15))
def test_the_same_rows_as_csv_xlsx_and_ods_give_the_same_contracts(
    facts: list[tuple[str, date, Decimal | None]],
) -> None:
    head = ("Contractnummer", "Titel", "Leverancier", "Einddatum", "Jaarbedrag")
    rows: list[tuple[Cell, ...]] = [
        (f"C-{number}", f"Titel {title}", "Helder B.V.", day, amount)
        for number, (title, day, amount) in enumerate(facts)
    ]
    text = "\n".join(
        f"{number};{title};{supplier};{day:%d-%m-%Y};{'' if amount is None else amount}".replace(
            ".", ","
        ).replace("B,V,", "B.V.")
        for number, title, supplier, day, amount in rows
    )
    floats = [
        tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in rows
    ]
    files = (f"{';'.join(head)}\n{text}\n".encode(), xlsx([head, *floats]), ods([head, *rows]))

    tables = [open_table(content) for content in files]
    read = [list(parse(table, guess(table))[0]) for table in tables]

    assert read[0] == read[1] == read[2]
    assert len(read[0]) == len(facts)


def test_a_document_of_libreoffice_with_its_own_kinds_of_cells_and_a_long_blank_end() -> None:
    made = ods([HEAD, ("C-1", "Groen", "Snoei BV", None, None, None)])
    cells = (
        b'<table:table-cell office:value-type="date" office:date-value="2027-12-31T00:00:00"/>'
        b'<table:table-cell office:value-type="currency" office:currency="EUR"'
        b' office:value="1250000.5"/><table:table-cell office:value-type="percentage"'
        b' office:value="0.05"/><table:table-cell table:number-columns-repeated="16378"/>'
    )
    blank = (
        b'<table:table-row table:number-rows-repeated="1048574">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    sheet = part_of(made, "content.xml")
    sheet = sheet.replace(b"<table:table-cell/>" * 3, cells).replace(b"</table:table>", blank)

    table = open_table(with_part(made, "content.xml", sheet))

    assert table.headers == HEAD
    assert [row for _, row in table.rows()] == [
        ["C-1", "Groen", "Snoei BV", "2027-12-31", "1250000.50", "0.05"]
    ]
