"""The list of contracts: what a reader asks for in the address, and which contracts that gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, overload

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from banenbrug.contracts import words
from banenbrug.contracts.models import Clause, Contract, Words
from banenbrug.desk import tallies
from banenbrug.desk.tallies import Total
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership
from banenbrug.placements.models import Placement
from banenbrug.placements.rules import Route

VIEW_NAMES = {
    "all": N_("All"),
    "with_clause": N_("With a clause"),
    "without_result": N_("Clause without result"),
    "ends_within_a_year": N_("Ends within a year"),
    "mine": N_("My contracts"),
    "ended": N_("Ended"),
}
"""The views of the list, by their word in the address."""

COLUMN_NAMES = {
    "supplier": N_("Supplier"),
    "value": N_("Per year"),
    "end": N_("Runs until"),
    "clause": N_("Social clause"),
    "score": N_("Opportunity"),
    "moment": N_("Next moment"),
    "category": N_("Category"),
    "unit": N_("Academy or service"),
    "owners": N_("Owners"),
    "start": N_("Start"),
}
"""What a reader can have shown beside the contract itself, by its word in the address."""

COLUMNS = ("supplier", "value", "end", "clause", "score", "moment")
MOST_COLUMNS = 6
SIZES = (25, 50, 100)
CLAUSES = {"with": N_("With a clause"), "without": N_("Without a clause")}
SORT = "-score"

DEEPEST = 10_000
"""Rows through which one can turn pages; whoever looks further filters, or exports all."""

_SORTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "pk"),
    "supplier": ("supplier__sort_key", "title", "pk"),
    "value": ("value_per_year", "pk"),
    "end": ("end", "pk"),
    "score": ("standings__points", "standings__value", "standings__contract_id"),
}
_EMPTY: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "value": ("value_per_year", ("pk",)),
    "end": ("end", ("pk",)),
    "score": ("standings", ("title", "pk")),  # what has ended has no score
}
"""What may be missing to sort by, and the order in which contracts without it follow."""

SORT_NAMES = {
    "-score": N_("Opportunity, highest first"),
    "score": N_("Opportunity, lowest first"),
    "title": N_("Contract, A to Z"),
    "supplier": N_("Supplier, A to Z"),
    "-value": N_("Per year, largest first"),
    "value": N_("Per year, smallest first"),
    "end": N_("Runs until, soonest first"),
    "-end": N_("Runs until, latest first"),
    "-title": N_("Contract, Z to A"),
    "-supplier": N_("Supplier, Z to A"),
}
"""The orders, by their word in the address."""


@dataclass(frozen=True)
class Asked:
    """What a reader asks of the list; everything stands in the address."""

    text: str = ""
    category: str = ""
    unit: int | None = None
    clause: str = ""
    view: str = "all"
    sort: str = SORT
    size: int = SIZES[0]
    columns: tuple[str, ...] = COLUMNS

    @property
    def is_filtered(self) -> bool:
        """Whether it asks for less than a view."""
        return bool(self.text or self.category or self.unit or self.clause)


def asked(address: Mapping[str, Any], columns: Sequence[str] = ()) -> Asked:
    """Read what an address asks; what it cannot ask is as if it were not there."""

    def said(name: str) -> str:
        # PostgreSQL cannot compare with a text that holds a zero byte.
        return str(address.get(name, "")).replace("\0", "").strip()

    unit, size, sort, view, clause = map(said, ("unit", "rows", "sort", "view", "clause"))
    shown = tuple(name for name in COLUMN_NAMES if name in columns)[:MOST_COLUMNS]
    return Asked(
        text=said("q")[:100],
        category=said("category")[:20],
        unit=int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 18 else None,
        clause=clause if clause in CLAUSES else "",
        view=view if view in VIEW_NAMES else "all",
        sort=_sort(sort, view),
        size=int(size) if size in map(str, SIZES) else SIZES[0],
        columns=shown or COLUMNS,
    )


def _sort(sort: str, view: str) -> str:
    """The order that is asked for. What has ended has no score: the latest end comes first."""
    known = sort if sort in SORT_NAMES else SORT
    return "-end" if view == "ended" and known.endswith("score") else known


def contracts_asked(member: Membership, asked: Asked, *, today: date) -> QuerySet[Contract]:
    """The contracts that a reader asks for, in no order."""
    contracts = Contract.objects.filter(organisation_id=member.organisation_id)
    contracts = contracts.filter(_VIEWS[asked.view](member, today))
    if asked.text:
        found = words.found(
            asked.text, organisation_id=member.organisation_id, kind=Words.Kind.CONTRACT
        )
        contracts = contracts.filter(pk__in=found.values("object_id"))
    if asked.category:
        contracts = contracts.filter(category=asked.category)
    if asked.unit:
        contracts = contracts.filter(unit_id=asked.unit)
    if asked.clause:
        with_clause = _has_clause(member)
        contracts = contracts.filter(with_clause if asked.clause == "with" else ~with_clause)
    return contracts


def in_order(contracts: QuerySet[Contract], sort: str) -> tuple[QuerySet[Contract], ...]:
    """The contracts in an order of `SORT_NAMES`: selections to be shown one after the other.

    What has nothing to sort by comes last in both directions. Two selections, because an index
    gives each of them in its order, and both together in no order at all.
    """
    down, word = sort.startswith("-"), sort.removeprefix("-")
    order = [F(name).desc() if down else F(name).asc() for name in _SORTS[word]]
    if word not in _EMPTY:
        return (contracts.order_by(*order),)
    field, behind = _EMPTY[word]
    # Never exclude(): over a relation that asks for each contract whether it lacks one.
    filled = contracts.filter(**{f"{field}__isnull": False})
    empty = contracts.filter(**{f"{field}__isnull": True})
    return filled.order_by(*order), empty.order_by(*behind)


@dataclass(frozen=True)
class Keys(Sequence[int]):
    """The keys of all contracts of some selections, for a Paginator; `number` of them."""

    selections: Sequence[QuerySet[Contract]]
    number: int

    def __len__(self) -> int:
        return self.number

    @overload
    def __getitem__(self, wanted: int) -> int: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[int]: ...
    def __getitem__(self, wanted: int | slice) -> int | list[int]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        return page_of(self.selections, start=wanted.start, size=wanted.stop - wanted.start)


def page_of(selections: Sequence[QuerySet[Contract]], *, start: int, size: int) -> list[int]:
    """The keys of the contracts on a page that begins at row `start` of all selections."""
    keys: list[int] = []
    for selection in selections:
        here = list(selection.values_list("pk", flat=True)[start : start + size - len(keys)])
        keys += here
        if len(keys) == size:
            break
        whole = start + len(here) if here or not start else selection.order_by().count()
        start = max(start - whole, 0)
    return keys


def total_asked(
    member: Membership,
    asked: Asked,
    contracts: QuerySet[Contract],
    kept: Mapping[str, Total],
    *,
    today: date,
) -> Total:
    """What the head of the list says: from the tally for a whole view, else counted."""
    others = replace(asked, clause="")
    if asked.clause and not others.is_filtered and asked.view in kept:
        return tallies.total_kept(member, asked.view, clause=asked.clause == "with", today=today)
    if asked.is_filtered or asked.view not in kept:
        return tallies.total_of(contracts)
    return kept[asked.view]


def _has_clause(member: Membership) -> Q:
    here = Clause.objects.filter(organisation_id=member.organisation_id)
    return Q(Exists(here.filter(contract=OuterRef("pk"))))


def _has_result(member: Membership) -> Q:
    """A job that came of it; unpaid work is effort, and no job."""
    here = Placement.objects.filter(organisation_id=member.organisation_id).exclude(
        route=Route.UNPAID.value
    )
    return Q(Exists(here.filter(commitment__contract=OuterRef("pk"))))


_VIEWS: Mapping[str, Callable[[Membership, date], Q]] = {
    "all": lambda _member, _today: Q(),
    "with_clause": lambda member, _today: _has_clause(member),
    "without_result": lambda member, today: (
        _has_clause(member) & ~_has_result(member) & tallies.running(today)
    ),
    "ends_within_a_year": lambda _member, today: tallies.within_a_year(today),
    "mine": lambda member, _today: tallies.mine(member),
    "ended": lambda _member, today: tallies.ended(today),
}
