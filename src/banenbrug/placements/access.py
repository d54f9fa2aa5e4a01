"""Fetching is authorising, for vacancies and placements, from both sides."""

from django.shortcuts import get_object_or_404

from banenbrug.organisations.access import require
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right
from banenbrug.placements.models import Placement, Vacancy


def vacancy_for(member: Membership, pk: int, *, to: Right | None = None) -> Vacancy:
    """A vacancy of the school of `member`, with its commitment, contract and supplier."""
    require(member, see=Right.SEE_PLACEMENTS, to=to)
    return get_object_or_404(
        Vacancy.objects.select_related("commitment__contract__supplier", "employer", "workplace"),
        pk=pk,
        organisation_id=member.organisation_id,
    )


def placement_for(member: Membership, pk: int, *, to: Right | None = None) -> Placement:
    """A placement of the school of `member`, with all that it came from."""
    require(member, see=Right.SEE_PLACEMENTS, to=to)
    return get_object_or_404(
        Placement.objects.select_related(
            "commitment__contract__supplier", "vacancy", "employer", "workplace"
        ),
        pk=pk,
        organisation_id=member.organisation_id,
    )


def shared_vacancy_for(member: Membership, pk: int) -> Vacancy:
    """A vacancy that a school opened from a commitment of the supplier of `member`."""
    require(member, see=Right.SEE_SHARED_WORK)
    return get_object_or_404(
        Vacancy.objects.select_related("organisation", "commitment"),
        pk=pk,
        counterparty_id=member.organisation_id,
    )


def shared_placement_for(member: Membership, pk: int) -> Placement:
    """A placement that came from a commitment of the supplier of `member`."""
    require(member, see=Right.SEE_SHARED_WORK)
    return get_object_or_404(
        Placement.objects.select_related("organisation", "commitment", "vacancy"),
        pk=pk,
        counterparty_id=member.organisation_id,
    )
