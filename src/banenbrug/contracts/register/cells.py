"""From the text of one cell to a value: one reader for each kind of field."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from banenbrug.contracts.register.clauses import clause_in
from banenbrug.contracts.register.days import day_in
from banenbrug.contracts.register.fields import FIELDS, Field, Kind
from banenbrug.contracts.register.findings import LONGEST_VALUE, PERSONAL_DATA
from banenbrug.contracts.register.personal import holds_bsn
from banenbrug.contracts.register.spans import months_in, times_in
from banenbrug.contracts.register.statuses import status_in
from banenbrug.contracts.register.unfit import Unfit, too_long, unfit
from banenbrug.foundation.formats import DateOrder, kvk_number
from banenbrug.foundation.money import parse_cents
from banenbrug.foundation.numbers import DecimalSign
from banenbrug.foundation.refusals import N_

Read = Callable[[str], Any]
"""Gives the value of a cell, or None where it is blank or says that there is none; raises
`Unreadable` or `Unfit`."""

_PLACEHOLDERS = frozenset(
    {
        *("-", "--", "–", "—", "?", "/", ".", "na", "n/a", "n.a.", "n.a", "#n/a", "#n/b", "nb"),
        *("n.b.", "nvt", "n.v.t.", "n.v.t", "n/v/t", "ntb", "n.t.b.", "tbd", "onbekend"),
        *("unknown", "none", "null", "geen", "leeg", "niet van toepassing", "not applicable"),
        *("not classified", "unclassified", "niet ingedeeld", "p.m.", "pm", "n.n.b.", "nnb"),
    }
)
"""Cells, casefolded, that only say that there is nothing to say."""

_CACHED = 1 << 16
_SELDOM_TWICE = frozenset({"number", "title", "description"})

_CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_FOREIGN = re.compile(r"£|\$|\b(?:GBP|USD|CHF|SEK|DKK|NOK|PLN)\b", re.IGNORECASE)
_USUAL_AMOUNT = re.compile(
    r"(?:[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3}),[0-9]{2}"
    r"|(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})\.[0-9]{2}"
)
_ERROR_CELL = re.compile(
    r"#(?:REF|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC|VERW|WAARDE|DEEL/0|NAAM|LEEG|GETAL)[!?]"
)
_PLAIN_AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_EIGHT_DIGITS = re.compile("[0-9]{8}")
_CPV = re.compile(r"([0-9]{8})(?:-[0-9])?(?![0-9])")


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
        Kind.DATE: partial(day_in, order=order),
        Kind.AMOUNT: partial(_amount, decimal=decimal, currency=currency, credits=credits),
        Kind.COUNT: times_in,
        Kind.MONTHS: months_in,
        Kind.STATUS: status_in,
        Kind.CLAUSE: partial(_clause, field=field),
    }
    read = _unless_placeholder(readers[field.kind])
    return read if name in _SELDOM_TWICE else lru_cache(_CACHED)(read)


def _unless_placeholder(read: Read) -> Read:
    def read_something(cell: str) -> Any:
        said = cell.strip()
        if not said or said.casefold() in _PLACEHOLDERS:
            return None
        if said[0] in "=#":
            _refuse_uncalculated(said)
        return read(said)

    return read_something


def _refuse_uncalculated(cell: str) -> None:
    """A formula, or what a spreadsheet shows where one went wrong, is no value."""
    if cell.startswith("="):
        message = N_("“%(text)s” is a formula. Put its result in the cell.")
        raise unfit("formula_cell", cell[:LONGEST_VALUE], message)
    if _ERROR_CELL.fullmatch(cell):
        message = N_("“%(text)s” is an error of the spreadsheet. Mend the formula in this cell.")
        raise unfit("error_cell", cell, message)


def _fitting(cell: str, *, field: Field) -> str:
    text = " ".join(cell.split())
    if len(text) > field.longest:
        raise too_long(field.longest)
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
        raise unfit("not_a_cpv_code", cell, N_("“%(text)s” is not a CPV code. Write 90910000-9."))
    return code[0]


def _currency(cell: str) -> str:
    code = _CURRENCY_SIGNS.get(cell, cell.upper())
    if not re.fullmatch("[A-Z]{3}", code):
        raise unfit("not_a_currency", cell, N_("“%(text)s” is not a currency. Write EUR."))
    return code


def _amount(cell: str, *, decimal: DecimalSign, currency: str | None, credits: bool) -> int:
    if _USUAL_AMOUNT.fullmatch(cell):
        # Two decimals leave one meaning; `parse_cents` gives the same in twenty times the time.
        return int(cell.replace(",", "").replace(".", ""))
    if plain := _PLAIN_AMOUNT.fullmatch(cell):
        return int(plain[1]) * 100 + int((plain[2] or "").ljust(2, "0"))
    sign = _FOREIGN.search(cell)
    if sign:
        code = _CURRENCY_SIGNS.get(sign[0], sign[0].upper())
        if currency and code != currency:
            raise unfit(
                "currency_differs",
                cell,
                N_("“%(text)s” is in another currency than the file. Say which it is."),
            )
        cell = _FOREIGN.sub("", cell)
    cents = parse_cents(cell, decimal)
    if cents < 0 and not credits:
        raise unfit(
            "amount_negative",
            cell,
            N_("“%(text)s” is below zero. A contract has no negative value."),
        )
    return cents


def _clause(cell: str, *, field: Field) -> Any:
    return clause_in(_text(cell, field=field, lines=True))
