"""Changes to organisations and people; each is one transaction with everything that follows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.foundation.names import sort_key
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations import letters, rules
from banenbrug.organisations.doorkeys import cut_key
from banenbrug.organisations.models import (
    Doorkey,
    Invitation,
    Membership,
    Organisation,
    Unit,
    User,
)
from banenbrug.organisations.notices import Notice
from banenbrug.organisations.queries import active_people, has_second_step, open_invitations
from banenbrug.organisations.roles import Kind, Role

INVITATION_VALID = timedelta(days=14)


def found_organisation(
    *, kind: Kind, slug: str, name: str, now: datetime, brin: str = ""
) -> Organisation:
    """A new organisation, with nobody in it yet."""
    return Organisation.objects.create(
        kind=kind.value, slug=slug, name=name, sort_key=sort_key(name), brin=brin, created_at=now
    )


def add_unit(*, organisation_id: int, name: str) -> Unit:
    """An academy or service, or the one that has this name already."""
    unit, _ = Unit.objects.get_or_create(organisation_id=organisation_id, name=name.strip())
    return unit


@transaction.atomic
def add_member(
    *, organisation: Organisation, user: User, name: str, roles: Sequence[str], now: datetime
) -> Membership:
    """Let a person work in an organisation; who left before comes back with the new roles."""
    refuse(rules.why_not_roles(kind=organisation.kind, roles=roles))
    member, _ = Membership.objects.update_or_create(
        organisation=organisation,
        user=user,
        defaults={
            "name": name.strip(),
            "sort_key": sort_key(name),
            "roles": sorted(set(roles)),
            "ended_at": None,
        },
        create_defaults={
            "name": name.strip(),
            "sort_key": sort_key(name),
            "roles": sorted(set(roles)),
            "joined_at": now,
        },
    )
    return member


@transaction.atomic
def invite_first(
    *, organisation: Organisation, email: str, name: str, role: Role, sender: str, now: datetime
) -> str:
    """Invite the first person of an organisation, on behalf of another one.

    Returns the address that can come in: of who was invited before, while that link still works;
    empty where people work already, who invite others themselves.
    """
    if active_people(organisation.pk).exists():
        return ""
    for invitation in open_invitations(organisation.pk).select_for_update():
        if invitation.invited_at > now - INVITATION_VALID:
            return invitation.email
        withdraw_invitation(invitation=invitation, now=now)
    invitation = _send_invitation(
        organisation=organisation,
        email=email,
        name=name,
        roles=[role.value, Role.KEYHOLDER.value],
        sender=sender,
        invited_by=None,
        now=now,
    )
    return invitation.email


@transaction.atomic
def invite(
    *, by: Membership, email: str, name: str, roles: Sequence[str], now: datetime
) -> Invitation:
    """Invite a person by letter. Refuses an address that is in already, or invited already."""
    refuse(rules.why_not_roles(kind=by.organisation.kind, roles=roles))
    address = email.strip().casefold()
    if active_people(by.organisation_id).filter(user__email=address).exists():
        member = Refusal("already_member", N_("%(email)s already works here."), {"email": address})
        raise Refused(member, field="email")
    return _send_invitation(
        organisation=by.organisation,
        email=address,
        name=name,
        roles=roles,
        sender=by.name,
        invited_by=by,
        now=now,
    )


def _send_invitation(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    roles: Sequence[str],
    sender: str,
    invited_by: Membership | None,
    now: datetime,
) -> Invitation:
    # Two who invite one address at the same moment: the second meets the invitation of the first.
    invitation, is_new = Invitation.objects.get_or_create(
        organisation=organisation,
        email=email.strip().casefold(),
        accepted_at=None,
        withdrawn_at=None,
        defaults={
            "name": name.strip(),
            "roles": sorted(set(roles)),
            "sender": sender,
            "invited_by": invited_by,
            "invited_at": now,
        },
    )
    if not is_new:
        invited = Refusal(
            "already_invited",
            N_("%(email)s was invited already. Withdraw that invitation first."),
            {"email": invitation.email},
        )
        raise Refused(invited, field="email")
    key = cut_key(
        purpose="invitation",
        organisation_id=organisation.pk,
        object_id=invitation.pk,
        now=now,
        valid=INVITATION_VALID,
    )
    letters.send_invitation.defer(
        organisation_id=organisation.pk, invitation_id=invitation.pk, key_id=key.pk
    )
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, now: datetime) -> None:
    """Close the door that was opened by a letter; refuses one that is open no longer."""
    waiting = open_invitations(invitation.organisation_id).filter(pk=invitation.pk)
    if not waiting.update(withdrawn_at=now):
        closed = N_("This invitation was accepted or withdrawn already, so nothing changed.")
        refuse(Refusal("invitation_closed", closed))
    Doorkey.objects.filter(purpose="invitation", object_id=invitation.pk, used_at=None).update(
        used_at=now
    )


def accept_invitation(
    *, key: Doorkey, user: User | None, password: str | None, language: str, now: datetime
) -> Membership:
    """Join with the key of the letter, as the user signed in or as a new one.

    The key is used up. An address that has a user already must be signed in as that user.
    """
    with transaction.atomic(), scope(organisation_id=key.organisation_id, via="invitation"):
        used = Doorkey.objects.filter(pk=key.pk, used_at=None).update(used_at=now)
        invitation = Invitation.objects.select_related("organisation").get(pk=key.object_id)
        if not used or invitation.withdrawn_at or invitation.accepted_at:
            refuse(Refusal("key_used", N_("This link was used already. Ask for a new one.")))
        if user is None:
            user = User.objects.create_user(invitation.email, password, language=language)
        elif user.email != invitation.email:
            refuse(
                Refusal(
                    "other_address",
                    N_("This invitation is for %(email)s. Sign out and open the link again."),
                    {"email": invitation.email},
                )
            )
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        return add_member(
            organisation=invitation.organisation,
            user=user,
            name=invitation.name,
            roles=invitation.roles,
            now=now,
        )


@transaction.atomic
def change_roles(*, member: Membership, roles: Sequence[str]) -> None:
    """Give a person other roles; the last keyholder cannot lose that role."""
    refuse(rules.why_not_roles(kind=member.organisation.kind, roles=roles))
    if "keyholder" not in roles:
        _refuse_without_keyholder(member)
    member.roles = sorted(set(roles))
    member.save(update_fields=["roles"])


@transaction.atomic
def end_membership(*, member: Membership, now: datetime) -> None:
    """Close the organisation to a person; what he or she did stays."""
    _refuse_without_keyholder(member)
    member.ended_at = now
    member.save(update_fields=["ended_at"])


@transaction.atomic
def take_away_second_step(*, by: Membership, member: Membership, now: datetime) -> None:
    """Let a colleague who lost phone and codes sign in with a new password, and tell him so.

    It holds for the person, wherever he works, so a keyholder elsewhere must not open the door
    alone: the present password ends as well, and a new one takes the mailbox of the person. The
    history of the membership says who did it.
    """
    refuse(
        rules.why_not_take_away_second_step(
            is_own=by.pk == member.pk, has_second_step=has_second_step(member.user_id)
        )
    )
    Authenticator.objects.filter(user=member.user_id).delete()
    member.user.set_unusable_password()
    member.user.save(update_fields=["password"])
    member.second_step_taken_away_at = now
    member.save(update_fields=["second_step_taken_away_at"])
    letters.send_notice.defer(user_id=member.user_id, notice=int(Notice.SECOND_STEP_TAKEN_AWAY))


def choose_language(*, user: User, language: str) -> None:
    """The language of pages and letters."""
    User.objects.filter(pk=user.pk).update(language=language)


def _refuse_without_keyholder(member: Membership) -> None:
    if "keyholder" not in member.roles:
        return
    # The row lock makes two keyholders who leave at once wait for one another.
    people = active_people(member.organisation_id).select_for_update(of=("self",))
    others = [person.roles for person in people if person.pk != member.pk]
    refuse(rules.why_not_without_keyholder(others=others))
