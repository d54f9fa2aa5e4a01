"""Hours as exact decimals: 347,5 in Dutch, 347.5 in English."""

import re
from decimal import Decimal

from banenbrug.foundation.numbers import DecimalSign, parse_number, show_number

_UNIT = re.compile(r"\s*(?:uur|uren|u|hours?|h)\.?$", re.IGNORECASE)


def parse_hours(text: str, decimal: DecimalSign | None = None) -> Decimal:
    """Read a number of hours, with or without its unit; Unreadable as `parse_number`."""
    return parse_number(_UNIT.sub("", text.strip()), decimal)


def format_hours(hours: Decimal, language: str) -> str:
    """Write hours without their unit and without idle zeros."""
    return show_number(hours, language)
