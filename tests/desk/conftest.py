"""The whole chain of Waterland with the supplier Helder, step by step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from banenbrug.contracts.actions import link_account, save_contract
from banenbrug.contracts.models import Contract
from banenbrug.dialogue import actions as dialogue
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.engine.scopes import scope
from banenbrug.foundation.months import Month
from banenbrug.organisations.actions import add_unit
from banenbrug.organisations.models import Membership, Unit
from banenbrug.placements import actions as placements
from banenbrug.placements.models import Placement, Vacancy
from tests.cast import Cast, Member

NOW = datetime(2025, 3, 3, 9, tzinfo=UTC)
TODAY = NOW.date()
LATER = date(2026, 3, 2)


@contextmanager
def entered(member: Member) -> Iterator[Membership]:
    """Be a member, in the scope of its organisation, in a transaction."""
    row_scope = scope(organisation_id=member.organisation.pk)
    with transaction.atomic(), row_scope, scope(member_id=member.row.pk):
        yield member.row


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    """The source strings, whatever the catalogue says."""
    client.cookies["django_language"] = "en"


@dataclass(frozen=True)
class Chain:
    """Takes the steps of the chain in one school, with one supplier."""

    buyer: Member
    hr: Member
    account: Member | None

    def contract(self, title: str = "Schoonmaak") -> Contract:
        with entered(self.buyer) as buyer:
            made = save_contract(
                by=buyer,
                contract=None,
                supplier_name="Helder",
                values={"number": f"N-{title}", "title": title, "value_per_year": 100_000_00},
            )
            if self.account and made.supplier.account_id is None:
                link_account(supplier=made.supplier, account=self.account.organisation)
            return made

    def planned(
        self, contract: Contract, *, at: datetime = NOW, people: tuple[Member, ...] | None = None
    ) -> Conversation:
        people = (self.buyer, self.hr) if people is None else people
        with entered(self.buyer) as buyer:
            return dialogue.plan_conversation(
                by=buyer,
                contract=contract,
                planned_at=at,
                place="Kade",
                members=[person.row for person in people],
                now=NOW,
            )

    def commitment(
        self, contract: Contract, what: str = "Een baan", *, due: date = LATER
    ) -> Commitment:
        talk = self.planned(contract)
        with entered(self.buyer) as buyer:
            held = dialogue.hold_conversation(
                by=buyer, conversation=talk, held_on=TODAY, minutes="GEHEIM VERSLAG", today=TODAY
            )
            return dialogue.agree_commitment(
                by=buyer,
                conversation=held,
                basis="clause",
                kind="jobs",
                side="supplier",
                what=what,
                number=Decimal(1),
                due=due,
                is_firm=True,
                now=NOW,
            )

    def vacancy(
        self, commitment: Commitment, title: str = "Schoonmaker", *, places: int = 1
    ) -> Vacancy:
        with entered(self.hr) as hr:
            return placements.open_vacancy(
                by=hr,
                commitment=commitment,
                title=title,
                tasks="Vloeren",
                hours_per_week=Decimal(24),
                places=places,
                employer=None,
                workplace=None,
                today=TODAY,
            )

    def placement(self, commitment: Commitment, vacancy: Vacancy | None) -> Placement:
        with entered(self.hr) as hr:
            return placements.place(
                by=hr,
                commitment=commitment,
                vacancy=vacancy,
                route="via_supplier",
                contract_form="permanent",
                employer=commitment.contract.supplier,
                workplace=Unit.objects.filter(name="De Werf").first()
                or add_unit(organisation_id=hr.organisation_id, name="De Werf"),
                planned_hours_per_week=Decimal(24),
                started_on=TODAY,
                in_register=False,
                register_from=None,
                register_until=None,
                checked_on=None,
                today=TODAY,
            )

    def paid(self, placement: Placement, month: Month, hours: str) -> None:
        with entered(self.hr) as hr:
            placements.record_hours(
                by=hr,
                placement=placement,
                employer=placement.employer,
                hours={month: Decimal(hours)},
                today=LATER,
            )


@pytest.fixture
def chain(db: None, cast: Cast) -> Chain:
    """The chain of Waterland, with Helder."""
    return Chain(cast.waterland.buyer, cast.waterland.hr, cast.cleaner)


@pytest.fixture
def other_chain(db: None, cast: Cast) -> Chain:
    """The chain of Heuvelrug, with Zilver."""
    return Chain(cast.heuvelrug.buyer, cast.heuvelrug.hr, cast.zilver)
