"""Reading and showing numbers as the Dutch and the English write them.

``1.250`` is twelve hundred and fifty to one and one and a quarter to the other. Which of the two a
file means is decided for a whole column (`guess_decimal`), never for one cell.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Literal

from banenbrug.foundation.refusals import Unreadable

DecimalSign = Literal[",", "."]

_OTHER: dict[DecimalSign, DecimalSign] = {",": ".", ".": ","}
_MOST_WHOLE_DIGITS = 15  # a 64-bit column of cents holds 16
_WIDE = Context(prec=64)
_CURRENCY = re.compile(r"€|(?<![a-z])(?:EUR|euro)(?![a-z])", re.IGNORECASE)
_WHOLE_AMOUNT = re.compile(r"([.,])(?:-{1,2}|=)$")  # "1.250,-" and "1.250,--"
_MINUS_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-"})
_DIGITS = re.compile(r"[0-9][0-9 .,]*|[.,][0-9]+")
_GROUPED = {
    sign: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(sign)}[0-9]{{3}})+|[0-9]+") for sign in ",. "
}
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def parse_number(text: str, decimal: DecimalSign | None = None) -> Decimal:
    """Read a number in Dutch or English notation, exactly as written.

    `decimal` settles a text such as ``1.250`` that is right in both; all others are read as the
    only thing that they can mean. Raises Unreadable: empty, not_a_number, number_ambiguous,
    number_too_large.
    """
    negative, body = _sign_and_body(text)
    if _AMBIGUOUS.fullmatch(body):
        if decimal is None:
            raise Unreadable("number_ambiguous", text)
        sign = decimal if decimal in body else None
    else:
        sign = _decimal_sign_in(body)
    whole, _, rest = body.partition(sign) if sign else (body, "", "")
    digits = _without_groups(whole, sign, text)
    if sign and not re.fullmatch("[0-9]+", rest):
        raise Unreadable("not_a_number", text)
    if len(digits.lstrip("0")) > _MOST_WHOLE_DIGITS or len(rest) > _MOST_WHOLE_DIGITS:
        raise Unreadable("number_too_large", text)
    value = Decimal(f"{digits or '0'}.{rest}" if rest else digits)
    return -value if negative and value else value


def guess_decimal(texts: Iterable[str]) -> DecimalSign | None:
    """Say which sign marks the decimals in a column of numbers.

    None where no cell tells, or where cells contradict each other: then somebody must say.
    """
    seen = {sign for text in texts if (sign := _sign_shown_by(text))}
    return seen.pop() if len(seen) == 1 else None


def decimal_sign(language: str) -> DecimalSign:
    """Return the decimal sign of a language code: a comma in Dutch, else a point."""
    return "," if language.startswith("nl") else "."


def round_half_up(value: Decimal | Fraction, places: int) -> Decimal:
    """Round once, halves away from zero, to `places` decimals."""
    if isinstance(value, Fraction):
        doubled = abs(value) * 2 * 10**places
        units = (doubled.numerator // doubled.denominator + 1) // 2
        rounded = Decimal(units if value >= 0 else -units).scaleb(-places, _WIDE)
    else:
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    return _WIDE.plus(rounded)  # no minus before a zero


def show_number(value: Decimal | Fraction, language: str, *, places: int | None = None) -> str:
    """Write a number with its language's signs, rounded half up to `places`.

    Without `places` the digits after the decimal sign are those that matter.
    """
    if places is not None or isinstance(value, Fraction):
        written = f"{round_half_up(value, places or 0):,f}"
    else:
        written = f"{value:,f}"
        written = written.rstrip("0").rstrip(".") if "." in written else written
    if decimal_sign(language) == ",":
        written = written.translate(str.maketrans(",.", ".,"))
    return "0" if written == "-0" else written


def _sign_shown_by(text: str) -> DecimalSign | None:
    """Return the decimal sign that this text shows; None where it is whole, vague or no number."""
    try:
        parse_number(text)
    except Unreadable:
        return None
    _, body = _sign_and_body(text)
    sign = _decimal_sign_in(body)
    if sign is None and "." in body:
        return ","
    return "." if sign is None and "," in body else sign


def _sign_and_body(text: str) -> tuple[bool, str]:
    """Return whether the number is negative, and its digits and signs with single spaces."""
    body = " ".join(_CURRENCY.sub(" ", text.translate(_MINUS_SIGNS)).split())
    if not body:
        raise Unreadable("empty" if not text.strip() else "not_a_number", text)
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
    elif body.startswith(("-", "+")):
        negative, body = body[0] == "-", body[1:].strip()
    body = _WHOLE_AMOUNT.sub(r"\g<1>0", body)
    if body.endswith("-") and not negative:
        negative, body = True, body[:-1].strip()
    if not _DIGITS.fullmatch(body):
        raise Unreadable("not_a_number", text)
    return negative, body


def _decimal_sign_in(body: str) -> DecimalSign | None:
    """Return the sign that can only mark decimals; None for a whole number.

    The last of two kinds of signs marks decimals; a sign that comes twice marks thousands; so does
    nothing that could not.
    """
    comma, point = body.rfind(","), body.rfind(".")
    if comma < 0 and point < 0:
        return None
    last: DecimalSign = "," if comma > point else "."
    if body.count(last) > 1:
        return None
    return last


def _without_groups(whole: str, sign: DecimalSign | None, text: str) -> str:
    """Return the digits of the whole part; Unreadable where the groups of three are wrong."""
    if not whole:
        return ""
    allowed = [" ", _OTHER[sign]] if sign else [" ", ",", "."]
    for group in allowed:
        if _GROUPED[group].fullmatch(whole):
            return whole.replace(group, "")
    raise Unreadable("not_a_number", text)
