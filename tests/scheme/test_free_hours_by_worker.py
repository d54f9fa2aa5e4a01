"""What comes free by a change is handed out by the real worker, in order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.scheme.actions import decisions, schemes
from banenbrug.scheme.jobs import look_at_days
from banenbrug.scheme.models import Application, Request, Scheme
from banenbrug.scheme.rules.schemes import Terms
from tests.cast import Cast
from tests.scheme.course import FAR, TERMS, VALUES, Course, acting
from tests.scheme.crowd import assert_bounds, seen_by_fund
from tests.worker import work


@pytest.fixture
def course(own_database: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The steps, in transactions that commit; the worker's threads keep no connection."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    return Course(cast)


def state_of(scheme: Scheme, *applications: Application) -> list[tuple[str, int | None]]:
    """State and turn of each."""
    with seen_by_fund(scheme):
        rows = [Application.objects.get(pk=application.pk) for application in applications]
    return [(row.state, row.turn) for row in rows]


def change_total(course: Course, scheme: Scheme, total: int) -> None:
    """The officer makes the scheme larger, or smaller."""
    terms = Terms(**{**TERMS.__dict__, "total": Decimal(total), **FAR})
    with acting(course.cast.officer) as officer:
        schemes.change_scheme(by=officer, scheme=scheme, terms=terms, values=VALUES)


def test_a_larger_scheme_gives_hours_to_who_waits_in_order(course: Course) -> None:
    scheme = course.scheme(total=Decimal(40))
    course.application(scheme, hours="30")
    first = course.application(scheme, hours="20", school=course.cast.heuvelrug)
    second = course.application(scheme, hours="8", school=course.cast.heuvelrug)
    third = course.application(scheme, hours="8", school=course.cast.heuvelrug)
    change_total(course, scheme, 60)
    work()
    assert state_of(scheme, first, second, third) == [
        ("submitted", None),
        ("submitted", None),
        ("waiting", 4),
    ]
    assert_bounds(scheme)


def test_a_scheme_that_gets_smaller_hands_out_nothing(course: Course) -> None:
    scheme = course.scheme(total=Decimal(400))
    change_total(course, scheme, 300)
    assert not ProcrastinateJob.objects.filter(task_name="scheme.hand_out").exists()


def test_a_plan_that_comes_back_larger_goes_to_the_end_and_lets_the_next_go(
    course: Course,
) -> None:
    scheme = course.scheme(total=Decimal(40))
    course.application(scheme, hours="30")
    first = course.application(scheme, hours="20", school=course.cast.heuvelrug)
    second = course.application(scheme, hours="8", school=course.cast.heuvelrug)
    work()
    assert state_of(scheme, first, second) == [("waiting", 2), ("waiting", 3)]
    with acting(course.cast.officer) as officer:
        decisions.return_application(
            by=officer, application=first, reason="Neem er een dag bij", now=course.now
        )
    course.submit(course.offer(first, hours="24"), course.cast.heuvelrug)
    work()
    assert state_of(scheme, first, second) == [("waiting", 4), ("submitted", None)]
    assert_bounds(scheme)


def test_the_morning_ends_each_request_of_a_scheme_that_is_over_by_a_job_of_its_own(
    course: Course,
) -> None:
    course = replace(course, now=course.now.replace(2021, 4, 6))
    scheme = course.scheme(
        opens=date(2021, 4, 1), closes=date(2021, 12, 31), runs_until=date(2021, 12, 31)
    )
    course.draft(scheme)
    course.application(scheme, hours="20", school=course.cast.heuvelrug)
    for _ in range(2):
        look_at_days.defer(organisation_id=scheme.fund_id)
        work()
    with seen_by_fund(scheme):
        assert list(Request.objects.values_list("state", flat=True)) == ["lapsed", "lapsed"]
        assert Application.objects.get().claimed == 0
    lapsed = ProcrastinateJob.objects.filter(task_name="scheme.lapse")
    assert list(lapsed.values_list("status", flat=True)) == ["succeeded", "succeeded"]
