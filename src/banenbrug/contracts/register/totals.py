"""Rows that add up other rows."""

import re
from collections.abc import Sequence

from banenbrug.foundation.names import plain

_TOTALS = re.compile(
    r"(?:(?:grand|sub|eind|overall|general|algemeen)[\s-]*)?(?:totaal|totalen|total|totals)"
    r"(?:[\s-]*(?:bedrag|amount|generaal|contracten|contracts|excl.*|incl.*|20[0-9]{2}|eur|€))?"
    r"\s*:?"
)


def says_total(cells: Sequence[str]) -> bool:
    """Whether the first text of a row is *Totaal* or the like."""
    return _TOTALS.fullmatch(plain(first_text(cells))) is not None


def first_text(cells: Sequence[str]) -> str:
    """The first cell of a row that is not blank, or ''."""
    return next((text for cell in cells if (text := cell.strip())), "")
