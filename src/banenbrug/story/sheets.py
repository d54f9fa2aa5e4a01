"""Writing rows as a spreadsheet, row by row, so that memory does not grow with their number."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from banenbrug.story.register import Cell

SHEET = "Contracten"
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a zip knows no time zone; fixed, so equal bytes
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3"
 manifest:media-type="{_ODS}"/><manifest:file-entry manifest:full-path="content.xml"
 manifest:media-type="text/xml"/></manifest:manifest>"""
_ODS_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet><table:table table:name="{SHEET}">"""
_ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
_ROWS_AT_A_TIME = 500


def write_xlsx(out: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write XLSX; texts stay texts, also where they look like a formula, a number or a link."""
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(SHEET)
        formats = {
            date: book.add_format({"num_format": "dd-mm-yyyy"}),
            Decimal: book.add_format({"num_format": "#,##0.00"}),
        }
        sheet.write_row(0, 0, headers)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, formats[date])
                elif cell is not None:
                    sheet.write_number(number, column, cell, formats.get(type(cell)))


def write_ods(out: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write ODS; odfpy would hold the whole document in memory."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_part("mimetype", zipfile.ZIP_STORED), _ODS)
        archive.writestr(_part("META-INF/manifest.xml"), _MANIFEST)
        with archive.open(_part("content.xml"), "w", force_zip64=True) as content:
            content.write(_ODS_HEAD.encode())
            block = [_ods_row(headers)]
            for row in rows:
                block.append(_ods_row(row))
                if len(block) == _ROWS_AT_A_TIME:
                    content.write("".join(block).encode())
                    block.clear()
            content.write("".join([*block, _ODS_TAIL]).encode())


def _part(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
    part.compress_type = how
    return part


def _ods_row(cells: Iterable[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        kind = 'office:value-type="string"'
    elif isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value={quoteattr(cell.isoformat())}'
    else:
        kind = f'office:value-type="float" office:value={quoteattr(str(cell))}'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
