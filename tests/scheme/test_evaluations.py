"""The account of each activity: due, reminded, given, judged; then the hours are settled."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import activities, evaluations, requests
from banenbrug.scheme.actions.evaluations import Told
from banenbrug.scheme.jobs import look_at_days
from banenbrug.scheme.models import Application, Evaluation, Letter, Request, Scheme
from banenbrug.scheme.queries.evaluations import account_of
from banenbrug.scheme.queries.overdue import requests_to_lapse
from tests.scheme.course import TOLD, Course, acting

pytestmark = pytest.mark.django_db


def test_a_held_activity_opens_an_evaluation_due_after_the_term(
    course: Course, scheme: Scheme
) -> None:
    activity = course.held(course.granted(scheme))
    with acting(course.cast.officer):
        evaluation = Evaluation.objects.get(activity=activity)
        letter = Letter.objects.get(kind="evaluation_open")
    assert (evaluation.state, evaluation.due_on) == ("open", course.today + timedelta(days=14))
    assert letter.says["due_day"] == "2026-03-16"


def test_reminders_go_out_once_each_and_end_with_the_evaluation(
    course: Course, scheme: Scheme
) -> None:
    activity = course.held(course.granted(scheme))
    with acting(course.cast.officer):
        evaluation = Evaluation.objects.select_related("activity").get(activity=activity)

    def remind(day: date) -> str | None:
        with acting(course.cast.officer):
            letter = evaluations.remind(evaluation=evaluation, now=course.now, today=day)
        return letter.kind if letter else None

    days = [date(2026, 3, day) for day in (8, 9, 9, 10, 14, 16, 17, 20, 24)]
    assert [remind(day) for day in days] == [
        *(None, "half_time", None, None, "two_days", None, "overdue", None, "overdue")
    ]
    course.evaluated(activity)
    assert remind(date(2026, 3, 31)) is None


def test_the_morning_job_reminds_lapses_and_does_nothing_twice(
    course: Course, scheme: Scheme
) -> None:
    course.held(course.granted(scheme))
    fund = course.cast.officer.organisation.pk
    for _ in range(2):
        look_at_days.func(organisation_id=fund)
    with acting(course.cast.officer):
        assert Letter.objects.filter(kind__in=["half_time", "two_days", "overdue"]).count() == 1


def test_an_evaluation_says_what_came_of_it_and_whether_others_may_read_it(
    course: Course, scheme: Scheme
) -> None:
    activity = course.held(course.granted(scheme))
    with acting(course.cast.waterland.hr) as hr:
        evaluation = Evaluation.objects.get(activity=activity)
        for told, field in (
            (Told(results="", may_share=True), "results"),
            (Told(results="Veel", may_share=None), "may_share"),
        ):
            with pytest.raises(Refused, match="say whether others may read it") as refused:
                evaluations.submit_evaluation(
                    by=hr, evaluation=evaluation, told=told, now=course.now
                )
            assert refused.value.field == field
        evaluations.save_evaluation(
            by=hr, evaluation=evaluation, told=Told(results="Half af", may_share=None)
        )
        assert Evaluation.objects.get(pk=evaluation.pk).results == "Half af"


def test_the_fund_asks_back_and_accepts(course: Course, scheme: Scheme) -> None:
    activity = course.held(course.granted(scheme))
    evaluation = course.evaluated(activity)
    with acting(course.cast.officer) as officer:
        evaluation = evaluations.ask_back(
            by=officer,
            evaluation=evaluation,
            reason="Hoeveel plekken?",
            now=course.now + timedelta(days=4),
        )
        assert (evaluation.state, evaluation.due_on) == ("asked_back", date(2026, 3, 20))
        with pytest.raises(Refused, match="The hogeschool answers first"):
            evaluations.accept_evaluation(by=officer, evaluation=evaluation, now=course.now)
    evaluation = course.accepted(activity)
    assert (evaluation.state, evaluation.accepted_by) == ("accepted", "Marit Vos")
    with acting(course.cast.waterland.hr) as hr, pytest.raises(Refused, match="is accepted"):
        evaluations.submit_evaluation(by=hr, evaluation=evaluation, told=TOLD, now=course.now)


def test_hours_and_cost_stand_granted_beside_used(course: Course, scheme: Scheme) -> None:
    application = course.granted(scheme, hours="24")
    activity = course.held(application)
    course.confirmed(course.entered(activity, hours="6.25"))
    course.entered(activity, hours="2")
    with acting(course.cast.officer):
        account = account_of(activity, rate=scheme.rate)
    assert (account.planned, account.used, account.waiting) == (24, account.used, 2)
    assert str(account.used) == "6.25"
    assert (account.planned_cost, account.used_cost) == (300_000, 78_125)


def test_hours_are_settled_when_all_is_held_accounted_for_and_agreed(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme, hours="24")
    said = []

    def attempt() -> None:
        with pytest.raises(Refused) as refused:
            course.settle(application)
        said.append(refused.value.code)

    attempt()
    activity = course.held(application)
    attempt()
    course.accepted(activity)
    work = course.entered(activity, hours="18")
    attempt()
    course.confirmed(work)
    settled = course.settle(application)
    attempt()
    assert said == [
        *("activities_to_come", "evaluations_missing", "work_unconfirmed", "application_settled")
    ]
    assert (settled.state, settled.returned) == ("settled", 6)


def state_of(course: Course, application: Application) -> str:
    with acting(course.cast.officer):
        return str(course.fresh(application).state)


def test_an_application_gets_ready_to_settle_with_the_last_that_was_waited_for(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme, hours="24")
    activity = course.held(application)
    course.accepted(activity)
    states = [state_of(course, application)]
    work = course.entered(activity, hours="18")
    states.append(state_of(course, application))
    course.confirmed(work)
    states.append(state_of(course, application))
    with acting(course.cast.adviser) as adviser:
        activities.withdraw_work(
            by=adviser, work=course.entered(activity, hours="2"), now=course.now
        )
    states.append(state_of(course, application))
    assert states == ["completed", "running", "completed", "completed"]


def test_an_application_of_which_all_is_cancelled_gets_ready_to_settle(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme)
    with acting(course.cast.adviser) as adviser:
        [activity] = application.activities.all()
        activities.cancel_activity(by=adviser, activity=activity, reason="Ziek", now=course.now)
        with pytest.raises(Refused, match="is cancelled"):
            activities.enter_work(
                by=adviser,
                activity=activity,
                on=course.today,
                hours=Decimal(1),
                what="Overleg",
                now=course.now,
                today=course.today,
            )
    assert state_of(course, application) == "completed"
    assert course.settle(application).returned == application.granted


def test_the_fund_does_without_an_evaluation_that_never_comes(
    course: Course, scheme: Scheme
) -> None:
    activity = course.held(course.granted(scheme))
    with acting(course.cast.officer) as officer:
        evaluation = Evaluation.objects.get(activity=activity)
        with pytest.raises(Refused, match="Write why") as refused:
            evaluations.waive_evaluation(
                by=officer, evaluation=evaluation, reason=" ", now=course.now
            )
        assert refused.value.field == "reason"
        evaluations.waive_evaluation(
            by=officer, evaluation=evaluation, reason="Vertrokken", now=course.now
        )
    with acting(course.cast.waterland.hr) as hr, pytest.raises(Refused, match="does without"):
        evaluations.submit_evaluation(by=hr, evaluation=evaluation, told=TOLD, now=course.now)
    assert course.settle(activity.application).state == "settled"


def test_a_request_of_which_nothing_comes_is_closed_with_a_reason(
    course: Course, scheme: Scheme
) -> None:
    request = course.submitted(scheme)
    with acting(course.cast.officer) as officer:
        with pytest.raises(Refused, match="Write why"):
            requests.close_request(by=officer, request=request, reason="", now=course.now)
        closed = requests.close_request(by=officer, request=request, reason="Stil", now=course.now)
    assert closed.state == "closed"


def test_a_dossier_closes_when_nothing_is_under_way(course: Course, scheme: Scheme) -> None:
    application = course.granted(scheme)
    with acting(course.cast.officer) as officer, pytest.raises(Refused, match="still under way"):
        requests.close_request(by=officer, request=application.request, reason="", now=course.now)
    activity = course.held(application)
    course.accepted(activity)
    course.settle(application)
    with acting(course.cast.officer) as officer:
        closed = requests.close_request(
            by=officer, request=application.request, reason="", now=course.now
        )
    assert closed.state == "closed"


def test_what_came_to_nothing_lapses_with_the_scheme(course: Course) -> None:
    scheme = course.scheme()
    draft = course.draft(scheme)
    planning = course.planning(scheme, course.cast.heuvelrug)
    waiting = course.submit(course.plan(planning), course.cast.heuvelrug)
    ended = replace(course, now=course.now.replace(2027, 7, 1))
    with acting(course.cast.officer):
        fund = course.cast.officer.organisation.pk
        assert list(requests_to_lapse(fund_id=fund, today=date(2026, 12, 31))) == []
        found = list(requests_to_lapse(fund_id=fund, today=ended.today))
        for request in found:
            requests.lapse_request(request=request, now=ended.now)
        assert [r.pk for r in found] == [draft.pk, planning.pk]
        assert {r.state for r in Request.objects.all()} == {"lapsed"}
        waiting.refresh_from_db()
        assert (waiting.state, waiting.claimed) == ("withdrawn", 0)
