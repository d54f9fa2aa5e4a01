"""Dates as registers write them: no end, day numbers of a spreadsheet, years of two digits."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from banenbrug.foundation.formats import DateOrder, parse_date
from banenbrug.foundation.refusals import N_, Refusal, Unreadable

_NO_DAY = frozenset(
    {
        *("onbepaald", "onbepaalde tijd", "onbep. tijd", "onbep.tijd", "voor onbepaalde tijd"),
        *("doorlopend", "open", "open end", "open einde", "indefinite", "open-ended", "ongoing"),
        *("rolling", "geen einddatum", "no end date", "evergreen", "permanent", "continu"),
        *("stilzwijgend verlengd", "0", "00-00-0000", "00/00/0000", "0000-00-00", "00.00.0000"),
    }
)
"""Cells, casefolded, that say that there is no such day."""

_NO_END_FROM = 2900
"""Years from here on only say that there is no end: 31-12-2999, 31-12-9999."""

_DAY_NUMBER = re.compile(r"([0-9]{5,7})(?:[.,][0-9]+)?")
_FIRST_DAY_NUMBER, _LAST_DAY_NUMBER = 20_000, 2_958_465
_DAY_ZERO = date(1899, 12, 30)
_LONG_YEAR = re.compile(r"[0-9]{4}")
_SHORT_YEAR = re.compile(r"(.*?[^0-9:])([0-9]{2})(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")
_SHORT_YEARS_UNTIL = 70

DAY_NUMBERS = Refusal(
    "day_numbers",
    N_(
        "Column “%(column)s”: dates stand as day numbers of a spreadsheet, such as %(cell)s; "
        "that was read as %(day)s."
    ),
)
SHORT_YEARS = Refusal(
    "short_years",
    N_(
        "Column “%(column)s”: years have two digits, such as in %(cell)s; that was read as %(day)s."
    ),
)


def day_in(cell: str, *, order: DateOrder) -> date | None:
    """The day that a cell says; None where it says that there is none.

    A number between 20000 and 2958465 is a day number of a spreadsheet. A year of two digits is
    of this century below 70. Raises `Unreadable` as `parse_date`.
    """
    if cell.casefold() in _NO_DAY:
        return None
    if number := _DAY_NUMBER.fullmatch(cell):
        days = int(number[1])
        if _FIRST_DAY_NUMBER <= days <= _LAST_DAY_NUMBER:
            day = _DAY_ZERO + timedelta(days=days)
            return None if day.year >= _NO_END_FROM else day
    try:
        day = parse_date(cell, order)
    except Unreadable as mistake:
        longer = _with_century(cell) if mistake.code == "two_digit_year" else None
        if longer is None or order == "ymd":
            raise
        day = parse_date(longer, order)
    return None if day.year >= _NO_END_FROM else day


def said_of_days(cells: Sequence[str], *, order: DateOrder) -> list[Refusal]:
    """What to say of the notation of a column, with the first cell that shows it."""
    said: dict[str, Refusal] = {}
    for cell in cells:
        known = DAY_NUMBERS if _DAY_NUMBER.fullmatch(cell) else SHORT_YEARS
        if known.code in said:
            continue
        if known is SHORT_YEARS and (_LONG_YEAR.search(cell) or not _has_short_year(cell, order)):
            continue
        try:
            day = day_in(cell, order=order)
        except Unreadable:
            continue
        if day is not None:
            shown = f"{day.day:02}-{day.month:02}-{day.year:04}"
            said[known.code] = Refusal(known.code, known.message, {"cell": cell, "day": shown})
    return list(said.values())


def _has_short_year(cell: str, order: DateOrder) -> bool:
    try:
        parse_date(cell, order)
    except Unreadable as mistake:
        return mistake.code == "two_digit_year"
    return False


def _with_century(cell: str) -> str | None:
    """The cell with its last two digits as a year of four."""
    parts = _SHORT_YEAR.fullmatch(cell)
    if parts is None:
        return None
    return f"{parts[1]}{'20' if int(parts[2]) < _SHORT_YEARS_UNTIL else '19'}{parts[2]}"
