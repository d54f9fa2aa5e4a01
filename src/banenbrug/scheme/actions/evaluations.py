"""The account of each activity, and the settlement of what was granted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from banenbrug.engine.work import defer
from banenbrug.foundation.refusals import Refusal, Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import hours as ledger
from banenbrug.scheme.actions.completing import complete, why_not_complete
from banenbrug.scheme.actions.marks import Actor, actor, ask_move, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import Activity, Application, Evaluation, Letter
from banenbrug.scheme.queries.evaluations import TO_BE_WRITTEN
from banenbrug.scheme.queries.locking import locked_application, locked_evaluation
from banenbrug.scheme.rules import dossiers, terms
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_move, why_not_side
from banenbrug.scheme.rules.states import (
    IN_WORK,
    ApplicationState,
    EvaluationState,
    Side,
    Step,
)


@dataclass(frozen=True)
class Told:
    """What a hogeschool tells of an activity."""

    results: str
    may_share: bool | None
    vacancies: int | None = None
    placements: int | None = None
    worked_well: str = ""
    worked_less: str = ""
    follow_up: str = ""
    follow_up_owner: str = ""
    rating: int | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The free texts, by the name of their field."""
        return {
            "results": self.results,
            "worked_well": self.worked_well,
            "worked_less": self.worked_less,
            "follow_up": self.follow_up,
            "follow_up_owner": self.follow_up_owner,
        }


def open_evaluation(activity: Activity, *, now: datetime) -> Evaluation:
    """Open the account of an activity that was held; due some days after its last day."""
    assert activity.held_on is not None
    due = _due_on(activity, activity.held_on)
    evaluation = Evaluation.objects.create(
        **activity.parties, activity=activity, opened_on=activity.held_on, due_on=due
    )
    _tell(
        LetterKind.EVALUATION_OPEN,
        activity,
        to=Side.SCHOOL,
        now=now,
        says={"activity": activity.title, "due_day": due},
    )
    return evaluation


@transaction.atomic
def save_evaluation(*, by: Membership, evaluation: Evaluation, told: Told) -> Evaluation:
    """Keep what is written so far."""
    evaluation = locked_evaluation(evaluation.activity_id)
    ask_move(Step.SUBMIT_EVALUATION, state=evaluation.state, by=actor(by))
    _fill(evaluation, told)
    evaluation.save()
    return evaluation


@transaction.atomic
def submit_evaluation(
    *, by: Membership, evaluation: Evaluation, told: Told, now: datetime
) -> Evaluation:
    """Give account to the fund."""
    evaluation, doer = locked_evaluation(evaluation.activity_id), actor(by)
    ask_move(Step.SUBMIT_EVALUATION, state=evaluation.state, by=doer)
    _fill(evaluation, told)
    refusal = dossiers.why_not_evaluate(results=told.results, may_share=told.may_share)
    if refusal is not None:
        raise Refused(refusal, field="may_share" if told.results.strip() else "results")
    evaluation.state = EvaluationState.SUBMITTED.value
    evaluation.submitted_by, evaluation.submitted_at = by.name, now
    evaluation.save()
    activity = evaluation.activity
    _note(Step.SUBMIT_EVALUATION, activity, by=doer, now=now)
    _tell(
        LetterKind.NEW_EVALUATION,
        activity,
        to=Side.FUND,
        now=now,
        says={"activity": activity.title, "school": by.organisation.name},
    )
    return evaluation


