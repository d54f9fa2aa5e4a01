"""What everybody sees of schemes: the page of all of them, the page of one, and the start page."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banenbrug.scheme.models import Scheme
from tests.cast import Cast, Enter
from tests.scheme.course import NOW, Course

SUPPORT = reverse("scheme:support_public")
START = reverse("desk:start")
PILOT: dict[str, Any] = {
    "opens": date(2021, 4, 1),
    "closes": date(2023, 12, 31),
    "runs_until": date(2023, 12, 31),
}
NEXT: dict[str, Any] = {
    "opens": date(2027, 1, 1),
    "closes": date(2027, 12, 31),
    "runs_until": date(2028, 6, 30),
}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """Pages read the clock: let it be that of the steps."""
    with time_machine.travel(NOW, tick=False):
        yield


class Words(HTMLParser):
    """The words of the main part of a page, without its markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "main"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found += data.split()


def words(client: Client, address: str) -> str:
    """What a page that is there says."""
    answer = client.get(address)
    assert answer.status_code == 200
    reader = Words()
    reader.feed(answer.content.decode())
    return " ".join(reader.found)


def public(scheme: Scheme) -> str:
    """The page of a scheme."""
    return reverse("scheme:scheme_public", kwargs={"scheme": scheme.slug})


def menu(client: Client, address: str) -> list[tuple[str, bool]]:
    """The menu of a page, and which item is current."""
    return [(item.label, item.current) for item in client.get(address).context["menu"]]


def test_open_schemes_come_first_and_a_closed_one_has_no_hours_left(
    client: Client, course: Course
) -> None:
    course.scheme(slug="pilot", name="De proef", **PILOT)
    course.scheme(slug="straks", name="De Brug 2027", **NEXT)
    course.scheme(slug="verborgen", name="Nog niet te zien", publish=False)
    course.application(course.scheme(), hours="24")
    page = client.get(SUPPORT)
    shown = [(card.scheme.name, card.badge[0], card.is_open) for card in page.context["cards"]]
    assert shown == [
        ("De Brug", "Open", True),
        ("De Brug 2027", "Opens later", False),
        ("De proef", "Closed", False),
    ]
    text = page.content.decode()
    assert text.count('class="bb-bar"') == 1
    assert "Nog niet te zien" not in text
    said = words(client, SUPPORT)
    assert "376 of the 400 hours are still free" in said
    assert "As of today, 10:00" in said


def test_without_a_scheme_the_page_says_what_would_be_here(client: Client, db: None) -> None:
    said = words(client, SUPPORT)
    assert "No schemes now As soon as a fund opens one, it stands here" in said
    assert "What an adviser does" in said
    assert "Workshop of two days" in said


def test_a_scheme_tells_its_hours_and_how_they_are_counted(client: Client, course: Course) -> None:
    scheme = course.scheme()
    course.settled(scheme, hours="24", worked="18")
    course.application(scheme, hours="30.5", school=course.cast.heuvelrug)
    said = words(client, public(scheme))
    assert "351.5 of the 400 hours are still free" in said
    assert "18 granted 30.5 requested 351.5 free" in said
    assert "400 − 24 + 6 − 30.5 = 351.5 hours" in said
    assert "The ledger of hours of Sectorfonds Hoger Onderwijs, at 10:00" in said


def test_a_scheme_tells_how_many_wait(client: Client, course: Course) -> None:
    scheme = course.scheme(total=Decimal(40))
    course.application(scheme, hours="30")
    assert "waits for hours" not in words(client, public(scheme))
    course.application(scheme, hours="20", school=course.cast.heuvelrug)
    assert "1 application waits for hours. A new one comes behind it." in words(
        client, public(scheme)
    )


