"""Fetching is authorising, for suppliers, contracts and register files."""

from django.shortcuts import get_object_or_404

from banenbrug.contracts.models import Batch, Contract, Supplier
from banenbrug.organisations.access import require
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right


def contract_for(member: Membership, pk: int, *, to: Right | None = None) -> Contract:
    """A contract of the school of `member`, with its supplier, unit and two owners."""
    require(member, see=Right.SEE_CONTRACTS, to=to)
    return get_object_or_404(
        Contract.objects.select_related("supplier", "unit", "buyer", "hr"),
        pk=pk,
        organisation_id=member.organisation_id,
    )


def supplier_for(member: Membership, pk: int, *, to: Right | None = None) -> Supplier:
    """A supplier of the school of `member`."""
    require(member, see=Right.SEE_CONTRACTS, to=to)
    return get_object_or_404(Supplier, pk=pk, organisation_id=member.organisation_id)


def batch_for(member: Membership, pk: int) -> Batch:
    """A register file that the school of `member` read in, or is about to; without its bytes."""
    require(member, see=Right.SEE_CONTRACTS, to=Right.IMPORT_CONTRACTS)
    files = Batch.objects.select_related("made_by", "undone_by").defer("content", "other_content")
    return get_object_or_404(files, pk=pk, organisation_id=member.organisation_id)
