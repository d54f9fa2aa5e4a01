"""Reads of conversations and commitments, each in a number of queries that rows do not raise."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Prefetch, QuerySet

from banenbrug.contracts.models import Contract
from banenbrug.dialogue.models import Commitment, Confirmation, Conversation, Participant
from banenbrug.dialogue.rules import (
    BASIS_NAMES,
    COMMITMENT_STATE_NAMES,
    KIND_NAMES,
    SEAT_NAMES,
    STATE_NAMES,
    Basis,
    CommitmentKind,
    CommitmentState,
    ConversationState,
    Seat,
    Side,
    commitment_state,
)
from banenbrug.organisations.models import Membership

VIEWS = ("all", "planned", "held", "cancelled")
"""Words in the address by which the list of conversations is narrowed."""

_MEANINGS = {
    ConversationState.PLANNED: "busy",
    ConversationState.HELD: "done",
    ConversationState.CANCELLED: "quiet",
}
_COMMITMENT_MEANINGS = {
    CommitmentState.CONFIRMED: "done",
    CommitmentState.WITHDRAWN: "quiet",
}


@dataclass(frozen=True)
class Person:
    """One at the table: a name and the seat, or a role at the supplier without a name."""

    name: str
    seat: Seat
    member_id: int | None

    @property
    def seat_name(self) -> str:
        """The msgid of the seat."""
        return SEAT_NAMES[self.seat]


@dataclass(frozen=True)
class Talk:
    """A conversation with who sits at the table."""

    conversation: Conversation
    people: tuple[Person, ...]

    @property
    def seats(self) -> frozenset[str]:
        """The seats that are taken."""
        return frozenset(person.seat.value for person in self.people)

    @property
    def procurement(self) -> str:
        """Who sits there for procurement; empty when that hand is missing."""
        return self._names(Seat.PROCUREMENT)

    @property
    def hr(self) -> str:
        """Who sits there for HR; empty when that hand is missing."""
        return self._names(Seat.HR)

    @property
    def state_name(self) -> str:
        """The msgid of the state."""
        return STATE_NAMES[ConversationState(self.conversation.state)]

    @property
    def meaning(self) -> str:
        """What the badge of the state means."""
        return _MEANINGS[ConversationState(self.conversation.state)]

    def _names(self, seat: Seat) -> str:
        return ", ".join(person.name for person in self.people if person.seat is seat)


@dataclass(frozen=True)
class Agreement:
    """A commitment with what both sides said of it."""

    commitment: Commitment
    school: Confirmation | None
    supplier: Confirmation | None

    @property
    def confirmed(self) -> frozenset[str]:
        """The sides that stand behind it."""
        return frozenset(one.side for one in (self.school, self.supplier) if one is not None)

    @property
    def withdrawn(self) -> bool:
        """Whether the school took it back."""
        return self.commitment.withdrawn_at is not None

    @property
    def state(self) -> CommitmentState:
        """Where it stands."""
        return commitment_state(confirmed=self.confirmed, withdrawn=self.withdrawn)

    @property
    def state_name(self) -> str:
        """The msgid of the state."""
        return COMMITMENT_STATE_NAMES[self.state]

    @property
    def meaning(self) -> str:
        """What the badge of the state means."""
        return _COMMITMENT_MEANINGS.get(self.state, "waits")

    @property
    def is_ours(self) -> bool:
        """Whether the school is to do it."""
        return self.commitment.side == Side.SCHOOL.value

    @property
    def kind_name(self) -> str:
        """The msgid of the kind."""
        return KIND_NAMES[CommitmentKind(self.commitment.kind)]

    @property
    def basis_name(self) -> str:
        """The msgid of the basis."""
        return BASIS_NAMES[Basis(self.commitment.basis)]


def conversations_of(organisation_id: int, *, view: str = "all") -> QuerySet[Conversation]:
    """The conversations of a school, the latest day first; what is planned, the nearest first."""
    conversations = _with_table(Conversation.objects.filter(organisation_id=organisation_id))
    if view in VIEWS and view != "all":
        conversations = conversations.filter(state=view)
    order = ("planned_at", "pk") if view == "planned" else ("-planned_at", "-pk")
    return conversations.select_related("contract__supplier").order_by(*order)


def counts_of(organisation_id: int) -> dict[str, int]:
    """How many conversations each of `VIEWS` shows, in one query."""
    states = (
        Conversation.objects.filter(organisation_id=organisation_id)
        .values_list("state")
        .annotate(number=Count("pk"))
    )
    counts = dict.fromkeys(VIEWS, 0) | dict(states)
    return counts | {"all": sum(counts.values())}


def talks(conversations: Iterable[Conversation]) -> list[Talk]:
    """Conversations from `conversations_of` as they are shown."""
    return [talk(conversation) for conversation in conversations]


def talk(conversation: Conversation) -> Talk:
    """A conversation with who sits at the table, in the order of the seats."""
    order = list(Seat)
    people = [
        Person(
            name=one.member.name if one.member else one.role,
            seat=Seat(one.seat),
            member_id=one.member_id,
        )
        for one in conversation.participants.all()
    ]
    return Talk(conversation, tuple(sorted(people, key=lambda one: order.index(one.seat))))


def talks_of_contract(contract: Contract) -> list[Talk]:
    """The conversations about a contract, first to last, in two queries."""
    found = Conversation.objects.filter(
        organisation_id=contract.organisation_id, contract_id=contract.pk
    )
    return talks(_with_table(found).order_by("planned_at", "pk"))


def agreements_of_contract(contract: Contract) -> list[Agreement]:
    """The commitments on a contract, first to last, in two queries."""
    found = Commitment.objects.filter(
        organisation_id=contract.organisation_id, contract_id=contract.pk
    )
    return _agreements(found.order_by("made_at", "pk"))


def agreements_of_conversation(conversation: Conversation) -> list[Agreement]:
    """The commitments from a conversation, first to last, in two queries."""
    found = Commitment.objects.filter(
        organisation_id=conversation.organisation_id,
        contract_id=conversation.contract_id,
        conversation_id=conversation.pk,
    )
    return _agreements(found.order_by("made_at", "pk"))


def count_agreed(conversation: Conversation) -> int:
    """How many commitments stand that came from a conversation."""
    return Commitment.objects.filter(
        organisation_id=conversation.organisation_id, conversation=conversation, withdrawn_at=None
    ).count()


def agreement(commitment: Commitment) -> Agreement:
    """A commitment with what both sides said of it."""
    said = {one.side: one for one in commitment.confirmations.all()}
    return Agreement(commitment, said.get(Side.SCHOOL.value), said.get(Side.SUPPLIER.value))


def locked_conversation(conversation: Conversation, *, by: Membership) -> Conversation:
    """The conversation as it is now; whoever else changes it waits until this transaction ends."""
    return (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("contract__supplier")
        .get(pk=conversation.pk, organisation_id=by.organisation_id)
    )


def held_still(commitment: Commitment) -> Commitment:
    """The commitment as it is now; whoever else asks this waits until this transaction ends.

    A lock beside the row, because the supplier may read the row but not lock it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('commitment', %s))", [commitment.pk]
        )
    return Commitment.objects.get(pk=commitment.pk, organisation_id=commitment.organisation_id)


def is_followed(commitment: Commitment) -> bool:
    """Whether something came from a commitment in a room above this one, which it cannot name."""
    above = (
        relation
        for relation in Commitment._meta.related_objects
        if relation.related_model._meta.app_label != Commitment._meta.app_label
    )
    return any(
        relation.related_model._default_manager.filter(
            **{relation.field.name: commitment}, organisation_id=commitment.organisation_id
        ).exists()
        for relation in above
    )


def _agreements(commitments: QuerySet[Commitment]) -> list[Agreement]:
    return [agreement(one) for one in commitments.prefetch_related("confirmations")]


def _with_table(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    table = Participant.objects.select_related("member").order_by("pk")
    return conversations.prefetch_related(Prefetch("participants", queryset=table))
