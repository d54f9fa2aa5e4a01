"""A list of payments: its lines become suppliers, with one purchase per supplier and year."""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from banenbrug.contracts.register.contract_row import (
    ContractRow,
    category_of,
    supplier_key,
    supplier_sort_key,
)
from banenbrug.contracts.register.fields import FIELDS
from banenbrug.contracts.register.findings import Findings, Outcome, Problem
from banenbrug.contracts.register.row_reader import RowReader, Values
from banenbrug.contracts.register.table import Table
from banenbrug.contracts.rules import ContractKind
from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import N_, Refusal

NUMBER = "INKOOP-{year}-{key}"
TITLE = "Inkoop {year}"
TITLE_WITH_CATEGORY = "Inkoop {year}: {category}"
"""What a purchase is called in the register: data, in the register's language."""

MOST_NAMES = 5
"""A code that stands with more names than this is a collective account, not one supplier."""


@dataclass(slots=True)
class _Year:
    """The lines of one supplier in one calendar year."""

    cents: int = 0
    rows: list[int] = field(default_factory=list)
    categories: Counter[str] = field(default_factory=Counter)
    cpvs: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Supplier:
    """What the lines of one supplier say; each name, code and number with its lines counted."""

    names: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    kvks: Counter[str] = field(default_factory=Counter)
    vats: Counter[str] = field(default_factory=Counter)
    years: dict[int, _Year] = field(default_factory=lambda: defaultdict(_Year))

    @property
    def name(self) -> str:
        """The spelling used most; of equals the longest."""
        return max(self.names, key=lambda name: (self.names[name], len(name), name))

    def add(self, row: int, values: Values, year: int) -> None:
        """Add a line."""
        self.names[values["supplier"]] += 1
        for counter, name in (
            (self.codes, "supplier_code"),
            (self.kvks, "kvk"),
            (self.vats, "vat"),
        ):
            if name in values:
                counter[values[name]] += 1
        lines = self.years[year]
        lines.cents += values["amount"]
        lines.rows.append(row)
        if "category" in values:
            lines.categories[values["category"]] += 1
        if "cpv" in values:
            lines.cpvs[values["cpv"]] += 1

    def absorb(self, other: "_Supplier") -> None:
        """Take over the lines of another spelling."""
        self.names += other.names
        self.codes += other.codes
        self.kvks += other.kvks
        self.vats += other.vats
        for year, lines in other.years.items():
            mine = self.years[year]
            mine.cents += lines.cents
            mine.rows += lines.rows
            mine.categories += lines.categories
            mine.cpvs += lines.cpvs


def contracts(table: Table, reader: RowReader, findings: Findings) -> Iterator[ContractRow]:
    """The purchases in a list of payments.

    Credits lower the year in which they fall. A year without more payments than credits is no
    purchase: its lines are skipped.
    """
    by_key = _lines_by_name(table, reader)
    suppliers = _joined_by_code(by_key, findings)
    _warn_of_shared_vat(suppliers, reader, findings)
    latest = max((year for supplier in suppliers for year in supplier.years), default=0)
    for supplier in suppliers:
        for year, lines in sorted(supplier.years.items()):
            if lines.cents > 0:
                yield _purchase(supplier, year, lines, reader=reader, is_latest=year == latest)
            else:
                _skip(supplier, year, lines, reader=reader, findings=findings)
    findings.problems.sort(key=lambda problem: problem.row)


def _lines_by_name(table: Table, reader: RowReader) -> dict[str, _Supplier]:
    by_key: dict[str, _Supplier] = defaultdict(_Supplier)
    for row in table.rows():
        values = reader.read(row)
        if values is not None:
            year = values["date"].year if "date" in values else reader.mapping.year or 0
            by_key[supplier_key(values["supplier"])].add(row[0], values, year)
    return by_key


