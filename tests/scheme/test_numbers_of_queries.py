"""Pages of the fund, the adviser and the hogeschool ask as often for thirty rows as for one."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from banenbrug.scheme.models import Scheme
from tests.cast import Cast, Enter, Member, School
from tests.scheme.course import NOW, Course
from tests.scheme.crowd import hogeschool
from tests.scheme.fund_pages import of_adviser, of_fund
from tests.scheme.pages import queries
from tests.scheme.test_fund_tasks import ask

pytestmark = pytest.mark.django_db

MOST = 21
"""The nine of the frame, and the twelve of the design."""
MANY = 30
LATER = NOW + timedelta(days=16)
"""When the first evaluations are late."""

Fill = Callable[[int], None]


@pytest.fixture
def scheme(course: Course) -> Scheme:
    """A scheme with room for everybody."""
    return course.scheme(total=Decimal(4000), cap=Decimal(900))


@pytest.fixture
def fill(course: Course, scheme: Scheme) -> Fill:
    """One more of everything, for a hogeschool of its own and for Waterland."""

    def one_more(number: int) -> None:
        _whole_course(course, scheme, hogeschool(number, now=course.now))
        course.planning(scheme, course.cast.waterland)
        course.draft(scheme, course.cast.waterland)
        ask(course, scheme)

    return one_more


def _whole_course(course: Course, scheme: Scheme, school: School) -> None:
    application = course.granted(scheme, hours="10", school=school)
    activity = course.held(application)
    course.confirmed(course.entered(activity, hours="2"), school)
    course.entered(activity, hours="1")
    course.submit(course.plan(application.request, hours="4"), school)


PAGES: list[tuple[Callable[[Cast], Member], Callable[[Scheme], str]]] = [
    (lambda cast: cast.officer, lambda _scheme: reverse("desk:fund", args=["sectorfonds"])),
    (lambda cast: cast.officer, lambda _scheme: of_fund("schemes")),
    (lambda cast: cast.officer, lambda scheme: of_fund("scheme", scheme)),
    (lambda cast: cast.officer, lambda scheme: of_fund("received", scheme)),
    (lambda cast: cast.officer, lambda scheme: of_fund("ledger", scheme)),
    (lambda cast: cast.officer, lambda scheme: of_fund("evaluations", scheme)),
    (lambda cast: cast.officer, lambda scheme: of_fund("terms", scheme)),
    (lambda cast: cast.officer, lambda scheme: of_fund("enter_request", scheme)),
    (lambda cast: cast.controller, lambda _scheme: reverse("desk:fund", args=["sectorfonds"])),
    (lambda cast: cast.adviser, lambda _scheme: reverse("desk:adviser", args=["adviesbrug"])),
    (lambda cast: cast.adviser, lambda _scheme: of_adviser("my_dossiers")),
    (lambda cast: cast.adviser, lambda _scheme: of_adviser("calendar", "?view=all")),
    (lambda cast: cast.adviser, lambda _scheme: of_adviser("my_hours")),
    (
        lambda cast: cast.waterland.coordinator,
        lambda _scheme: reverse("desk:today", args=["waterland"]),
    ),
    (lambda cast: cast.waterland.hr, lambda _scheme: reverse("desk:today", args=["waterland"])),
]


def test_no_page_asks_more_for_thirty_rows_and_none_more_than_the_design(
    course: Course, scheme: Scheme, fill: Fill, enter: Enter
) -> None:
    pages = [(who(course.cast), where(scheme)) for who, where in PAGES]

    def counts() -> dict[str, int]:
        with time_machine.travel(LATER, tick=False):
            return {f"{who.name} {url}": queries(enter(who), url) for who, url in pages}

    fill(0)
    few = counts()
    assert {page: number for page, number in few.items() if number > MOST} == {}
    for number in range(1, MANY):
        fill(number)
    assert counts() == few
