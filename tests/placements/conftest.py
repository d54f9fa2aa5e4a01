"""A commitment of Helder to Waterland, and the steps from there to paid hours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from banenbrug.contracts.actions import supplier_by_name
from banenbrug.contracts.models import Contract, Supplier
from banenbrug.dialogue.models import Commitment
from banenbrug.engine.scopes import scope
from banenbrug.foundation.months import Month
from banenbrug.organisations.models import Membership
from banenbrug.placements import actions
from banenbrug.placements.models import Placement, Vacancy
from tests.cast import Cast, Member, School

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


@contextmanager
def entered(member: Member) -> Iterator[Membership]:
    """Be a member, in the scope of its organisation, in a transaction."""
    with transaction.atomic(), scope(organisation_id=member.organisation.pk):
        yield member.row


def make_commitment(
    by: Membership, *, number: str = "C-1", kind: str = "jobs", account: Member | None = None
) -> Commitment:
    """A commitment on a contract of its own, with a supplier named Helder."""
    supplier = supplier_by_name(organisation_id=by.organisation_id, name="Helder Schoonmaak")
    if account:
        supplier.account = account.organisation
        supplier.save()
    contract = Contract.objects.create(
        organisation_id=by.organisation_id,
        number=number,
        title=f"Schoonmaak {number}",
        supplier=supplier,
    )
    return Commitment.objects.create(
        organisation_id=by.organisation_id,
        counterparty_id=supplier.account_id,
        contract=contract,
        basis="clause",
        kind=kind,
        what="Twee banen in De Werf",
        number=Decimal(2),
        due=date(2026, 12, 31),
        made_at=NOW,
    )


def at(name: str, pk: int | None = None, school: str = "waterland") -> str:
    """The address of a page of a school."""
    where: dict[str, object] = {"school": school} | ({"pk": pk} if pk else {})
    return reverse(f"placements:{name}", kwargs=where)


def vacancy_facts(**facts: Any) -> dict[str, Any]:
    """A vacancy of two places at the hogeschool itself, changed by `facts`."""
    return {
        "title": "Medewerker schoonmaak",
        "tasks": "Lokalen en gangen.",
        "hours_per_week": Decimal("24"),
        "places": 2,
        "employer": None,
        "workplace": None,
        "today": TODAY,
        **facts,
    }


def placement_facts(**facts: Any) -> dict[str, Any]:
    """A registered person on the own payroll since January, changed by `facts`."""
    return {
        "vacancy": None,
        "route": "own_payroll",
        "contract_form": "fixed_term",
        "employer": None,
        "workplace": None,
        "planned_hours_per_week": Decimal("24"),
        "started_on": date(2026, 1, 1),
        "in_register": True,
        "register_from": None,
        "register_until": None,
        "checked_on": date(2026, 1, 1),
        "today": TODAY,
        **facts,
    }


@dataclass(frozen=True)
class Walk:
    """Takes the steps from a commitment to paid hours, as HR of a school."""

    cast: Cast
    school: School

    def commitment(self, number: str = "C-1", **facts: Any) -> Commitment:
        """A commitment that Helder reads along."""
        with entered(self.school.hr) as by:
            return make_commitment(by, number=number, account=self.cast.cleaner, **facts)

    def helder(self) -> Supplier:
        """Helder, as the school knows it."""
        with entered(self.school.hr) as by:
            return supplier_by_name(organisation_id=by.organisation_id, name="Helder Schoonmaak")

    def vacancy(self, commitment: Commitment, **facts: Any) -> Vacancy:
        """An open vacancy."""
        with entered(self.school.hr) as by:
            return actions.open_vacancy(by=by, commitment=commitment, **vacancy_facts(**facts))

    def placed(self, commitment: Commitment, **facts: Any) -> Placement:
        """A person at work."""
        with entered(self.school.hr) as by:
            return actions.place(by=by, commitment=commitment, **placement_facts(**facts))

    def at_helder(self, commitment: Commitment, **facts: Any) -> Placement:
        """A person at work, employed by Helder."""
        return self.placed(commitment, route="via_supplier", employer=self.helder(), **facts)

    def paid(
        self,
        placement: Placement,
        hours: dict[Month, Decimal | None],
        employer: Supplier | None = None,
    ) -> None:
        """Hours as they were paid."""
        with entered(self.school.hr) as by:
            actions.record_hours(
                by=by, placement=placement, employer=employer, hours=hours, today=TODAY
            )


@pytest.fixture
def walk(db: None, cast: Cast) -> Walk:
    """The steps at Waterland, in a transaction that rolls back."""
    return Walk(cast, cast.waterland)


@pytest.fixture
def neighbour(db: None, cast: Cast) -> Walk:
    """The same steps at the other school."""
    return Walk(cast, cast.heuvelrug)


@pytest.fixture
def on_the_day(client: Client) -> Iterator[None]:
    """Views read the clock and the language: let it be `NOW`, and let pages be in English."""
    client.cookies["django_language"] = "en"
    with time_machine.travel(NOW, tick=False):
        yield
