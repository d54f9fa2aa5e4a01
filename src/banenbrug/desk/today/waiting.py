"""For whom one waits: somebody by name, or an organisation, and how long already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from banenbrug.desk.today.addresses import address
from banenbrug.desk.today.choice import Unsigned
from banenbrug.dialogue.models import Commitment
from banenbrug.dialogue.queries import Talk
from banenbrug.organisations.models import Invitation, Membership
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Hand

MOST = 5
"""How many are shown."""


@dataclass(frozen=True)
class Waiting:
    """Who is to do what, and how long that has been so."""

    who: str
    what: str
    url: str
    days: int

    @property
    def since(self) -> str:
        """How long already."""
        if self.days < 1:
            return gettext("since today")
        return ngettext("%(days)s day", "%(days)s days", self.days) % {"days": self.days}


def for_a_hand(
    member: Membership, talks: Iterable[Talk], unsigned: Unsigned | None, *, today: date
) -> list[Waiting]:
    """Colleagues whose hand is missing, at a table or under the top 3; never one's own."""
    lacking = [
        (talk, hand)
        for talk in talks
        for hand, there in ((Hand.PROCUREMENT, talk.procurement), (Hand.HR, talk.hr))
        if not there and hand not in member.hands
    ][:MOST]
    to_sign = [hand for hand in unsigned.missing if hand not in member.hands] if unsigned else []
    if not lacking and not to_sign:
        return []
    people = list(active_people(member.organisation_id))
    found = [
        Waiting(
            who=_names(people, hand),
            what=gettext("a seat at the conversation with %(supplier)s")
            % {"supplier": talk.conversation.contract.supplier.name},
            url=address(member, "dialogue:participants", talk.conversation.pk),
            days=_days(talk.conversation.made_at, today),
        )
        for talk, hand in lacking
    ]
    found += [
        Waiting(
            who=_names(people, hand),
            what=gettext("a signature under the top 3"),
            url=address(member, "opportunities:shortlist"),
            days=_days(unsigned.signatures[0].signed_at, today),
        )
        for hand in to_sign
        if unsigned
    ]
    return found


def for_suppliers(
    member: Membership, commitments: Iterable[Commitment], *, today: date
) -> list[Waiting]:
    """Suppliers that have a door here and did not confirm yet."""
    return [
        Waiting(
            who=commitment.contract.supplier.name,
            what=gettext("confirmation of “%(what)s”") % {"what": commitment.what},
            url=address(member, "dialogue:commitment", commitment.pk),
            days=_days(commitment.made_at, today),
        )
        for commitment in commitments
        if commitment.counterparty_id and not commitment.by_supplier  # type: ignore[attr-defined]
    ][:MOST]


def for_guests(invitations: Iterable[Invitation], *, url: str, today: date) -> list[Waiting]:
    """Colleagues who were invited and did not come in yet."""
    return [
        Waiting(
            who=invitation.name,
            what=gettext("an answer to your invitation"),
            url=url,
            days=_days(invitation.invited_at, today),
        )
        for invitation in list(invitations)[:MOST]
    ]


def _days(since: datetime, today: date) -> int:
    return (today - timezone.localtime(since).date()).days


def _names(people: list[Membership], hand: Hand) -> str:
    names = [person.name for person in people if hand in person.hands]
    if len(names) == 1:
        return names[0]
    return gettext("Procurement") if hand is Hand.PROCUREMENT else gettext("HR")
