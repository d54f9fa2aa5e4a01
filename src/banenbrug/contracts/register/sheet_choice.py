"""Which sheet of a workbook is the register, and where its header is."""

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import python_calamine as calamine

from banenbrug.contracts.register.archive import BROKEN, PASSWORD, Inside, look_inside
from banenbrug.contracts.register.guessing import how_many_recognised
from banenbrug.contracts.register.layout import LAYOUT_ROWS, NO_ROWS, Header, header_in
from banenbrug.contracts.register.merged_headers import with_merged
from banenbrug.contracts.register.sheet_marks import Marks
from banenbrug.contracts.register.sheet_parts import parts_of_sheets
from banenbrug.contracts.register.totals import says_total
from banenbrug.contracts.register.typed_cells import text_of
from banenbrug.foundation.refusals import N_, Refusal, Refused

_OLE2 = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MOST_SHEETS = 100

MACROS = Refusal("macros_not_run", N_("The file has macros. They were not run."))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sheet; `errors` holds the texts of error cells by row and column, counted from 0."""

    sheet: calamine.CalamineSheet
    facts: dict[str, Any]
    errors: dict[int, dict[int, str]]

    @property
    def first_column(self) -> int:
        """How many empty columns stand before the first that holds something."""
        return self.sheet.start[1] if self.sheet.start else 0

    def rows(self) -> Iterator[list[Any]]:
        """The typed cells of all rows from the first of the sheet, from the first column on."""
        return iter(self.sheet.iter_rows())


def choose_sheet(content: bytes) -> Chosen:
    """Open a workbook and choose the visible sheet with the most columns that we know.

    Raises `Refused`: what `look_inside` raises, password, spreadsheet_broken, no_rows,
    formula_without_result.
    """
    if content.startswith(_OLE2):
        if _ENCRYPTED_PACKAGE in content:
            raise Refused(PASSWORD)
        inside = Inside("xls", has_macros=False)
    else:
        inside = look_inside(content)
    try:
        return _chosen(calamine.load_workbook(io.BytesIO(content)), inside, content)
    except calamine.PasswordError as error:
        raise Refused(PASSWORD) from error
    except calamine.CalamineError as error:
        raise Refused(BROKEN) from error


def _chosen(book: calamine.CalamineWorkbook, inside: Inside, content: bytes) -> Chosen:
    best: tuple[int, str, calamine.CalamineSheet, Header] | None = None
    filled: list[str] = []
    visible, hidden = _names(book)
    for name in visible[:MOST_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        header = _header(sheet)
        if header is None:
            continue
        filled.append(name)
        score = how_many_recognised(header.names)
        if best is None or score > best[0]:
            best = score, name, sheet, header
    if best is None:
        raise Refused(_only_hidden(len(hidden)) if hidden else NO_ROWS)
    _, name, sheet, header = best
    marks = _marks_of(name, book, inside, content)
    if marks.unsolved and not _is_in_totals_row(marks, sheet):
        raise Refused(_unsolved(marks))
    warnings = [
        *([_sheet_read(name, filled)] if len(filled) > 1 else []),
        *([_hidden(len(hidden))] if hidden else []),
        *([MACROS] if inside.has_macros else []),
        *([_formulas(marks.formulas)] if marks.formulas else []),
    ]
    errors: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), text in marks.errors.items():
        errors[row][column] = text
    facts = {
        "kind": inside.kind,
        "sheet": name,
        "header": [header.row, header.names, header.left],
        "warnings": [
            {"code": said.code, "message": said.message, "params": dict(said.params)}
            for said in warnings
        ],
    }
    return Chosen(sheet, facts, errors)


def _names(book: calamine.CalamineWorkbook) -> tuple[list[str], list[str]]:
    """The sheets with cells that are shown, and those that are hidden."""
    sheets = [
        sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    shown = [s.name for s in sheets if s.visible == calamine.SheetVisibleEnum.Visible]
    return shown, [sheet.name for sheet in sheets if sheet.name not in shown]


def _header(sheet: calamine.CalamineSheet) -> Header | None:
    """The header of a sheet; None for a sheet without a table."""
    head = [[text_of(cell) for cell in row] for row in islice(sheet.iter_rows(), LAYOUT_ROWS)]
    try:
        header = header_in(head)
    except Refused:
        return None
    return with_merged(header, head, sheet)


def _marks_of(name: str, book: calamine.CalamineWorkbook, inside: Inside, content: bytes) -> Marks:
    if inside.kind == "ods":
        return inside.marks.get("content.xml", Marks())
    if inside.kind == "xlsx":
        return inside.marks.get(parts_of_sheets(content).get(name, ""), Marks())
    return Marks()


def _is_in_totals_row(marks: Marks, sheet: calamine.CalamineSheet) -> bool:
    """Whether only a row of totals, the last one, has formulas without a result."""
    if sheet.end is None or marks.first_unsolved_row != sheet.end[0]:
        return False
    *_, last = sheet.iter_rows()
    return says_total([text_of(cell) for cell in last])


def _sheet_read(name: str, filled: list[str]) -> Refusal:
    message = N_("The file has several sheets. “%(sheet)s” was read; not read: %(others)s.")
    others = ", ".join(other for other in filled if other != name)
    return Refusal("sheet_read", message, {"sheet": name, "others": others})


def _hidden(count: int) -> Refusal:
    message = N_("The file has hidden sheets (%(count)s). They were not read.")
    return Refusal("hidden_sheets", message, {"count": count})


def _only_hidden(count: int) -> Refusal:
    message = N_(
        "The sheets that can be seen hold no table; %(count)s sheets are hidden. Make the sheet "
        "with the contracts visible. Nothing was read."
    )
    return Refusal("only_hidden_sheets", message, {"count": count})


def _formulas(count: int) -> Refusal:
    message = N_(
        "The file has formulas (%(count)s). Their results were read as they were last saved."
    )
    return Refusal("formulas_read", message, {"count": count})


def _unsolved(marks: Marks) -> Refusal:
    params = {"count": marks.unsolved, "cell": marks.first_unsolved}
    if marks.first_unsolved:
        message = N_(
            "Cells of this file hold a formula without its result (%(count)s, the first is "
            "%(cell)s). Open the file in a spreadsheet program, save it and choose it again. "
            "Nothing was read."
        )
    else:
        message = N_(
            "Cells of this file hold a formula without its result (%(count)s). Open the file in "
            "a spreadsheet program, save it and choose it again. Nothing was read."
        )
    return Refusal("formula_without_result", message, params)
