"""From the text of one cell to a value: one reader for each kind of field."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from banenbrug.contracts.register.fields import FIELDS, Field, Kind
from banenbrug.contracts.register.findings import PERSONAL_DATA
from banenbrug.contracts.register.personal import holds_bsn
from banenbrug.contracts.rules import ClauseForm
from banenbrug.foundation.formats import DateOrder, kvk_number, parse_date
from banenbrug.foundation.money import parse_cents
from banenbrug.foundation.numbers import DecimalSign, parse_number
from banenbrug.foundation.refusals import N_, Refusal, Unreadable

Read = Callable[[str], Any]
"""Gives the value of a cell, or None where it is blank or says that there is none; raises
`Unreadable` or `Unfit`."""

Clause = tuple[ClauseForm, Decimal | None, str]
"""Form, percentage and words of what a contract says about social return."""

_PLACEHOLDERS = frozenset(
    {
        *("-", "--", "–", "—", "?", "/", ".", "na", "n/a", "n.a.", "n.a", "#n/a", "#n/b", "nb"),
        *("n.b.", "nvt", "n.v.t.", "n.v.t", "n/v/t", "ntb", "n.t.b.", "tbd", "onbekend"),
        *("unknown", "none", "null", "geen", "leeg", "niet van toepassing", "not applicable"),
        *("not classified", "unclassified", "niet ingedeeld"),
    }
)
"""Cells, casefolded, that only say that there is nothing to say."""

_NO_END = frozenset(
    {
        *("onbepaald", "onbepaalde tijd", "onbep. tijd", "doorlopend", "open", "open end"),
        *("indefinite", "open-ended", "ongoing", "rolling"),
    }
)
_CACHED = 1 << 16
_SELDOM_TWICE = frozenset({"number", "title", "description"})
_MOST_MONTHS = 600
_MOST_TIMES = 99
_MOST_PERCENT = 100

_CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_FOREIGN = re.compile(r"£|\$|\b(?:GBP|USD|CHF|SEK|DKK|NOK|PLN)\b", re.IGNORECASE)
_USUAL_AMOUNT = re.compile(
    r"(?:[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3}),[0-9]{2}"
    r"|(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})\.[0-9]{2}"
)
_EIGHT_DIGITS = re.compile("[0-9]{8}")
_CPV = re.compile(r"([0-9]{8})(?:-[0-9])?(?![0-9])")
_SPAN = re.compile(
    r"([0-9]+)(?:[.,]0+)?\s*(?:(m|mnd|maand|maanden|months?)|(j|jr|jaar|jaren|years?|yrs?))?\.?",
    re.IGNORECASE,
)
_TIMES = re.compile(r"([0-9]+)(?:[.,]0+)?\s*(?:x|×|maal|keer|times)?\s*(.*)", re.IGNORECASE)
_PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:%|procent|percent)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NO = frozenset({"nee", "neen", "no", "n", "false", "onwaar", "0", "0%", "0 %"})
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "x", "✓", "v"})
_CLAUSE_WORDS = (
    (re.compile(r"\bpso\b", re.IGNORECASE), ClauseForm.PSO),
    (re.compile(r"voorbehouden|reserved", re.IGNORECASE), ClauseForm.RESERVED),
    (re.compile(r"gunning|award criteri", re.IGNORECASE), ClauseForm.AWARD_CRITERION),
    (re.compile(r"intentie|letter of intent", re.IGNORECASE), ClauseForm.LETTER_OF_INTENT),
)
_SHARES = (
    (re.compile(r"loonsom|wage", re.IGNORECASE), ClauseForm.SHARE_OF_WAGES),
    (re.compile(r"omzet|turnover|invoice|factu", re.IGNORECASE), ClauseForm.SHARE_OF_TURNOVER),
)


class Unfit(ValueError):
    """A cell that can be read but does not fit its column."""

    suggestion = None

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def reader_for(
    name: str, *, decimal: DecimalSign, order: DateOrder, currency: str | None, credits: bool
) -> Read:
    """The reader of a field's cells.

    `currency`: what amounts are in, None where a column says it per row; `credits`: whether an
    amount may be negative.
    """
    field = FIELDS[name]
    readers: dict[Kind, Read] = {
        Kind.TEXT: partial(_text, field=field, lines=name == "description"),
        Kind.CODE: partial(_fitting, field=field),
        Kind.KVK: _kvk,
        Kind.VAT: partial(_vat, field=field),
        Kind.CPV: _cpv,
        Kind.CURRENCY: _currency,
        Kind.DATE: partial(_date, order=order),
        Kind.AMOUNT: partial(_amount, decimal=decimal, currency=currency, credits=credits),
        Kind.COUNT: _times,
        Kind.MONTHS: _months,
        Kind.CLAUSE: partial(_clause, field=field),
    }
    read = _unless_placeholder(readers[field.kind])
    return read if name in _SELDOM_TWICE else lru_cache(_CACHED)(read)


def _unless_placeholder(read: Read) -> Read:
    def read_something(cell: str) -> Any:
        said = cell.strip()
        return None if not said or said.casefold() in _PLACEHOLDERS else read(said)

    return read_something


def _fitting(cell: str, *, field: Field) -> str:
    text = " ".join(cell.split())
    if len(text) > field.longest:
        raise Unfit(_too_long(field.longest))
    return text


def _text(cell: str, *, field: Field, lines: bool) -> str:
    if holds_bsn(cell):
        raise Unfit(PERSONAL_DATA)
    if lines and len(cell) <= field.longest:
        return cell
    return _fitting(cell, field=field)


def _kvk(cell: str) -> str:
    # Eight plain digits leave nothing to read; `kvk_number` is for all other notations.
    return cell if _EIGHT_DIGITS.fullmatch(cell) else kvk_number(cell)


def _vat(cell: str, *, field: Field) -> str:
    """A VAT number of any country, without spaces and points; it is not tested."""
    return _fitting(re.sub(r"[\s.-]", "", cell).upper(), field=field)


def _cpv(cell: str) -> str:
    code = _CPV.match(cell)
    if code is None:
        raise Unfit(
            _unfit("not_a_cpv_code", cell, N_("“%(text)s” is not a CPV code. Write 90910000-9."))
        )
    return code[0]


def _currency(cell: str) -> str:
    code = _CURRENCY_SIGNS.get(cell, cell.upper())
    if not re.fullmatch("[A-Z]{3}", code):
        raise Unfit(_unfit("not_a_currency", cell, N_("“%(text)s” is not a currency. Write EUR.")))
    return code


def _date(cell: str, *, order: DateOrder) -> Any:
    return None if cell.casefold() in _NO_END else parse_date(cell, order)


def _amount(cell: str, *, decimal: DecimalSign, currency: str | None, credits: bool) -> int:
    if _USUAL_AMOUNT.fullmatch(cell):
        # Two decimals leave one meaning; `parse_cents` gives the same in twenty times the time.
        return int(cell.replace(",", "").replace(".", ""))
    sign = _FOREIGN.search(cell)
    if sign:
        code = _CURRENCY_SIGNS.get(sign[0], sign[0].upper())
        if currency and code != currency:
            raise Unfit(
                _unfit(
                    "currency_differs",
                    cell,
                    N_("“%(text)s” is in another currency than the file. Say which it is."),
                )
            )
        cell = _FOREIGN.sub("", cell)
    cents = parse_cents(cell, decimal)
    if cents < 0 and not credits:
        raise Unfit(
            _unfit(
                "amount_negative",
                cell,
                N_("“%(text)s” is below zero. A contract has no negative value."),
            )
        )
    return cents


def _months(cell: str) -> int:
    span = _SPAN.fullmatch(cell)
    months = int(span[1]) * (12 if span[3] else 1) if span else None
    if months is None or months > _MOST_MONTHS:
        raise Unfit(
            _unfit("not_months", cell, N_("“%(text)s” is not a number of months. Write 3."))
        )
    return months


def _times(cell: str) -> tuple[int, int | None]:
    """How many times, and how many months each where that is said: *2 x 12 maanden*."""
    times = _TIMES.fullmatch(cell)
    if times is None or int(times[1]) > _MOST_TIMES:
        raise Unfit(
            _unfit("not_a_count", cell, N_("“%(text)s” is not a number of times. Write 2."))
        )
    return int(times[1]), _months(times[2].strip()) if times[2].strip() else None


def _clause(cell: str, *, field: Field) -> Clause | None:
    """Yes, no, a percentage or words; words are kept as they are."""
    folded = cell.casefold()
    if folded in _NO:
        return None
    if folded in _YES:
        return ClauseForm.BEST_EFFORT, None, ""
    text = _text(cell, field=field, lines=True)
    bare = _BARE_NUMBER.fullmatch(cell)
    share = _PERCENT.search(cell)
    words = "" if bare or (share and share[0] == cell) else text
    if bare or share:
        percent = parse_number(bare[0] if bare else share[1] if share else "", ",")
        if percent > _MOST_PERCENT:
            raise Unfit(
                _unfit("not_a_share", cell, N_("“%(text)s” is more than 100%%. Write 5%%."))
            )
        return (
            _form(cell, _SHARES, ClauseForm.SHARE_OF_SUM),
            percent.quantize(Decimal("0.01")),
            words,
        )
    return _form(cell, _CLAUSE_WORDS, ClauseForm.BEST_EFFORT), None, words


def _form(
    cell: str, words: tuple[tuple[re.Pattern[str], ClauseForm], ...], otherwise: ClauseForm
) -> ClauseForm:
    return next((form for pattern, form in words if pattern.search(cell)), otherwise)


def _unfit(code: str, text: str, message: str) -> Refusal:
    return Refusal(code, message, {"text": text})


def _too_long(longest: int) -> Refusal:
    message = N_("This is longer than %(longest)s characters. Shorten it.")
    return Refusal("too_long", message, {"longest": longest})


Mistake = (Unreadable, Unfit)
"""What a reader raises."""
