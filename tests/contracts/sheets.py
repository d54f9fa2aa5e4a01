"""Spreadsheets made for a test, as bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter

from banenbrug.story.register import Cell
from banenbrug.story.sheets import write_ods

Value = Cell | bool | float


def xlsx(rows: Sequence[Sequence[Value]], *, sheet: str = "Blad1") -> bytes:
    """A workbook of one sheet."""
    return workbook({sheet: rows})


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    hidden: Sequence[str] = (),
    merged: Sequence[str] = (),
    formulas: Mapping[str, tuple[str, object]] | None = None,
) -> bytes:
    """A workbook; `merged` ranges and `formulas` with their results are of the first sheet."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif isinstance(cell, bool):
                        sheet.write_boolean(number, column, cell)
                    elif cell is not None:
                        sheet.write_number(number, column, cell)
            if name in hidden:
                sheet.hide()
        first = book.worksheets()[0]
        for place in merged:
            first.merge_range(place, "")
        for place, (formula, result) in (formulas or {}).items():
            first.write_formula(place, formula, None, result)
        book.worksheets()[[*sheets].index(next(n for n in sheets if n not in hidden))].activate()
    return made.getvalue()


def ods(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A document of one sheet; the first row holds the headers."""
    made = io.BytesIO()
    write_ods(made, [str(cell) for cell in rows[0]], rows[1:])
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same zip with one part replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for known in old.namelist():
            if known != name:
                new.writestr(known, old.read(known), zipfile.ZIP_DEFLATED)
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """One part of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
