"""A contract as a file says it: a tuple, ready for COPY."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from banenbrug.contracts.categories import recognise
from banenbrug.contracts.register.fields import FIELDS
from banenbrug.contracts.rules import ClauseForm, ContractKind
from banenbrug.foundation import names

_CACHED = 1 << 16


class ContractRow(NamedTuple):
    """One contract, or one year of payments to one supplier. '' and None: the file is silent.

    `row` is the first source row and `rows` how many it was read from. Amounts are in cents of
    `currency`. `supplier_key` and `supplier_sort_key` belong to the supplier's name.
    """

    row: int
    rows: int
    number: str
    title: str
    supplier: str
    supplier_key: str
    supplier_sort_key: str
    supplier_code: str = ""
    kvk: str = ""
    vat: str = ""
    kind: ContractKind = ContractKind.CONTRACT
    category: str = ""
    cpv: str = ""
    description: str = ""
    start: date | None = None
    end: date | None = None
    value_per_year: int | None = None
    value_total: int | None = None
    currency: str = "EUR"
    extension_count: int | None = None
    extension_months: int | None = None
    notice_months: int | None = None
    owner_unit: str = ""
    procedure: str = ""
    clause_form: ClauseForm | None = None
    clause_percentage: Decimal | None = None
    clause_text: str = ""


@lru_cache(_CACHED)
def supplier_key(name: str) -> str:
    """What the spellings of one supplier share; '' for a name without letters or figures."""
    return names.company_key(name)[: FIELDS["supplier"].longest]


@lru_cache(_CACHED)
def supplier_sort_key(name: str) -> str:
    """What a list of suppliers sorts by."""
    return names.sort_key(name)[: FIELDS["supplier"].longest]


def whole_months(first: date | None, last: date | None) -> int | None:
    """Whole months from the day after one day to another; None where that is less than none."""
    if first is None or last is None or last < first:
        return None
    after, until = first + timedelta(days=1), last + timedelta(days=1)
    months = (until.year - after.year) * 12 + until.month - after.month
    return months - (until.day < after.day)


def category_of(cpv: str, category: str, title: str) -> str:
    """The code of the category that the CPV code, the file's category or the title points at."""
    return _category_said(cpv, category) or recognise(text=title)


@lru_cache(_CACHED)
def _category_said(cpv: str, category: str) -> str:
    return recognise(cpv=cpv, text=category)
