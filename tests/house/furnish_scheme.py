"""A dossier of support in the house: of Waterland, with the fund and the adviser of the cast.

It goes the whole way by the actions, so that every table of schemes has a row; what people write in
it is marked with the same `SECRET` as the rest of the house.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.scheme.actions import corrections, entrance, plans
from banenbrug.scheme.models import (
    Activity,
    Application,
    Evaluation,
    Hand,
    Homework,
    HoursEntry,
    Letter,
    Mark,
    PlanActivity,
    PlanComment,
    PlanVersion,
    Request,
    Scheme,
    Work,
)
from tests.cast import Cast
from tests.scheme.course import FAR, Course, acting

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


def furnish_scheme(*, slug: str, secret: str, now: datetime) -> SchemeHouse:
    """A scheme on its public page, a dossier with many applications, and who asked the fund."""
    cast = Cast()
    course = Course(cast, now=now)
    scheme = course.scheme(slug=slug, name=slug, total=Decimal(40), cap=Decimal(40), **FAR)
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
        PlanComment.objects.create(
            **version.parties,
            version=version,
            part="goal",
            text=secret,
            side="school",
            by=hr.name,
            at=course.now,
        )


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


def fill_scheme(house: SchemeHouse, *, numbers: range, now: datetime) -> None:
    """More of everything, numbered from 2: in the same dossier, and dossiers beside it."""
    with acting(Cast().waterland.hr):
        request = Request.objects.select_related("scheme").get(pk=house.request)
        application = Application.objects.get(pk=house.application)
        activity = Activity.objects.get(pk=house.activity)
        version = PlanVersion.objects.filter(application=application).order_by("pk")[0]
        for n in numbers:
            _fill_plan(application, version, activity, n=n, now=now)
            _fill_request(request, activity, n=n, now=now)
            _another_dossier(request, n=n, now=now)


def _fill_plan(
    application: Application, version: PlanVersion, activity: Activity, *, n: int, now: datetime
) -> None:
    of = application.parties
    planned = {"position": n, "kind": "presentation", "title": f"Sessie {n}", "hours": 1}
    PlanActivity.objects.create(**of, version=version, **planned)
    PlanComment.objects.create(
        **of, version=version, part="goal", text=f"Opmerking {n}", side="school", by="Iris", at=now
    )
    offered = {"made_by": "Ruben", "made_at": now, "offered_at": now}
    later = PlanVersion.objects.create(**of, application=application, number=n, **offered)
    PlanActivity.objects.create(**of, version=later, **planned)
    made = Activity.objects.create(
        **of, application=application, **planned, state="held", held_on=now.date()
    )
    Evaluation.objects.create(
        **of, activity=made, opened_on=now.date(), due_on=now.date(), results="Goed"
    )
    for on in (activity, made):
        Work.objects.create(
            **of,
            activity=on,
            on=now.date(),
            hours=1,
            what=f"Werk {n}",
            by="Ruben",
            member=1,
            entered_at=now,
        )
    HoursEntry.objects.create(
        school_id=application.school_id,
        fund_id=application.fund_id,
        scheme_id=application.scheme_id,
        application=application,
        kind="work",
        hours=1,
        side="school",
        by="Samira",
        at=now,
    )


def _fill_request(request: Request, activity: Activity, *, n: int, now: datetime) -> None:
    of = {**request.parties, "request": request}
    Homework.objects.create(**of, kind="other", text=f"Taak {n}", owner="Bram", due=now.date())
    Mark.objects.create(**of, what="hold_activity", side="adviser", by="Ruben", at=now)
    Letter.objects.create(
        **of,
        activity_id=activity.pk,
        kind="half_time",
        to="school",
        says={"activity": f"Sessie {n}", "due_day": "2026-03-16"},
        sent_at=now,
        due_on=now.date() + timedelta(days=n),
    )


def _another_dossier(request: Request, *, n: int, now: datetime) -> None:
    of = request.parties
    fields = {"applicant_name": "Iris", "applicant_email": "iris@waterland.example"}
    another = Request.objects.create(
        **of,
        **fields,
        scheme=request.scheme,
        state="planning",
        started_at=now,
        received_at=now,
    )
    for name, hand in (("Bram", "procurement"), ("Samira", "hr")):
        Hand.objects.create(
            **of, request=another, hand=hand, name=name, email="x@waterland.example", given_at=now
        )
    made = Application.objects.create(
        **of,
        request=another,
        scheme=request.scheme,
        state="running",
        hours=4,
        granted=4,
        pending=1,
        worked=1,
        place=100 + n,
        received_at=now,
        submitted_at=now,
        decided_at=now,
    )
    offered = {"made_by": "Ruben", "made_at": now, "offered_at": now}
    PlanVersion.objects.create(**of, application=made, number=1, **offered)
    activity = Activity.objects.create(
        **of,
        application=made,
        position=1,
        kind="presentation",
        title=f"Sessie {n}",
        hours=4,
        days=[now.date()],
        state="held",
        held_on=now.date(),
    )
    Evaluation.objects.create(
        **of, activity=activity, opened_on=now.date(), due_on=now.date(), results="Goed"
    )
    Work.objects.create(
        **of,
        activity=activity,
        on=now.date(),
        hours=1,
        what="Werk",
        by="Ruben",
        member=1,
        entered_at=now,
    )
