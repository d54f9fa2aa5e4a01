"""Typed cells of a spreadsheet as the text that the readers of fields expect."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

_EXACT = 15
"""Figures of a number that a spreadsheet keeps; the rest is an artefact of the machine."""

_WHOLE_BELOW = 10.0**_EXACT
_MIDNIGHT = time()


def text_of(cell: Any) -> str:
    """A typed cell as text: dates as ISO, numbers with a decimal point that cannot be mistaken.

    Midnight alone is what a spreadsheet shows for a date that is zero, so it is blank.
    """
    return _WRITERS[cell.__class__](cell)


def _number(value: float) -> str:
    if value.is_integer() and -_WHOLE_BELOW < value < _WHOLE_BELOW:
        return str(int(value))
    text = f"{value:.{_EXACT}g}"
    if "e" in text:
        text = format(value, ".0f" if abs(value) >= 1 else f".{_EXACT}f")
    whole, _, decimals = text.partition(".")
    # 12.345 could be twelve thousand in another language; 12.3450 cannot.
    return f"{whole}.{decimals.ljust(2, '0')}{'0' * (len(decimals) == 3)}" if decimals else whole


def _moment(value: datetime) -> str:
    if value.time() == _MIDNIGHT:
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: lambda text: text.replace("\0", ""),  # XLSX can write it, a database cannot keep it
    float: _number,
    int: str,
    bool: lambda value: "true" if value else "false",
    date: date.isoformat,
    datetime: _moment,
    time: lambda value: "" if value == _MIDNIGHT else str(value),
    timedelta: lambda value: str(value) if value else "",
}
