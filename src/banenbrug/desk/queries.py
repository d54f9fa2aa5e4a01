"""What is gathered from several rooms for one page, in a constant number of queries."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from banenbrug.contracts.models import Clause, Contract
from banenbrug.contracts.queries import clauses_of
from banenbrug.dialogue.models import Conversation
from banenbrug.dialogue.queries import Agreement, Talk, agreements_of_contract, talks_of_contract
from banenbrug.dialogue.rules import ConversationState
from banenbrug.placements.models import PaidHours, Placement, Vacancy
from banenbrug.placements.queries import placements_of_contract, vacancies_of_contract
from banenbrug.placements.rules import PROCUREMENT_ROUTES, STATUTORY_ROUTES


@dataclass(frozen=True)
class Chain:
    """Everything that came from one contract, each list in the order of time.

    Paid hours stand apart per counter: they are never added up.
    """

    clauses: list[Clause]
    talks: list[Talk]
    agreements: list[Agreement]
    vacancies: list[Vacancy]
    placements: list[Placement]
    procurement_hours: Decimal | None
    statutory_hours: Decimal | None

    @property
    def procurement(self) -> bool:
        """Whether procurement sat, or will sit, at the table of this contract."""
        return any(talk.procurement for talk in self._standing)

    @property
    def hr(self) -> bool:
        """Whether HR sat, or will sit, at the table of this contract."""
        return any(talk.hr for talk in self._standing)

    @property
    def _standing(self) -> list[Talk]:
        cancelled = ConversationState.CANCELLED
        return [talk for talk in self.talks if talk.conversation.state != cancelled]


def chain_of(contract: Contract) -> Chain:
    """The chain from a contract line to its paid hours."""
    talks = talks_of_contract(contract)
    conversations = {talk.conversation.pk: talk.conversation for talk in talks}
    return Chain(
        clauses=list(clauses_of(contract)),
        talks=talks,
        agreements=_agreements(contract, conversations),
        vacancies=list(vacancies_of_contract(contract)),
        placements=list(placements_of_contract(contract)),
        **_hours(contract),
    )


def _agreements(contract: Contract, talks: dict[int, Conversation]) -> list[Agreement]:
    """The commitments that stand, each with the conversation that it came from."""
    standing = [one for one in agreements_of_contract(contract) if not one.withdrawn]
    for agreement in standing:
        if agreement.commitment.conversation_id:
            agreement.commitment.conversation = talks[agreement.commitment.conversation_id]
    return standing


def _hours(contract: Contract) -> dict[str, Decimal | None]:
    return PaidHours.objects.filter(
        organisation_id=contract.organisation_id, placement__commitment__contract=contract
    ).aggregate(
        procurement_hours=Sum("hours", filter=Q(placement__route__in=PROCUREMENT_ROUTES)),
        statutory_hours=Sum("hours", filter=Q(placement__route__in=STATUTORY_ROUTES)),
    )
