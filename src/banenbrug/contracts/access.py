"""Fetching is authorising, for suppliers, contracts and register files."""

from django.shortcuts import get_object_or_404

from banenbrug.contracts.models import Batch, Contract, Supplier
from banenbrug.organisations.access import require
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right


def contract_for(member: Membership, pk: int, *, to: Right | None = None) -> Contract:
    """A contract of the school of `member`, with its supplier and unit."""
    require(member, see=Right.SEE_CONTRACTS, to=to)
    return get_object_or_404(
        Contract.objects.select_related("supplier", "unit"),
        pk=pk,
        organisation_id=member.organisation_id,
    )


def supplier_for(member: Membership, pk: int, *, to: Right | None = None) -> Supplier:
    """A supplier of the school of `member`."""
    require(member, see=Right.SEE_CONTRACTS, to=to)
    return get_object_or_404(Supplier, pk=pk, organisation_id=member.organisation_id)


def batch_for(member: Membership, pk: int, *, with_content: bool = False) -> Batch:
    """A register file that the school of `member` read in, or is about to.

    `with_content`: with the bytes of the file, which only who reads it needs.
    """
    require(member, see=Right.SEE_CONTRACTS, to=Right.IMPORT_CONTRACTS)
    files = Batch.objects.all() if with_content else Batch.objects.defer("content")
    return get_object_or_404(files, pk=pk, organisation_id=member.organisation_id)
