"""Steps of conversations that are planned."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.desk.today.addresses import address
from banenbrug.desk.today.steps import Hands, Kind, Step
from banenbrug.dialogue.brief_queries import with_readiness
from banenbrug.dialogue.models import Conversation
from banenbrug.dialogue.queries import Talk, conversations_of, talks
from banenbrug.dialogue.rules import why_not_both_hands
from banenbrug.foundation.formats import show_date
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand, Right
from banenbrug.web.templatetags.bb import clock
from banenbrug.web.words import active_language, say


def planned_talks(member: Membership, *, most: int) -> list[Talk]:
    """The conversations that are planned, the nearest first, in two queries."""
    planned = with_readiness(conversations_of(member.organisation_id, view="planned"))
    return talks(planned[:most])


def talk_steps(member: Membership, planned: list[Talk], *, today: date) -> list[Step]:
    """Complete the table, prepare, talk, or write the minutes: one step for each conversation."""
    if not planned or not member.has(Right.HOLD_CONVERSATIONS):
        return []
    return [_step(member, talk, today) for talk in planned]


def day_of(conversation: Conversation) -> date:
    """The day of a conversation on the clocks of the Netherlands."""
    return timezone.localtime(conversation.planned_at).date()


def _step(member: Membership, talk: Talk, today: date) -> Step:
    conversation = talk.conversation
    hands = Hands(talk.procurement, talk.hr)
    named = {"supplier": conversation.contract.supplier.name}
    missing = why_not_both_hands(talk.seats)
    page = address(member, "dialogue:conversation", conversation.pk)
    if missing is not None:
        kind, url = Kind.MISSING_HAND, address(member, "dialogue:participants", conversation.pk)
        title, button = (
            gettext("Complete the conversation with %(supplier)s"),
            gettext("Set the table"),
        )
        then = say(missing)
    elif day_of(conversation) < today:
        kind, url = Kind.TALK, page
        title = gettext("Write the minutes of the conversation with %(supplier)s")
        button = gettext("Write the minutes")
        then = gettext("Write what was discussed. Then write down what was agreed.")
    elif conversation.both_ready:  # type: ignore[attr-defined]  # annotated in planned_talks
        kind, url = Kind.TALK, address(member, "desk:brief", conversation.pk)
        title = gettext("Talk with %(supplier)s")
        button = gettext("Open the conversation")
        then = gettext("Procurement and HR are both ready.")
    else:
        kind, url = Kind.TALK, address(member, "desk:brief", conversation.pk)
        title = gettext("Prepare the conversation with %(supplier)s")
        button = gettext("Open the conversation")
        then = gettext("Procurement and HR both sit at the table.")
    return Step(
        kind=kind,
        title=title % named,
        context=(_when(conversation, today), then),
        url=url,
        button=button,
        other=(
            gettext("See the contract"),
            address(member, "desk:contract", conversation.contract_id),
        ),
        due=day_of(conversation),
        is_mine=_is_for(member, talk, hands),
        is_own_hand=_lacks(member, hands),
        hands=hands,
    )


def _when(conversation: Conversation, today: date) -> str:
    day = show_date(day_of(conversation), active_language(), style="sentence", today=today)
    said = {
        "day": day[0].upper() + day[1:],
        "time": clock(conversation.planned_at),
        "contract": conversation.contract.title,
    }
    return gettext("%(day)s at %(time)s, about %(contract)s.") % said


def _is_for(member: Membership, talk: Talk, hands: Hands) -> bool:
    """Whether this person sits there, can be the missing hand, or coordinates."""
    sits = any(person.member_id == member.pk for person in talk.people)
    return sits or not member.hands or _lacks(member, hands)


def _lacks(member: Membership, hands: Hands) -> bool:
    """Whether the hand that is missing is one that this person can give."""
    return (not hands.procurement and Hand.PROCUREMENT in member.hands) or (
        not hands.hr and Hand.HR in member.hands
    )