@transaction.atomic
def ask_back(*, by: Membership, evaluation: Evaluation, reason: str, now: datetime) -> Evaluation:
    """Ask the hogeschool to tell more; its evaluation opens again."""
    evaluation, doer = locked_evaluation(evaluation.activity_id), actor(by)
    ask_move(Step.ASK_BACK, state=evaluation.state, by=doer)
    refusal = dossiers.why_not_reason(reason) or dossiers.why_not_text(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")
    activity = evaluation.activity
    evaluation.state = EvaluationState.ASKED_BACK.value
    evaluation.due_on = max(evaluation.due_on, _due_on(activity, timezone.localtime(now).date()))
    evaluation.save(update_fields=["state", "due_on"])
    _note(Step.ASK_BACK, activity, by=doer, now=now, text=reason)
    says = {"activity": activity.title, "reason": reason.strip()}
    _tell(LetterKind.ASKED_BACK, activity, to=Side.SCHOOL, now=now, says=says)
    return evaluation


@transaction.atomic
def accept_evaluation(*, by: Membership, evaluation: Evaluation, now: datetime) -> Evaluation:
    """Accept an account. With the last one the application gets ready to settle."""
    evaluation, doer = locked_evaluation(evaluation.activity_id), actor(by)
    ask_move(Step.ACCEPT_EVALUATION, state=evaluation.state, by=doer)
    evaluation.state = EvaluationState.ACCEPTED.value
    evaluation.accepted_by, evaluation.accepted_at = by.name, now
    evaluation.save()
    activity = evaluation.activity
    _note(Step.ACCEPT_EVALUATION, activity, by=doer, now=now)
    says = {"activity": activity.title}
    _tell(LetterKind.EVALUATION_ACCEPTED, activity, to=Side.SCHOOL, now=now, says=says)
    complete(activity.application, now=now)
    return evaluation


@transaction.atomic
def waive_evaluation(
    *, by: Membership, evaluation: Evaluation, reason: str, now: datetime
) -> Evaluation:
    """Do without an account that does not come, so that the hours can be settled."""
    evaluation, doer = locked_evaluation(evaluation.activity_id), actor(by)
    ask_move(Step.WAIVE_EVALUATION, state=evaluation.state, by=doer)
    refusal = dossiers.why_not_reason(reason) or dossiers.why_not_text(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")
    evaluation.state = EvaluationState.WAIVED.value
    evaluation.save(update_fields=["state"])
    activity = evaluation.activity
    _note(Step.WAIVE_EVALUATION, activity, by=doer, now=now, text=reason)
    says = {"activity": activity.title, "reason": reason.strip()}
    _tell(LetterKind.EVALUATION_WAIVED, activity, to=Side.SCHOOL, now=now, says=says)
    complete(activity.application, now=now)
    return evaluation


def why_not_settle(application: Application, *, side: Side) -> Refusal | None:
    """Why the hours of an application cannot be settled now, if so."""
    return (
        why_not_side(Side.FUND, side)
        or (why_not_complete(application) if application.state in IN_WORK else None)
        or why_not_move(Step.SETTLE, state=application.state, side=side)
    )


@transaction.atomic
def settle(*, by: Membership, application: Application, now: datetime) -> Application:
    """Settle the hours: what was not used goes back, to who waits for it in order."""
    application, doer = locked_application(application.pk), actor(by)
    refuse(why_not_settle(application, side=doer.side))
    unused = ledger.return_unused(application, by=doer, now=now)
    application.state, application.settled_at = ApplicationState.SETTLED.value, now
    application.save()
    request = application.request
    mark(Step.SETTLE, request, by=doer, now=now, application=application)
    says = {
        "granted_hours": application.granted,
        "worked_hours": application.worked,
        "unused_hours": unused,
    }
    send(LetterKind.SETTLED, request, to=Side.SCHOOL, says=says, now=now, application=application)
    if unused:
        defer(
            "scheme.hand_out", organisation_id=application.fund_id, scheme_id=application.scheme_id
        )
    return application


@transaction.atomic
def remind(*, evaluation: Evaluation, now: datetime, today: date) -> Letter | None:
    """Send the reminder that is due, once; older ones that were missed are past."""
    evaluation = locked_evaluation(evaluation.activity_id)
    if evaluation.state not in TO_BE_WRITTEN:
        return None
    activity = evaluation.activity
    sent = Letter.objects.filter(activity_id=activity.pk).values_list("due_on", flat=True)
    due = terms.reminder_now(
        opened_on=evaluation.opened_on,
        due_on=evaluation.due_on,
        today=today,
        sent={day for day in sent if day},
    )
    if due is None:
        return None
    return send(
        LetterKind(due.reminder.value),
        activity.application.request,
        to=Side.SCHOOL,
        says={"activity": activity.title, "due_day": evaluation.due_on},
        now=now,
        application=activity.application,
        activity=activity,
        due_on=due.on,
    )


def _due_on(activity: Activity, day: date) -> date:
    """The last day of a term that begins on `day`."""
    within_days = activity.application.scheme.evaluation_days
    return terms.evaluation_due(finished_on=day, within_days=within_days)


def _fill(evaluation: Evaluation, told: Told) -> None:
    for name, text in told.texts.items():
        refusal = dossiers.why_not_text(text)
        if refusal is not None:
            raise Refused(refusal, field=name)
        setattr(evaluation, name, text.strip())
    evaluation.vacancies, evaluation.placements = told.vacancies, told.placements
    evaluation.rating, evaluation.may_share = told.rating, told.may_share


def _note(step: Step, activity: Activity, *, by: Actor, now: datetime, text: str = "") -> None:
    application = activity.application
    mark(
        step,
        application.request,
        by=by,
        now=now,
        application=application,
        activity=activity,
        text=text or activity.title,
    )


def _tell(
    kind: LetterKind, activity: Activity, *, to: Side, now: datetime, says: Mapping[str, object]
) -> None:
    send(
        kind,
        activity.application.request,
        to=to,
        says=says,
        now=now,
        application=activity.application,
        activity=activity,
    )
