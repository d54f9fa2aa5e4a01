"""Reads about organisations and the people in them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
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


def schools() -> QuerySet[Organisation]:
    """All schools, for what is done in each of them by the clock."""
    return Organisation.objects.filter(kind=Kind.SCHOOL.value).order_by("pk")


def advisers() -> QuerySet[Organisation]:
    """All advisory organisations, by name."""
    return Organisation.objects.filter(kind=Kind.ADVISER.value).order_by("sort_key")


def school_by_slug(slug: str) -> Organisation:
    """The school of an address or a command; `Refused` when there is none."""
    school = Organisation.objects.filter(kind=Kind.SCHOOL.value, slug=slug).first()
    if school is None:
        raise Refused(
            Refusal("unknown_school", N_("There is no school “%(slug)s” here."), {"slug": slug})
        )
    return school


@dataclass(frozen=True)
class Passkey:
    """One passkey as its owner knows it."""

    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class SecondStep:
    """With what somebody proves who he is, beside the password."""

    app_since: datetime | None
    passkeys: list[Passkey]
    codes_left: int | None

    @property
    def is_on(self) -> bool:
        """Whether signing in takes more than a password."""
        return bool(self.app_since or self.passkeys)


def second_step_of(user_id: int) -> SecondStep:
    """The app, the passkeys and the number of unused recovery codes of a person."""
    rows = list(Authenticator.objects.filter(user=user_id).order_by("pk"))
    of = {kind: [row for row in rows if row.type == kind] for kind in Authenticator.Type}
    app, codes = of[Authenticator.Type.TOTP], of[Authenticator.Type.RECOVERY_CODES]
    return SecondStep(
        app_since=app[0].created_at if app else None,
        passkeys=[
            Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
            for row in of[Authenticator.Type.WEBAUTHN]
        ],
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


def has_second_step(user_id: int) -> bool:
    """Whether signing in takes this person more than a password."""
    return bool(Authenticator.objects.filter(user=user_id).exists())
