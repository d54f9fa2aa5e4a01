"""The first contracts that a school chose: whose hand is still missing under the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.desk.today.addresses import address
from banenbrug.desk.today.steps import Hands, Kind, Step
from banenbrug.foundation.formats import show_date
from banenbrug.opportunities.models import Signature
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand
from banenbrug.web.words import active_language


@dataclass(frozen=True)
class Unsigned:
    """An open list of which not both hands are there."""

    signatures: Sequence[Signature]

    @property
    def missing(self) -> list[Hand]:
        """The departments that did not sign."""
        signed = {one.hand for one in self.signatures}
        return [hand for hand in Hand if hand.value not in signed]

    @property
    def hands(self) -> Hands:
        """Who signed, by department."""
        names = {one.hand: one.member.name for one in self.signatures}
        return Hands(names.get(Hand.PROCUREMENT.value, ""), names.get(Hand.HR.value, ""))


def unsigned_choice(organisation_id: int) -> Unsigned | None:
    """The open list, when somebody signed it and the other hand did not, in one query."""
    found = list(
        Signature.objects.filter(
            organisation_id=organisation_id, choice__closed_at=None
        ).select_related("member")
    )
    choice = Unsigned(found)
    return choice if found and choice.missing else None


def choice_steps(member: Membership, choice: Unsigned | None) -> list[Step]:
    """Sign the list that a colleague signed already."""
    if choice is None or not set(choice.missing) & member.hands:
        return []
    first = choice.signatures[0]
    told = {
        "name": first.member.name,
        "day": _day(timezone.localtime(first.signed_at).date()),
    }
    return [
        Step(
            kind=Kind.CHOICE,
            title=gettext("Sign the top 3"),
            context=(
                gettext("%(name)s signed on %(day)s.") % told,
                gettext("Your name is still missing."),
            ),
            url=address(member, "opportunities:shortlist"),
            button=gettext("Open the top 3"),
            hands=choice.hands,
        )
    ]


def _day(day: date) -> str:
    return show_date(day, active_language())
