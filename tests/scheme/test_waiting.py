"""Hours that came free go to who waits, in order; who asks for more goes to the end."""

from decimal import Decimal

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import applications, decisions, queue
from banenbrug.scheme.models import Application, HoursEntry, Letter, Mark, Purse, Scheme
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme(course: Course) -> Scheme:
    """A small scheme: 40 hours, of which one hogeschool may have 40."""
    return course.scheme(total=Decimal(40))


def hand_out(course: Course, scheme: Scheme) -> int:
    """Do what the job does, until nobody gets any more; gives how many got their hours."""
    done = 0
    with acting(course.cast.officer):
        while queue.hand_out_next(scheme_id=scheme.pk, now=course.now):
            done += 1
    return done


def test_who_meets_too_few_free_hours_waits_and_all_who_come_later_wait_behind(
    course: Course, scheme: Scheme
) -> None:
    course.application(scheme, hours="30")
    large = course.application(scheme, hours="20", school=course.cast.heuvelrug)
    small = course.submit(course.plan(course.planning(scheme), hours="5"))
    assert (large.state, large.turn, large.place) == ("waiting", 2, 2)
    assert (small.state, small.turn, small.place) == ("waiting", 3, 3)
    with acting(course.cast.officer):
        assert Purse.objects.get(scheme=scheme).queue == 2


def test_hours_that_come_free_go_to_the_first_and_no_smaller_one_passes(
    course: Course, scheme: Scheme
) -> None:
    first = course.application(scheme, hours="30")
    large = course.application(scheme, hours="20", school=course.cast.heuvelrug)
    small = course.submit(course.plan(course.planning(scheme), hours="5"))
    assert hand_out(course, scheme) == 0
    with acting(course.cast.waterland.hr) as hr:
        applications.withdraw_application(by=hr, application=first, reason="Later", now=course.now)
    assert hand_out(course, scheme) == 2
    with acting(course.cast.officer):
        for application in (large, small):
            application.refresh_from_db()
            assert (application.state, application.turn) == ("submitted", None)
            assert application.claimed == application.hours
        assert Purse.objects.get(scheme=scheme).queue == 0
        assert Letter.objects.filter(kind="hours_came_free").count() == 2


def test_an_officer_gives_hours_ahead_with_a_reason_that_is_kept(
    course: Course, scheme: Scheme
) -> None:
    course.application(scheme, hours="30")
    course.application(scheme, hours="20", school=course.cast.heuvelrug)
    small = course.submit(course.plan(course.planning(scheme), hours="5"))
    with acting(course.cast.officer) as officer:
        with pytest.raises(Refused, match="Write why"):
            queue.claim_ahead(by=officer, application=small, reason=" ", now=course.now)
        small = queue.claim_ahead(
            by=officer, application=small, reason="De workshop is volgende week", now=course.now
        )
        assert (small.state, small.claimed) == ("submitted", 5)
        assert HoursEntry.objects.get(application=small).reason == "De workshop is volgende week"
        assert Mark.objects.get(what="claim_ahead").text == "De workshop is volgende week"


def test_an_officer_cannot_give_what_is_not_there(course: Course, scheme: Scheme) -> None:
    course.application(scheme, hours="30")
    large = course.application(scheme, hours="20", school=course.cast.heuvelrug)
    with acting(course.cast.officer) as officer:
        with pytest.raises(Refused, match="There are no 20 free hours now"):
            queue.claim_ahead(by=officer, application=large, reason="Haast", now=course.now)
        large.refresh_from_db()
        assert (large.state, large.claimed) == ("waiting", 0)


def returned(course: Course, application: Application) -> Application:
    """An application that came back with remarks."""
    with acting(course.cast.officer) as officer:
        return decisions.return_application(
            by=officer, application=application, reason="Noem een dag", now=course.now
        )


def test_a_plan_that_comes_back_with_more_takes_free_hours_when_nobody_waits(
    course: Course, scheme: Scheme
) -> None:
    application = returned(course, course.application(scheme, hours="20"))
    again = course.submit(course.offer(application, hours="30"))
    assert (again.state, again.claimed, again.place) == ("submitted", 30, 1)


def test_a_plan_that_comes_back_with_more_waits_for_the_difference_behind_who_waits(
    course: Course, scheme: Scheme
) -> None:
    application = returned(course, course.application(scheme, hours="20"))
    other = course.application(scheme, hours="25", school=course.cast.heuvelrug)
    again = course.submit(course.offer(application, hours="25"))
    assert (again.state, again.claimed, again.waits_for) == ("waiting", 20, 5)
    assert (again.place, again.turn, other.turn) == (1, 3, 2)
    assert hand_out(course, scheme) == 0  # 20 are free, the first of the row waits for 25


def test_a_plan_that_comes_back_with_fewer_gives_back_at_once(
    course: Course, scheme: Scheme
) -> None:
    application = returned(course, course.application(scheme, hours="30"))
    other = course.application(scheme, hours="25", school=course.cast.heuvelrug)
    again = course.submit(course.offer(application, hours="15"))
    assert (again.state, again.claimed) == ("submitted", 15)
    assert hand_out(course, scheme) == 1
    with acting(course.cast.officer):
        other.refresh_from_db()
        assert (other.state, other.claimed) == ("submitted", 25)


def test_who_waits_and_then_asks_for_more_goes_to_the_end(course: Course, scheme: Scheme) -> None:
    course.application(scheme, hours="40", school=course.cast.heuvelrug)
    first = course.application(scheme, hours="10")
    second = course.submit(course.plan(course.planning(scheme), hours="10"))
    assert (first.turn, second.turn) == (2, 3)
    first = course.submit(course.offer(returned(course, first), hours="12"))
    assert (first.place, first.turn) == (2, 4)
    second = course.submit(course.offer(returned(course, second), hours="8"))
    assert (second.turn, second.waits_for) == (3, 8)


def test_a_rejected_application_leaves_the_row_and_gives_its_hours_back(
    course: Course, scheme: Scheme
) -> None:
    first = course.application(scheme, hours="40", school=course.cast.heuvelrug)
    waiting = course.application(scheme, hours="10")
    with acting(course.cast.officer) as officer:
        decisions.reject(by=officer, application=waiting, reason="Past niet", now=course.now)
        decisions.reject(by=officer, application=first, reason="Past niet", now=course.now)
        purse = Purse.objects.get(scheme=scheme)
    assert (purse.claimed, purse.queue) == (0, 0)
    assert hand_out(course, scheme) == 0


def test_who_waited_for_the_rest_is_told_how_many_hours_came_free(
    course: Course, scheme: Scheme
) -> None:
    full = course.application(scheme, hours="28", school=course.cast.heuvelrug)
    application = course.application(scheme, hours="12")
    application = course.submit(course.offer(returned(course, application), hours="20"))
    assert (application.claimed, application.waits_for) == (12, 8)
    with acting(course.cast.officer) as officer:
        decisions.reject(by=officer, application=full, reason="Past niet", now=course.now)
    assert hand_out(course, scheme) == 1
    with acting(course.cast.officer):
        assert Decimal(Letter.objects.get(kind="hours_came_free").says["free_hours"]) == 8
