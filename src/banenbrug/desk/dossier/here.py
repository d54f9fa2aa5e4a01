"""Where a contract is now: the open thing, and what can be done about it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.contracts.models import Contract
from banenbrug.desk.dossier.people import is_filled
from banenbrug.desk.dossier.spans import shown
from banenbrug.desk.queries import Chain
from banenbrug.desk.today.addresses import address
from banenbrug.dialogue.queries import Agreement, Talk
from banenbrug.dialogue.rules import PEOPLE_KINDS, ConversationState, why_not_both_hands
from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right
from banenbrug.placements.models import Placement
from banenbrug.placements.rules import Route

_NOT_YOURS = {
    Right.CHANGE_PLACEMENTS: Refusal(
        "not_your_role", N_("HR or the coordinator does this. Ask one of them.")
    ),
}
_OF_THE_TALKERS = Refusal(
    "not_your_role", N_("Procurement, HR or the coordinator does this. Ask one of them.")
)


@dataclass(frozen=True)
class Here:
    """What is open now, as part of a sentence, with the page where it is, and the button for it."""

    words: str
    url: str
    button: str
    right: Right | None = None

    def why_not(self, member: Membership) -> Refusal | None:
        """Why this person cannot do it."""
        if self.right is None or member.has(self.right):
            return None
        return _NOT_YOURS.get(self.right, _OF_THE_TALKERS)


def here_of(member: Membership, contract: Contract, chain: Chain, *, today: date) -> Here:
    """The first open thing along the chain; when nothing is open, the count itself."""
    return (
        _at_talks(member, contract, chain, today)
        or _at_commitments(member, chain)
        or _at_hours(member, chain, started_before=today.replace(day=1))
        or _at_vacancies(member, chain, today)
        or _at_hours(member, chain, started_before=date.max)
        or _at_placements(member, chain)
        or Here(
            gettext("the bridge is complete. Everything from this contract is counted."),
            address(member, "placements:figures"),
            gettext("See the count"),
        )
    )


def _at_talks(member: Membership, contract: Contract, chain: Chain, today: date) -> Here | None:
    held = any(talk.conversation.held_on for talk in chain.standing)
    if held:
        return None
    if not chain.standing:
        return Here(
            gettext("no conversation is planned yet."),
            address(member, "dialogue:plan", contract.pk),
            gettext("Plan a conversation"),
            Right.HOLD_CONVERSATIONS,
        )
    talk = chain.standing[0]
    url = address(member, "dialogue:conversation", talk.conversation.pk)
    return Here(_of_planned(talk, today), url, gettext("Open the conversation"))


def _of_planned(talk: Talk, today: date) -> str:
    day = timezone.localtime(talk.conversation.planned_at).date()
    if why_not_both_hands(talk.seats):
        words = gettext("a hand is still missing at the conversation of %(day)s.")
    elif day < today:
        words = gettext("the minutes of the conversation of %(day)s are still to be written.")
    else:
        words = gettext("the conversation of %(day)s is still to come.")
    return words % {"day": shown(day)}


def _at_commitments(member: Membership, chain: Chain) -> Here | None:
    talks = [talk for talk in chain.standing if talk.conversation.state == ConversationState.HELD]
    if not chain.agreements:
        talk = talks[-1].conversation
        assert talk.held_on is not None
        return Here(
            gettext("nothing is written down yet of what was agreed on %(day)s.")
            % {"day": shown(talk.held_on)},
            address(member, "dialogue:agree", talk.pk),
            gettext("Write down a commitment"),
            Right.AGREE_COMMITMENTS,
        )
    unsaid = [
        one for one in chain.agreements if not one.school and not chain.goes_on(one.commitment.pk)
    ]
    return _of_commitment(
        member,
        unsaid,
        gettext("“%(what)s” is not confirmed by the hogeschool yet."),
        "dialogue:commitment",
        gettext("Open the commitment"),
        None,
    )


def _at_vacancies(member: Membership, chain: Chain, today: date) -> Here | None:
    for_people = [one for one in chain.agreements if one.commitment.kind in PEOPLE_KINDS]
    if not for_people:
        return Here(
            gettext("what was agreed gives no places for people yet."),
            address(member, "dialogue:commitment", chain.agreements[0].commitment.pk),
            gettext("Open the commitment"),
        )
    bare = _of_commitment(
        member,
        [one for one in for_people if not chain.goes_on(one.commitment.pk)],
        gettext("no vacancy is open yet for “%(what)s”."),
        "placements:open_vacancy",
        gettext("Open a vacancy"),
        Right.CHANGE_PLACEMENTS,
    )
    if bare:
        return bare
    for vacancy in chain.vacancies:
        if vacancy.closed_on is None and not is_filled(vacancy, chain.placements, today=today):
            return Here(
                gettext("the vacancy “%(title)s” is still open.") % {"title": vacancy.title},
                address(member, "placements:place", vacancy.pk),
                gettext("Place somebody"),
                Right.CHANGE_PLACEMENTS,
            )
    return None


def _at_hours(member: Membership, chain: Chain, *, started_before: date) -> Here | None:
    for placement in chain.placements:
        is_due = _is_paid(placement) and placement.started_on < started_before
        if is_due and not _has_hours(chain, placement):
            return Here(
                gettext("no paid hours of %(person)s are known yet.")
                % {"person": placement.pseudonym},
                f"{address(member, 'placements:placement', placement.pk)}#hours",
                gettext("Enter the paid hours"),
                Right.CHANGE_PLACEMENTS,
            )
    return None


def _at_placements(member: Membership, chain: Chain) -> Here | None:
    if not chain.placements:
        return Here(
            gettext("nobody is placed yet."),
            address(member, "placements:vacancies"),
            gettext("See the vacancies"),
        )
    paid = [one for one in chain.placements if _has_hours(chain, one)]
    if not paid:
        return Here(
            gettext("this is an effort without a wage, and no job."),
            address(member, "placements:figures"),
            gettext("See the figures"),
        )
    if not any(one.in_register for one in paid):
        return Here(
            gettext("the hours of %(person)s do not count: not in the register.")
            % {"person": paid[0].pseudonym},
            address(member, "placements:placement", paid[0].pk),
            gettext("Open the placement"),
        )
    return None


def _has_hours(chain: Chain, placement: Placement) -> bool:
    return any(chain.hours.get(placement.pk, {}).values())


def _is_paid(placement: Placement) -> bool:
    return placement.route != Route.UNPAID


def _of_commitment(
    member: Membership,
    agreements: list[Agreement],
    words: str,
    page: str,
    button: str,
    right: Right | None,
) -> Here | None:
    if not agreements:
        return None
    one = agreements[0].commitment
    return Here(words % {"what": one.what}, address(member, page, one.pk), button, right)
