"""A list as a file: XLSX, ODS or CSV, in the reader's language.

The file is made within the transaction of the request (a stream would find no rows after it), in
the folder of temporary files, and is gone when it has been sent.

Text that a spreadsheet would take for a formula is marked as text; amounts stay numbers and dates
stay dates, also below zero.
"""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any, cast
from xml.sax.saxutils import escape

import xlsxwriter
from django.http import FileResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from odf.number import DateStyle, Day, Month, Number, NumberStyle, Text, Year
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableRow

Cell = str | int | Decimal | date | None
"""What a cell can hold; money as Decimal in whole units of its currency, empty as None."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


@dataclass(frozen=True)
class Column:
    """One column of a list: its head in the reader's language, and what stands under it.

    `decimals` of numbers; `width` in signs, for files that know widths.
    """

    head: str
    decimals: int | None = None
    width: int = 16


def in_whole(cents: int) -> Decimal:
    """An amount in cents in whole units of its currency."""
    return Decimal(cents).scaleb(-2)


def in_euros(cents: int | None) -> Decimal | None:
    """An amount in cents as a cell."""
    return None if cents is None else in_whole(cents)


def as_text(text: str) -> str:
    """`text` marked as text, where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def file_of(
    kind: str, *, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> FileResponse:
    """Answer with the list as a file; `kind` is one of `KINDS`.

    Raises KeyError for another kind.
    """
    write, content_type = KINDS[kind]
    file = cast(IO[bytes], tempfile.TemporaryFile())  # noqa: SIM115 - the answer closes it
    try:
        write(file, title, columns, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{slugify(title) or 'list'}.{kind}",
        content_type=content_type,
    )


def _write_csv(
    file: IO[bytes], title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> None:
    dutch = (get_language() or "nl").startswith("nl")
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";" if dutch else ",", lineterminator="\r\n")
    writer.writerow([as_text(column.head) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(cell, dutch=dutch) for cell in row])
    text.detach()


def _csv_cell(cell: Cell, *, dutch: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",") if dutch else str(cell)
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y") if dutch else cell.isoformat()
    return as_text(cell) if isinstance(cell, str) else str(cell)


def _write_xlsx(
    file: IO[bytes], title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> None:
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(_sheet_name(title))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    numbers = [book.add_format({"num_format": _pattern(column)}) for column in columns]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, place, as_text(cell))
            elif isinstance(cell, date):
                sheet.write_datetime(last, place, cell, day)
            elif cell is not None:
                sheet.write_number(last, place, cell, numbers[place])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    book.close()


def _pattern(column: Column) -> str:
    return "#,##0" + (f".{'0' * column.decimals}" if column.decimals else "")


def _sheet_name(title: str) -> str:
    """A name that Excel allows: at most 31 signs, without its own."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "1"


def _write_ods(
    file: IO[bytes], title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> None:
    """odfpy makes the package; the rows are written past it, since it would hold them all."""
    frame = io.BytesIO()
    _ods_frame(title, columns).write(frame)
    with zipfile.ZipFile(frame) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for part in made.infolist():
            if part.filename != "content.xml":
                book.writestr(part, made.read(part))
        before, after = _ODS_ROWS.split(made.read("content.xml").decode(), maxsplit=1)
        with book.open("content.xml", "w") as content:
            content.write(before.encode())
            content.write(_ods_row([column.head for column in columns]).encode())
            for row in rows:
                content.write(_ods_row(row).encode())
            content.write(after.encode())


def _ods_frame(title: str, columns: Sequence[Column]) -> Any:
    """A document with one table, in which the rows are still one empty row."""
    document = OpenDocumentSpreadsheet()
    day = DateStyle(name="day")
    for part in (Day(style="long"), Text(text="-"), Month(style="long"), Text(text="-")):
        day.addElement(part)
    day.addElement(Year(style="long"))
    styles = [day, Style(name="days", family="table-cell", datastylename="day")]
    for place, column in enumerate(columns):
        shape = NumberStyle(name=f"number{place}")
        shape.addElement(
            Number(decimalplaces=column.decimals or 0, minintegerdigits=1, grouping="true")
        )
        cell = Style(name=f"numbers{place}", family="table-cell", datastylename=f"number{place}")
        styles += [shape, cell]
    for style in styles:
        document.automaticstyles.addElement(style)
    table = Table(name=_sheet_name(title))
    table.addElement(TableRow())
    document.spreadsheet.addElement(table)
    return document


def _ods_row(row: Sequence[Cell]) -> str:
    cells = "".join(_ods_cell(cell, place) for place, cell in enumerate(row))
    return f"<table:table-row>{cells}</table:table-row>"


def _ods_cell(cell: Cell, place: int) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        text = escape(_NOT_IN_XML.sub("", as_text(cell)))
        return (
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
        )
    if isinstance(cell, date):
        return (
            '<table:table-cell office:value-type="date" table:style-name="days"'
            f' office:date-value="{cell.isoformat()}"/>'
        )
    return (
        f'<table:table-cell office:value-type="float" table:style-name="numbers{place}"'
        f' office:value="{cell}"/>'
    )


_ODS_ROWS = re.compile(r"<table:table-row\s*/>")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Write = Callable[[IO[bytes], str, Sequence[Column], Iterable[Sequence[Cell]]], None]

KINDS: dict[str, tuple[Write, str]] = {
    "xlsx": (
        _write_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "ods": (_write_ods, "application/vnd.oasis.opendocument.spreadsheet"),
    "csv": (_write_csv, "text/csv; charset=utf-8"),
}
"""The kinds of files, by their ending."""
