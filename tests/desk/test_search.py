"""Searching finds contracts, suppliers and what came of them, for who may see it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.contracts.models import Supplier
from banenbrug.dialogue.actions import plan_conversation
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, entered, in_english, write

__all__ = ["in_english", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SEARCH = reverse("desk:search", args=["waterland"])


def found(client: Client, text: str) -> dict[str, list[str]]:
    """The titles of what was found, by kind."""
    page = client.get(SEARCH, {"q": text})
    assert page.status_code == 200
    return {group.kind.name: [hit.title for hit in group.hits] for group in page.context["groups"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bedrijf", {"Contracts": ["Kleding voor bedrijven"]}),
        ("bedrijven kled", {"Contracts": ["Kleding voor bedrijven"]}),
        ("CAFE", {"Contracts": ["Café en bar"]}),
        ("café bar", {"Contracts": ["Café en bar"]}),
        ("zilver", {"Contracts": ["Café en bar"], "Suppliers": ["Zilver Catering"]}),
        ("de zilver", {"Contracts": ["Café en bar"], "Suppliers": ["Zilver Catering"]}),
        ("zilver kleding", {}),
        ("e", {}),
        ("'; drop table", {}),
        ("\\ ' & | ! :*", {}),
        ("", {}),
        ("\0", {}),
    ],
)
def test_words_are_found_in_any_form_and_from_their_beginning(
    write: Write, cast: Cast, enter: Enter, text: str, expected: dict[str, list[str]]
) -> None:
    write("Kleding voor bedrijven")
    write("Café en bar", supplier="Zilver Catering")
    assert found(enter(cast.waterland.reader), text) == expected


def test_what_came_of_a_contract_is_found_with_it(write: Write, cast: Cast, enter: Enter) -> None:
    made = write("Groenonderhoud")
    with entered(cast.waterland.buyer) as buyer:
        plan_conversation(
            by=buyer,
            contract=made,
            planned_at=timezone.now(),
            place="Kas 3",
            members=[buyer],
            now=timezone.now(),
        )
    client = enter(cast.waterland.reader)
    assert found(client, "groen")["Conversations"] == ["Groenonderhoud"]
    assert found(client, "kas 3") == {"Conversations": ["Groenonderhoud"]}


def test_words_follow_what_is_written_and_taken_away(
    write: Write, cast: Cast, enter: Enter
) -> None:
    made = write("Glas", supplier="Helder")
    client = enter(cast.waterland.buyer)
    with entered(cast.waterland.buyer):
        made.title = "Ramen"
        made.save()
        Supplier.objects.filter(name="Helder").update(name="Blinkend")
    assert found(client, "glas") == {"Contracts": ["Ramen"]}, "its number still says so"
    assert found(client, "ramen blinkend") == {"Contracts": ["Ramen"]}
    assert found(client, "helder") == {}
    with entered(cast.waterland.buyer):
        made.delete()
    assert found(client, "ramen") == {}


def test_another_school_finds_nothing_and_who_sees_no_contracts_has_no_search(
    write: Write, cast: Cast, enter: Enter
) -> None:
    write("Schoonmaak")
    there = reverse("desk:search", args=["heuvelrug"])
    page = enter(cast.heuvelrug.buyer).get(there, {"q": "schoonmaak"})
    assert page.context["groups"] == []
    assert "Nothing found" in page.content.decode()
    assert enter(cast.waterland.keyholder).get(SEARCH).status_code == 404
    assert SEARCH not in enter(cast.waterland.keyholder).get("/h/waterland/").content.decode()
    assert SEARCH in enter(cast.waterland.reader).get("/h/waterland/").content.decode()


def test_many_hits_lead_to_the_list(write: Write, cast: Cast, enter: Enter) -> None:
    for number in range(12):
        write(f"Werk {number}")
    page = enter(cast.waterland.reader).get(SEARCH, {"q": "werk"}).content.decode()
    assert "/h/waterland/contracten/?q=werk" in page
