"""An application: its hours, what the fund decided, its activities, and the settlement."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.scheme.access import application_for
from banenbrug.scheme.actions import evaluations
from banenbrug.scheme.models import Application
from banenbrug.scheme.queries.granted import activity_lines
from banenbrug.scheme.queries.marks import course_of
from banenbrug.scheme.queries.room import waiting_before, waiting_in
from banenbrug.scheme.queries.schemes import purse_of
from banenbrug.scheme.queries.timeline import WORDS
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import IS_GRANTED, TAKES_HOURS, ApplicationState, Side, Step
from banenbrug.scheme.rules.words import meaning_of, name_of
from banenbrug.scheme.views.figures import figures_of
from banenbrug.scheme.views.shared import act, at, dossier_context, may_act, side_of


def application(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Where an application stands: hours, decision, activities, papers, settlement."""
    member, side = request.member, side_of(request.member)
    found = application_for(member, pk)
    state = ApplicationState(found.state)
    here = at(member, "scheme:application", pk)
    withdraws = why_not_move(Step.WITHDRAW_APPLICATION, state=state, side=side) is None
    return render(
        request,
        "scheme/application.html",
        {
            **dossier_context(request, found.request, current=here, application=found),
            "state": (name_of(state), meaning_of(state)),
            "figures": figures_of(found, side=side),
            "course": [(WORDS[mark.what], mark) for mark in course_of(found)],
            "lines": activity_lines(found) if state in IS_GRANTED else [],
            "is_granted": state in IS_GRANTED,
            "today": timezone.localdate(),
            "may_withdraw": withdraws and may_act(member),
            "may_decide": side is Side.FUND
            and state in (ApplicationState.SUBMITTED, ApplicationState.WAITING)
            and may_act(member),
            **_row(found, side=side),
            **_settlement(found, side=side, acts=may_act(member)),
        },
    )


@require_POST
def settle(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Settle the hours of an application: what was not used goes to who waits."""
    found = application_for(request.member, pk, to_act=True)
    return act(
        request,
        lambda: evaluations.settle(by=request.member, application=found, now=timezone.now()),
        done=gettext("The hours are settled. The hogeschool gets a letter."),
        to=at(request.member, "scheme:application", pk),
    )


def _row(found: Application, *, side: Side) -> dict[str, object]:
    """Where it stands among who waits. Only the fund sees the others; a row of one is first."""
    if found.turn is None:
        return {}
    if side is Side.FUND:
        return {"waits": True, "number": len(waiting_before(found)) + 1}
    queue = purse_of(found.scheme).queue
    return {"waits": True, "number": 1 if queue == 1 else None, "queue": queue}


def _settlement(found: Application, *, side: Side, acts: bool) -> dict[str, object]:
    """What settling brings about, for the officer, and why not yet."""
    if side is not Side.FUND or not acts or found.state not in TAKES_HOURS:
        return {}
    why_not = evaluations.why_not_settle(found, side=side)
    waiting = None if why_not else waiting_in(found)
    return {"settles": True, "why_not_settle": why_not, "waiting": waiting}
