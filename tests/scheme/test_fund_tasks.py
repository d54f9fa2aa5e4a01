"""What waits for the fund, and in which order."""

from datetime import timedelta

import pytest
from django.utils import translation

from banenbrug.scheme.actions import entrance, evaluations
from banenbrug.scheme.models import Evaluation, Scheme
from banenbrug.scheme.queries.fund_tasks import fund_tasks, open_entries, open_questions
from banenbrug.scheme.queries.receipts import open_receipts
from banenbrug.scheme.queries.tasks import Task, awaited
from banenbrug.scheme.rules.states import Side
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db


def tasks(course: Course, *, days: int = 0) -> list[Task]:
    """What waits for the fund some days later, in English."""
    today = course.today + timedelta(days=days)
    with acting(course.cast.officer) as officer, translation.override("en"):
        fund = officer.organisation
        return fund_tasks(
            open_receipts(fund.pk, today=today),
            entries=open_entries(fund.pk),
            questions=open_questions(fund.pk),
            fund=fund,
            today=today,
        )


def ask(course: Course, scheme: Scheme) -> None:
    """Somebody asks to be let in, and somebody else asks a question."""
    key_of = entrance.knock(
        scheme=scheme,
        brin="30TX",
        school_name="",
        name="Iris Nieuw",
        email="iris@aeres.example",
        applicant="hr_decentral",
        language="nl",
        now=course.now,
    )
    with acting(course.cast.officer):
        key_of.sent_at = course.now
        key_of.save()
    entrance.ask_question(
        scheme=scheme,
        name="Bo Hendriks",
        email="bo@elders.example",
        text="Mag het nog een keer?",
        language="nl",
        now=course.now,
    )


def test_late_evaluations_go_first_then_decisions_then_new_requests(
    course: Course, scheme: Scheme
) -> None:
    ask(course, scheme)
    course.submitted(scheme, course.cast.heuvelrug)
    granted = course.granted(scheme, hours="10")
    course.held(granted)
    course.submit(course.plan(granted.request, hours="8"))
    assert [task.title for task in tasks(course, days=15)] == [
        "Ask Hogeschool Waterland for the evaluation",
        "Decide about the plan of Hogeschool Waterland",
        "Assign an adviser to Hogeschool Heuvelrug",
        "Let Iris Nieuw of Aeres Hogeschool in",
        "Answer the question of Bo Hendriks",
    ]


def test_an_evaluation_asks_the_fund_only_once_it_is_late_and_counts_its_reminders(
    course: Course, scheme: Scheme
) -> None:
    course.held(course.granted(scheme))
    assert tasks(course, days=14) == []
    with acting(course.cast.officer):
        for days in (12, 15):
            evaluations.remind(
                evaluation=Evaluation.objects.get(),
                now=course.now,
                today=course.today + timedelta(days=days),
            )
    [late] = tasks(course, days=16)
    assert late.due == course.today + timedelta(days=14)
    assert late.context == (
        "Kennismaken met sociale inkoop.",
        "It was due on 16 Mar 2026, 2 reminders were sent.",
    )


def test_what_was_written_is_read_and_then_settled_and_closed(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme)
    activity = course.held(application)
    course.confirmed(course.entered(activity))
    course.evaluated(activity)
    assert [task.title for task in tasks(course)] == ["Read the evaluation of Hogeschool Waterland"]
    with acting(course.cast.officer) as officer:
        evaluations.accept_evaluation(
            by=officer, evaluation=Evaluation.objects.get(), now=course.now
        )
    [settle] = tasks(course)
    assert settle.context == ("6 of 24 hours were worked. The rest goes back.",)
    course.settle(application)
    assert [task.title for task in tasks(course)] == ["Close the dossier of Hogeschool Waterland"]


def test_what_another_has_is_waited_for_unless_its_day_is_still_to_come(
    course: Course, scheme: Scheme
) -> None:
    course.planning(scheme)
    course.granted(scheme, school=course.cast.heuvelrug)
    with acting(course.cast.officer) as officer, translation.override("en"):
        fund = officer.organisation
        today = course.today + timedelta(days=5)
        found = {r.request.pk: r.progress for r in open_receipts(fund.pk, today=today)}
        waits = awaited(found.values(), at=fund, side=Side.FUND, today=today)
    assert [(one.who, one.what) for one in waits] == [
        ("Ruben Groen", "makes the plan · Hogeschool Waterland")
    ]
