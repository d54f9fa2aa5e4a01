"""Fetching is authorising: who may not see gets 404, who may see but not act gets 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from banenbrug.organisations.models import Invitation, Membership
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Right


def require(member: Membership, *, see: Right, to: Right | None = None) -> None:
    """Ask for the right to see (404 without) and then for the right to act (403 without).

    What somebody may not see does not exist for him; what he sees may still be another's to change.
    """
    if not member.has(see):
        raise Http404("Not for this role.")
    if to is not None and not member.has(to):
        raise PermissionDenied(to.value)


def membership_for(member: Membership, pk: int, *, to: Right) -> Membership:
    """A colleague who works in the organisation of `member` now."""
    require(member, see=Right.SEE_PEOPLE, to=to)
    return get_object_or_404(active_people(member.organisation_id), pk=pk)


def invitation_for(member: Membership, pk: int) -> Invitation:
    """An invitation of the organisation of `member`, to be withdrawn or sent again."""
    require(member, see=Right.SEE_PEOPLE, to=Right.MANAGE_PEOPLE)
    return get_object_or_404(Invitation, pk=pk, organisation_id=member.organisation_id)
