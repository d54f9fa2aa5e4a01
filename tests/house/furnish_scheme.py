"""A dossier of support in the house: of Waterland, with the fund and the adviser of the cast.

It goes the whole way by the actions, so that every table of schemes has a row; what people write in
it is marked with the same `SECRET` as the rest of the house.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.scheme.actions import corrections, entrance, plans
from banenbrug.scheme.models import (
    Evaluation,
    Homework,
    HoursEntry,
    PlanVersion,
    Request,
    Scheme,
    Work,
)
from tests.cast import Cast
from tests.scheme.course import Course, acting

SLUG = "de-brug"


@dataclass(frozen=True)
class SchemeHouse:
    """The keys of what stands in a furnished dossier, and of what the fund has."""

    request: int
    draft_request: int
    homework: int
    draft_application: int
    submitted_application: int
    waiting_application: int
    application: int
    activity: int
    planned_activity: int
    work: int
    entered_work: int
    ledger_entry: int
    entry: int
    question: int


def furnish_scheme(*, secret: str, now: datetime) -> SchemeHouse:
    """A scheme on its public page, a dossier with many applications, and who asked the fund."""
    cast = Cast()
    course = Course(cast, now=now)
    scheme = course.scheme(slug=SLUG, total=Decimal(40), cap=Decimal(40))
    granted = course.granted(scheme, hours="8", kind="lab")
    activity = course.held(granted)
    work = course.confirmed(course.entered(activity, hours="2"))
    entered = course.entered(activity, hours="1")
    evaluation = course.evaluated(activity)
    request = granted.request
    submitted = course.submit(course.plan(request, hours="8"))
    planned = course.granted_again(request, hours="4")
    course.fill(scheme, cast.heuvelrug, hours="20")
    waiting = course.submit(course.plan(request, hours="16"))
    with acting(cast.adviser) as adviser:
        draft = plans.start_plan(by=adviser, request=request, now=now, today=now.date())
    _mark(request, work, evaluation, secret=secret, course=course)
    return SchemeHouse(
        request=request.pk,
        draft_request=course.draft(scheme).pk,
        homework=_first(Homework, request),
        draft_application=draft.pk,
        submitted_application=submitted.pk,
        waiting_application=waiting.pk,
        application=granted.pk,
        activity=activity.pk,
        planned_activity=course.activity(planned).pk,
        work=work.pk,
        entered_work=entered.pk,
        ledger_entry=_correct(work, secret=secret, course=course),
        entry=_knock(scheme, secret=secret, now=now),
        question=_ask(scheme, secret=secret, now=now),
    )


def _first(model: type[Homework], request: Request) -> int:
    with acting(Cast().officer):
        return model.objects.filter(request=request).values_list("pk", flat=True)[0]


def _mark(
    request: Request, work: Work, evaluation: Evaluation, *, secret: str, course: Course
) -> None:
    """Write the secret where people of the dossier write."""
    with acting(course.cast.waterland.hr) as hr:
        Request.objects.filter(pk=request.pk).update(question=secret, intake_notes=secret)
        Homework.objects.filter(request=request).update(text=secret)
        Work.objects.filter(pk=work.pk).update(what=secret)
        Evaluation.objects.filter(pk=evaluation.pk).update(results=secret)
        PlanVersion.objects.filter(application__request=request).update(goal=secret)
        version = PlanVersion.objects.filter(application__request=request).order_by("pk")[0]
        plans.comment(by=hr, version=version, part="goal", text=secret, now=course.now)


def _correct(work: Work, *, secret: str, course: Course) -> int:
    with acting(course.cast.officer) as officer:
        entry = HoursEntry.objects.get(activity_id=work.activity_id, kind="work")
        corrections.correct(
            by=officer, entry=entry, hours=Decimal("-0.5"), reason=secret, now=course.now
        )
        return entry.pk


def _knock(scheme: Scheme, *, secret: str, now: datetime) -> int:
    entry = entrance.knock(
        scheme=scheme,
        brin="",
        school_name=f"Hogeschool {secret}",
        name=secret,
        email="iemand@nieuwe.example",
        applicant="buyer",
        language="nl",
        now=now,
    )
    with transaction.atomic(), scope(organisation_id=scheme.fund_id):
        type(entry).objects.filter(pk=entry.pk).update(question=secret, sent_at=now)
    return entry.pk


def _ask(scheme: Scheme, *, secret: str, now: datetime) -> int:
    return entrance.ask_question(
        scheme=scheme,
        name=secret,
        email="vraag@nieuwe.example",
        text=secret,
        language="nl",
        now=now,
    ).pk
