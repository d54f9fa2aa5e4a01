"""Reads about organisations and the people in them."""

from django.db.models import QuerySet

from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.models import Invitation, Membership, Organisation, Unit
from banenbrug.organisations.roles import HAND_ROLES, Hand, Kind


def memberships_of(user_id: int | None) -> QuerySet[Membership]:
    """The organisations in which this person now works, by name."""
    return (
        Membership.objects.select_related("organisation")
        .filter(user=user_id, ended_at=None)
        .order_by("organisation__sort_key")
    )


def people_of(organisation_id: int) -> QuerySet[Membership]:
    """Everybody in the organisation: who works there first, then who has left."""
    return (
        Membership.objects.select_related("user")
        .filter(organisation_id=organisation_id)
        .order_by("ended_at", "sort_key")
    )


def active_people(organisation_id: int) -> QuerySet[Membership]:
    """Who works in the organisation now."""
    return people_of(organisation_id).filter(ended_at=None)


def people_of_hand(organisation_id: int, hand: Hand) -> QuerySet[Membership]:
    """Who can act for procurement, or for HR."""
    return active_people(organisation_id).filter(roles__overlap=[r.value for r in HAND_ROLES[hand]])


def open_invitations(organisation_id: int) -> QuerySet[Invitation]:
    """Invitations that nobody accepted or withdrew yet, newest first."""
    return Invitation.objects.filter(
        organisation_id=organisation_id, accepted_at=None, withdrawn_at=None
    ).order_by("-invited_at")


def units_of(organisation_id: int) -> QuerySet[Unit]:
    """Academies and services, by name."""
    return Unit.objects.filter(organisation_id=organisation_id).order_by("name")


def school_by_slug(slug: str) -> Organisation:
    """The school of an address or a command; `Refused` when there is none."""
    school = Organisation.objects.filter(kind=Kind.SCHOOL.value, slug=slug).first()
    if school is None:
        raise Refused(
            Refusal("unknown_school", N_("There is no school “%(slug)s” here."), {"slug": slug})
        )
    return school
