"""Contracts that are chosen in the list change together, and can be given back what they had."""

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.contracts.models import Contract
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, entered, in_english, write
from tests.contracts.test_owners import pk_of

__all__ = ["in_english", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("desk:register", args=["waterland"])
CHOOSE = reverse("desk:register_choose", args=["waterland"])
UNDO = reverse("desk:register_undo", args=["waterland"])


def categories(cast: Cast) -> dict[str, str]:
    """The category of each contract, by its title."""
    with entered(cast.waterland.reader):
        return dict(Contract.objects.values_list("title", "category"))


def undo(client: Client) -> str:
    """What the page after a change offers to take back."""
    page = client.get(LIST)
    assert "Undo" in page.content.decode()
    token = page.context["undo"]["token"]
    assert isinstance(token, str)
    return token


@pytest.fixture
def three(write: Write) -> list[Contract]:
    """Three contracts, of which one has a category."""
    return [write("Een"), write("Twee", category="green"), write("Drie")]


def test_chosen_contracts_get_a_category_and_get_back_what_they_had(
    three: list[Contract], cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.buyer)
    chosen = {"contract": [three[0].pk, three[1].pk], "query": "sort=title"}
    page = client.post(CHOOSE, {"what": "category", **chosen}).content.decode()
    assert "This changes 2 contracts." in page
    answer = client.post(
        CHOOSE, {"what": "category", "category": "cleaning", "set": "yes", **chosen}
    )
    assert answer.headers["Location"] == f"{LIST}?sort=title"
    assert categories(cast) == {"Een": "cleaning", "Twee": "cleaning", "Drie": ""}
    token = undo(client)
    client.post(UNDO, {"token": token})
    assert categories(cast) == {"Een": "", "Twee": "green", "Drie": ""}
    again = client.post(UNDO, {"token": token}, follow=True)
    assert "0 contracts are as they were." in again.content.decode()


def test_undoing_leaves_what_somebody_changed_since(
    three: list[Contract], cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.buyer)
    chosen = {"contract": [one.pk for one in three], "set": "yes"}
    client.post(CHOOSE, {"what": "category", "category": "cleaning", **chosen})
    token = undo(client)
    with entered(cast.waterland.buyer):
        Contract.objects.filter(title="Een").update(category="mail")
    client.post(UNDO, {"token": token})
    assert categories(cast) == {"Een": "mail", "Twee": "green", "Drie": ""}


def test_all_that_the_filters_show_can_be_chosen(
    three: list[Contract], write: Write, cast: Cast, enter: Enter
) -> None:
    for number in range(30):
        write(f"Groen {number}", category="green")
    client = enter(cast.waterland.buyer)
    page = client.get(f"{LIST}?category=green&chosen=all").content.decode()
    assert "All 31 contracts chosen" in page
    client.post(
        CHOOSE,
        {
            "what": "owners",
            "all": "yes",
            "query": "category=green",
            "hr": pk_of(cast.waterland.hr),
            "set": "yes",
        },
    )
    with entered(cast.waterland.reader):
        assert Contract.objects.filter(hr__isnull=False, category="green").count() == 31
        assert Contract.objects.filter(hr__isnull=False).count() == 31
        assert not Contract.objects.filter(buyer__isnull=False).exists()
    client.post(UNDO, {"token": undo(client)})
    with entered(cast.waterland.reader):
        assert not Contract.objects.filter(hr__isnull=False).exists()


def test_nothing_chosen_and_nobody_chosen_change_nothing(
    three: list[Contract], cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.buyer)
    page = client.post(CHOOSE, {"what": "category"}, follow=True).content.decode()
    assert "Choose at least one contract." in page
    chosen = {"contract": three[0].pk, "set": "yes"}
    page = client.post(CHOOSE, {"what": "owners", **chosen}).content.decode()
    assert "Choose at least one owner." in page
    made_up = client.post(CHOOSE, {"what": "category", "category": "made-up", **chosen})
    assert made_up.status_code == 200
    assert categories(cast) == {"Een": "", "Twee": "green", "Drie": ""}


def test_contracts_of_another_school_are_not_chosen(
    three: list[Contract], cast: Cast, enter: Enter
) -> None:
    client = enter(cast.heuvelrug.buyer)
    there = reverse("desk:register_choose", args=["heuvelrug"])
    values = {"what": "category", "category": "cleaning", "set": "yes"}
    client.post(there, {**values, "contract": [one.pk for one in three]})
    client.post(there, {**values, "all": "yes", "query": "view=all"})
    assert categories(cast) == {"Een": "", "Twee": "green", "Drie": ""}


def test_somebody_else_cannot_take_it_back(three: list[Contract], cast: Cast, enter: Enter) -> None:
    client = enter(cast.waterland.buyer)
    values = {"what": "category", "category": "cleaning", "set": "yes"}
    client.post(CHOOSE, {**values, "contract": three[0].pk})
    token = undo(client)
    other = enter(cast.waterland.coordinator)
    for wrong in (token, token[:-1], ""):
        page = other.post(UNDO, {"token": wrong}, follow=True).content.decode()
        assert "This can no longer be undone." in page
    assert categories(cast)["Een"] == "cleaning"


def test_who_only_reads_sees_no_boxes(three: list[Contract], cast: Cast, enter: Enter) -> None:
    box = f'name="contract" value="{three[0].pk}"'
    assert box in enter(cast.waterland.buyer).get(LIST).content.decode()
    page = enter(cast.waterland.reader).get(LIST).content.decode()
    assert 'name="contract"' not in page
    assert enter(cast.waterland.reader).post(CHOOSE, {}).status_code == 403
