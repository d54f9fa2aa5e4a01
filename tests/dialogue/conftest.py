"""A contract of Waterland with the supplier Helder, and the steps that follow from it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from banenbrug.contracts.actions import supplier_by_name
from banenbrug.contracts.models import Contract
from banenbrug.dialogue import actions
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Membership
from tests.cast import Cast, Member

NOW = datetime(2025, 3, 3, 9, tzinfo=UTC)
TODAY = NOW.date()

Inside = Callable[[Member], AbstractContextManager[Membership]]


@contextmanager
def entered(member: Member) -> Iterator[Membership]:
    """Be a member, in the scope of its organisation, in a transaction."""
    with transaction.atomic(), scope(organisation_id=member.organisation.pk):
        yield member.row


@pytest.fixture
def inside(db: None) -> Inside:
    """Open the scope of a member: `with inside(cast.waterland.buyer) as buyer:`."""
    return entered


def make_contract(by: Membership, *, title: str, account: Member | None = None) -> Contract:
    """A contract with a supplier, which has a door here when `account` is given."""
    supplier = supplier_by_name(organisation_id=by.organisation_id, name=f"Leverancier {title}")
    supplier.account = account.organisation if account else None
    supplier.save()
    return Contract.objects.create(
        organisation_id=by.organisation_id, number=title, title=title, supplier=supplier
    )


@dataclass(frozen=True)
class Walk:
    """Takes the steps of a conversation, as the buyer of Waterland."""

    cast: Cast

    def contract(self, title: str = "Schoonmaak", *, shared: bool = True) -> Contract:
        """A contract; `shared` gives its supplier the door of Helder."""
        with entered(self.cast.waterland.buyer) as buyer:
            account = self.cast.cleaner if shared else None
            return make_contract(buyer, title=title, account=account)

    def planned(self, contract: Contract, *people: Member) -> Conversation:
        """A planned conversation; without `people` both hands sit at the table."""
        school = self.cast.waterland
        with entered(school.buyer) as buyer:
            return actions.plan_conversation(
                by=buyer,
                contract=contract,
                planned_at=NOW,
                place="Kade 2.14",
                members=[person.row for person in people or (school.buyer, school.hr)],
                supplier_role="accountmanager",
                now=NOW,
            )

    def held(self, contract: Contract) -> Conversation:
        """A conversation with its minutes."""
        conversation = self.planned(contract)
        with entered(self.cast.waterland.buyer) as buyer:
            return actions.hold_conversation(
                by=buyer,
                conversation=conversation,
                held_on=TODAY,
                minutes="Het gaat goed in gebouw Kade.",
                mood=4,
                today=TODAY,
            )

    def agreed(self, conversation: Conversation) -> Commitment:
        """A commitment of the supplier: one job."""
        with entered(self.cast.waterland.buyer) as buyer:
            return actions.agree_commitment(
                by=buyer,
                conversation=Conversation.objects.get(pk=conversation.pk),
                basis="clause",
                kind="activity",
                side="supplier",
                what="Een dag meelopen in De Werf",
                number=None,
                due=date(2025, 6, 1),
                is_firm=False,
                now=NOW,
            )

    def commitment(self) -> Commitment:
        """The whole walk to one commitment that Helder reads along."""
        return self.agreed(self.held(self.contract()))


@pytest.fixture
def walk(db: None, cast: Cast) -> Walk:
    """The steps, in a transaction that rolls back."""
    return Walk(cast)
