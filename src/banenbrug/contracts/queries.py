"""Reads of the contract register."""

from django.db.models import Exists, OuterRef, QuerySet

from banenbrug.contracts.models import Clause, Contract


def contracts_of(organisation_id: int) -> QuerySet[Contract]:
    """All contracts of a school with their supplier and whether they have a clause."""
    return (
        Contract.objects.filter(organisation_id=organisation_id)
        .select_related("supplier", "unit")
        .annotate(has_clause=_with_clause())
    )


def clauses_of(contract: Contract) -> QuerySet[Clause]:
    """What this contract says about social return."""
    return Clause.objects.filter(
        organisation_id=contract.organisation_id, contract=contract
    ).order_by("pk")


def _with_clause() -> Exists:
    return Exists(Clause.objects.filter(contract=OuterRef("pk")))
