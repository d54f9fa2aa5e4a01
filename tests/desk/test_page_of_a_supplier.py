"""A supplier sees what schools share with it, and nothing else of them."""

import pytest
from django.urls import reverse

from banenbrug.dialogue.actions import confirm_commitment, withdraw_commitment
from banenbrug.dialogue.models import Commitment
from tests.cast import Cast, Enter
from tests.desk.conftest import NOW, Chain, entered

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
    heuvelrug, waterland = page.split("<h2>Hogeschool Waterland</h2>")
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


def test_before_anything_is_shared_the_page_says_what_will_come(cast: Cast, enter: Enter) -> None:
    page = enter(cast.cleaner).get(HELDER)
    assert page.status_code == 200
    assert "Nothing is shared with you yet" in page.content.decode()
