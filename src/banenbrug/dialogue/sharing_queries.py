"""Reads of what is shared: minutes, answers, partners, and whom the other party asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from banenbrug.dialogue.models import (
    Answer,
    Commitment,
    ContactPerson,
    Conversation,
    GuestAnswer,
    SharedMinutes,
)
from banenbrug.dialogue.queries import Agreement, agreements_of_conversation
from banenbrug.dialogue.sharing import WORD_SAID, GuestWord, Word
from banenbrug.foundation.refusals import Refusal
from banenbrug.organisations.models import Invited, Organisation
from banenbrug.organisations.roles import Kind

COMMITMENT = "dialogue.commitment"
"""What a guest of a commitment is invited to, as the policies name it."""


@dataclass(frozen=True)
class Partner:
    """A partner that was asked to join a commitment, with its latest answer."""

    organisation: Organisation
    answer: GuestAnswer | None

    @property
    def said(self) -> Refusal | None:
        """What it answered, as a sentence."""
        if self.answer is None:
            return None
        word = WORD_SAID[GuestWord(self.answer.word)]
        return Refusal("guest_said", word, {"by": self.answer.by})


def shared_minutes_of(conversation: Conversation) -> SharedMinutes:
    """The shared part of the minutes; an empty one, not saved, before anybody wrote."""
    here = {"organisation_id": conversation.organisation_id, "conversation": conversation}
    found = SharedMinutes.objects.filter(**here).first()
    day = conversation.held_on or conversation.planned_at.date()
    return found or SharedMinutes(**here, held_on=day)


def latest_answers(commitments: Iterable[Commitment]) -> dict[int, Answer]:
    """The latest answer of the supplier by the pk of the commitment, in one query."""
    answers = Answer.objects.filter(commitment__in=[one.pk for one in commitments])
    return {answer.commitment_id: answer for answer in answers.order_by("said_at", "pk")}


def said(answer: Answer) -> Refusal:
    """What the supplier answered, as a sentence."""
    return Refusal("supplier_said", WORD_SAID[Word(answer.word)], {"by": answer.by})


@dataclass(frozen=True)
class Line:
    """A commitment as a line: what both sides said of it, and how it goes."""

    agreement: Agreement
    answer: Answer | None

    @property
    def commitment(self) -> Commitment:
        """The commitment itself."""
        return self.agreement.commitment

    @property
    def said(self) -> Refusal | None:
        """What the supplier answered, as a sentence."""
        return said(self.answer) if self.answer else None


def lines_of(conversation: Conversation) -> list[Line]:
    """The commitments from a conversation, each with the latest answer of the supplier."""
    agreements = agreements_of_conversation(conversation)
    answers = latest_answers(one.commitment for one in agreements)
    return [Line(one, answers.get(one.commitment.pk)) for one in agreements]


def partners_of(commitment: Commitment) -> list[Partner]:
    """The partners that were asked to join a commitment, by name."""
    here = {"organisation_id": commitment.organisation_id}
    invited = (
        Invited.objects.filter(kind=COMMITMENT, object_id=commitment.pk, **here)
        .select_related("guest")
        .order_by("guest__sort_key")
    )
    answers = GuestAnswer.objects.filter(commitment=commitment, **here).order_by("said_at", "pk")
    latest = {answer.counterparty_id: answer for answer in answers}
    return [Partner(one.guest, latest.get(one.guest_id)) for one in invited]


def known_partners(organisation_id: int) -> list[Organisation]:
    """The partners that this school let in before, by name: nobody sees those of another school."""
    known = ContactPerson.objects.filter(
        organisation_id=organisation_id, counterparty__kind=Kind.PARTNER.value
    ).values("counterparty")
    return list(Organisation.objects.filter(pk__in=known).order_by("sort_key"))
