"""Reads of the contract register."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from banenbrug.contracts.models import Batch, BatchProblem, Clause, Contract

SORTS = {
    "title": ("title", "pk"),
    "supplier": ("supplier__sort_key", "title", "pk"),
    "value": ("value_per_year", "pk"),
    "end": ("end", "pk"),
}
"""Words in the address by which the list can be sorted, `-` before them to turn it round."""


@dataclass(frozen=True)
class Filters:
    """What a reader asked of the list; everything stands in the address."""

    text: str = ""
    category: str = ""
    view: str = "all"


VIEWS = ("all", "running", "with_clause", "ends_within_a_year")


def contracts_of(organisation_id: int) -> QuerySet[Contract]:
    """All contracts of a school with their supplier and whether they have a clause."""
    return (
        Contract.objects.filter(organisation_id=organisation_id)
        .select_related("supplier", "unit")
        .annotate(has_clause=_with_clause())
    )


def filtered(contracts: QuerySet[Contract], *, filters: Filters, today: date) -> QuerySet[Contract]:
    """The contracts that a reader asked for."""
    if filters.text:
        contracts = contracts.filter(
            Q(title__icontains=filters.text)
            | Q(number__istartswith=filters.text)
            | Q(supplier__name__icontains=filters.text)
        )
    if filters.category:
        contracts = contracts.filter(category=filters.category)
    if filters.view == "running":
        contracts = contracts.filter(_running(today))
    elif filters.view == "with_clause":
        contracts = contracts.filter(_with_clause())
    elif filters.view == "ends_within_a_year":
        contracts = contracts.filter(end__gte=today, end__lt=today + timedelta(days=365))
    return contracts


def sorted_by(contracts: QuerySet[Contract], sort: str) -> QuerySet[Contract]:
    """Sort by a word of `SORTS`; unknown words sort by title. What is empty comes last."""
    down, word = sort.startswith("-"), sort.removeprefix("-")
    fields = SORTS.get(word, SORTS["title"])
    first = F(fields[0])
    ordered = first.desc(nulls_last=True) if down else first.asc(nulls_last=True)
    return contracts.order_by(ordered, *fields[1:])


def value_in_euros(contracts: QuerySet[Contract]) -> int:
    """The yearly value of these contracts in cents; other currencies are not in a sum of euros."""
    total = contracts.order_by().filter(currency="EUR").aggregate(sum=Sum("value_per_year"))
    return total["sum"] or 0


def clauses_of(contract: Contract) -> QuerySet[Clause]:
    """What this contract says about social return."""
    return Clause.objects.filter(
        organisation_id=contract.organisation_id, contract=contract
    ).order_by("pk")


def problems_of(batch: Batch) -> QuerySet[BatchProblem]:
    """Why rows of a file were rejected or skipped, in the order of the file."""
    return BatchProblem.objects.filter(organisation_id=batch.organisation_id, batch=batch).order_by(
        "row", "pk"
    )


def _with_clause() -> Exists:
    return Exists(Clause.objects.filter(contract=OuterRef("pk")))


def _running(today: date) -> Q:
    return Q(end=None) | Q(end__gte=today)
