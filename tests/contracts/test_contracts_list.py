"""The contract list: views, filters, sorting and pages, all of them in the address."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from banenbrug.contracts.actions import set_clause
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, at, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = at("contracts")


def titles(client: Client, query: str = "") -> list[str]:
    """The titles on the page, in order."""
    page = client.get(f"{LIST}?{query}")
    assert page.status_code == 200
    return [contract.title for contract in page.context["page"]]


@pytest.fixture
def register(write: Write, cast: Cast) -> None:
    """Three contracts that differ in everything that the list knows."""
    today = date.today()  # noqa: DTZ011 - the view reads the clock of the same machine
    soon, past = today + timedelta(days=90), today - timedelta(days=1)
    write("Schoonmaak", value_per_year=900_00, category="cleaning", end=soon)
    write("Catering", supplier="Zilver Catering B.V.", value_per_year=1000_00, end=past)
    gas = write("Gas", supplier="Énergie", value_per_year=500_00, currency="GBP")
    with entered(cast.waterland.buyer):
        set_clause(contract=gas, form="best_effort", values={})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Catering", "Gas", "Schoonmaak"]),
        ("view=running", ["Gas", "Schoonmaak"]),
        ("view=with_clause", ["Gas"]),
        ("view=ends_within_a_year", ["Schoonmaak"]),
        ("view=made-up", ["Catering", "Gas", "Schoonmaak"]),
        ("category=cleaning", ["Schoonmaak"]),
        ("category=made-up", []),
        ("q=zilver+cat", ["Catering"]),
        ("q=n-ga", ["Gas"]),
        ("q=choonm", ["Schoonmaak"]),
        ("q=%25", []),
        ("q=%00gas&category=%00", ["Gas"]),
        ("q=a&view=running&category=cleaning", ["Schoonmaak"]),
    ],
)
def test_the_list_shows_what_was_asked(
    register: None, cast: Cast, enter: Enter, query: str, expected: list[str]
) -> None:
    assert titles(enter(cast.waterland.reader), query) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-title", ["Schoonmaak", "Gas", "Catering"]),
        ("supplier", ["Gas", "Schoonmaak", "Catering"]),
        ("value", ["Gas", "Schoonmaak", "Catering"]),
        ("-value", ["Catering", "Schoonmaak", "Gas"]),
        ("end", ["Catering", "Schoonmaak", "Gas"]),
        ("-end", ["Schoonmaak", "Catering", "Gas"]),
        ("nonsense; drop table", ["Catering", "Gas", "Schoonmaak"]),
    ],
)
def test_sorting_puts_what_is_empty_last_in_both_directions(
    register: None, cast: Cast, enter: Enter, sort: str, expected: list[str]
) -> None:
    assert titles(enter(cast.waterland.reader), f"sort={sort}") == expected


def test_only_euros_are_added_up_and_other_currencies_are_shown_as_they_are(
    register: None, cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.reader)
    page = client.get(LIST)
    assert page.context["value"] == 1900_00
    assert "GBP&nbsp;500" in page.content.decode()
    client.cookies["django_language"] = "nl"
    assert "GBP&nbsp;500" in client.get(LIST).content.decode()


def test_pages_and_heads_keep_the_rest_of_the_address(
    write: Write, cast: Cast, enter: Enter
) -> None:
    for number in range(26):
        write(f"Werk {number:02}", category="green")
    client = enter(cast.waterland.reader)
    page = client.get(f"{LIST}?category=green&sort=-title&page=2")
    assert [contract.title for contract in page.context["page"]] == ["Werk 00"]
    links = [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="(\?[^"]*)"', page.content.decode())
    ]
    assert "?category=green&sort=-title&page=1" in links
    assert "?category=green&sort=value" in links, "another order begins at the first page"
    assert titles(client, "category=green&page=99") == ["Werk 25"]
