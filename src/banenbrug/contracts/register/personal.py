"""Personal data that no register needs: recognised so that it is never kept (DESIGN §5)."""

import re
from collections.abc import Sequence

from banenbrug.foundation.formats import looks_like_bsn
from banenbrug.foundation.names import plain

SHARE = 0.8
"""Part of a column's cells that pass the citizen number's test before the column is refused."""

ENOUGH_CELLS = 2
"""One number in eleven passes the test by chance, so a single cell says too little."""

_TELLING = re.compile(
    r"\b(?:bsn|bsnnummer|ssn|dob)\b|\bbsn|burger ?service|sofi ?n|geboorte"
    r"|date of birth|birth ?da|national insurance n|social security n"
    r"|paspoort|passport|diagnos|wajong|arbeidsbeperk|handicap"
)
_BUSINESS_NUMBER = re.compile(r"rsin|kvk|btw|vat|fisca|\bcoc\b|\boin\b")
_NINE_DIGITS = re.compile(r"[0-9](?<![\w.,/-][0-9])[0-9]{8}(?!\w|[.,/-]\w)")
# The look back comes second: a pattern that begins with digits is found in a fifth of the time.


def is_personal(header: str, cells: Sequence[str]) -> bool:
    """Whether a column looks like citizen numbers, birth dates or health, by name or content.

    RSIN and VAT numbers pass the same test as citizen numbers, so a header that names one of
    those is believed.
    """
    name = plain(re.sub(r"[\W_]+", " ", header))
    if _TELLING.search(name):
        return True
    if _BUSINESS_NUMBER.search(name) or len(cells) < ENOUGH_CELLS:
        return False
    return sum(map(looks_like_bsn, cells)) >= SHARE * len(cells)


def holds_bsn(text: str) -> bool:
    """Whether free text holds nine digits, standing alone, that pass the citizen number's test."""
    found = _NINE_DIGITS.findall(text)
    return bool(found) and any(map(looks_like_bsn, found))
