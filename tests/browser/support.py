"""Who walks through a support scheme, what stands before, and what their pages have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext, override

from banenbrug.foundation.formats import show_date
from banenbrug.scheme.actions import plans
from banenbrug.scheme.actions.plans import Planned, Texts
from banenbrug.scheme.rules.letters import LETTERS, LetterKind
from tests.browser.letterbox import Letter, Letterbox
from tests.browser.visitor import Visitor
from tests.cast import Cast
from tests.scheme.course import Course, acting

SCHEME, SCHEME_NAME, FUND, ADVISER = "de-brug", "De Brug", "sectorfonds", "adviesbrug"
SCHOOL, SCHOOL_NAME = "hz-university-of-applied-sciences", "HZ University of Applied Sciences"
RIVAL = "waterland"


@dataclass(frozen=True)
class Person:
    """Somebody who does not work here yet."""

    name: str
    email: str


MILA = Person("Mila Bakker", "mila.bakker@hz.example")
JOOST = Person("Joost Veen", "joost.veen@hz.example")


@dataclass(frozen=True)
class People:
    """Who walk, each in a browser of their own, with one letterbox for all of them."""

    applicant: Visitor
    colleague: Visitor
    officer: Visitor
    controller: Visitor
    adviser: Visitor
    rival: Visitor
    letters: Letterbox
    today: date
    cast: Cast

    def __iter__(self) -> Iterator[Visitor]:
        return (one for one in vars(self).values() if isinstance(one, Visitor))


def prepare(*, now: datetime) -> int:
    """A scheme of 40 hours, with a plan of 20 that Waterland can submit; gives its number."""
    course, today = Course(now=now), now.date()
    scheme = course.scheme(
        slug=SCHEME,
        total=Decimal(40),
        opens=today - timedelta(days=30),
        closes=today + timedelta(days=60),
        runs_until=today + timedelta(days=240),
    )
    request = course.planning(scheme)
    planned = Planned(
        kind="presentation",
        title="Kennismaken met sociale inkoop",
        hours=Decimal(20),
        days=(today + timedelta(days=40),),
    )
    with acting(course.cast.adviser) as by:
        made = plans.start_plan(by=by, request=request, now=now, today=today)
        plans.write_plan(
            by=by,
            application=made,
            texts=Texts(goal="Draagvlak"),
            activities=[planned],
            now=now,
        )
        plans.offer_plan(by=by, application=made, now=now)
    number: int = made.pk
    return number


def spoken(day: date) -> str:
    """A day as a letter in Dutch writes it."""
    return show_date(day, "nl", style="sentence")


def subject(kind: LetterKind, **values: object) -> str:
    """What a letter is called, in Dutch."""
    with override("nl"):
        return gettext(LETTERS[kind].subject) % values


def open_link(who: Visitor, letter: Letter, page: str) -> int:
    """Follow the link of a letter, which leads to this page; gives the number that it is about."""
    assert letter.link.startswith(who.origin)
    who.page.goto(letter.link)
    who.look()
    return who.arrived_at(page)


def free_hours(who: Visitor) -> str:
    """What everybody reads on the public page about the hours that are left."""
    who.open("scheme:scheme_public", scheme=SCHEME)
    return who.text("section[aria-labelledby=hours] .bb-big b")


@dataclass(frozen=True)
class Seen:
    """A page of the fund: the buttons of who acts and of who reads, and links refused to them."""

    officer: list[str]
    controller: list[str]
    refused: list[str]


def look_at(people: People, page: str, **of: str | int) -> Seen:
    """Open a page of the fund as both of its people."""
    refused = []
    for who in (people.officer, people.controller):
        who.open(page, "", **of)
        links = who.page.locator('main a[href^="/"]')
        found = set(links.evaluate_all("all => all.map(one => one.getAttribute('href'))"))
        refused += [link for link in found if who.asks("GET", link) != 200]
    return Seen(_buttons(people.officer), _buttons(people.controller), refused)


def _buttons(who: Visitor) -> list[str]:
    found = who.page.locator("main form[method=post] button, main a.nl-button--primary")
    return found.all_inner_texts()
