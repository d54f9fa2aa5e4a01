"""Which column of a file is what: the part of an import that others write down and keep.

As JSON: ``{"shape": "spend", "columns": {"supplier": "BeneficiaryName", …}, "currency": "GBP"}``.
A flat object of fields and headers is understood too.
"""

import hashlib
import json
import re
from collections.abc import Mapping as JsonObject
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from banenbrug.contracts.register.fields import CONTRACTS, FIELDS, REQUIRED, SPEND
from banenbrug.contracts.register.table import Table
from banenbrug.foundation.formats import DateOrder
from banenbrug.foundation.names import plain
from banenbrug.foundation.numbers import DecimalSign
from banenbrug.foundation.refusals import N_, Refusal, Refused

_CACHED = 1 << 12

Totals = Literal["skip", "keep"]

DEFAULT_CURRENCY = "EUR"

_SETTINGS: dict[str, tuple[object, ...]] = {
    "shape": (CONTRACTS, SPEND),
    "decimal": (None, *get_args(DecimalSign)),
    "date_order": (None, *get_args(DateOrder)),
    "totals": get_args(Totals),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What the columns of a file are, and how their cells are read.

    `columns` holds (field, header) pairs in the order of the fields. `decimal` and `date_order`
    of None: decided per column from its cells. `leave_empty`: fields of which an unreadable cell
    is left out instead of rejecting its row. `year`: the calendar year of spend without dates.
    `totals`: whether a totals row is skipped.
    """

    columns: tuple[tuple[str, str], ...]
    shape: str = CONTRACTS
    decimal: DecimalSign | None = None
    date_order: DateOrder | None = None
    currency: str = DEFAULT_CURRENCY
    leave_empty: frozenset[str] = frozenset()
    totals: Totals = "skip"
    year: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The mapping as an object of JSON, everything spelled out; `from_json` reads it back."""
        return {
            "shape": self.shape,
            "columns": dict(self.columns),
            "decimal": self.decimal,
            "date_order": self.date_order,
            "currency": self.currency,
            "leave_empty": sorted(self.leave_empty),
            "totals": self.totals,
            "year": self.year,
        }

    def missing(self) -> tuple[str, ...]:
        """Fields that this shape cannot do without and that no column fills."""
        mapped = {name for name, _ in self.columns}
        missing = [name for name in REQUIRED[self.shape] if name not in mapped]
        if self.shape == SPEND and "date" not in mapped and self.year is None:
            missing.append("date")
        return tuple(missing)


def from_json(text: str) -> Mapping:
    """Read a mapping file.

    Raises `Refused`: mapping_not_json, mapping_field_unknown, mapping_value_wrong.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise Refused(_not_json(str(error))) from None
    if not isinstance(data, dict):
        raise Refused(_not_json(type(data).__name__))
    return from_object(data)


def from_object(data: JsonObject[str, Any]) -> Mapping:
    """Read a mapping from an object of JSON; `Refused` as `from_json`."""
    if "columns" not in data:
        data = {"columns": data}
    settings = {name: value for name, value in data.items() if name != "columns"}
    columns = _columns_from(data["columns"])
    for name in settings:
        if name not in Mapping.__dataclass_fields__:
            raise Refused(_unknown(name, sorted(Mapping.__dataclass_fields__)))
    mapped = {name for name, _ in columns}
    settings.setdefault("shape", _shape_of(mapped))
    for name, allowed in _SETTINGS.items():
        if name in settings and settings[name] not in allowed:
            raise Refused(_wrong(name, settings[name], allowed))
    settings["leave_empty"] = _leave_empty_from(settings)
    settings["currency"] = _currency_from(settings.get("currency", DEFAULT_CURRENCY))
    year = settings.get("year")
    if year is not None and (type(year) is not int or not 1900 <= year <= 2999):
        raise Refused(_wrong("year", year, ("2026",)))
    return Mapping(columns=columns, **settings)


def columns_in(table: Table, mapping: Mapping) -> dict[str, int]:
    """Where each mapped field stands in the table.

    A header may differ in capitals, accents and punctuation. Raises `Refused`: columns_missing,
    column_not_in_file, column_personal.
    """
    if missing := mapping.missing():
        raise Refused(_missing(missing, table.headers))
    places = {squeezed(header): place for place, header in reversed([*enumerate(table.headers)])}
    exact = {header: place for place, header in enumerate(table.headers)}
    found: dict[str, int] = {}
    for name, header in mapping.columns:
        place = exact.get(header, places.get(squeezed(header)))
        if place is None:
            raise Refused(_not_in_file(header, table.headers), field=name)
        if table.headers[place] in table.personal:
            raise Refused(personal_column(table.headers[place]), field=name)
        found[name] = place
    return found


def digest(table: Table, mapping: Mapping) -> str:
    """SHA-256 of the file's bytes and the mapping: equal for equal preview and commit."""
    canonical = json.dumps(mapping.as_json(), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{table.digest}\n{canonical}".encode()).hexdigest()


@lru_cache(_CACHED)
def squeezed(header: str) -> str:
    """A header without capitals, accents, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", plain(header))


def personal_column(header: str) -> Refusal:
    """What is said of a column that is never kept."""
    message = N_("The column “%(column)s” looks like personal data. Banenbrug never keeps that.")
    return Refusal("column_personal", message, {"column": header})


def _columns_from(data: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(data, dict):
        raise Refused(_wrong("columns", data, ("{…}",)))
    for name, header in data.items():
        if name not in FIELDS:
            raise Refused(_unknown(name, tuple(FIELDS)))
        if header is not None and not isinstance(header, str):
            raise Refused(_wrong(name, header, ("…",)))
    return tuple((name, data[name]) for name in FIELDS if data.get(name))


def _shape_of(mapped: set[str]) -> str:
    return SPEND if "amount" in mapped and not mapped & {"number", "title"} else CONTRACTS


def _leave_empty_from(settings: dict[str, Any]) -> frozenset[str]:
    """Fields to leave empty; never those that a row cannot do without."""
    names = settings.get("leave_empty", ())
    if not isinstance(names, list | tuple):
        raise Refused(_wrong("leave_empty", names, ("[…]",)))
    allowed = tuple(name for name in FIELDS if name not in REQUIRED[settings["shape"]])
    for name in names:
        if name not in allowed:
            raise Refused(_wrong("leave_empty", name, allowed))
    return frozenset(names)


def _currency_from(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Za-z]{3}", value):
        raise Refused(_wrong("currency", value, ("EUR", "GBP")))
    return value.upper()


def _not_json(reason: str) -> Refusal:
    return Refusal(
        "mapping_not_json",
        N_("The mapping is not an object of JSON: %(reason)s."),
        {"reason": reason},
    )


def _unknown(name: str, known: Sequence[str]) -> Refusal:
    message = N_("The mapping names “%(name)s”, which does not exist. Choose from: %(known)s.")
    return Refusal("mapping_field_unknown", message, {"name": name, "known": ", ".join(known)})


def _wrong(name: str, value: object, allowed: Sequence[object]) -> Refusal:
    message = N_("In the mapping “%(name)s” cannot be %(value)s. Choose from: %(allowed)s.")
    shown = ", ".join(json.dumps(choice) for choice in allowed)
    return Refusal(
        "mapping_value_wrong",
        message,
        {"name": name, "value": json.dumps(value, ensure_ascii=False), "allowed": shown},
    )


def _not_in_file(header: str, headers: Sequence[str]) -> Refusal:
    message = N_("The file has no column “%(column)s”. It has: %(headers)s.")
    return Refusal("column_not_in_file", message, {"column": header, "headers": ", ".join(headers)})


def _missing(names: Sequence[str], headers: Sequence[str]) -> Refusal:
    message = N_("Say which column is: %(fields)s. The file has these columns: %(headers)s.")
    return Refusal(
        "columns_missing", message, {"fields": ", ".join(names), "headers": ", ".join(headers)}
    )
