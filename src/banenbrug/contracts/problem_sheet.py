"""The rejected rows of a file as a sheet: correct it, and read it in as it is.

Each row stands there as it came, with what is wrong and how to mend it behind it. Those columns
are no field of a register, so reading the sheet in passes them by.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import groupby
from operator import attrgetter

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from banenbrug.contracts.columns import added_headers, known_by
from banenbrug.contracts.file_queries import problems_of
from banenbrug.contracts.models import Batch, BatchProblem
from banenbrug.foundation.refusals import Refusal

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_WIDTH = 22
_WIDE = 60


@dataclass(frozen=True)
class Row:
    """A rejected row: its number, its cells, and for all its problems what is wrong and to do."""

    number: int
    cells: list[str]
    wrong: str
    mend: str
    columns: frozenset[str]


def in_two(refusal: Refusal) -> tuple[str, str]:
    """What is wrong, and how to mend it: the last sentence of a message, where it has more.

    Parted before its values are filled in, which may hold sentences of their own.
    """
    message = gettext(refusal.message)
    wrong, stop, mend = message.rpartition(". ")
    if not stop:
        return message % refusal.params, ""
    return f"{wrong}." % refusal.params, mend % refusal.params


def as_xlsx(batch: Batch) -> bytes:
    """The sheet for a spreadsheet program. Every cell is text: nothing in it is ever run."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    wrong = book.add_format({"bold": True, "italic": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(gettext("To mend"))
    headers, first = _headers(batch), 0
    if note := untold(batch):
        sheet.write_string(0, 0, note)
        first = 1
    for column, header in enumerate((*headers, *added_headers())):
        sheet.write_string(first, column, header, bold)
    sheet.set_column(0, max(len(headers) - 1, 0), _WIDTH)
    sheet.set_column(len(headers) + 1, len(headers) + 2, _WIDE)
    sheet.freeze_panes(first + 1, 0)
    for place, row in enumerate(_rows(batch), start=first + 1):
        for column, (header, cell) in enumerate(zip(headers, row.cells, strict=True)):
            sheet.write_string(place, column, cell, wrong if header in row.columns else None)
        for column, text in enumerate((str(row.number), row.wrong, row.mend), len(headers)):
            sheet.write_string(place, column, text, wrapped)
    book.close()
    return content.getvalue()


def as_csv(batch: Batch) -> bytes:
    """The same as CSV, in UTF-8 with the mark by which spreadsheet programs know it."""
    sheet = StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    if note := untold(batch):
        writer.writerow([note])
    writer.writerow([*_headers(batch), *added_headers()])
    for row in _rows(batch):
        writer.writerow([_as_text(c) for c in (*row.cells, str(row.number), row.wrong, row.mend)])
    return sheet.getvalue().encode("utf-8-sig")


def untold(batch: Batch) -> str:
    """What is said where more rows were rejected than are named one by one; else ''."""
    named = _problems(batch).values("row").distinct().count()
    more = int(batch.counts.get("rejected", 0)) - named
    if more <= 0:
        return ""
    return ngettext(
        "%(more)s other row was rejected that is not in this sheet.",
        "%(more)s other rows were rejected that are not in this sheet.",
        more,
    ) % {"more": more}


def _problems(batch: Batch) -> QuerySet[BatchProblem]:
    return problems_of(batch).filter(outcome="rejected")


def _rows(batch: Batch) -> Iterator[Row]:
    kept = [place for place, header in enumerate(_all_headers(batch)) if known_by([header])]
    for number, of_row in groupby(_problems(batch).iterator(2000), key=attrgetter("row")):
        problems = list(of_row)
        cells: list[str] = next((p.cells for p in problems if p.cells), [])
        said = [in_two(problem.refusal) for problem in problems]
        yield Row(
            number=number,
            cells=[cells[place] if place < len(cells) else "" for place in kept],
            wrong="\n".join(_at(p, wrong) for p, (wrong, _) in zip(problems, said, strict=True)),
            mend="\n".join(dict.fromkeys(mend for _, mend in said if mend)),
            columns=frozenset(problem.column for problem in problems),
        )


def _at(problem: BatchProblem, words: str) -> str:
    return f"{problem.column}: {words}" if problem.column else words


def _all_headers(batch: Batch) -> list[str]:
    return list((batch.seen or {}).get("headers", ()))


def _headers(batch: Batch) -> list[str]:
    return known_by(_all_headers(batch))


def _as_text(cell: str) -> str:
    # A spreadsheet would run a cell that begins like a formula (OWASP ASVS 1.2.10).
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
