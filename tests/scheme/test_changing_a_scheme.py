"""A scheme as an officer makes it, and a change that would break what was granted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import activities, schemes
from banenbrug.scheme.models import Allowance, Application, Purse, Scheme
from banenbrug.scheme.queries.evaluations import account_of
from banenbrug.scheme.queries.plans import rate_of
from banenbrug.scheme.rules.schemes import faults
from tests.scheme.course import FAR, TERMS, VALUES, Course, acting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"total": Decimal(0)}, "total", "hours_not_positive"),
        ({"cap": Decimal("0.1")}, "cap", "hours_not_in_quarters"),
        ({"cap": Decimal(401)}, "cap", "cap_above_total"),
        ({"closes": date(2025, 12, 31)}, "closes", "closes_before_opens"),
        ({"runs_until": date(2026, 12, 30)}, "runs_until", "runs_shorter_than_open"),
        ({"kinds": ()}, "kinds", "no_kinds"),
        ({"applicants": ()}, "applicants", "no_applicants"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    changes: dict[str, Any], field: str, code: str
) -> None:
    found = {(name, refusal.code) for name, refusal in faults(replace(TERMS, **changes))}
    assert (field, code) in found
    assert list(faults(TERMS)) == []


def change(course: Course, scheme: Scheme, **terms: Any) -> Scheme:
    """The same scheme with other terms."""
    with acting(course.cast.officer) as officer:
        # The instant of a receipt comes from the database, whose clock no test can set.
        Application.objects.exclude(place=None).update(received_at=course.now)
        return schemes.change_scheme(
            by=officer, scheme=scheme, terms=replace(TERMS, **terms), values=VALUES
        )


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"total": Decimal(23), "cap": Decimal(23)}, "total", "24 hours are requested or granted"),
        ({"cap": Decimal(23)}, "cap", "One organisation has 24 hours already"),
        ({"opens": date(2026, 3, 3)}, "opens", "A request was received on 02-03-2026"),
        ({"kinds": ("workshop",)}, "kinds", "A plan holds a kind of support"),
        ({"cap_period": "per_year"}, "cap_period", "so it stays as it is"),
        ({"place_from": "request"}, "place_from", "so it stays as it is"),
        ({"claim_from": "request"}, "claim_from", "so it stays as it is"),
    ],
)
def test_a_change_that_would_break_what_was_granted_is_refused_with_the_reason(
    course: Course, scheme: Scheme, changes: dict[str, Any], field: str, said: str
) -> None:
    course.granted(scheme, hours="24")
    with pytest.raises(Refused, match=said) as refused:
        change(course, scheme, **changes)
    assert refused.value.field == field
    with acting(course.cast.officer):
        assert Purse.objects.get(scheme=scheme).total == 400
        assert Scheme.objects.get(pk=scheme.pk).cap == 40


def test_an_activity_that_is_planned_keeps_the_scheme_running_until_then(
    course: Course, scheme: Scheme
) -> None:
    activity = course.activity(course.granted(scheme))
    with acting(course.cast.adviser) as adviser:
        activities.plan_activity(
            by=adviser,
            activity=activity,
            days=[date(2027, 2, 1)],
            location="Kade 2.14",
            procurement="Bram de Wit",
            hr="Samira Haddad",
            supplier="",
            contract="",
        )
    with pytest.raises(Refused, match="An activity is on 01-02-2027") as refused:
        change(course, scheme, runs_until=date(2027, 1, 31))
    assert refused.value.field == "runs_until"
    change(course, scheme, runs_until=date(2027, 2, 1))


def test_an_application_that_came_in_keeps_the_scheme_open_until_then(
    course: Course, scheme: Scheme
) -> None:
    course.application(scheme)
    received = Purse.objects.get(scheme=scheme).last_received_at
    assert received is not None
    before = date(received.year - 1, 12, 31)
    with pytest.raises(Refused, match="The scheme closes no earlier"):
        change(course, scheme, opens=before, closes=before)


def test_more_hours_and_a_higher_cap_hold_at_once(course: Course, scheme: Scheme) -> None:
    course.granted(scheme, hours="24")
    change(course, scheme, total=Decimal(500), cap=Decimal(60))
    with acting(course.cast.officer):
        assert Purse.objects.get(scheme=scheme).total == 500
        assert Allowance.objects.get(scheme=scheme).cap == 60


def test_a_scheme_is_seen_by_nobody_else_before_it_is_published(course: Course) -> None:
    scheme = course.scheme(publish=False)
    with acting(course.cast.waterland.hr):
        assert not Scheme.objects.exists()
    with acting(course.cast.officer) as officer:
        schemes.publish_scheme(by=officer, scheme=scheme)
    with acting(course.cast.waterland.hr):
        assert Scheme.objects.get().pk == scheme.pk


def test_two_schemes_have_two_names(course: Course, scheme: Scheme) -> None:
    with pytest.raises(Refused, match="Another scheme has this name") as refused:
        course.scheme(slug=scheme.slug)
    assert refused.value.field == "name"


@pytest.mark.parametrize("member", ["hr", "adviser"])
def test_only_the_fund_makes_a_scheme(course: Course, member: str) -> None:
    who = course.cast.waterland.hr if member == "hr" else course.cast.adviser
    with acting(who) as by, pytest.raises(Refused, match="Only the fund does this"):
        schemes.make_scheme(by=by, terms=TERMS, values=VALUES, now=course.now)


def test_another_rate_leaves_the_cost_of_what_was_granted(course: Course) -> None:
    scheme = course.scheme()
    activity = course.held(course.granted(scheme, hours="24"))
    with acting(course.cast.officer) as officer:
        terms = replace(TERMS, **FAR)
        schemes.change_scheme(by=officer, scheme=scheme, terms=terms, values={**VALUES, "rate": 1})
        rate = rate_of(activity.application)
        assert account_of(activity, rate=rate).planned_cost == 24 * 12_500