def test_a_scheme_tells_its_conditions(client: Client, scheme: Scheme) -> None:
    said = words(client, public(scheme))
    for condition in (
        "For each hogeschool At most 40 hours in all",
        "Who asks HR adviser, buyer or participation coordinator",
        "Procurement and HR both say that they take part",
        "By the moment at which the application with its plan came in",
        "As soon as you submit the application",
        "Within 14 days after each activity",
        "From 1 Jan 2026 up to and including 31 Dec 2026. That day counts until midnight",
        "Activities Up to and including 30 Jun 2027",
        "An hour counts as €125.00",
    ):
        assert condition in said


def test_other_terms_read_otherwise(client: Client, course: Course) -> None:
    scheme = course.scheme(
        cap_period="per_year",
        place_from="request",
        claim_from="request",
        needs_hands=False,
        applicants=("buyer",),
        kinds=("talk",),
        evaluation_days=1,
    )
    said = words(client, public(scheme))
    for condition in (
        "At most 40 hours a year",
        "Who asks Buyer",
        "Procurement or HR can take part alone",
        "By the moment at which the request came in",
        "As soon as you submit the request",
        "Within 1 day after each activity",
    ):
        assert condition in said
    assert "Living lab" not in said


@pytest.mark.parametrize(
    ("terms", "now", "why"),
    [
        ({}, datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), None),
        ({}, datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "This scheme closed on 31-12-2026"),
        ({}, datetime(2025, 12, 31, 22, 59, tzinfo=UTC), "This scheme opens on 01-01-2026"),
        (PILOT, NOW, "This scheme closed on 31-12-2023"),
    ],
)
def test_the_button_works_on_open_days_and_else_says_why_not(
    client: Client, course: Course, terms: dict[str, Any], now: datetime, why: str | None
) -> None:
    """The last day counts to midnight in Amsterdam, which in winter is 23.00 in UTC."""
    scheme = course.scheme(**terms)
    knock = reverse("scheme:knock", kwargs={"scheme": scheme.slug})
    with time_machine.travel(now, tick=False):
        said, text = words(client, public(scheme)), client.get(public(scheme)).content.decode()
    assert (knock in text) is (why is None)
    assert ('aria-disabled="true"' in text) is (why is not None)
    assert why is None or why in said


def test_a_draft_and_an_unknown_scheme_are_not_there(client: Client, course: Course) -> None:
    draft = course.scheme(publish=False)
    assert client.get(public(draft)).status_code == 404
    for name in ("scheme_public", "knock", "question"):
        address = reverse(f"scheme:{name}", kwargs={"scheme": "nergens"})
        assert client.get(address).status_code == 404


def test_the_start_page_shows_open_schemes_and_nothing_without_them(
    client: Client, course: Course
) -> None:
    assert "Help of an adviser" not in words(client, START)
    course.scheme(slug="pilot", name="De proef", **PILOT)
    assert "De proef" not in words(client, START)
    scheme = course.scheme()
    said = words(client, START)
    assert "For each hogeschool there are 40 hours" in said
    assert "400 of the 400 hours are still free" in said
    assert "Living lab with a supplier" in said
    assert public(scheme) in client.get(START).content.decode()


def test_everybody_finds_support_in_the_menu(client: Client, scheme: Scheme) -> None:
    assert menu(client, START) == [("Home", True), ("Support", False), ("Vacancies", False)]
    assert menu(client, SUPPORT) == [("Home", False), ("Support", True), ("Vacancies", False)]
    assert menu(client, public(scheme))[1] == ("Support", True)


def test_who_is_at_a_door_has_the_menu_of_that_door(cast: Cast, enter: Enter, db: None) -> None:
    at_home = menu(enter(cast.waterland.hr), reverse("desk:today", args=["waterland"]))
    assert ("Home", False) not in at_home


def test_more_schemes_ask_no_more_queries(client: Client, course: Course) -> None:
    course.scheme()
    for address in (START, SUPPORT):
        client.get(address)
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for number in range(5):
            course.scheme(slug=f"{address.strip('/')}brug-{number}", name=f"{address} {number}")
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(one) == len(many)
