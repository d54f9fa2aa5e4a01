"""Today of the fund, of the adviser, and what dossiers of support ask of a hogeschool."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from banenbrug.desk.today.adviser import adviser_page
from banenbrug.desk.today.fund import fund_page
from banenbrug.desk.today.page import Page, work_of
from banenbrug.organisations.actions import change_roles
from banenbrug.scheme.actions.decisions import grant
from banenbrug.scheme.actions.intake import assign_adviser, do_homework, plan_intake
from banenbrug.scheme.models import Homework, Scheme
from tests.cast import Cast, Enter, Member
from tests.desk.conftest import entered
from tests.scheme.course import NOW, Course, acting

pytestmark = pytest.mark.django_db

PAGES = {"sectorfonds": fund_page, "adviesbrug": adviser_page}
OPEN = "Nothing asks for you now"


@pytest.fixture
def course(db: None, cast: Cast) -> Course:
    """The steps of a scheme."""
    return Course(cast)


@pytest.fixture
def scheme(course: Course) -> Scheme:
    """A scheme that is open."""
    return course.scheme()


def page_of(member: Member, *, days: int = 0) -> Page:
    """Today of somebody at the fund or the adviser, in English."""
    with entered(member) as row, translation.override("en"):
        return PAGES[member.slug](row, now=NOW + timedelta(days=days))


def titles(page: Page) -> list[str]:
    """What asks for somebody: the next step first."""
    steps = [page.next_step, *(step for step, _ in page.tasks)]
    return [step.title for step in steps if step]


@contextmanager
def opened(client: Client, name: str, slug: str) -> Iterator[str]:
    """A first page at the moment of the course."""
    with time_machine.travel(NOW, tick=False):
        yield client.get(reverse(f"desk:{name}", args=[slug])).content.decode()


def test_an_officer_has_late_evaluations_before_decisions_and_new_requests(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.submitted(scheme, course.cast.heuvelrug)
    granted = course.granted(scheme, hours="10")
    course.held(granted)
    course.submit(course.plan(granted.request, hours="8"))
    page = page_of(course.cast.officer, days=17)
    assert titles(page) == [
        "Ask Hogeschool Waterland for the evaluation",
        "Decide about the plan of Hogeschool Waterland",
        "Assign an adviser to Hogeschool Heuvelrug",
    ]
    assert page.next_due is not None
    assert (page.next_due.words, page.open_steps) == ("3 days late", 3)
    [figure] = page.standing.figures
    assert (figure.title, figure.value) == ("Hours free in De Brug", "382")
    with opened(enter(course.cast.officer), "fund", "sectorfonds") as html:
        assert html.count("nl-button--primary") == 1
        assert "(2 open)" in html


def test_more_than_five_tasks_stand_behind_a_link_to_the_scheme(
    course: Course, scheme: Scheme
) -> None:
    for _ in range(7):
        course.submitted(scheme)
    page = page_of(course.cast.officer)
    assert (len(page.tasks), page.open_steps) == (5, 7)
    assert page.more == reverse("scheme:scheme", args=["sectorfonds", "de-brug"])


def test_a_controller_reads_the_figures_and_has_no_tasks(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.application(scheme, hours="24")
    page = page_of(course.cast.controller)
    assert (titles(page), page.open_steps) == ([], 0)
    assert [figure.value for figure in page.standing.figures] == ["376"]
    with opened(enter(course.cast.controller), "fund", "sectorfonds") as html:
        assert OPEN in html
        assert "nl-button--primary" not in html


def test_the_fund_waits_for_who_has_the_next_step_and_how_long(
    course: Course, scheme: Scheme
) -> None:
    course.planning(scheme)
    page = page_of(course.cast.officer, days=4)
    assert [(one.who, one.what, one.days) for one in page.waiting] == [
        ("Ruben Groen", "makes the plan · Hogeschool Waterland", 4)
    ]


def test_who_only_looks_after_the_people_of_a_fund_sees_no_scheme(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.submitted(scheme)
    with entered(course.cast.controller) as controller:
        change_roles(member=controller, roles=["keyholder"])
    with opened(enter(course.cast.controller), "fund", "sectorfonds") as html:
        assert OPEN in html
        assert "De Brug" not in html
        assert "Schemes" not in html


def test_a_fund_without_schemes_is_led_to_make_one(course: Course) -> None:
    page = page_of(course.cast.officer)
    assert page.quiet.text == "Make your first scheme. It stays a draft until you publish it."
    assert page.standing.figures == ()


def test_an_adviser_has_intake_and_plans_and_what_others_have(
    course: Course, scheme: Scheme
) -> None:
    course.planning(scheme)
    course.granted(scheme, school=course.cast.heuvelrug)
    page = page_of(course.cast.adviser)
    assert titles(page) == [
        "Hold “Kennismaken met sociale inkoop” at Hogeschool Heuvelrug",
        "Make the plan for Hogeschool Waterland",
    ]
    assert page.waiting == []
    course.submit(course.plan(course.planning(scheme)))
    [waits] = page_of(course.cast.adviser, days=2).waiting
    assert (waits.who, waits.days) == ("Sectorfonds Hoger Onderwijs", 2)
    assert waits.what == "decides about the plan · Hogeschool Waterland"


def test_an_intake_talk_that_is_past_asks_for_what_came_of_it(
    course: Course, scheme: Scheme
) -> None:
    request = course.submitted(scheme)
    adviser = course.cast.adviser
    with acting(course.cast.officer) as officer:
        assign_adviser(by=officer, request=request, adviser=adviser.organisation, now=course.now)
    with acting(adviser) as by:
        plan_intake(by=by, request=request, at=course.now, place="Kade 2.14", now=course.now)
    assert titles(page_of(course.cast.adviser)) == [
        "Hold the intake talk with Hogeschool Waterland"
    ]
    page = page_of(course.cast.adviser, days=1)
    assert titles(page) == ["Write what came of the intake talk with Hogeschool Waterland"]
    assert page.next_step is not None
    assert page.next_step.context == (
        "On Monday 2 March 2026 at 10:00, Kade 2.14.",
        "Scheme: De Brug.",
    )


def test_the_figure_of_an_adviser_is_the_hours_of_this_month(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    activity = course.held(course.granted(scheme))
    course.confirmed(course.entered(activity, hours="6"))
    course.entered(activity, hours="1.5")
    [figure] = page_of(course.cast.adviser).standing.figures
    assert (figure.value, figure.unit) == ("7.5", "in March")
    assert figure.lines[:2] == (("Confirmed", "6 hours"), ("Wait for the hogeschool", "1.5 hours"))
    [next_month] = page_of(course.cast.adviser, days=40).standing.figures
    assert next_month.value == "0"
    with opened(enter(course.cast.adviser), "adviser", "adviesbrug") as html:
        assert "My hours this month" in html


def asked_of(member: Member) -> list[str]:
    """What dossiers ask of somebody at a hogeschool."""
    with entered(member) as row, translation.override("en"):
        steps = work_of(row, today=NOW.date()).steps
    return [step.title for step in steps if "/o/" in step.url]


def test_a_draft_asks_each_department_for_its_own_hand(
    course: Course, scheme: Scheme, cast: Cast
) -> None:
    course.draft(scheme)
    finish = "Finish the request for support"
    hand = "Say that your department takes part in the support"
    school = cast.waterland
    assert {person.roles[0]: asked_of(person) for person in school.people} == {
        "coordinator": [finish],
        "buyer": [hand, finish],
        "hr": [hand, finish],
        "reader": [],
        "keyholder": [],
        "reporter": [],
    }
    with entered(school.hr) as row, translation.override("en"):
        step = work_of(row, today=NOW.date()).next_step
    assert step is not None
    assert step.title == hand


def test_then_homework_the_plan_the_hours_and_the_evaluation_ask(
    course: Course, scheme: Scheme, cast: Cast
) -> None:
    hr = cast.waterland.hr
    request = course.planning(scheme)
    assert asked_of(hr) == ["Homework: List the contracts"]
    with acting(hr) as by:
        task = Homework.objects.get(request=request)
        do_homework(by=by, homework=task, is_done=True, today=course.today)
    application = course.plan(request, hours="24")
    assert asked_of(hr) == ["Read the plan of the adviser and submit it"]
    course.submit(application)
    assert asked_of(hr) == []
    with acting(cast.officer) as officer:
        granted = grant(by=officer, application=application, remark="", now=course.now)
    course.entered(course.held(granted))
    about = "“Kennismaken met sociale inkoop”"
    assert asked_of(hr) == [f"Write the evaluation of {about}", f"Confirm the hours of {about}"]


def test_nothing_of_another_hogeschool_asks(course: Course, scheme: Scheme, cast: Cast) -> None:
    course.draft(scheme, cast.heuvelrug)
    assert asked_of(cast.waterland.coordinator) == []
