"""A file that holds only amounts, each with the number of the contract that it belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from banenbrug.contracts.register.guessing import decimal_of, forms_of
from banenbrug.contracts.register.header_names import NAMES
from banenbrug.contracts.register.mapping import Mapping, squeezed
from banenbrug.contracts.register.table import Table
from banenbrug.foundation.numbers import parse_number
from banenbrug.foundation.refusals import Unreadable

_ID_NAMES = (*NAMES["number"], "contract")
_AMOUNT_NAMES = (*NAMES["value_per_year"], *NAMES["value_total"], *NAMES["amount"])
_YEAR_NAMES = (
    *("contractamountyear", "amount year", "jaar", "year", "boekjaar", "budgetjaar"),
    *("kalenderjaar", "fiscal year"),
)
_TYPE_NAMES = (
    *("contractamounttype", "amount type", "bedragtype", "type bedrag", "soort bedrag"),
    *("bedragsoort", "frequentie", "frequency", "type", "soort"),
)
_YEARLY = re.compile(r"recurr|periodiek|jaarlijks|terugkerend|structureel|annual|yearly|per jaar")
_ONCE = re.compile(r"one.?(?:time|off)|eenmalig|incidenteel|once|single|totaal|total")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class AmountColumns:
    """The headers of an amounts file; '' where it has no such column."""

    contract: str
    amount: str
    year: str
    kind: str
    currency: str

    @property
    def is_yearly(self) -> bool:
        """Whether the amounts are per year by their header."""
        yearly = set(map(squeezed, NAMES["value_per_year"]))
        return not yearly.isdisjoint(forms_of(self.amount))


@dataclass(slots=True)
class Amounts:
    """The amounts of one contract. `unread` is the first cell that is no number."""

    rows: list[int] = field(default_factory=list)
    once: Decimal | None = None
    yearly: dict[int, Decimal] = field(default_factory=dict)
    currencies: set[str] = field(default_factory=set)
    unread: str = ""

    @property
    def per_year(self) -> Decimal | None:
        """The sum of the last year that the file names."""
        return self.yearly[max(self.yearly)] if self.yearly else None


def amount_columns(table: Table) -> AmountColumns | None:
    """The columns of a file that holds only amounts; None for any other file."""
    if table.known:
        return None
    columns = AmountColumns(
        contract=_named(table.headers, _ID_NAMES),
        amount=_named(table.headers, _AMOUNT_NAMES),
        year=_named(table.headers, _YEAR_NAMES),
        kind=_named(table.headers, _TYPE_NAMES),
        currency=_named(table.headers, NAMES["currency"]),
    )
    others = [header for header in table.headers if header != columns.contract]
    tells_more = _named(others, (*NAMES["title"], *NAMES["supplier"], *NAMES["date"]))
    return columns if columns.contract and columns.amount and not tells_more else None


def amounts_in(table: Table, columns: AmountColumns) -> dict[str, tuple[str, Amounts]]:
    """The contract numbers as they are written, and their amounts, by the number's key."""
    sign, _ = decimal_of(table, columns.amount, Mapping(columns=()))
    places = {
        name: table.headers.index(header)
        for name in ("contract", "amount", "year", "kind", "currency")
        if (header := getattr(columns, name))
    }
    found: dict[str, tuple[str, Amounts]] = {}
    for row, cells in table.rows():
        said = {name: cells[place].strip() for name, place in places.items()}
        number = said["contract"]
        _, amounts = found.setdefault(key_of(number), (number, Amounts()))
        amounts.rows.append(row)
        amounts.currencies |= {currency.upper() for currency in (said.get("currency", ""),)} - {""}
        if not said["amount"]:
            continue
        try:
            amount = parse_number(said["amount"], sign)
        except Unreadable:
            amounts.unread = amounts.unread or said["amount"]
            continue
        _add(amounts, amount, said, is_yearly=columns.is_yearly)
    return found


def key_of(number: str) -> str:
    """What the spellings of one contract number share."""
    return " ".join(number.split()).casefold()


def _add(amounts: Amounts, amount: Decimal, said: dict[str, str], *, is_yearly: bool) -> None:
    kind = said.get("kind", "").casefold()
    year = _YEAR.search(said.get("year", ""))
    if _YEARLY.search(kind) or (not _ONCE.search(kind) and (year or is_yearly)):
        key = int(year[0]) if year else 0
        amounts.yearly[key] = amounts.yearly.get(key, Decimal(0)) + amount
    else:
        amounts.once = (amounts.once or Decimal(0)) + amount


def _named(headers: Sequence[str], names: Sequence[str]) -> str:
    """The header with the best of these names, or ''."""
    ranks = {squeezed(name): rank for rank, name in reversed([*enumerate(names)])}
    known = [
        (ranks[form], place, header)
        for place, header in enumerate(headers)
        for form in _known_forms(header, ranks)
    ]
    return min(known)[2] if known else ""


def _known_forms(header: str, ranks: dict[str, int]) -> Iterator[str]:
    return (form for form in forms_of(header) if form in ranks)
