"""A page asks as many questions at thirty rows as at one: no query for each row."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banenbrug.contracts.models import Clause, Contract, Supplier
from banenbrug.dialogue.models import Commitment, Confirmation, Participant
from banenbrug.engine.scopes import scope
from banenbrug.organisations.actions import invite
from banenbrug.organisations.models import Membership, Organisation, User
from banenbrug.placements.models import PaidHours
from tests.cast import Cast, Member
from tests.house import furnish
from tests.house.doors import (
    ADVISER_DOORS,
    ANY_DOORS,
    DOSSIER_DOORS,
    FUND_DOORS,
    PARTNER_DOORS,
    SCHOOL_DOORS,
    SUPPLIER_DOORS,
    Door,
)
from tests.house.furnish_scheme import fill_scheme

CAST = Cast()
MANY = 30
MOST = 21
"""Queries that any page may ask: the nine of the frame, and the twelve of the design."""


def reader_of(slug: str, door: Door) -> Member | None:
    """Somebody who may see a page at the door of an organisation, if anybody may."""
    return next(
        (
            member
            for member in CAST.members
            if member.slug == slug and door.answer(member.roles[0], "GET") == 200
        ),
        None,
    )


PAGES: dict[str, tuple[str, str, str, Door]] = {
    f"{name} at {slug}": (name, parameter, slug, door)
    for parameter, slug, doors in (
        ("school", "waterland", SCHOOL_DOORS),
        ("supplier", "helder", SUPPLIER_DOORS),
        ("partner", "leerwerk", PARTNER_DOORS),
        ("fund", "sectorfonds", FUND_DOORS),
        ("adviser", "adviesbrug", ADVISER_DOORS),
        ("organisation", "waterland", {**ANY_DOORS, **DOSSIER_DOORS}),
        ("organisation", "sectorfonds", DOSSIER_DOORS),
        ("organisation", "adviesbrug", DOSSIER_DOORS),
    )
    for name, door in doors.items()
    if door.get == 200 and reader_of(slug, door)
}


@pytest.fixture(scope="module")
def counts(house: furnish.House) -> dict[str, tuple[int, int]]:
    """For each page the number of queries at one row and at thirty."""
    fill_scheme(house.scheme, numbers=range(2, 3), now=furnish.NOW)
    one = {name: queries_of(name, house) for name in PAGES}
    with transaction.atomic(), scope(organisation_id=house.organisation):
        fill(house)
    fill_scheme(house.scheme, numbers=range(3, MANY + 3), now=furnish.NOW)
    many = {name: queries_of(name, house) for name in PAGES}
    return {name: (one[name], many[name]) for name in PAGES}


def queries_of(name: str, house: furnish.House) -> int:
    """The queries of a page for somebody who may see it, the second time that it is asked for."""
    address, parameter, slug, door = PAGES[name]
    reader = reader_of(slug, door)
    assert reader is not None
    arguments: dict[str, object] = {parameter: slug, **door.more}
    arguments |= {key: house.key(of) for key, of in door.keys.items()}
    if door.object:
        arguments["pk"] = house.key(door.object)
    client = Client()
    client.force_login(User.objects.get(email=reader.email))
    path = reverse(address, kwargs=arguments)
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def fill(house: furnish.House) -> None:
    """Thirty more of everything: beside what stands there, and hanging from the same objects."""
    here = house.organisation
    helder = Organisation.objects.get(slug="helder")
    pair = {"organisation_id": here, "counterparty_id": helder.pk}
    keyholder = CAST.waterland.keyholder.row
    supplier_of_house = Supplier.objects.get(pk=house.supplier)
    contract_of_house = Contract.objects.get(pk=house.contract)
    promise_of_house = Commitment.objects.get(pk=house.commitment)
    for n in range(2, MANY + 2):
        user = User.objects.create_user(f"more{n}@waterland.example")
        member = Membership.objects.create(
            organisation_id=here,
            user=user,
            name=f"Collega {n}",
            sort_key=f"collega {n}",
            roles=["buyer", "hr"],
            joined_at=furnish.NOW,
        )
        invite(
            by=keyholder,
            email=f"new{n}@nieuw.example",
            name=f"Nieuw {n}",
            roles=["hr"],
            now=furnish.NOW,
        )
        supplier = furnish.a_supplier(here, name=f"Leverancier {n}")
        contract = furnish.a_contract(here, supplier=supplier, number=str(n))
        furnish.a_contract(here, supplier=supplier_of_house, number=f"{n}b")
        Clause.objects.create(organisation_id=here, contract=contract, form="none")
        for on in (contract, contract_of_house):
            talk = furnish.a_conversation(here, contract=on)
            Participant.objects.create(
                organisation_id=here, conversation=talk, seat="hr", member=member
            )
            promise = furnish.a_commitment(pair, contract=on, conversation=talk)
            Confirmation.objects.create(
                **pair, commitment=promise, side="school", by="Noor", confirmed_at=furnish.NOW
            )
        Participant.objects.create(
            organisation_id=here, conversation_id=house.conversation, seat="hr", member=member
        )
        for published in (None, furnish.TODAY):
            furnish.a_vacancy(pair, commitment=promise_of_house, published_on=published)
        placed = furnish.a_placement(pair, commitment=promise_of_house, pseudonym=f"P-{n:03}")
        PaidHours.objects.create(**pair, placement=placed, month=furnish.MONTH, hours=Decimal(80))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_the_same_number_of_queries_at_one_row_and_at_thirty(
    counts: dict[str, tuple[int, int]], name: str
) -> None:
    one, many = counts[name]
    assert one > 0
    assert many == one


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stays_within_the_budget_of_queries(
    counts: dict[str, tuple[int, int]], name: str
) -> None:
    assert counts[name][1] <= MOST
