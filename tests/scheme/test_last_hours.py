"""Fifty people at once on the last hours of a scheme: exact totals, one order, no other answer."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from random import Random

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import corrections, decisions, evaluations, queue, requests, schemes
from banenbrug.scheme.actions.applications import withdraw_application
from banenbrug.scheme.models import Application, HoursEntry, Scheme
from banenbrug.scheme.queries.ledger_check import ledger_of
from banenbrug.scheme.rules.schemes import Terms
from tests.cast import Cast, School
from tests.scheme.course import FAR, TERMS, VALUES, Course, acting
from tests.scheme.crowd import (
    all_at_once,
    assert_bounds,
    assert_nobody_waits_for_nothing,
    hand_out,
    hogeschool,
    seen_by_fund,
    states,
)

SCHOOLS, EACH = 10, 5
HOURS = ("2.25", "4", "7.5", "10.25", "16")  # together the cap of a hogeschool
Move = Callable[[], object]


@pytest.fixture
def course(own_database: str, cast: Cast) -> Course:
    """The steps, in transactions that commit."""
    return Course(cast)


def planned(
    course: Course, scheme: Scheme, schools: list[School]
) -> list[tuple[School, Application]]:
    """An offered plan for each of the hours, at every hogeschool."""
    return [
        (school, course.plan(course.planning(scheme, school), hours=hours))
        for hours in HOURS
        for school in schools
    ]


@pytest.mark.parametrize("total", ["230.5", "40", "399.75"])
def test_fifty_connections_take_the_last_hours_in_the_order_of_receipt(
    course: Course, total: str
) -> None:
    scheme = course.scheme(total=Decimal(total))
    schools = [hogeschool(number, now=course.now) for number in range(SCHOOLS)]
    plans = planned(course, scheme, schools)
    assert len(plans) == 50
    answers = all_at_once([partial(course.submit, plan, school) for school, plan in plans])
    assert Counter(getattr(one, "state", one) for one in answers).keys() == {"submitted", "waiting"}
    assert_bounds(scheme)
    assert_nobody_waits_for_nothing(scheme)
    told = states(scheme)
    assert list(told) == list(range(1, 51))
    taken = sum(state == "submitted" for state in told.values())
    assert list(told.values()) == ["submitted"] * taken + ["waiting"] * (50 - taken)
    with seen_by_fund(scheme):
        received = Application.objects.order_by("received_at", "place")
        assert list(received.values_list("place", flat=True)) == list(range(1, 51))
        found = ledger_of(scheme)
        assert [one.place for one in found.waiting] == list(range(taken + 1, 51))
        assert found.sums.claimed + found.left == Decimal(total)


def test_one_hogeschool_does_not_pass_its_cap_with_ten_hands_at_once(course: Course) -> None:
    scheme = course.scheme()
    school = hogeschool(1, now=course.now)
    plans = [course.plan(course.planning(scheme, school), hours="8") for _ in range(10)]
    answers = all_at_once([partial(course.submit, plan, school) for plan in plans])
    refused = [one for one in answers if isinstance(one, Refused)]
    assert (len(refused), {one.code for one in refused}) == (5, {"cap_reached"})
    assert_bounds(scheme)
    assert list(states(scheme)) == [1, 2, 3, 4, 5]


def mixed_moves(course: Course, scheme: Scheme, schools: list[School]) -> list[Move]:
    """Something for everybody to do at once, in every state that an application can be in."""
    moves: list[Move] = []

    def by(member: object, move: Callable[..., object], **what: object) -> None:
        def act() -> object:
            with acting(member) as who:  # type: ignore[arg-type]
                return move(by=who, now=course.now, **what)

        moves.append(act)

    officer = course.cast.officer
    for school in schools:
        draft = course.plan(course.planning(scheme, school), hours="4.5")
        submitted = course.application(scheme, hours="6", school=school)
        decided = course.application(scheme, hours="5.25", school=school)
        again = course.application(scheme, hours="8", school=school)
        with acting(officer) as fund:
            decisions.return_application(by=fund, application=again, reason="Meer", now=course.now)
        again = course.offer(again, hours="3" if school.slug.endswith(("0", "2")) else "9.5")
        done = course.granted(scheme, hours="6", school=school)
        activity = course.held(done)
        work = course.confirmed(course.entered(activity, hours="2.5"), school)
        course.accepted(activity, school)
        with acting(officer):
            entry = HoursEntry.objects.get(application=done, kind="work")
        assert work.hours == entry.hours

        moves += [partial(course.submit, draft, school), partial(course.submit, again, school)]
        by(school.hr, withdraw_application, application=submitted, reason="Nee")
        by(officer, decisions.grant, application=submitted, remark="")
        by(officer, decisions.reject, application=decided, reason="Nee")
        by(officer, decisions.return_application, application=decided, reason="Anders")
        by(school.buyer, requests.withdraw_request, request=again.request, reason="Nee")
        by(officer, evaluations.settle, application=done)
        by(officer, corrections.correct, entry=entry, hours=Decimal("0.5"), reason="Vergeten")
        by(officer, queue.claim_ahead, application=submitted, reason="Haast")
        moves.append(partial(hand_out, scheme, now=course.now))
    for total in ("150", "170", "200"):
        terms = Terms(**{**TERMS.__dict__, "total": Decimal(total), **FAR})
        moves.append(partial(change, course, scheme, terms))
    return moves


def change(course: Course, scheme: Scheme, terms: Terms) -> object:
    """The officer changes the terms."""
    with acting(course.cast.officer) as officer:
        return schemes.change_scheme(by=officer, scheme=scheme, terms=terms, values=VALUES)


REFUSALS = {
    *("application_submitted", "application_waiting", "application_returned"),
    *("application_granted", "application_rejected", "application_withdrawn"),
    *("application_settled", "request_withdrawn", "no_room", "total_below_taken"),
}
"""What may be answered to who came second."""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_moves_at_once_keep_every_bound_and_nobody_waits_in_a_circle(
    course: Course, seed: int
) -> None:
    scheme = course.scheme(total=Decimal(130))
    schools = [hogeschool(number, now=course.now) for number in range(5)]
    moves = mixed_moves(course, scheme, schools)
    Random(seed).shuffle(moves)
    assert len(moves) == 58
    answers = all_at_once(moves)
    refused = {one.code for one in answers if isinstance(one, Refused)}
    assert refused - REFUSALS == set()
    assert_bounds(scheme)
    hand_out(scheme, now=course.now)
    assert_bounds(scheme)
    assert_nobody_waits_for_nothing(scheme)
