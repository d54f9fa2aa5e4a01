"""The order of receipt: what stands in it, what is folded, and who waits."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

import pytest

from banenbrug.scheme.models import Application, Request, Scheme
from banenbrug.scheme.queries.next_steps import Progress
from banenbrug.scheme.queries.receipts import (
    Receipt,
    folded,
    number_of_receipts,
    receipts_of_scheme,
    totals_of,
    waiting_list,
)
from banenbrug.scheme.rules.stands import Stand
from tests.scheme.course import Course, acting

C, D = Stand.SETTLED, Stand.DECISION


def line(stand: Stand, place: int | None) -> Receipt:
    """A line that was never kept."""
    request = Request(pk=place or 0)
    return Receipt(Progress(request, (), 1), Application(request=request, place=place), stand)


def parts(stands: Sequence[Stand]) -> list[tuple[bool, list[int]]]:
    """Which places are folded and which are not."""
    lines = [line(stand, place) for place, stand in enumerate(stands, 1)]
    return [(part.is_folded, part.places) for part in folded(lines)]


def test_up_to_eight_lines_nothing_is_folded() -> None:
    assert parts([C] * 8) == [(False, [1, 2, 3, 4, 5, 6, 7, 8])]


def test_of_a_longer_list_what_asks_for_nobody_is_folded_but_for_the_first_three() -> None:
    assert parts([C, C, C, C, C, D, C, D, C, C, C]) == [
        (False, [1, 2, 3]),
        (True, [4, 5]),
        (False, [6]),
        (False, [7]),
        (False, [8]),
        (True, [9, 10, 11]),
    ]


def test_a_line_without_a_place_is_never_folded() -> None:
    lines = [*(line(C, place) for place in range(1, 9)), line(C, None), line(C, None)]
    last = list(folded(lines))[-1]
    assert (last.is_folded, len(last.receipts)) == (False, 2)


@pytest.mark.django_db
def test_what_came_in_stands_by_its_place_and_then_by_its_instant(
    course: Course, scheme: Scheme
) -> None:
    cast = course.cast
    course.draft(course.scheme(slug="andere", name="Andere"))
    course.draft(scheme)
    course.submitted(scheme, cast.heuvelrug)
    application = course.granted(scheme, hours="24")
    with acting(cast.officer):
        lines = receipts_of_scheme(scheme, today=course.today)
        assert number_of_receipts(scheme) == len(lines)
    assert [(one.place, one.school.name, one.stand) for one in lines] == [
        (1, "Hogeschool Waterland", Stand.GRANTED),
        (None, "Hogeschool Heuvelrug", Stand.NEW),
    ]
    assert [(one.asked, one.wished) for one in lines] == [(24, None), (None, 40)]
    assert [(one.granted, one.worked) for one in lines] == [(24, 0), (None, None)]
    assert lines[0].received_at == application.received_at
    assert totals_of(lines).granted == 24


@pytest.mark.django_db
def test_a_second_plan_is_a_line_of_its_own_and_a_late_evaluation_shows(
    course: Course, scheme: Scheme
) -> None:
    first = course.granted(scheme, hours="10")
    course.held(first)
    course.submit(course.plan(first.request, hours="8"))
    with acting(course.cast.officer):
        on_time = receipts_of_scheme(scheme, today=course.today)
        late = receipts_of_scheme(scheme, today=course.today + timedelta(days=15))
        assert number_of_receipts(scheme) == 2
    assert [one.stand for one in on_time] == [Stand.RUNNING, Stand.DECISION]
    assert [one.stand for one in late] == [Stand.LATE, Stand.DECISION]


@pytest.mark.django_db
def test_who_waits_stands_in_the_order_of_turns(course: Course) -> None:
    scheme = course.scheme(total=Decimal(40), cap=Decimal(40))
    course.granted(scheme, hours="38", school=course.cast.heuvelrug)
    course.application(scheme, hours="24")
    with acting(course.cast.officer):
        [waits] = waiting_list(receipts_of_scheme(scheme, today=course.today))
    assert (waits.school.name, waits.stand) == ("Hogeschool Waterland", Stand.WAITING)
    assert waits.application is not None
    assert waits.application.waits_for == 24