def _joined_by_code(by_key: dict[str, _Supplier], findings: Findings) -> list[_Supplier]:
    """One supplier for the names that share a code, in the order of the file."""
    keys_of: dict[str, list[str]] = defaultdict(list)
    for key, supplier in by_key.items():
        for code in supplier.codes:
            keys_of[code].append(key)
    head = {key: key for key in by_key}
    for code, keys in keys_of.items():
        if len(keys) > MOST_NAMES:
            findings.warn(_collective_code(code, len(keys)))
            continue
        for key in keys[1:]:
            head[_head(key, head)] = _head(keys[0], head)
    joined: dict[str, _Supplier] = {}
    for key, supplier in by_key.items():
        of = joined.setdefault(_head(key, head), supplier)
        if of is not supplier:
            of.absorb(supplier)
    return list(joined.values())


def _head(key: str, head: dict[str, str]) -> str:
    while head[key] != key:
        key = head[key]
    return key


def _purchase(
    supplier: _Supplier, year: int, lines: _Year, *, reader: RowReader, is_latest: bool
) -> ContractRow:
    """One year of payments. It has an end only where the file goes on after that year."""
    name = supplier.name
    key = supplier_key(name)
    category, cpv = _most(lines.categories), _most(lines.cpvs)
    title = TITLE_WITH_CATEGORY if category else TITLE
    return ContractRow(
        row=min(lines.rows),
        rows=len(lines.rows),
        number=NUMBER.format(year=year, key=_short(key)),
        title=title.format(year=year, category=category)[: FIELDS["title"].longest],
        supplier=name,
        supplier_key=key,
        supplier_sort_key=supplier_sort_key(name),
        supplier_code=_most(supplier.codes),
        kvk=_most(supplier.kvks),
        vat=_most(supplier.vats),
        kind=ContractKind.PURCHASE,
        # A supplier's name says something of its work only where nothing else does.
        category=category_of(cpv, category, "" if category else name),
        cpv=cpv,
        start=date(year, 1, 1),
        end=None if is_latest else date(year, 12, 31),
        value_per_year=lines.cents,
        currency=reader.mapping.currency,
    )


def _skip(
    supplier: _Supplier, year: int, lines: _Year, *, reader: RowReader, findings: Findings
) -> None:
    refusal = _credit_only(supplier.name, year, lines.cents)
    for row in lines.rows:
        findings.skip(
            Problem(row, reader.header("amount"), supplier.name, refusal, Outcome.SKIPPED)
        )


def _warn_of_shared_vat(
    suppliers: Sequence[_Supplier], reader: RowReader, findings: Findings
) -> None:
    """Name suppliers that share a VAT number: one group perhaps, so they are not joined."""
    names_of: dict[str, list[str]] = defaultdict(list)
    for supplier in suppliers:
        for vat in supplier.vats:
            names_of[vat].append(supplier.name)
    for vat, names in names_of.items():
        if len(names) > 1:
            findings.warn(_vat_shared(vat, names), column=reader.header("vat"))


def _most(counter: Counter[str]) -> str:
    """What comes most often; of equals the first in the alphabet, so that it stays the same."""
    return min(counter, key=lambda value: (-counter[value], value)) if counter else ""


def _short(key: str) -> str:
    """Eight letters and figures that stay the same for the same supplier."""
    return base64.b32encode(hashlib.blake2b(key.encode(), digest_size=5).digest()).decode()


def _credit_only(name: str, year: int, cents: int) -> Refusal:
    message = N_(
        "The lines of %(supplier)s in %(year)s add up to %(total)s: credits, and no purchase."
    )
    total = show_number(Decimal(cents).scaleb(-2), "nl", places=2)
    return Refusal("credit_only", message, {"supplier": name, "year": year, "total": total})


def _vat_shared(vat: str, names: Sequence[str]) -> Refusal:
    message = N_("The VAT number %(vat)s stands with several suppliers: %(names)s.")
    return Refusal("vat_shared", message, {"vat": vat, "names": "; ".join(sorted(names))})


def _collective_code(code: str, names: int) -> Refusal:
    message = N_(
        "The supplier code %(code)s stands with %(names)s names, so it does not tell who is paid."
    )
    return Refusal("code_shared", message, {"code": code, "names": names})
