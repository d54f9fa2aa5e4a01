"""The brief of a conversation: what each hand prepares, and what helps at the table. Pure.

What helps and what breaks a talk is `practice.md` §6.1 and §6.2; the limit is that of a small
change, article 2.163b of the Aanbestedingswet 2012 (supplies and services).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from banenbrug.dialogue.rules import ConversationState
from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.organisations.roles import Hand

SMALL_CHANGE_PERCENT = 10
"""Of the original value; more needs a new tender, as does what changes the nature of the work."""

LIMIT_SOURCE = "https://www.pianoo.nl/nl/visie-de-wezenlijke-wijziging"
"""The view of the expertise centre for public tendering on substantial changes."""


class Block(StrEnum):
    """A part of the brief that people write."""

    ROOM = "room"
    QUESTIONS = "questions"
    OFFER = "offer"


OWED: dict[Hand, Block] = {Hand.PROCUREMENT: Block.ROOM, Hand.HR: Block.OFFER}
"""The block for which each hand answers."""

QUESTIONS = (
    N_("What goes well with the people who work for you now?"),
    N_("Which tasks can be split off, or done during the day?"),
    N_("Which vacancies do you expect this year?"),
    N_("What do you need from us: time, space, guidance?"),
)
"""Suggestions for the table: open, and about the supplier's own goals."""

TONE = (
    N_("Ask first what goes well."),
    N_("Do not say “it is in the contract”."),
    N_("Say what you will do yourselves."),
    N_("Begin with something small."),
)

READY_BUTTONS = {
    Hand.PROCUREMENT: N_("Procurement is ready"),
    Hand.HR: N_("HR is ready"),
}

_EMPTY = {
    Hand.PROCUREMENT: Refusal(
        "room_empty", N_("Write first what is possible within this contract.")
    ),
    Hand.HR: Refusal("offer_empty", N_("Write first what you offer the supplier.")),
}
OTHER_HAND = {
    Hand.PROCUREMENT: Refusal(
        "procurement_signs", N_("Only a buyer can say that procurement is ready.")
    ),
    Hand.HR: Refusal("hr_signs", N_("Only an HR adviser can say that HR is ready.")),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What is written in the three blocks."""

    room: str = ""
    questions: str = ""
    offer: str = ""

    def of(self, block: Block) -> str:
        """The text of one block."""
        return {
            Block.ROOM: self.room,
            Block.QUESTIONS: self.questions,
            Block.OFFER: self.offer,
        }[block]


def why_not_prepare(*, state: str) -> Refusal | None:
    """A brief is written for a conversation that is still to come."""
    if state == ConversationState.PLANNED:
        return None
    return Refusal("nothing_to_prepare", N_("This conversation is not planned any more."))


def why_not_sign(*, hand: Hand, hands: Collection[str]) -> Refusal | None:
    """Each department says itself that it is ready; `hands` are those of who signs."""
    return None if hand in hands else OTHER_HAND[hand]


def why_not_ready(*, hand: Hand, hands: Collection[str], text: str, state: str) -> Refusal | None:
    """A hand is ready once its own block is written."""
    refused = why_not_prepare(state=state) or why_not_sign(hand=hand, hands=hands)
    return refused or (None if text.strip() else _EMPTY[hand])


def why_not_invite(*, state: str, ready: Collection[Hand]) -> Refusal | None:
    """The supplier is invited when both hands said yes."""
    refused = why_not_prepare(state=state)
    if refused is not None:
        return refused
    missing = set(Hand) - set(ready)
    if not missing:
        return None
    if missing == {Hand.HR}:
        return Refusal("hr_not_ready", N_("Not yet: HR has not said yes."))
    if missing == {Hand.PROCUREMENT}:
        return Refusal("procurement_not_ready", N_("Not yet: procurement has not said yes."))
    return Refusal("hands_not_ready", N_("Not yet: procurement and HR have not said yes."))


def taken_back(*, before: Texts, after: Texts, hands: Collection[str]) -> frozenset[Hand]:
    """The hands whose block was changed by somebody else: they say again that they are ready."""
    return frozenset(
        hand
        for hand, block in OWED.items()
        if before.of(block) != after.of(block) and hand not in hands
    )


def small_change(value: int | None) -> int | None:
    """The largest small change in cents for a contract of `value` cents; None if not known."""
    return None if value is None else value * SMALL_CHANGE_PERCENT // 100
