"""The dossier leads from the contract line to the counted job, and tells who changed what."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.contracts.models import Contract
from banenbrug.dialogue.actions import confirm_commitment, withdraw_commitment
from banenbrug.dialogue.models import Commitment
from banenbrug.foundation.months import Month
from tests.cast import Cast, Enter
from tests.desk.conftest import NOW, Chain, entered

pytestmark = pytest.mark.django_db


def address(contract: Contract, school: str = "waterland") -> str:
    return reverse("desk:contract", args=[school, contract.pk])


def text_of(client: Client, contract: Contract) -> str:
    """The dossier without tags."""
    page = client.get(address(contract)).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_empty_dossier_names_the_steps_that_are_still_to_come(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    text = text_of(enter(cast.waterland.buyer), chain.contract())
    assert text.count("Not yet") == 5
    assert "Plan a conversation with procurement, HR and the supplier." in text
    assert "Procurement is missing" in text
    assert "HR is missing" in text
    assert "The contract says nothing about it, as far as we know." in text


def test_the_whole_chain_is_there_and_every_link_of_it_opens(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract, "Een baan in De Werf")
    vacancy = chain.vacancy(commitment)
    placement = chain.placement(commitment, vacancy)
    chain.paid(placement, Month(2025, 4), "80.5")
    chain.paid(placement, Month(2025, 5), "20")
    client = enter(cast.waterland.reader)
    page = client.get(address(contract)).content.decode()
    for link in (
        reverse("dialogue:conversation", args=["waterland", commitment.conversation_id]),
        reverse("dialogue:commitment", args=["waterland", commitment.pk]),
        reverse("placements:vacancy", args=["waterland", vacancy.pk]),
        reverse("placements:placement", args=["waterland", placement.pk]),
        reverse("placements:figures", args=["waterland"]),
    ):
        assert f'href="{link}"' in page
        assert client.get(link).status_code == 200
    text = text_of(client, contract)
    assert "100.5 hours paid so far" in text
    assert "from the conversation of 3 Mar 2025" in text
    assert "employed by Helder, working at De Werf" in text
    assert "Not yet" not in text
    assert "missing" not in text


def test_a_commitment_says_who_confirmed_it_and_goes_when_it_is_withdrawn(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    client = enter(cast.waterland.buyer)
    assert "Not confirmed yet" in text_of(client, contract)
    with entered(cast.cleaner) as contact:
        shared = Commitment.objects.get(pk=commitment.pk)
        confirm_commitment(by=contact, commitment=shared, now=NOW)
    assert "Waits for the hogeschool" in text_of(client, contract)
    with entered(cast.waterland.buyer) as buyer:
        withdraw_commitment(by=buyer, commitment=commitment, now=NOW)
    assert "Een baan" not in text_of(client, contract)


def test_a_missing_hand_shows_until_it_sits_at_the_table(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    chain.planned(contract, people=(cast.waterland.buyer,))
    text = text_of(enter(cast.waterland.buyer), contract)
    assert "Procurement is missing" not in text
    assert "HR is missing" in text
    chain.planned(contract, at=datetime(2025, 4, 1, 9, tzinfo=UTC), people=(cast.waterland.hr,))
    assert "missing" not in text_of(enter(cast.waterland.buyer), contract)


@pytest.mark.parametrize("role", ["keyholder", "reporter"])
def test_who_sees_no_contracts_sees_no_dossier(
    chain: Chain, cast: Cast, enter: Enter, role: str
) -> None:
    assert enter(getattr(cast.waterland, role)).get(address(chain.contract())).status_code == 404


def test_no_other_school_and_no_supplier_sees_the_dossier(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    chain.commitment(contract)
    for member in (cast.heuvelrug.coordinator, cast.cleaner, cast.officer, cast.adviser):
        for school in ("waterland", "heuvelrug", member.slug):
            assert enter(member).get(address(contract, school)).status_code == 404
