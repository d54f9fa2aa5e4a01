"""The pages of commitments, at the door of the school and at that of the supplier."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.dialogue.models import Commitment, Confirmation
from tests.cast import Cast, Enter
from tests.dialogue.conftest import Inside, Walk

pytestmark = pytest.mark.django_db

PROMISE = {
    "what": "Twee banen in De Werf",
    "side": "supplier",
    "kind": "jobs",
    "number": "1,5",
    "due": "1 juni 2025",
    "is_firm": "firm",
    "basis": "clause",
}


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    """The source strings, whatever the catalogue says."""
    client.cookies["django_language"] = "en"


def at(name: str, pk: int, school: str = "waterland") -> str:
    return reverse(f"dialogue:{name}", kwargs={"school": school, "pk": pk})


def at_supplier(name: str, pk: int, supplier: str = "helder") -> str:
    return reverse(f"dialogue:{name}", kwargs={"supplier": supplier, "pk": pk})


def test_a_commitment_is_written_down_and_leads_back_to_the_contract(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    conversation = walk.held(walk.contract())
    client = enter(cast.waterland.hr)
    response = client.post(at("agree", conversation.pk), PROMISE)
    with inside(cast.waterland.hr):
        made = Commitment.objects.get()
        assert (made.number, made.is_firm, made.side) == (Decimal("1.5"), True, "supplier")
        assert response.headers["Location"] == at("commitment", made.pk)
    page = client.get(at("commitment", made.pk)).content.decode()
    assert "Twee banen in De Werf" in page
    assert at("conversation", conversation.pk) in page
    contract = {"school": "waterland", "pk": conversation.contract_id}
    assert reverse("desk:contract", kwargs=contract) in page
    assert "Make a vacancy of it" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"number": ""}, "A firm commitment says how many"),
        ({"number": "0"}, "Write a number above 0"),
        ({"number": "10000"}, "Write a number above 0"),
        ({"number": "veel"}, "is not a number"),
        ({"due": "30-02-2025"}, "does not exist"),
        ({"side": ""}, "This field is required"),
    ],
)
def test_a_wrong_commitment_is_refused_and_stays_as_it_was_typed(
    walk: Walk,
    cast: Cast,
    enter: Enter,
    inside: Inside,
    wrong: dict[str, str],
    words: str,
) -> None:
    conversation = walk.held(walk.contract())
    page = enter(cast.waterland.hr).post(at("agree", conversation.pk), PROMISE | wrong)
    assert words in page.content.decode()
    assert "Twee banen in De Werf</textarea>" in page.content.decode()
    with inside(cast.waterland.hr):
        assert not Commitment.objects.exists()


def test_before_the_minutes_the_form_of_a_commitment_says_why_not(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    client = enter(cast.waterland.hr)
    words = "This conversation has not been held yet. Write the minutes first."
    shown = client.get(at("agree", conversation.pk)).content.decode()
    assert words in shown
    assert "<textarea" not in shown
    assert words in client.post(at("agree", conversation.pk), PROMISE).content.decode()
    with inside(cast.waterland.hr):
        assert not Commitment.objects.exists()


def test_the_supplier_reads_its_commitment_and_confirms_it_once(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    commitment = walk.commitment()
    client = enter(cast.cleaner)
    page = client.get(at_supplier("shared_commitment", commitment.pk)).content.decode()
    assert commitment.what in page
    assert "Hogeschool Waterland" in page
    assert "Confirm the commitment" in page
    first = client.post(at_supplier("confirm_shared", commitment.pk), follow=True)
    assert f"Confirmed by {cast.cleaner.name}" in first.content.decode()
    assert "Confirm the commitment" not in first.content.decode()
    second = client.post(at_supplier("confirm_shared", commitment.pk), follow=True)
    assert "Your side confirmed this commitment already." in second.content.decode()
    with inside(cast.waterland.buyer):
        assert Confirmation.objects.get().side == "supplier"


def test_the_supplier_reads_nothing_internal(walk: Walk, cast: Cast, enter: Enter) -> None:
    commitment = walk.agreed(walk.held(walk.contract("Bestek 2025-14")))
    response = enter(cast.cleaner).get(at_supplier("shared_commitment", commitment.pk))
    page = response.content.decode()
    assert commitment.what in page
    for internal in ("Het gaat goed in gebouw Kade", "Bestek 2025-14", "Samira", "Kade 2.14"):
        assert internal not in page


def test_another_supplier_finds_nothing(walk: Walk, cast: Cast, enter: Enter) -> None:
    commitment = walk.commitment()
    client = enter(cast.zilver)
    for supplier in ("zilver", "helder"):
        shared = at_supplier("shared_commitment", commitment.pk, supplier)
        assert client.get(shared).status_code == 404
        confirming = at_supplier("confirm_shared", commitment.pk, supplier)
        assert client.post(confirming).status_code == 404


def test_without_a_door_a_commitment_is_shared_with_nobody(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    commitment = walk.agreed(walk.held(walk.contract(shared=False)))
    shared = at_supplier("shared_commitment", commitment.pk)
    assert enter(cast.cleaner).get(shared).status_code == 404
    page = enter(cast.waterland.buyer).get(at("commitment", commitment.pk)).content.decode()
    assert "has no door in Banenbrug yet" in page


def test_the_supplier_does_not_pass_through_the_door_of_the_school(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    commitment = walk.commitment()
    for member in (cast.cleaner, cast.heuvelrug.buyer, cast.waterland.reporter):
        client = enter(member)
        assert client.get(at("commitment", commitment.pk)).status_code == 404
        assert client.post(at("confirm", commitment.pk)).status_code == 404
        assert client.post(at("withdraw", commitment.pk)).status_code == 404


def test_a_reader_sees_a_commitment_and_changes_nothing(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    commitment = walk.commitment()
    client = enter(cast.waterland.reader)
    page = client.get(at("commitment", commitment.pk)).content.decode()
    assert commitment.what in page
    assert "Withdraw the commitment" not in page
    for name in ("confirm", "withdraw"):
        assert client.post(at(name, commitment.pk)).status_code == 403
    with inside(cast.waterland.buyer):
        assert not Confirmation.objects.exists()
        assert Commitment.objects.get().withdrawn_at is None


def test_what_both_confirmed_shows_why_it_cannot_be_withdrawn(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    commitment = walk.commitment()
    enter(cast.cleaner).post(at_supplier("confirm_shared", commitment.pk))
    client = enter(cast.waterland.buyer)
    client.post(at("confirm", commitment.pk))
    words = "Both sides confirmed this commitment."
    page = client.get(at("commitment", commitment.pk)).content.decode()
    assert words in page
    assert at("withdraw", commitment.pk) not in page
    refused = client.post(at("withdraw", commitment.pk), follow=True).content.decode()
    assert refused.count(words) == 2
    with inside(cast.waterland.buyer):
        assert Commitment.objects.get().withdrawn_at is None


def test_a_withdrawn_commitment_stays_readable_on_both_sides(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    commitment = walk.commitment()
    client = enter(cast.waterland.buyer)
    client.post(at("withdraw", commitment.pk))
    assert "Withdrawn on" in client.get(at("commitment", commitment.pk)).content.decode()
    shared = enter(cast.cleaner).get(at_supplier("shared_commitment", commitment.pk))
    assert "This commitment is withdrawn." in shared.content.decode()


@pytest.mark.parametrize("kind", ["jobs", "activity"])
@pytest.mark.parametrize("who", ["hr", "buyer"])
def test_a_vacancy_follows_from_places_and_is_made_by_who_may(
    walk: Walk, cast: Cast, enter: Enter, who: str, kind: str
) -> None:
    conversation = walk.held(walk.contract())
    client = enter(getattr(cast.waterland, who))
    page = client.post(at("agree", conversation.pk), PROMISE | {"kind": kind}, follow=True)
    shown = "Make a vacancy of it" in page.content.decode()
    assert shown is (kind == "jobs" and who == "hr")
