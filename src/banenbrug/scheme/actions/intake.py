"""From the assigned adviser to the talk, and the homework that it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.models import Membership, Organisation
from banenbrug.organisations.roles import Kind
from banenbrug.scheme.actions.marks import actor, ask_move, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import (
    Activity,
    Application,
    Evaluation,
    Hand,
    Homework,
    Letter,
    Mark,
    PlanActivity,
    PlanComment,
    PlanVersion,
    Request,
    Work,
)
from banenbrug.scheme.queries.locking import locked_request
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_side
from banenbrug.scheme.rules.states import OPEN_REQUEST, RequestState, Side, Step
from banenbrug.scheme.rules.words import not_now

_OF_DOSSIER: dict[type[Any], str] = {
    Hand: "request",
    Homework: "request",
    Mark: "request",
    Letter: "request",
    Application: "request",
    PlanVersion: "application__request",
    PlanActivity: "version__application__request",
    PlanComment: "version__application__request",
    Activity: "application__request",
    Work: "activity__application__request",
    Evaluation: "activity__application__request",
}
"""The tables of a dossier that its adviser reads, and the way from each to the request."""


@dataclass(frozen=True)
class Task:
    """Homework as the intake talk leaves it."""

    kind: str
    owner: str
    due: date
    text: str = ""


@transaction.atomic
def assign_adviser(
    *, by: Membership, request: Request, adviser: Organisation, now: datetime
) -> Request:
    """Give a dossier to an advisory organisation, which from then on reads all of it.

    A former adviser reads it no longer.
    """
    request, doer = locked_request(request.pk), actor(by)
    refuse(why_not_assign(request, side=doer.side))
    if adviser.kind != Kind.ADVISER:
        raise Refused(
            Refusal("not_an_adviser", N_("Choose an advisory organisation.")), field="adviser"
        )
    if request.adviser_id == adviser.pk:
        return request
    for model, way in _OF_DOSSIER.items():
        model.objects.filter(**{way: request}).update(adviser=adviser)
    request.adviser = adviser
    request.adviser_person, request.adviser_email, request.adviser_member = "", "", None
    request.save()
    mark("assign_adviser", request, by=doer, now=now, text=adviser.name)
    says = {
        "adviser": adviser.name,
        "scheme": request.scheme.name,
        "school": request.school.name,
    }
    send(LetterKind.ADVISER_ASSIGNED, request, to=Side.SCHOOL, says=says, now=now)
    send(LetterKind.DOSSIER_FOR_YOU, request, to=Side.ADVISER, says=says, now=now)
    return request


def why_not_assign(request: Request, *, side: Side) -> Refusal | None:
    """Why the fund cannot assign an adviser now, if so."""
    state = RequestState(request.state)
    is_open = state in OPEN_REQUEST - {RequestState.DRAFT}
    return why_not_side(Side.FUND, side) or (None if is_open else not_now(state))


@transaction.atomic
def take_in_hand(*, by: Membership, request: Request, now: datetime) -> Request:
    """Become the person in charge at the adviser, by one's own hand."""
    request, doer = locked_request(request.pk), actor(by)
    refuse(why_not_side(Side.ADVISER, doer.side))
    request.adviser_person = by.name
    request.adviser_email = by.user.email
    request.adviser_member = by.pk
    request.save(update_fields=["adviser_person", "adviser_email", "adviser_member"])
    mark("take_in_hand", request, by=doer, now=now)
    return request


@transaction.atomic
def plan_intake(
    *, by: Membership, request: Request, at: datetime, place: str, now: datetime
) -> Request:
    """Agree when and where the intake talk is; again to move it."""
    request, doer = locked_request(request.pk), actor(by)
    refuse(dossiers.why_not_assigned(has_adviser=request.adviser_id is not None))
    ask_move(Step.PLAN_INTAKE, state=request.state, by=doer)
    request.intake_at, request.intake_place = at, place.strip()
    request.state = RequestState.INTAKE.value
    if request.adviser_member is None:
        request.adviser_person, request.adviser_email = by.name, by.user.email
        request.adviser_member = by.pk
    request.save()
    mark(Step.PLAN_INTAKE, request, by=doer, now=now)
    local = timezone.localtime(at)
    says = {
        "adviser": by.name,
        "intake_day": local.date(),
        "time": f"{local:%H.%M}",
        "place": place.strip(),
    }
    send(LetterKind.INTAKE_PLANNED, request, to=Side.SCHOOL, says=says, now=now)
    return request


@transaction.atomic
def hold_intake(
    *,
    by: Membership,
    request: Request,
    held_on: date,
    notes: str,
    homework: Iterable[Task],
    now: datetime,
    today: date,
) -> Request:
    """Write what came of the talk, and what is to be done before the plan."""
    request, doer = locked_request(request.pk), actor(by)
    ask_move(Step.HOLD_INTAKE, state=request.state, by=doer)
    for refusal, field in (
        (dossiers.why_not_past(held_on, today=today), "held_on"),
        (dossiers.why_not_text(notes), "notes"),
    ):
        if refusal is not None:
            raise Refused(refusal, field=field)
    request.intake_held_on, request.intake_notes = held_on, notes.strip()
    request.state = RequestState.PLANNING.value
    request.save()
    for task in homework:
        give_homework(by=by, request=request, task=task)
    mark(Step.HOLD_INTAKE, request, by=doer, now=now)
    send(LetterKind.INTAKE_HELD, request, to=Side.SCHOOL, says={"adviser": by.name}, now=now)
    return request


@transaction.atomic
def give_homework(*, by: Membership, request: Request, task: Task) -> Homework:
    """Write down who does what before which day; school and adviser both may."""
    refuse(why_not_homework(request, side=actor(by).side))
    refusal = dossiers.why_not_text(task.text)
    if refusal is not None:
        raise Refused(refusal, field="text")
    return Homework.objects.create(
        **request.parties,
        request=request,
        kind=task.kind,
        text=task.text.strip(),
        owner=task.owner.strip(),
        due=task.due,
    )


@transaction.atomic
def do_homework(*, by: Membership, homework: Homework, is_done: bool, today: date) -> Homework:
    """Say that homework is done, or that it is not yet after all."""
    refuse(why_not_homework(homework.request, side=actor(by).side))
    homework = Homework.objects.select_for_update(of=("self",)).get(pk=homework.pk)
    homework.done_on = today if is_done else None
    homework.done_by = by.name if is_done else ""
    homework.save(update_fields=["done_on", "done_by"])
    return homework


def why_not_homework(request: Request, *, side: Side) -> Refusal | None:
    """Why nothing can be written down or ticked off now, if so."""
    state = RequestState(request.state)
    is_other = None if side is Side.ADVISER else why_not_side(Side.SCHOOL, side)
    return is_other or (None if state in OPEN_REQUEST else not_now(state))
