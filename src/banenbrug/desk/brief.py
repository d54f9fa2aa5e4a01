"""What a conversation needs on one sheet, gathered from the rooms."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from banenbrug.contracts.categories import BY_CODE
from banenbrug.contracts.models import Clause, Contract
from banenbrug.contracts.queries import clauses_of
from banenbrug.dialogue.brief import OTHER_HAND, OWED, READY_BUTTONS, Block, small_change
from banenbrug.dialogue.brief_queries import ready_hands
from banenbrug.dialogue.models import Conversation, Preparation
from banenbrug.dialogue.queries import Agreement, Talk, agreements_of_contract
from banenbrug.dialogue.sharing_queries import latest_answers, said
from banenbrug.foundation.refusals import Refusal
from banenbrug.moments.facts import dates_of
from banenbrug.moments.rules import Moment, MomentState, moments
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand
from banenbrug.placements.models import Placement


@dataclass(frozen=True)
class Promise:
    """An earlier commitment and what came of it: people placed, and what the supplier says."""

    agreement: Agreement
    placed: int
    answer: Refusal | None


@dataclass(frozen=True)
class Brief:
    """The facts for the table; `limit` is the largest small change, in cents."""

    clauses: list[Clause]
    promises: list[Promise]
    category: str
    limit: int | None
    lit: tuple[Moment, ...]


@dataclass(frozen=True)
class OwnBlock:
    """A block that a hand answers for: whether it waits, and who may say that it is ready."""

    block: Block
    hand: Hand
    waits: bool
    may_sign: bool

    @property
    def is_ready(self) -> bool:
        """Whether the hand said so."""
        return not self.waits

    @property
    def button(self) -> str:
        """The msgid of the button with which the hand says so."""
        return READY_BUTTONS[self.hand]

    @property
    def whose_word(self) -> str:
        """The msgid of who has to say so, for who may not."""
        return OTHER_HAND[self.hand].message


def brief_of(conversation: Conversation, *, today: date) -> Brief:
    """The facts of the contract and of what was promised on it before."""
    contract = conversation.contract
    category = BY_CODE.get(contract.category)
    in_euros = contract.currency == "EUR"
    before = Conversation.objects.filter(
        organisation_id=contract.organisation_id, contract=contract
    ).exclude(pk=conversation.pk)
    talked_on = before.aggregate(last=Max("held_on"))["last"]
    found = moments(dates_of(contract, talked_on=talked_on), today=today)
    return Brief(
        clauses=list(clauses_of(contract)),
        promises=_promises(contract, apart_from=conversation),
        category=category.name if category else "",
        limit=small_change(contract.value_total) if in_euros else None,
        lit=tuple(moment for moment in found if moment.state is not MomentState.OFF),
    )


def own_blocks(preparation: Preparation, *, member: Membership) -> dict[str, OwnBlock]:
    """The blocks that a hand answers for, by their name."""
    ready = ready_hands(preparation)
    return {
        block.value: OwnBlock(block, hand, hand not in ready, hand in member.hands)
        for hand, block in OWED.items()
    }


def readiness(preparation: Preparation, talk: Talk) -> dict[str, str]:
    """Who said that a hand is ready, else who sits there for it; empty when nobody does."""
    ready = ready_hands(preparation)
    at_table = {Hand.PROCUREMENT: talk.procurement, Hand.HR: talk.hr}
    return {hand.value: ready[hand].name if hand in ready else at_table[hand] for hand in Hand}


def _promises(contract: Contract, *, apart_from: Conversation) -> list[Promise]:
    earlier = [
        agreement
        for agreement in agreements_of_contract(contract)
        if not agreement.withdrawn and agreement.commitment.conversation_id != apart_from.pk
    ]
    commitments = [agreement.commitment for agreement in earlier]
    answers = latest_answers(commitments)
    placed = dict(
        Placement.objects.filter(
            organisation_id=contract.organisation_id, commitment__in=commitments
        )
        .values_list("commitment")
        .annotate(number=Count("pk"))
    )
    return [
        Promise(
            agreement,
            placed.get(agreement.commitment.pk, 0),
            said(answers[agreement.commitment.pk]) if agreement.commitment.pk in answers else None,
        )
        for agreement in earlier
    ]
