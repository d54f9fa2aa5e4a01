"""The list of suppliers: how much a school buys from each, and whether its door is open."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from banenbrug.contracts import words
from banenbrug.contracts.models import Contract, Supplier, Words
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership

VIEW_NAMES = {
    "all": N_("All"),
    "social": N_("Social enterprise or PSO"),
    "door": N_("With a door"),
}
_VIEWS = {
    "all": Q(),
    "social": Q(is_social_enterprise=True) | ~Q(pso_level=""),
    "door": Q(account__isnull=False),
}
SIZE = 50


@dataclass(frozen=True)
class Row:
    """A supplier with its contracts: how many, and their value a year in cents of euros."""

    supplier: Supplier
    contracts: int
    value: int | None


def suppliers_asked(member: Membership, *, view: str, text: str) -> QuerySet[Supplier]:
    """The suppliers that a reader asks for, by name."""
    found = Supplier.objects.filter(_VIEWS[view], organisation_id=member.organisation_id)
    if text:
        keys = words.found(
            text, organisation_id=member.organisation_id, kind=Words.Kind.SUPPLIER
        ).values("object_id")
        found = found.filter(pk__in=keys)
    return found.order_by("sort_key", "pk")


def counts_of(member: Membership) -> dict[str, int]:
    """How many suppliers each view shows, in one query."""
    counts: dict[str, Any] = {view: Count("pk", filter=q) for view, q in _VIEWS.items()}
    return Supplier.objects.filter(organisation_id=member.organisation_id).aggregate(**counts)


def rows_of(member: Membership, suppliers: list[Supplier]) -> list[Row]:
    """What stands in the list of these suppliers, in one query."""
    sums = (
        Contract.objects.filter(organisation_id=member.organisation_id, supplier__in=suppliers)
        .values("supplier")
        .annotate(
            contracts=Count("pk"),
            value=Sum("value_per_year", filter=Q(currency="EUR")),
        )
        .order_by(F("supplier"))
    )
    found = {row["supplier"]: row for row in sums}
    return [
        Row(
            one,
            found[one.pk]["contracts"] if one.pk in found else 0,
            found[one.pk]["value"] if one.pk in found else None,
        )
        for one in suppliers
    ]
