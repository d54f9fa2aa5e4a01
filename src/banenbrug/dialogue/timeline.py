"""What happened around one conversation, told from its rows, the latest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from banenbrug.dialogue.brief_queries import preparation_of
from banenbrug.dialogue.models import Conversation, TalkInvitation
from banenbrug.dialogue.sharing_queries import Line, lines_of, said, shared_minutes_of
from banenbrug.foundation.refusals import N_, Refusal


@dataclass(frozen=True)
class Event:
    """One thing that happened; `what` is the text of a commitment, where it is about one."""

    at: datetime
    words: Refusal
    what: str = ""


def events_of(conversation: Conversation) -> list[Event]:
    """Everything that is written down about a conversation and what came of it."""
    found = [Event(conversation.made_at, _say("talk_planned", N_("The conversation was planned")))]
    found += _before(conversation)
    found += _after(conversation)
    for line in lines_of(conversation):
        found += _of_commitment(line)
    return sorted(found, key=lambda event: event.at, reverse=True)


def _say(code: str, message: str, by: str = "") -> Refusal:
    return Refusal(code, message, {"by": by})


def _before(conversation: Conversation) -> Iterator[Event]:
    preparation = preparation_of(conversation)
    if preparation.procurement_by and preparation.procurement_at:
        words = N_("%(by)s said that procurement is ready")
        by = preparation.procurement_by.name
        yield Event(preparation.procurement_at, _say("procurement_ready", words, by))
    if preparation.hr_by and preparation.hr_at:
        words = N_("%(by)s said that HR is ready")
        yield Event(preparation.hr_at, _say("hr_ready", words, preparation.hr_by.name))
    invitations = TalkInvitation.objects.filter(
        organisation_id=conversation.organisation_id, conversation=conversation
    )
    for sent in invitations:
        words = N_("%(by)s invited the supplier")
        yield Event(sent.sent_at, _say("talk_invited", words, sent.sender))


def _after(conversation: Conversation) -> Iterator[Event]:
    if conversation.held_on:
        noon = timezone.make_aware(datetime.combine(conversation.held_on, time(12)))
        yield Event(noon, _say("talk_held", N_("The conversation was held")))
    minutes = shared_minutes_of(conversation)
    if minutes.shared_at:
        words = N_("%(by)s shared the minutes with the supplier")
        yield Event(minutes.shared_at, _say("minutes_were_shared", words, minutes.shared_by))


def _of_commitment(line: Line) -> Iterator[Event]:
    agreement, commitment = line.agreement, line.commitment
    made = _say("commitment_made", N_("A commitment was written down"))
    yield Event(commitment.made_at, made, commitment.what)
    for side in (agreement.school, agreement.supplier):
        if side is not None:
            words = _say("commitment_confirmed", N_("%(by)s confirmed a commitment"), side.by)
            yield Event(side.confirmed_at, words, commitment.what)
    if line.answer is not None:
        yield Event(line.answer.said_at, said(line.answer), commitment.what)
    if commitment.withdrawn_at:
        words = _say("commitment_taken_back", N_("The commitment was withdrawn"))
        yield Event(commitment.withdrawn_at, words, commitment.what)
