"""Schemes with other terms: a cap for each year, places and claims from the request."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import requests
from banenbrug.scheme.actions.queue import hand_out_next
from banenbrug.scheme.models import Allowance, Application, HoursEntry, Purse
from banenbrug.scheme.queries.ledger_check import ledger_of
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db


def test_a_cap_holds_once_over_all_applications_of_a_hogeschool(course: Course) -> None:
    scheme = course.scheme()
    course.granted(scheme, hours="24")
    request = course.planning(scheme)
    with pytest.raises(Refused, match=r"asks for 16\.25 hours, but your hogeschool has 16 of its"):
        course.submit(course.plan(request, hours="16.25"))
    application = course.submit(course.offer(course.plan(request, hours="16.25"), hours="16"))
    assert application.claimed == 16


def test_a_cap_for_each_year_begins_anew_in_january(course: Course) -> None:
    scheme = course.scheme(cap_period="per_year", closes=course.today.replace(2027))
    course.granted(scheme, hours="40")
    later = replace(course, now=datetime(2027, 1, 15, 9, tzinfo=UTC))
    assert later.application(scheme, hours="40").claimed == 40
    with acting(course.cast.officer):
        years = Allowance.objects.filter(scheme=scheme).order_by("year")
        assert [(a.year, a.claimed, a.granted) for a in years] == [(2026, 0, 40), (2027, 40, 0)]


def test_what_goes_back_can_be_asked_for_again(course: Course) -> None:
    scheme = course.scheme()
    course.settled(scheme, hours="40", worked="30")
    assert course.application(scheme, hours="10").claimed == 10


def test_hours_that_wait_count_within_the_cap(course: Course) -> None:
    scheme = course.scheme(total=Decimal(40), cap=Decimal(30))
    course.application(scheme, hours="30", school=course.cast.heuvelrug)
    waiting = course.application(scheme, hours="20")
    assert (waiting.state, waiting.claimed, waiting.turn) == ("waiting", 0, 2)
    with pytest.raises(Refused, match="has 10 of its 30 left"):
        course.submit(course.plan(course.planning(scheme), hours="11"))


def test_a_place_from_the_request_is_that_of_the_first_application(course: Course) -> None:
    scheme = course.scheme(place_from="request")
    first = course.planning(scheme)
    course.application(scheme, school=course.cast.heuvelrug)
    application = course.submit(course.plan(first))
    assert application.place == 1
    with acting(course.cast.officer):
        assert [a.place for a in Application.objects.order_by("place")] == [1, 2]
        assert Purse.objects.get(scheme=scheme).last_place == 2


def test_a_place_from_the_request_is_the_place_in_which_its_plan_waits(course: Course) -> None:
    scheme = course.scheme(place_from="request", total=Decimal(60))
    first, other, second = (
        course.planning(scheme),
        course.planning(scheme, course.cast.heuvelrug),
        course.planning(scheme),
    )
    course.submit(course.plan(other, hours="40"), course.cast.heuvelrug)
    later = course.submit(course.plan(second, hours="30"))
    sooner = course.submit(course.plan(first, hours="10"))
    assert (sooner.turn, later.turn) == (1, 3)
    with acting(course.cast.officer):
        assert hand_out_next(scheme_id=scheme.pk, now=course.now)
        assert not hand_out_next(scheme_id=scheme.pk, now=course.now)
        assert course.fresh(sooner).state == "submitted"
        assert ledger_of(scheme).differences == []


def test_a_place_from_the_request_does_not_keep_the_scheme_open_for_its_plan(
    course: Course,
) -> None:
    plan = course.plan(course.planning(course.scheme(place_from="request")))
    with pytest.raises(Refused, match="This scheme closed on 31-12-2026"):
        replace(course, now=datetime(2027, 1, 15, 9, tzinfo=UTC)).submit(plan)


def test_a_plan_counts_within_the_cap_of_the_year_in_which_it_is_submitted(
    course: Course,
) -> None:
    scheme = course.scheme(cap_period="per_year", closes=course.today.replace(2027))
    course.granted(scheme, hours="40")
    plan = course.plan(course.planning(scheme), hours="40")
    later = replace(course, now=datetime(2027, 1, 15, 9, tzinfo=UTC))
    submitted = later.submit(plan)
    assert (submitted.year, submitted.claimed) == (2027, 40)


def test_a_claim_from_the_request_is_what_is_wished_until_the_plan_says_more(
    course: Course,
) -> None:
    scheme = course.scheme(claim_from="request")
    request = course.planning(scheme)
    with acting(course.cast.officer):
        made = Application.objects.get(request=request)
        assert (made.state, made.claimed, made.place) == ("draft", 40, None)
    application = course.submit(course.plan(request, hours="24"))
    assert (application.claimed, application.place) == (24, 1)
    with acting(course.cast.officer):
        entries = HoursEntry.objects.order_by("pk").values_list("kind", "hours")
        assert list(entries) == [("claim", 40), ("unclaim", -16)]


def test_a_claim_from_the_request_says_how_many_hours_are_wished(course: Course) -> None:
    scheme = course.scheme(claim_from="request")
    request = course.with_hands(course.draft(scheme))
    with acting(course.cast.waterland.hr) as hr:
        requests.save_request(by=hr, request=request, wishes=["lab"], hours_wished=None)
        with pytest.raises(Refused, match="Say how many hours you think you need"):
            requests.submit_request(by=hr, request=request, now=course.now, today=course.today)


def test_a_scheme_may_do_without_both_hands(course: Course) -> None:
    scheme = course.scheme(needs_hands=False)
    request = course.draft(scheme)
    with acting(course.cast.waterland.hr) as hr:
        request = requests.submit_request(
            by=hr, request=request, now=course.now, today=course.today
        )
    assert request.state == "submitted"


def test_only_the_roles_that_the_scheme_names_ask_for_support(course: Course) -> None:
    scheme = course.scheme(applicants=("buyer",))
    with pytest.raises(Refused, match="Your role cannot ask for support in this scheme"):
        course.draft(scheme)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), "This scheme opens on 01-01-2026"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), "This scheme closed on 31-12-2026"),
    ],
)
def test_a_scheme_takes_requests_within_its_days_alone(
    course: Course, now: datetime, said: str
) -> None:
    scheme = course.scheme()
    with pytest.raises(Refused, match=said):
        replace(course, now=now).draft(scheme)
