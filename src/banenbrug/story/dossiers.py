"""Dossiers of support, each told as far as it has come, by the actions and the people of it."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from banenbrug.organisations.models import Organisation
from banenbrug.organisations.roles import Role
from banenbrug.scheme.actions import (
    activities,
    applications,
    decisions,
    evaluations,
    hands,
    intake,
    plans,
    requests,
)
from banenbrug.scheme.actions.plans import Planned, Texts
from banenbrug.scheme.models import Activity, Application, Evaluation, Request, Scheme
from banenbrug.scheme.queries.plans import latest_offered
from banenbrug.story.people import ADVISER, FUND, Person
from banenbrug.story.stage import Stage
from banenbrug.story.tales import (
    APPLIED,
    ASSIGNED,
    DRAFTED,
    GRANTED,
    INTAKE,
    OFFERED,
    PLANNING,
    WRITTEN,
    Act,
    Tale,
)
from banenbrug.story.telling import Telling

OFFICER = FUND.person(Role.OFFICER)
LIEKE = ADVISER.person(Role.ADVISER)


def tell_dossier(stage: Stage, scheme: Scheme, tale: Tale) -> Telling:
    """Tell a dossier from its first word as far as it has come."""
    yield stage.at(tale.begun, hour=9)
    request = _ask(stage, scheme, tale)
    if tale.reaches >= ASSIGNED:
        at = stage.at(tale.begun + 2)
        yield at
        with stage.acting(OFFICER, at) as officer:
            adviser = Organisation.objects.get(slug=ADVISER.slug)
            intake.assign_adviser(by=officer, request=request, adviser=adviser, now=at)
    if tale.reaches >= INTAKE:
        yield from _talk(stage, tale, request)
    if tale.reaches >= DRAFTED:
        yield from _plan(stage, tale, request)


def _ask(stage: Stage, scheme: Scheme, tale: Tale) -> Request:
    school, at = tale.school, stage.at(tale.begun, hour=9)
    with stage.acting(school.hr, at) as hr:
        request = requests.start_request(
            by=hr, scheme=scheme, applicant="hr_central", now=at, today=at.date()
        )
        wishes = sorted({act.kind for act in tale.acts}) or ["presentation"]
        requests.save_request(
            by=hr, request=request, question=tale.question, phase=tale.phase, wishes=wishes
        )
    both = ((school.buyer, "procurement"), (school.hr, "hr"))
    for person, hand in both[: 1 if tale.reaches == WRITTEN else 2]:
        with stage.acting(person, at) as by:
            hands.give_hand(by=by, request=request, hand=hand, now=at)
    if tale.reaches == WRITTEN:
        return request
    with stage.acting(school.hr, at) as hr:
        return requests.submit_request(by=hr, request=request, now=at, today=at.date())


def _talk(stage: Stage, tale: Tale, request: Request) -> Telling:
    held = tale.begun + 9 if tale.reaches > INTAKE else 4
    at = stage.at(tale.begun + 3)
    yield at
    with stage.acting(LIEKE, at) as adviser:
        intake.plan_intake(
            by=adviser, request=request, at=stage.at(held, hour=14), place="Online", now=at
        )
    if tale.reaches == INTAKE:
        return
    at, due = stage.at(held, hour=16), stage.day(held + 10)
    yield at
    with stage.acting(LIEKE, at) as adviser:
        intake.hold_intake(
            by=adviser,
            request=request,
            held_on=at.date(),
            notes=_NOTES,
            homework=[
                intake.Task("list_contracts", tale.school.buyer.name, due),
                intake.Task("mark_clauses", tale.school.buyer.name, due),
            ],
            now=at,
            today=at.date(),
        )
    if tale.reaches > PLANNING:
        at = stage.at(held + 9)
        yield at
        with stage.acting(tale.school.buyer, at) as buyer:
            for homework in request.homework.all():
                intake.do_homework(by=buyer, homework=homework, is_done=True, today=at.date())


def _plan(stage: Stage, tale: Tale, request: Request) -> Telling:
    at = stage.at(tale.begun + 19)
    yield at
    with stage.acting(LIEKE, at) as adviser:
        application = plans.start_plan(by=adviser, request=request, now=at, today=at.date())
    _write(stage, tale, application, _APPROACH, at=at)
    if tale.remark:
        at = stage.at(tale.begun + 20)
        yield at
        with stage.acting(tale.school.hr, at) as hr:
            version = latest_offered(application)
            assert version is not None
            plans.comment(by=hr, version=version, part="approach", text=tale.remark, now=at)
        more = f"{_APPROACH} Elke maand kijken we samen hoe het gaat."
        at = stage.at(tale.begun + 21)
        yield at
        _write(stage, tale, application, more, at=at)
    if tale.reaches >= APPLIED:
        yield from _apply(stage, tale, application)
    if tale.reaches >= GRANTED:
        yield from _carry_out(stage, tale, application)


def _write(
    stage: Stage, tale: Tale, application: Application, approach: str, *, at: datetime
) -> None:
    with stage.acting(LIEKE, at) as adviser:
        plans.write_plan(
            by=adviser,
            application=application,
            texts=Texts(
                goal=tale.goal or "Meer banen door wat wij al inkopen.",
                situation=tale.question,
                approach=approach,
                securing="Wat werkt, komt in het inkoopbeleid en in het gesprek met leveranciers.",
            ),
            activities=[_planned(stage, tale, act) for act in tale.acts],
            now=at,
        )
        if tale.reaches >= OFFERED:
            plans.offer_plan(by=adviser, application=application, now=at)


def _planned(stage: Stage, tale: Tale, act: Act) -> Planned:
    return Planned(
        kind=act.kind,
        title=act.title,
        hours=Decimal(act.hours),
        days=tuple(stage.day(day) for day in act.days),
        procurement=tale.school.buyer.name,
        hr=tale.school.hr.name,
        supplier=act.supplier,
        contract=act.contract,
    )


def _apply(stage: Stage, tale: Tale, application: Application) -> Telling:
    at = stage.at(tale.begun + 25, hour=11)
    yield at
    with stage.acting(tale.school.hr, at) as hr:
        offered = latest_offered(application)
        assert offered is not None
        applications.submit_application(
            by=hr,
            application=application,
            version=offered.number,
            expected="Binnen een jaar de eerste plekken, en een vaste manier van werken.",
            mandate_name="Directie Bedrijfsvoering",
            mandate_role="budgethouder",
            now=at,
            today=at.date(),
        )
        # The database gives the instant of a receipt; the story plays earlier.
        Application.objects.filter(pk=application.pk).update(received_at=at)


def _carry_out(stage: Stage, tale: Tale, application: Application) -> Telling:
    at = stage.at(tale.begun + 32)
    yield at
    with stage.acting(OFFICER, at) as officer:
        decisions.grant(by=officer, application=application, remark="", now=at)
    rows = {row.position: row for row in _activities(stage, application, at)}
    for position, act in enumerate(tale.acts, start=1):
        if act.is_past:
            yield from _hold(stage, tale, rows[position], act)
    if tale.settled:
        at = stage.at(tale.acts[-1].days[-1] + 30)
        yield at
        with stage.acting(OFFICER, at) as officer:
            evaluations.settle(by=officer, application=application, now=at)
            requests.close_request(
                by=officer,
                request=application.request,
                reason="Alles is afgerond en afgerekend.",
                now=at,
            )


def _activities(stage: Stage, application: Application, at: datetime) -> list[Activity]:
    with stage.acting(OFFICER, at):
        return list(application.activities.order_by("position"))


def _hold(stage: Stage, tale: Tale, activity: Activity, act: Act) -> Telling:
    day = stage.day(act.days[-1])
    at = stage.on(day, hour=17)
    yield at
    with stage.acting(LIEKE, at) as adviser:
        activities.hold_activity(by=adviser, activity=activity, held_on=day, now=at, today=day)
    for hours, is_confirmed in ((act.worked, True), (act.entered, False)):
        if hours:
            yield from _work(
                stage, tale.school.hr, activity, Decimal(hours), day, is_confirmed=is_confirmed
            )
    if act.told is not None:
        at = stage.on(_later(stage, day, 8), hour=10)
        yield from _evaluate(stage, tale.school.hr, activity, act, at)


def _work(
    stage: Stage,
    hr: Person,
    activity: Activity,
    hours: Decimal,
    day: date,
    *,
    is_confirmed: bool,
) -> Telling:
    at = stage.on(day, hour=18)
    yield at
    with stage.acting(LIEKE, at) as adviser:
        work = activities.enter_work(
            by=adviser,
            activity=activity,
            on=day,
            hours=hours,
            what=activity.title,
            now=at,
            today=day,
        )
    if is_confirmed:
        at = stage.on(_later(stage, day, 3))
        yield at
        with stage.acting(hr, at) as by:
            activities.confirm_work(by=by, work=work, now=at)


def _evaluate(stage: Stage, hr: Person, activity: Activity, act: Act, at: datetime) -> Telling:
    assert act.told is not None
    yield at
    with stage.acting(hr, at) as by:
        evaluation = evaluations.submit_evaluation(
            by=by,
            evaluation=Evaluation.objects.get(activity=activity),
            told=act.told,
            now=at,
        )
    if act.accepted:
        at = stage.on(_later(stage, at.date(), 4))
        yield at
        with stage.acting(OFFICER, at) as officer:
            evaluations.accept_evaluation(by=officer, evaluation=evaluation, now=at)


def _later(stage: Stage, day: date, days: int) -> date:
    """Some days later, and never after today."""
    return min(day + timedelta(days=days), stage.today)


_APPROACH = "Inkoop en HR doen elke stap samen. De adviseur helpt ze op weg."
_NOTES = (
    "Het beleid ligt er. Inkoop en HR spraken elkaar hier nog niet over. Eerst maken we een lijst"
    " van contracten; daarna kiezen we met welke leverancier we beginnen."
)
