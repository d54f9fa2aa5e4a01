"""The overview of a scheme: figures, tasks, months, the order of receipt, and who waits."""

from decimal import Decimal

import pytest

from banenbrug.scheme.models import Scheme
from tests.cast import Enter
from tests.scheme.course import Course
from tests.scheme.crowd import hogeschool
from tests.scheme.fund_pages import in_order, of_fund
from tests.scheme.pages import at, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def test_an_empty_scheme_says_what_will_stand_where(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    page = read(enter(course.cast.officer), of_fund("scheme", scheme))
    for words in ("No hours moved yet.", "Nothing came in yet.", "Nobody has to wait."):
        assert words in page
    assert "<b>400</b> hours free" in page
    assert 'class="bb-chart"' not in page


def test_the_figures_say_where_the_hours_are(course: Course, scheme: Scheme, enter: Enter) -> None:
    course.application(scheme, hours="10", school=course.cast.heuvelrug)
    application = course.granted(scheme, hours="24")
    course.confirmed(course.entered(course.held(application)))
    page = read(enter(course.cast.officer), of_fund("scheme", scheme))
    for figure, unit in (("366", "free"), ("10", "requested"), ("24", "granted"), ("6", "worked")):
        assert f"<b>{figure}</b> hours {unit}" in page
    assert "25% of what was granted" in page
    assert "400 in all − 10 requested − 24 granted = 366" in page
    assert 'class="bb-chart"' in page
    assert "All 5 lines of the ledger" in page


def test_tasks_are_for_officers_alone(course: Course, scheme: Scheme, enter: Enter) -> None:
    application = course.application(scheme)
    page = read(enter(course.cast.officer), of_fund("scheme", scheme))
    assert "Decide about the plan of Hogeschool Waterland" in page
    assert at(course.cast.officer, "decide", application) in page
    page = read(enter(course.cast.controller), of_fund("scheme", scheme))
    assert "Decide about the plan" not in page
    assert "Enter a request" not in page
    assert "Hogeschool Waterland" in page


def test_a_long_order_folds_what_asks_for_nobody(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    for number in range(9):
        course.granted(scheme, hours="4", school=hogeschool(number, now=course.now))
    course.application(scheme, hours="4")
    page = read(enter(course.cast.officer), of_fund("scheme", scheme))
    folded = page.split('class="bb-folded"')[1].split("</tbody>")[0]
    assert "Show places 4 to 9" in page
    assert folded.count("<tr") == 6
    assert "Hogeschool Waterland" not in folded
    assert in_order(page, "Hogeschool 2<", "Show places 4 to 9", "Hogeschool 3<", "Decision needed")
    assert "Total of 10 applications" in page


def test_who_waits_stands_in_the_waiting_list_with_its_hours(course: Course, enter: Enter) -> None:
    scheme = course.scheme(total=Decimal(40), cap=Decimal(40))
    course.granted(scheme, hours="30", school=course.cast.heuvelrug)
    application = course.application(scheme, hours="24")
    page = read(enter(course.cast.officer), of_fund("scheme", scheme))
    waiting = page.split('id="waiting"')[1]
    assert at(course.cast.officer, "application", application) in waiting
    assert "waits for 24 hours" in waiting
    assert "Nobody has to wait." not in page


def test_nothing_of_another_scheme_stands_here(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    other = course.scheme(slug="andere", name="Andere")
    course.application(other)
    page = read(enter(course.cast.officer), of_fund("scheme", scheme))
    assert "Waterland" not in page
    assert "Nothing came in yet." in page
