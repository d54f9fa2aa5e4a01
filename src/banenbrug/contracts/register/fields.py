"""The fields that a column can fill, how each is read, and what registers call them."""

from dataclasses import dataclass
from enum import StrEnum

from banenbrug.contracts.register.header_names import NAMES

CONTRACTS = "contracts"
SPEND = "spend"


class Kind(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"
    CODE = "code"
    KVK = "kvk"
    VAT = "vat"
    CPV = "cpv"
    CURRENCY = "currency"
    DATE = "date"
    AMOUNT = "amount"
    COUNT = "count"
    MONTHS = "months"
    STATUS = "status"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its kind, its longest value in characters, and the headers that mean it.

    `names` are compared without spaces, accents and punctuation, best first; the last ones are
    vague and taken only when no other header fits.
    """

    kind: Kind
    names: tuple[str, ...]
    longest: int = 0


FIELDS: dict[str, Field] = {
    "number": Field(Kind.CODE, NAMES["number"], 60),
    "title": Field(Kind.TEXT, NAMES["title"], 200),
    "supplier": Field(Kind.TEXT, NAMES["supplier"], 200),
    "supplier_code": Field(Kind.CODE, NAMES["supplier_code"], 60),
    "kvk": Field(Kind.KVK, NAMES["kvk"], 8),
    "vat": Field(Kind.VAT, NAMES["vat"], 20),
    "category": Field(Kind.TEXT, NAMES["category"], 200),
    "cpv": Field(Kind.CPV, NAMES["cpv"], 10),
    "start": Field(Kind.DATE, NAMES["start"]),
    "end": Field(Kind.DATE, NAMES["end"]),
    "value_per_year": Field(Kind.AMOUNT, NAMES["value_per_year"]),
    "value_total": Field(Kind.AMOUNT, NAMES["value_total"]),
    "amount": Field(Kind.AMOUNT, NAMES["amount"]),
    "date": Field(Kind.DATE, NAMES["date"]),
    "extension_count": Field(Kind.COUNT, NAMES["extension_count"]),
    "extension_months": Field(Kind.MONTHS, NAMES["extension_months"]),
    "notice_months": Field(Kind.MONTHS, NAMES["notice_months"]),
    "notice_date": Field(Kind.DATE, NAMES["notice_date"]),
    "owner_unit": Field(Kind.TEXT, NAMES["owner_unit"], 120),
    "procedure": Field(Kind.TEXT, NAMES["procedure"], 60),
    "status": Field(Kind.STATUS, NAMES["status"], 60),
    "clause": Field(Kind.CLAUSE, NAMES["clause"], 2000),
    "currency": Field(Kind.CURRENCY, NAMES["currency"], 3),
    "description": Field(Kind.TEXT, NAMES["description"], 2000),
}

REQUIRED: dict[str, tuple[str, ...]] = {
    CONTRACTS: ("number", "title", "supplier"),
    SPEND: ("supplier", "amount"),
}
"""Fields without which a row is rejected, whatever the mapping says."""

USED: dict[str, frozenset[str]] = {
    CONTRACTS: frozenset(FIELDS) - {"amount", "date"},
    SPEND: frozenset(
        {"supplier", "supplier_code", "kvk", "vat", "category", "cpv", "amount", "date"}
    ),
}
"""Fields that are read. A line of spend has a description too, but nothing keeps it."""
