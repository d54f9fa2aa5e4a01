"""A first mapping from the headers and the first rows; a person confirms or mends it."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from banenbrug.contracts.register.fields import CONTRACTS, FIELDS, SPEND, USED, Kind
from banenbrug.contracts.register.header_names import LEFT_OVER, NOT_ABOUT_IT, PARTS
from banenbrug.contracts.register.mapping import Mapping, squeezed
from banenbrug.contracts.register.table import Table
from banenbrug.foundation.formats import DateOrder, guess_date_order, parse_date
from banenbrug.foundation.numbers import DecimalSign, guess_decimal, parse_number
from banenbrug.foundation.refusals import Unreadable

_FIGURES = re.compile(r"[A-Z]{0,3}[-.]?[0-9]+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TAX_OR_UNIT = re.compile(
    r"(?:(?:ex|excl|exclusief|excluding|without|zonder)(?:btw|vat))|(?:in)?(?:euros?|eur|€)$"
)


def guess(table: Table) -> Mapping:
    """Say which column is what, by Dutch and English headers; see `Mapping.missing`.

    A register comes first, then payments, then a register that has descriptions for titles, then
    payments of which only the year is not known.
    """
    if table.known:
        return _mapping(dict(table.known), CONTRACTS)
    headers = [header for header in table.headers if header not in table.personal]
    as_contracts = _mapping(_with_named_supplier(table, headers, USED[CONTRACTS]), CONTRACTS)
    as_spend = _mapping(_with_named_supplier(table, headers, USED[SPEND]), SPEND)
    untitled = _mapping(_described(dict(as_contracts.columns)), CONTRACTS)
    for mapping in (as_contracts, as_spend, untitled):
        if not mapping.missing():
            return mapping
    return as_spend if as_spend.missing() == ("date",) else as_contracts


def decimal_of(table: Table, header: str, mapping: Mapping) -> tuple[DecimalSign, bool]:
    """The decimal sign of a column, and whether it is certain.

    In this order: the mapping, the column's own cells, the other amounts. Where nothing tells,
    columns divided by commas are English, all others Dutch; certain if no amount depends on it.
    """
    if mapping.decimal:
        return mapping.decimal, True
    own = guess_decimal(table.column(header))
    if own:
        return own, True
    others = [other for name, other in mapping.columns if FIELDS[name].kind is Kind.AMOUNT]
    shown = guess_decimal(cell for other in others for cell in _cells(table, other))
    if shown:
        return shown, True
    is_certain = not any(map(is_two_numbers, table.column(header)))
    return ("." if table.delimiter == "," else ","), is_certain


def date_order_of(table: Table, header: str, mapping: Mapping) -> tuple[DateOrder, bool]:
    """The order of a column's dates, and whether it is certain.

    Where nothing tells the day comes first; certain if no date depends on it.
    """
    if mapping.date_order:
        return mapping.date_order, True
    own = guess_date_order(table.column(header))
    if own:
        return own, True
    others = [other for name, other in mapping.columns if FIELDS[name].kind is Kind.DATE]
    shown = guess_date_order(cell for other in others for cell in _cells(table, other))
    if shown:
        return shown, True
    return "dmy", not any(map(is_two_dates, table.column(header)))


def is_two_numbers(cell: str) -> bool:
    """Whether a cell is one number with a decimal comma and another with a decimal point."""
    try:
        return parse_number(cell, ",") != parse_number(cell, ".")
    except Unreadable:
        return False


def is_two_dates(cell: str) -> bool:
    """Whether a cell is one date with the day first and another with the month first."""
    try:
        return parse_date(cell, "dmy") != parse_date(cell, "mdy")
    except Unreadable:
        return False


def _cells(table: Table, header: str) -> Iterator[str]:
    if header in table.headers:
        yield from table.column(header)


def how_many_recognised(headers: Sequence[str]) -> int:
    """How many fields these headers would fill, of a register or of payments."""
    return max(len(_recognised(headers, USED[shape])) for shape in (CONTRACTS, SPEND))


def _mapping(found: dict[str, str], shape: str) -> Mapping:
    columns = tuple((name, found[name]) for name in FIELDS if name in found)
    return Mapping(shape=shape, columns=columns)


def _described(found: dict[str, str]) -> dict[str, str]:
    """The same columns, with the description for a title that is not there."""
    if "title" in found or "description" not in found:
        return found
    return {"title" if name == "description" else name: found[name] for name in found}


def _with_named_supplier(
    table: Table, headers: Sequence[str], names: Container[str]
) -> dict[str, str]:
    """The recognised columns, where a supplier of nothing but figures gives way to a name."""
    found = _recognised(headers, names)
    code = found.get("supplier", "")
    cells = table.column(code) if code else []
    if not cells or not all(map(_FIGURES.fullmatch, cells)):
        return found
    better = _recognised([header for header in headers if header != code], names)
    if "supplier" not in better or ("title" in found and "title" not in better):
        return found
    return better | {"supplier_code": code}


def _recognised(headers: Sequence[str], names: Container[str]) -> dict[str, str]:
    """Give each field at most one header and each header at most one field, best names first."""
    by_form: dict[str, str] = {}
    for header in headers:
        for form in forms_of(header):
            by_form.setdefault(form, header)
    candidates = sorted(
        (rank, place, name, by_form[form])
        for place, name in enumerate(FIELDS)
        if name in names
        for rank, form in enumerate(map(squeezed, FIELDS[name].names))
        if form in by_form
    )
    found: dict[str, str] = {}
    for _, _, name, header in candidates:
        if name not in found and header not in found.values():
            found[name] = header
    for name, words in PARTS.items():
        if name in names and name not in found:
            _take(name, (header for header in headers if _has_word(header, words)), found)
    for name, forms in LEFT_OVER.items():
        if name in names and name not in found:
            _take(name, (by_form[form] for form in map(squeezed, forms) if form in by_form), found)
    return found


def _take(name: str, headers: Iterable[str], found: dict[str, str]) -> None:
    """Give a field the first of these headers that no other field has."""
    header = next((header for header in headers if header not in found.values()), None)
    if header is not None:
        found[name] = header


def _has_word(header: str, words: Sequence[str]) -> bool:
    form = squeezed(header)
    return any(word in form for word in words) and not any(word in form for word in NOT_ABOUT_IT)


def forms_of(header: str) -> Iterator[str]:
    """The header as written, without what stands in brackets, and without tax or currency."""
    whole = squeezed(header)
    bare = squeezed(_ASIDE.sub("", header))
    yield from dict.fromkeys(form for form in (whole, bare, _TAX_OR_UNIT.sub("", bare)) if form)
