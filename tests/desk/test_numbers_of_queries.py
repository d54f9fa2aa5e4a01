"""A page asks the database as often for thirty rows as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banenbrug.contracts.actions import save_contract, set_clause
from banenbrug.contracts.models import Contract
from banenbrug.foundation.months import Month
from tests.cast import Cast, Enter, Member
from tests.desk.conftest import Chain, entered

pytestmark = pytest.mark.django_db

Ask = Callable[[Member, str], int]


@pytest.fixture
def ask(enter: Enter) -> Ask:
    """Count the queries of one page, once it is warm."""

    def queries(member: Member, address: str) -> int:
        client = enter(member)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(address)
        return len(seen)

    return queries


def whole_chain(chain: Chain, contract: Contract, number: int) -> None:
    """A conversation to come, and one that led to paid hours; a change in the history."""
    chain.planned(contract)
    chain.commitment(contract, f"Nog open {number}")
    commitment = chain.commitment(contract, f"Baan {number}")
    chain.vacancy(commitment, f"Open {number}")
    placement = chain.placement(commitment, chain.vacancy(commitment, f"Werk {number}"))
    chain.paid(placement, Month(2025, 4), "80")
    with entered(chain.buyer) as buyer:
        title = {"title": f"Schoonmaak {number}"}
        save_contract(by=buyer, contract=contract, supplier_name="Helder", values=title)


def test_the_list_of_contracts(chain: Chain, cast: Cast, ask: Ask) -> None:
    address = reverse("desk:register", args=["waterland"])

    def write(number: int) -> None:
        made = chain.contract(f"Werk {number}")
        with entered(chain.buyer):
            set_clause(contract=made, form="best_effort", values={})

    write(0)
    one = ask(cast.waterland.buyer, address)
    for number in range(1, 30):
        write(number)
    assert ask(cast.waterland.buyer, address) == one


FRAME = 9
"""Queries around every page: who asks, the door and the scopes."""


@pytest.mark.parametrize("role", ["coordinator", "buyer", "hr", "reader", "keyholder", "reporter"])
def test_today_asks_at_most_twelve_queries_beside_the_frame(
    chain: Chain, cast: Cast, ask: Ask, role: str
) -> None:
    whole_chain(chain, chain.contract(), 0)
    member = getattr(cast.waterland, role)
    assert ask(member, reverse("desk:today", args=["waterland"])) <= 12 + FRAME


def test_the_dossier_today_and_the_page_of_the_supplier(chain: Chain, cast: Cast, ask: Ask) -> None:
    contract = chain.contract()
    pages = [
        (cast.waterland.coordinator, reverse("desk:contract", args=["waterland", contract.pk])),
        (cast.waterland.coordinator, reverse("desk:today", args=["waterland"])),
        (cast.cleaner, reverse("desk:supplier", args=["helder"])),
        (cast.waterland.coordinator, reverse("opportunities:shortlist", args=["waterland"])),
    ]
    whole_chain(chain, contract, 0)
    once = [ask(member, address) for member, address in pages]
    for number in range(1, 30):
        whole_chain(chain, contract, number)
    assert [ask(member, address) for member, address in pages] == once
