"""A supplier sees what schools share with it, and nothing else of them."""

import pytest
from django.urls import reverse

from banenbrug.dialogue.actions import (
    agree_commitment,
    confirm_commitment,
    withdraw_commitment,
)
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.dialogue.sharing_actions import introduce
from tests.cast import Cast, Enter
from tests.desk.conftest import LATER, NOW, Chain, entered

pytestmark = pytest.mark.django_db

HELDER = reverse("desk:supplier", args=["helder"])


def test_a_supplier_sees_its_commitments_vacancies_and_placements_by_school(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    commitment = chain.commitment(chain.contract(), "Een baan bij ons")
    vacancy = chain.vacancy(commitment, "Schoonmaker overdag")
    placement = chain.placement(commitment, vacancy)
    also = Chain(cast.heuvelrug.buyer, cast.heuvelrug.hr, cast.cleaner)
    also.commitment(also.contract("Glas"), "Een baan op de heuvel")
    client = enter(cast.cleaner)
    page = client.get(HELDER).content.decode()
    heuvelrug, waterland = page.split("Hogeschool Waterland</h2>")
    heuvelrug = heuvelrug.split("Hogeschool Heuvelrug</h2>")[1]
    assert "Een baan op de heuvel" in heuvelrug
    for told in ("Een baan bij ons", "Schoonmaker overdag", placement.pseudonym):
        assert told in waterland
        assert told not in heuvelrug
    for name, pk in (
        ("dialogue:shared_commitment", commitment.pk),
        ("placements:shared_vacancy", vacancy.pk),
        ("placements:shared_placement", placement.pk),
    ):
        link = reverse(name, args=["helder", pk])
        assert f'href="{link}"' in page
        assert client.get(link).status_code == 200


def test_a_supplier_sees_nothing_of_the_contract_or_the_conversation(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    chain.commitment(chain.contract("Interne titel"))
    page = enter(cast.cleaner).get(HELDER).content.decode()
    for internal in ("GEHEIM VERSLAG", "Interne titel", "100,000", "100.000", "Bram de Wit"):
        assert internal not in page


def test_a_supplier_sees_nothing_of_another_supplier(
    chain: Chain, other_chain: Chain, cast: Cast, enter: Enter
) -> None:
    chain.commitment(chain.contract(), "Alleen van Helder")
    other_chain.commitment(other_chain.contract(), "Alleen van Zilver")
    assert "Alleen van Zilver" not in enter(cast.cleaner).get(HELDER).content.decode()
    zilver = enter(cast.zilver).get(reverse("desk:supplier", args=["zilver"])).content.decode()
    assert "Alleen van Zilver" in zilver
    assert "Alleen van Helder" not in zilver
    assert enter(cast.zilver).get(HELDER).status_code == 404


def test_a_commitment_waits_until_the_supplier_confirms_and_goes_when_withdrawn(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    commitment = chain.commitment(chain.contract())
    gone = chain.commitment(chain.contract("Glas"), "Toch niet")
    with entered(cast.waterland.buyer) as buyer:
        withdraw_commitment(by=buyer, commitment=gone, now=NOW)
    page = enter(cast.cleaner).get(HELDER).content.decode()
    assert "Waits for your confirmation" in page
    assert "Toch niet" not in page
    with entered(cast.cleaner) as contact:
        shared = Commitment.objects.get(pk=commitment.pk)
        confirm_commitment(by=contact, commitment=shared, now=NOW)
    assert "Confirmed by you" in enter(cast.cleaner).get(HELDER).content.decode()


def test_the_question_of_now_is_answered_in_place_and_the_school_reads_it(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    commitment = chain.commitment(chain.contract(), "Een baan bij ons")
    client = enter(cast.cleaner)
    assert "Is this what you agreed?" in client.get(HELDER).content.decode()
    with entered(cast.cleaner) as contact:
        shared = Commitment.objects.get(pk=commitment.pk)
        confirm_commitment(by=contact, commitment=shared, now=NOW)
    page = client.get(HELDER).content.decode()
    assert "Have you found somebody?" in page
    assert page.count('value="found"') == 1
    answer = reverse("dialogue:answer", args=["helder", commitment.pk])
    answered = client.post(answer, {"word": "not_yet"}, follow=True).content.decode()
    assert "Hogeschool Waterland can read your answer." in answered
    assert "Nothing is asked of you now" in answered
    assert "Jip Helder says: not yet" in answered
    there = reverse("dialogue:commitment", args=["waterland", commitment.pk])
    assert "Jip Helder says: not yet" in enter(cast.waterland.hr).get(there).content.decode()


def test_our_side_stands_in_the_card_of_the_supplier(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    chain.commitment(contract, "Een baan bij ons")
    with entered(cast.waterland.hr) as hr:
        held = Conversation.objects.get()
        agree_commitment(
            by=hr,
            conversation=held,
            basis="clause",
            kind="activity",
            side="school",
            what="Een vaste begeleider",
            number=None,
            due=LATER,
            is_firm=False,
            now=NOW,
        )
    page = enter(cast.cleaner).get(HELDER).content.decode()
    card = page.split('<article class="bb-card"')[1]
    assert "Hogeschool Waterland does this too:" in card
    assert "Een vaste begeleider" in card


def test_whom_to_ask_is_who_let_the_supplier_in(chain: Chain, cast: Cast, enter: Enter) -> None:
    chain.commitment(chain.contract())
    with entered(cast.waterland.coordinator) as coordinator:
        introduce(by=coordinator, to=cast.cleaner.organisation)
    page = enter(cast.cleaner).get(HELDER).content.decode()
    assert "Noor Visser, participation coordinator" in page
    assert f"mailto:{cast.waterland.coordinator.email}" in page


def test_before_anything_is_shared_the_page_says_what_will_come(cast: Cast, enter: Enter) -> None:
    page = enter(cast.cleaner).get(HELDER)
    assert page.status_code == 200
    assert "Nothing is shared with you yet" in page.content.decode()
