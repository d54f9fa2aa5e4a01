"""Euro amounts: whole cents inside, Dutch or English notation outside."""

from decimal import Decimal

from banenbrug.foundation.numbers import (
    DecimalSign,
    decimal_sign,
    parse_number,
    round_half_up,
    show_number,
)

_NO_BREAK_SPACE = "\u00a0"


def parse_cents(text: str, decimal: DecimalSign | None = None) -> int:
    """Read an amount in euros and return cents, rounded half up.

    `decimal` is the sign of the column or of the reader's language; without it ``1.250`` raises
    Unreadable ``number_ambiguous``.
    """
    return int(round_half_up(parse_number(text, decimal) * 100, 0))


def format_euro(cents: int, language: str, *, whole: bool = False) -> str:
    """Write cents as ``€ 1.250,50`` (Dutch) or ``€1,250.50``; `whole` rounds to euros."""
    amount = show_number(Decimal(abs(cents)).scaleb(-2), language, places=0 if whole else 2)
    minus = "-" if cents < 0 and amount.strip("0.,") else ""
    if decimal_sign(language) == ",":
        return f"€{_NO_BREAK_SPACE}{minus}{amount}"
    return f"{minus}€{amount}"
