"""The dossier of a request: where it stands, who has the next step, and all that was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.scheme.access import dossier_for
from banenbrug.scheme.models import Application, Homework, Request
from banenbrug.scheme.queries.letters import letters_of, words_of
from banenbrug.scheme.queries.requests import homework_of, told_of
from banenbrug.scheme.queries.timeline import timeline_of
from banenbrug.scheme.rules.states import (
    IS_GRANTED,
    IS_OVER,
    OPEN_REQUEST,
    ApplicationState,
    RequestState,
    Side,
)
from banenbrug.scheme.rules.support import HOMEWORK, HomeworkKind
from banenbrug.scheme.rules.words import SIDE_NAMES, meaning_of, name_of
from banenbrug.scheme.views.shared import at, dossier_context, may_act, side_of
from banenbrug.scheme.views.turns import turns_of


@dataclass(frozen=True)
class PlanLine:
    """An application in short; `state` is a msgid."""

    application: Application
    state: str
    meaning: str
    url: str


def dossier(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Where a request stands and what is open, what was asked, the homework, and what happened."""
    member = request.member
    found = dossier_for(member, pk)
    shared = dossier_context(request, found, current=at(member, "scheme:dossier", pk))
    is_open = RequestState(found.state) in OPEN_REQUEST
    context = {
        **shared,
        **told_of(found),
        **_allowed(member, found, shared["applications"]),
        "today": timezone.localdate(),
        "is_open": is_open,
        "is_stopped": _is_stopped(found, shared["applications"]),
        "turns": turns_of(member, found, shared["open_lines"], today=timezone.localdate()),
        "homework": _homework(found),
        "plans": _plans(member, shared["applications"]),
        "timeline": timeline_of(found),
    }
    return render(request, "scheme/dossier.html", context)


def letters(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Every letter of the dossier, as it was sent."""
    found = dossier_for(request.member, pk)
    here = at(request.member, "scheme:letters", pk)
    shown = [
        (letter, words_of(letter), SIDE_NAMES[Side(letter.to)]) for letter in letters_of(found)
    ]
    context = {**dossier_context(request, found, current=here), "letters": shown}
    return render(request, "scheme/letters.html", context)


def _allowed(
    member: Membership, found: Request, applications: Sequence[Application]
) -> dict[str, bool]:
    """Which of the buttons beside the next step are for this reader."""
    acts, side = may_act(member), side_of(member)
    state = RequestState(found.state)
    is_open = state in OPEN_REQUEST
    has_hours = any(application.state in IS_GRANTED - IS_OVER for application in applications)
    has_plan = any(
        application.state not in IS_OVER | {ApplicationState.DRAFT} for application in applications
    )
    was_sent = is_open and state is not RequestState.DRAFT
    return {
        "may_withdraw": acts and side is Side.SCHOOL and is_open and not has_hours,
        "may_close": acts and side is Side.FUND and was_sent and not has_plan,
        "may_assign": acts and side is Side.FUND and was_sent,
        "may_take": acts and side is Side.ADVISER and found.adviser_member != member.pk and is_open,
        "may_move_talk": acts and side is Side.ADVISER and state is RequestState.INTAKE,
        "may_add": acts and side is not Side.FUND and is_open,
        "may_plan": acts and side is Side.ADVISER and state is RequestState.PLANNING,
    }


def _is_stopped(found: Request, applications: Sequence[Application]) -> bool:
    """Whether it ended before its course did: then it shows how, and no course."""
    if found.state == RequestState.CLOSED:
        return not any(application.state in IS_GRANTED for application in applications)
    return found.state in (RequestState.WITHDRAWN, RequestState.LAPSED)


def _homework(found: Request) -> Sequence[tuple[Homework, str]]:
    return [(task, HOMEWORK[HomeworkKind(task.kind)]) for task in homework_of(found)]


def _plans(member: Membership, applications: Sequence[Application]) -> list[PlanLine]:
    return [
        PlanLine(
            application,
            name_of(state),
            meaning_of(state),
            at(member, _page_of(state), application.pk),
        )
        for application in applications
        for state in [ApplicationState(application.state)]
    ]


def _page_of(state: ApplicationState) -> str:
    """Until a plan is submitted there is nothing beside the plan itself."""
    return "scheme:plan" if state is ApplicationState.DRAFT else "scheme:application"
