"""Activities after the grant, and the hours that the adviser works for them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from banenbrug.foundation.refusals import Refusal, Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import hours as ledger
from banenbrug.scheme.actions.completing import complete
from banenbrug.scheme.actions.evaluations import open_evaluation
from banenbrug.scheme.actions.marks import actor, ask_move, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import Activity, Application, Work
from banenbrug.scheme.queries.locking import locked_activity, locked_work
from banenbrug.scheme.rules import dossiers, terms
from banenbrug.scheme.rules.hours import EntryKind, why_not_hours, why_not_work
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_move, why_not_side
from banenbrug.scheme.rules.states import (
    IN_WORK,
    TAKES_HOURS,
    ActivityState,
    ApplicationState,
    Side,
    Step,
    WorkState,
)
from banenbrug.scheme.rules.support import SUPPORT, SupportKind
from banenbrug.scheme.rules.words import not_now


@transaction.atomic
def plan_activity(
    *,
    by: Membership,
    activity: Activity,
    days: Sequence[date],
    location: str,
    procurement: str,
    hr: str,
    supplier: str,
    contract: str,
) -> Activity:
    """Set days, place and people of an activity that is still to come; adviser and school may."""
    activity, doer = locked_activity(activity.pk), actor(by)
    refuse(why_not_plan(activity, side=doer.side))
    needed = SUPPORT[SupportKind(activity.kind)].days
    for refusal, field in (
        (dossiers.why_not_days(days=len(days), needed=needed, title=activity.title), "days"),
        (dossiers.why_not_lab(kind=activity.kind, supplier=supplier), "supplier"),
        (
            terms.why_not_planned_on(
                days=days,
                granted_on=_granted_on(activity.application),
                runs_until=activity.application.scheme.runs_until,
            ),
            "days",
        ),
    ):
        if refusal is not None:
            raise Refused(refusal, field=field)
    activity.days, activity.location = sorted(days), location.strip()
    activity.procurement, activity.hr = procurement.strip(), hr.strip()
    activity.supplier, activity.contract = supplier.strip(), contract.strip()
    activity.save()
    return activity


def why_not_plan(activity: Activity, *, side: Side) -> Refusal | None:
    """Why an activity cannot be planned now, if so; the page greys its button with it."""
    state = ActivityState(activity.state)
    return (
        (None if side is Side.SCHOOL else why_not_side(Side.ADVISER, side))
        or _why_not_in_work(activity.application)
        or (None if state is ActivityState.PLANNED else not_now(state))
    )


def why_not_end(activity: Activity, *, step: Step, side: Side) -> Refusal | None:
    """Why an activity cannot be held or cancelled now, if so."""
    return why_not_move(step, state=activity.state, side=side) or _why_not_in_work(
        activity.application
    )


@transaction.atomic
def hold_activity(
    *, by: Membership, activity: Activity, held_on: date, now: datetime, today: date
) -> Activity:
    """Say that an activity was held, with its last day: its account opens."""
    activity, doer = locked_activity(activity.pk), actor(by)
    application = activity.application
    refuse(why_not_end(activity, step=Step.HOLD_ACTIVITY, side=doer.side))
    refusal = terms.why_not_held_on(
        day=held_on,
        granted_on=_granted_on(application),
        runs_until=application.scheme.runs_until,
        today=today,
    )
    if refusal is not None:
        raise Refused(refusal, field="held_on")
    activity.state, activity.held_on = ActivityState.HELD.value, held_on
    activity.save(update_fields=["state", "held_on"])
    request = application.request
    _start(application)
    mark(
        Step.HOLD_ACTIVITY,
        request,
        by=doer,
        now=now,
        application=application,
        activity=activity,
        text=activity.title,
    )
    open_evaluation(activity, now=now)
    return activity


@transaction.atomic
def cancel_activity(*, by: Membership, activity: Activity, reason: str, now: datetime) -> Activity:
    """Say why an activity is not held; its hours can be used for another one or go back."""
    activity, doer = locked_activity(activity.pk), actor(by)
    refuse(why_not_end(activity, step=Step.CANCEL_ACTIVITY, side=doer.side))
    refusal = dossiers.why_not_reason(reason) or dossiers.why_not_text(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")
    activity.state = ActivityState.CANCELLED.value
    activity.save(update_fields=["state"])
    mark(
        Step.CANCEL_ACTIVITY,
        activity.application.request,
        by=doer,
        now=now,
        application=activity.application,
        activity=activity,
        text=reason,
    )
    complete(activity.application, now=now)
    return activity


@transaction.atomic
def enter_work(
    *,
    by: Membership,
    activity: Activity,
    on: date,
    hours: Decimal,
    what: str,
    now: datetime,
    today: date,
) -> Work:
    """Enter hours that the adviser worked. They count within the grant from now on."""
    activity, doer = locked_activity(activity.pk), actor(by)
    application = activity.application
    refuse(why_not_enter(activity, side=doer.side))
    day = terms.why_not_held_on(
        day=on,
        granted_on=_granted_on(application),
        runs_until=application.scheme.runs_until,
        today=today,
    )
    room = why_not_hours(hours) or why_not_work(hours=hours, left=application.left)
    for refusal, field in ((day, "on"), (room, "hours"), (dossiers.why_not_text(what), "what")):
        if refusal is not None:
            raise Refused(refusal, field=field)
    application.pending += hours
    application.save(update_fields=["pending"])
    _start(application)
    work = Work.objects.create(
        **activity.parties,
        activity=activity,
        on=on,
        hours=hours,
        what=what.strip(),
        by=by.name,
        member=by.pk,
        entered_at=now,
    )
    says = {"by": by.name, "worked_hours": hours, "work_day": on, "what": what.strip()}
    send(
        LetterKind.WORK_ENTERED,
        application.request,
        to=Side.SCHOOL,
        says=says,
        now=now,
        application=application,
        activity=activity,
    )
    return work


def why_not_enter(activity: Activity, *, side: Side) -> Refusal | None:
    """Why no hours can be entered now, if so: until they are settled, of what is not cancelled."""
    state = ApplicationState(activity.application.state)
    return (
        why_not_side(Side.ADVISER, side)
        or (None if state in TAKES_HOURS else not_now(state))
        or (not_now(ActivityState.CANCELLED) if activity.state == ActivityState.CANCELLED else None)
    )


@transaction.atomic
def confirm_work(*, by: Membership, work: Work, now: datetime) -> Work:
    """Say as the hogeschool that the hours are right: they go into the ledger."""
    work, doer = locked_work(work.pk), actor(by)
    ask_move(Step.CONFIRM_WORK, state=work.state, by=doer)
    application = work.activity.application
    application.pending -= work.hours
    application.worked += work.hours
    application.save(update_fields=["pending", "worked"])
    _answer(work, WorkState.CONFIRMED, by=by, now=now)
    ledger.write(
        application,
        EntryKind.WORK,
        work.hours,
        by=doer,
        now=now,
        reason=work.what,
        activity_id=work.activity_id,
    )
    complete(application, now=now)
    return work


@transaction.atomic
def dispute_work(*, by: Membership, work: Work, remark: str, now: datetime) -> Work:
    """Say as the hogeschool what is wrong with hours; they stay reserved until it is settled."""
    work, doer = locked_work(work.pk), actor(by)
    ask_move(Step.DISPUTE_WORK, state=work.state, by=doer)
    refusal = dossiers.why_not_reason(remark) or dossiers.why_not_text(remark)
    if refusal is not None:
        raise Refused(refusal, field="remark")
    work.remark = remark.strip()
    _answer(work, WorkState.DISPUTED, by=by, now=now)
    says = {
        "by": by.name,
        "school": by.organisation.name,
        "worked_hours": work.hours,
        "work_day": work.on,
        "remark": work.remark,
    }
    send(
        LetterKind.WORK_DISPUTED,
        work.activity.application.request,
        to=Side.ADVISER,
        says=says,
        now=now,
        application=work.activity.application,
        activity=work.activity,
    )
    return work


@transaction.atomic
def withdraw_work(*, by: Membership, work: Work, now: datetime) -> Work:
    """Take hours back that the hogeschool did not confirm."""
    work, doer = locked_work(work.pk), actor(by)
    ask_move(Step.WITHDRAW_WORK, state=work.state, by=doer)
    application = work.activity.application
    application.pending -= work.hours
    application.save(update_fields=["pending"])
    work.state = WorkState.WITHDRAWN.value
    work.save(update_fields=["state"])
    complete(application, now=now)
    return work


def _answer(work: Work, state: WorkState, *, by: Membership, now: datetime) -> None:
    work.state, work.answered_by, work.answered_at = state.value, by.name, now
    work.save()


def _start(application: Application) -> None:
    """What happens after the grant sets an application under way; hours also once it was ready."""
    application.state = ApplicationState.RUNNING.value
    application.save(update_fields=["state"])


def _why_not_in_work(application: Application) -> Refusal | None:
    state = ApplicationState(application.state)
    return None if state in IN_WORK else not_now(state)


def _granted_on(application: Application) -> date:
    assert application.decided_at is not None
    return timezone.localtime(application.decided_at).date()
