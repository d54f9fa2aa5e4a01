"""Dates, KVK numbers and other Dutch formats: read leniently, shown in one way."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import Unreadable

DateOrder = Literal["dmy", "mdy", "ymd"]
DateStyle = Literal["sentence", "table", "field"]

_FIRST_YEAR = 1900
_DUTCH_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DUTCH_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DUTCH_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NUMBERS = {
    name.casefold(): number
    for names in (
        _DUTCH_MONTHS,
        _ENGLISH_MONTHS,
        _DUTCH_SHORT,
        [name[:3] for name in _ENGLISH_MONTHS],
    )
    for number, name in enumerate(names, start=1)
} | {"maa": 3, "sept": 9}

_TIME = re.compile(
    r"(?:T|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:[AP]M)?\s*(?:Z|[+-][0-9]{2}:?[0-9]{2})?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"^(?:{'|'.join(_DUTCH_DAYS + _ENGLISH_DAYS)})\s*,?\s*", re.IGNORECASE)
_PARTS = re.compile(r"([0-9]{1,4})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{1,2})")
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_NAME_YEAR = re.compile(
    r"([0-9]{1,2})(?:e|st|nd|rd|th)?[\s-]*([a-z]+)\.?,?[\s-]*([0-9]{4}|[0-9]{2})", re.IGNORECASE
)
_NAME_DAY_YEAR = re.compile(
    r"([a-z]+)\.?\s*([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})", re.IGNORECASE
)
_BSN_LENGTH = 9
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9](?:[ .-]?[0-9]){8}(?![0-9])")
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def parse_date(text: str, order: DateOrder = "dmy") -> date:
    """Read a date in figures or with a Dutch or English month; a time behind it is ignored.

    `order` settles dates in figures; a year in front is always year, month, day, and under
    ``ymd`` a year at the end is day, month, year. A time zone is not applied: the date stays as
    written. Raises Unreadable: empty, not_a_date, no_such_date, two_digit_year; the latter two
    with a suggestion in the form 28-02-2027.
    """
    if not text.strip():
        raise Unreadable("empty", text)
    written = _WEEKDAY.sub("", _TIME.sub("", " ".join(text.split())))
    parts = _in_figures(written, order) or _with_a_name(written)
    if parts is None:
        raise Unreadable("not_a_date", text)
    year, month, day = parts
    if year < 100:
        meant = _nearest(year + (2000 if year < 70 else 1900), month, day)
        raise Unreadable("two_digit_year" if meant else "not_a_date", text, meant)
    if year < _FIRST_YEAR:
        raise Unreadable("not_a_date", text)
    try:
        return date(year, month, day)
    except ValueError:
        meant = _nearest(year, month, day)
        raise Unreadable("no_such_date" if meant else "not_a_date", text, meant) from None


def guess_date_order(texts: Iterable[str]) -> DateOrder | None:
    """Say in which order a column writes its dates in figures.

    None where no cell tells (every day is 12 or lower), or where cells contradict each other.
    Dates with the year in front read the same in any order, so they decide only a column of
    nothing else that tells.
    """
    seen: set[DateOrder] = set()
    for text in texts:
        parts = _PARTS.fullmatch(_TIME.sub("", text.strip()))
        if parts is None:
            continue
        first, second = int(parts[1]), int(parts[3])
        if len(parts[1]) == 4:
            seen.add("ymd")
        elif first > 12 >= second:
            seen.add("dmy")
        elif second > 12 >= first:
            seen.add("mdy")
    decided = seen - {"ymd"} or seen
    return decided.pop() if len(decided) == 1 else None


def show_date(
    day: date, language: str, *, style: DateStyle = "table", today: date | None = None
) -> str:
    """Write a date for a sentence, a table or a field; ``today`` drops the year if it is this one.

    A field always keeps its year, so that what it shows can be read back.
    """
    if style == "field":
        return f"{day.day:02}-{day.month:02}-{day.year:04}"
    dutch = language.startswith("nl")
    if style == "table":
        month = (_DUTCH_SHORT if dutch else [name[:3] for name in _ENGLISH_MONTHS])[day.month - 1]
        shown = f"{day.day} {month}"
    else:
        weekday = (_DUTCH_DAYS if dutch else _ENGLISH_DAYS)[day.weekday()]
        month = (_DUTCH_MONTHS if dutch else _ENGLISH_MONTHS)[day.month - 1]
        shown = f"{weekday} {day.day} {month}"
    return shown if today and today.year == day.year else f"{shown} {day.year:04}"


def show_jobs(number: Decimal | Fraction, decimals: int, language: str) -> str:
    """Write jobs, rounded half up: a headline has 1 decimal, a row 2, a formula 4."""
    return show_number(number, language, places=decimals)


def kvk_number(text: str) -> str:
    """Read a KVK number as its 8 digits; spaces and the ``.0`` of a numeric cell are dropped.

    Raises Unreadable: empty, not_a_kvk_number, kvk_establishment (12 digits), and for 7 digits
    kvk_number_short with the padded number as suggestion. KVK numbers have no check digit.
    """
    digits = re.sub(r"\.0+$", "", "".join(text.split()))
    if not digits:
        raise Unreadable("empty", text)
    if re.fullmatch("[0-9]{8}", digits):
        return digits
    if re.fullmatch("[0-9]{7}", digits):
        raise Unreadable("kvk_number_short", text, digits.zfill(8))
    if re.fullmatch("[0-9]{12}", digits):
        raise Unreadable("kvk_establishment", text)
    raise Unreadable("not_a_kvk_number", text)


def looks_like_bsn(text: str) -> bool:
    """Say whether a cell holds nine digits that pass the BSN's test of eleven.

    Spaces, dots and hyphens between digits do not hide it, nor the ``.0`` of a numeric cell. An
    RSIN passes the same test, and so does one in eleven other numbers: judge whole columns.
    """
    digits = re.sub(r"[\s.-]", "", re.sub(r"^(\s*[0-9]{9})\.0+\s*$", r"\1", text))
    if len(digits) != _BSN_LENGTH or not re.fullmatch("[0-9]+", digits) or not int(digits):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, digits, strict=True))
    return total % 11 == 0


def holds_bsn(text: str) -> bool:
    """Say whether free text holds nine digits that look like a BSN, with dots or spaces too."""
    return any(looks_like_bsn(found) for found in _NINE_DIGITS.findall(text))


def _in_figures(written: str, order: DateOrder) -> tuple[int, int, int] | None:
    """Return year, month, day of a date in figures, not yet checked."""
    if solid := _SOLID.fullmatch(written):
        return int(solid[1]), int(solid[2]), int(solid[3])
    parts = _PARTS.fullmatch(written)
    if parts is None or len(parts[1]) == 3:
        return None
    first, second, third = int(parts[1]), int(parts[3]), int(parts[4])
    if len(parts[1]) == 4:
        return (first, second, third) if len(parts[4]) <= 2 else None
    if order == "mdy":
        return third, first, second
    if order == "ymd" and len(parts[4]) <= 2:
        return first, second, third
    return third, second, first


def _with_a_name(written: str) -> tuple[int, int, int] | None:
    """Return year, month, day of a date whose month has a name, not yet checked."""
    if parts := _DAY_NAME_YEAR.fullmatch(written):
        day, name, year = parts[1], parts[2], parts[3]
    elif parts := _NAME_DAY_YEAR.fullmatch(written):
        name, day, year = parts[1], parts[2], parts[3]
    else:
        return None
    month = _MONTH_NUMBERS.get(name.casefold())
    return (int(year), month, int(day)) if month else None


def _nearest(year: int, month: int, day: int) -> str | None:
    """Return the date that was probably meant: the last of the month, or day and month swapped."""
    if month > 12 >= day:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= 31 or not 1 <= year <= 9999:
        return None
    return f"{min(day, monthrange(year, month)[1]):02}-{month:02}-{year:04}"
