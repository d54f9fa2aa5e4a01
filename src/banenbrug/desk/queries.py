"""What is gathered from several rooms for one page, in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from banenbrug.contracts.models import Clause, Contract
from banenbrug.contracts.queries import clauses_of
from banenbrug.dialogue.models import Conversation
from banenbrug.dialogue.queries import Agreement, Talk, agreements_of_contract, talks_of_contract
from banenbrug.dialogue.rules import ConversationState
from banenbrug.foundation.months import Month
from banenbrug.placements.models import PaidHours, Placement, Vacancy
from banenbrug.placements.queries import placements_of_contract, vacancies_of_contract


@dataclass(frozen=True)
class Chain:
    """Everything that came from one contract, each list in the order of time.

    `hours` are the paid hours per placement and month, at all employers together.
    """

    clauses: list[Clause]
    talks: list[Talk]
    agreements: list[Agreement]
    vacancies: list[Vacancy]
    placements: list[Placement]
    hours: dict[int, dict[Month, Decimal]]

    @property
    def procurement(self) -> str:
        """Who sat, or will sit, at the table of this contract for procurement, the last time."""
        return next((talk.procurement for talk in reversed(self.standing) if talk.procurement), "")

    @property
    def hr(self) -> str:
        """Who sat, or will sit, at the table of this contract for HR, the last time."""
        return next((talk.hr for talk in reversed(self.standing) if talk.hr), "")

    @property
    def standing(self) -> list[Talk]:
        """The conversations that were not cancelled."""
        cancelled = ConversationState.CANCELLED
        return [talk for talk in self.talks if talk.conversation.state != cancelled]

    def goes_on(self, commitment_id: int) -> bool:
        """Whether a vacancy or a placement came from a commitment."""
        came = [one.commitment_id for one in self.vacancies]
        came += [one.commitment_id for one in self.placements]
        return commitment_id in came


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
        hours=_hours(contract),
    )


def _agreements(contract: Contract, talks: dict[int, Conversation]) -> list[Agreement]:
    """The commitments that stand, each with the conversation that it came from."""
    standing = [one for one in agreements_of_contract(contract) if not one.withdrawn]
    for agreement in standing:
        if agreement.commitment.conversation_id:
            agreement.commitment.conversation = talks[agreement.commitment.conversation_id]
    return standing


def _hours(contract: Contract) -> dict[int, dict[Month, Decimal]]:
    rows = (
        PaidHours.objects.filter(
            organisation_id=contract.organisation_id, placement__commitment__contract=contract
        )
        .order_by()
        .values_list("placement", "month")
        .annotate(sum=Sum("hours"))
    )
    found: dict[int, dict[Month, Decimal]] = defaultdict(dict)
    for placement, month, hours in rows:
        found[placement][Month.of(month)] = hours
    return found
