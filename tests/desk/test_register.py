"""The list of contracts: views, filters, orders and pages, all of them in the address."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.contracts.actions import set_clause
from banenbrug.organisations.actions import add_unit
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, entered, in_english, write

__all__ = ["in_english", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("desk:register", args=["waterland"])
TODAY = date.today()  # noqa: DTZ011 - the view reads the clock of the same machine


def titles(client: Client, query: str = "") -> list[str]:
    """The titles on the page, in order."""
    page = client.get(f"{LIST}?{query}")
    assert page.status_code == 200
    return [line.contract.title for line in page.context["lines"]]


@pytest.fixture
def register(write: Write, cast: Cast) -> None:
    """Four contracts that differ in everything that the list knows."""
    with entered(cast.waterland.buyer) as buyer:
        service = add_unit(organisation_id=buyer.organisation_id, name="Facilitair bedrijf")
    soon, past = TODAY + timedelta(days=90), TODAY - timedelta(days=1)
    write("Schoonmaak", value_per_year=900_00, category="cleaning", end=soon, unit=service)
    write("Catering", supplier="Zilver Catering B.V.", value_per_year=1000_00, end=past)
    gas = write("Gas", supplier="Énergie", value_per_year=500_00, currency="GBP")
    with entered(cast.waterland.buyer) as buyer:
        write("Bedrijfskleding", supplier="Zwart", buyer=buyer)
        set_clause(contract=gas, form="best_effort", values={})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Bedrijfskleding", "Catering", "Gas", "Schoonmaak"}),
        ("view=with_clause", {"Gas"}),
        ("view=without_result", {"Gas"}),
        ("view=ends_within_a_year", {"Schoonmaak"}),
        ("view=mine", set()),
        ("view=ended", {"Catering"}),
        ("view=made-up", {"Bedrijfskleding", "Catering", "Gas", "Schoonmaak"}),
        ("category=cleaning", {"Schoonmaak"}),
        ("category=made-up", set()),
        ("clause=with", {"Gas"}),
        ("clause=without&category=cleaning", {"Schoonmaak"}),
        ("clause=without&view=ended", {"Catering"}),
        ("unit=999999", set()),
        ("unit=x", {"Bedrijfskleding", "Catering", "Gas", "Schoonmaak"}),
        ("q=zilver+cat", {"Catering"}),
        ("q=N-Ga", {"Gas"}),
        ("q=schoonm", {"Schoonmaak"}),
        ("q=schoonmaken", {"Schoonmaak"}),
        ("q=energie", {"Gas"}),
        ("q=%25", set()),
        ("q=%00gas&category=%00", {"Gas"}),
        ("q=helder&view=ends_within_a_year&category=cleaning", {"Schoonmaak"}),
    ],
)
def test_the_list_shows_what_was_asked(
    register: None, cast: Cast, enter: Enter, query: str, expected: set[str]
) -> None:
    assert set(titles(enter(cast.waterland.reader), query)) == expected


def test_my_contracts_are_those_that_i_look_after(register: None, cast: Cast, enter: Enter) -> None:
    assert titles(enter(cast.waterland.buyer), "view=mine") == ["Bedrijfskleding"]


def test_a_unit_narrows_the_list_and_its_name_is_on_a_chip(
    register: None, cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.reader)
    [(unit, name)] = client.get(LIST).context["filter"].fields["unit"].choices[1:]
    page = client.get(f"{LIST}?unit={unit}&sort=title&q=helder")
    assert [line.contract.title for line in page.context["lines"]] == ["Schoonmaak"]
    assert page.context["chips"] == [
        ("“helder”", f"?unit={unit}&sort=title"),
        (name, "?sort=title&q=helder"),
    ]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["Bedrijfskleding", "Catering", "Gas", "Schoonmaak"]),
        ("-title", ["Schoonmaak", "Gas", "Catering", "Bedrijfskleding"]),
        ("supplier", ["Gas", "Schoonmaak", "Catering", "Bedrijfskleding"]),
        ("value", ["Gas", "Schoonmaak", "Catering", "Bedrijfskleding"]),
        ("-value", ["Catering", "Schoonmaak", "Gas", "Bedrijfskleding"]),
        ("end", ["Catering", "Schoonmaak", "Gas", "Bedrijfskleding"]),
        ("-end", ["Schoonmaak", "Catering", "Gas", "Bedrijfskleding"]),
    ],
)
def test_sorting_puts_what_is_empty_last_in_both_directions(
    register: None, cast: Cast, enter: Enter, sort: str, expected: list[str]
) -> None:
    assert titles(enter(cast.waterland.reader), f"sort={sort}") == expected


@pytest.mark.parametrize("sort", ["", "nonsense; drop table"])
def test_the_highest_score_stands_first_and_what_has_ended_last(
    register: None, cast: Cast, enter: Enter, sort: str
) -> None:
    page = enter(cast.waterland.reader).get(f"{LIST}?sort={sort}")
    *running, ended = page.context["lines"]
    scores = [line.standing.points for line in running]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1
    assert (ended.standing, ended.contract.title) == (None, "Catering")
    assert page.content.decode().count('aria-sort="descending"') == 1


def test_a_page_that_crosses_from_what_has_a_value_to_what_has_none_is_whole(
    write: Write, cast: Cast, enter: Enter
) -> None:
    for number in range(20):
        write(f"Met {number:02}", value_per_year=number * 100)
    for number in range(20):
        write(f"Zonder {number:02}")
    client = enter(cast.waterland.reader)
    first, second = titles(client, "sort=value"), titles(client, "sort=value&page=2")
    assert len(first) == 25
    assert first[19:21] == ["Met 19", "Zonder 00"]
    assert first + second == titles(client, "sort=value&rows=50")
    assert len(set(first + second)) == 40


def test_the_views_say_how_many_contracts_they_hold(
    register: None, cast: Cast, enter: Enter
) -> None:
    page = enter(cast.waterland.buyer).get(f"{LIST}?category=cleaning")
    assert [(view.label, view.count) for view in page.context["views"]] == [
        ("All", 4),
        ("With a clause", 1),
        ("Clause without result", 1),
        ("Ends within a year", 1),
        ("My contracts", 1),
        ("Ended", 1),
    ]


@pytest.mark.parametrize(
    "query",
    ["", "q=helder", "clause=without", "clause=with", "clause=without&view=ended", "view=mine"],
)
def test_only_euros_are_added_up_and_other_currencies_are_said_apart(
    register: None, cast: Cast, enter: Enter, query: str
) -> None:
    page = enter(cast.waterland.reader).get(f"{LIST}?{query}")
    lines = page.context["lines"]
    total = page.context["total"]
    assert total.contracts == len(lines)
    assert total.euros == sum(
        line.contract.value_per_year or 0 for line in lines if line.contract.currency == "EUR"
    )
    assert total.others == ((("GBP", 500_00),) if query in ("", "clause=with") else ())


def test_an_amount_in_another_currency_shows_its_code(
    register: None, cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.reader)
    page = client.get(LIST).content.decode()
    assert "Together €1,900 a year. Apart from that GBP\xa0500." in page
    assert page.count("GBP&nbsp;500") == 1
    client.cookies["django_language"] = "nl"
    assert "GBP&nbsp;500" in client.get(LIST).content.decode()


def test_pages_and_heads_keep_the_rest_of_the_address(
    write: Write, cast: Cast, enter: Enter
) -> None:
    for number in range(26):
        write(f"Werk {number:02}", category="green")
    client = enter(cast.waterland.reader)
    page = client.get(f"{LIST}?category=green&sort=-title&page=2")
    assert [line.contract.title for line in page.context["lines"]] == ["Werk 00"]
    links = [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="(\?[^"]*)"', page.content.decode())
    ]
    assert "?category=green&sort=-title&page=1" in links
    assert "?category=green&sort=value" in links, "another order begins at the first page"
    assert titles(client, "category=green&sort=title&page=99") == ["Werk 25"]
    assert len(titles(client, "rows=50")) == 26
    assert len(titles(client, "rows=1000000")) == 25


def test_a_reader_chooses_the_columns_in_the_address(
    register: None, cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.reader)
    shown = [name for _, name in client.get(f"{LIST}?col=unit&col=owners").context["shown_columns"]]
    assert shown == ["Academy or service", "Owners"]
    page = client.get(f"{LIST}?col=unit&col=owners").content.decode()
    assert "Facilitair bedrijf" in page
    assert "Bram de Wit" in page
    every = "&".join(f"col={word}" for word, *_ in client.get(LIST).context["columns"])
    assert len(client.get(f"{LIST}?{every}").context["shown_columns"]) == 6
    assert len(client.get(f"{LIST}?col=made-up").context["shown_columns"]) == 6
