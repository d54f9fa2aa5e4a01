"""What is gathered from several rooms for one page, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from banenbrug.contracts.models import Clause, Contract
from banenbrug.contracts.queries import clauses_of
from banenbrug.dialogue.models import Commitment, Confirmation, Conversation, Participant
from banenbrug.dialogue.rules import ConversationState, Seat
from banenbrug.placements.models import PaidHours, Placement, Vacancy


@dataclass
class Chain:
    """Everything that came from one contract, each list in the order of time."""

    contract: Contract
    clauses: list[Clause]
    conversations: list[Conversation]
    seats: dict[int, set[str]]
    commitments: list[Commitment]
    confirmed: dict[int, set[str]]
    vacancies: list[Vacancy]
    placements: list[Placement]
    hours: dict[int, Decimal] = field(default_factory=dict)

    @property
    def hands(self) -> set[str]:
        """The departments that sat, or will sit, at the table of this contract."""
        return set().union(*self.seats.values()) & {Seat.PROCUREMENT, Seat.HR}

    @property
    def paid_hours(self) -> Decimal:
        """All hours paid so far in the placements of this contract."""
        return sum(self.hours.values(), Decimal(0))


def chain_of(contract: Contract) -> Chain:
    """The chain from a contract line to its paid hours."""
    here = {"organisation_id": contract.organisation_id}
    placements = list(
        Placement.objects.filter(commitment__contract=contract, **here)
        .select_related("employer", "workplace", "vacancy", "commitment")
        .order_by("started_on", "pk")
    )
    return Chain(
        contract=contract,
        clauses=list(clauses_of(contract)),
        conversations=list(
            Conversation.objects.filter(contract=contract, **here).order_by("planned_at", "pk")
        ),
        seats=_grouped(
            Participant.objects.filter(conversation__contract=contract, **here)
            .exclude(conversation__state=ConversationState.CANCELLED)
            .values_list("conversation_id", "seat")
        ),
        commitments=list(
            Commitment.objects.filter(contract=contract, withdrawn_at=None, **here)
            .select_related("conversation")
            .order_by("made_at", "pk")
        ),
        confirmed=_grouped(
            Confirmation.objects.filter(commitment__contract=contract, **here).values_list(
                "commitment_id", "side"
            )
        ),
        vacancies=list(
            Vacancy.objects.filter(commitment__contract=contract, **here)
            .select_related("commitment")
            .order_by("opened_on", "pk")
        ),
        placements=placements,
        hours=dict(
            PaidHours.objects.filter(placement__commitment__contract=contract, **here)
            .order_by()
            .values("placement_id")
            .annotate(sum=Sum("hours"))
            .values_list("placement_id", "sum")
        ),
    )


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    groups: dict[int, set[str]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return dict(groups)
