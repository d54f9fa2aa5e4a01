"""An activity after the grant: its facts, and when it is planned, held or cancelled."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.scheme.access import activity_for
from banenbrug.scheme.actions import activities
from banenbrug.scheme.forms.activities import CancelForm, HoldForm, PlanActivityForm
from banenbrug.scheme.models import Evaluation, Work
from banenbrug.scheme.queries.evaluations import account_of
from banenbrug.scheme.queries.marks import last_of_activity
from banenbrug.scheme.queries.plans import rate_of
from banenbrug.scheme.rules.states import (
    IN_WORK,
    ActivityState,
    EvaluationState,
    Side,
    Step,
    WorkState,
)
from banenbrug.scheme.rules.support import SUPPORT, SupportKind
from banenbrug.scheme.rules.terms import evaluation_due
from banenbrug.scheme.rules.words import meaning_of, name_of
from banenbrug.scheme.views.form_page import FormPage, form_page
from banenbrug.scheme.views.shared import at, home_of_dossiers, may_act, side_of
from banenbrug.web.templatetags.bb import day
from banenbrug.web.templatetags.bb import hours as in_hours


def activity(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """An activity: what is planned, the hours worked for it, and its account."""
    member, side = request.member, side_of(request.member)
    found = activity_for(member, pk)
    state, application = ActivityState(found.state), found.application
    evaluation = Evaluation.objects.filter(activity=found).first()
    acts = may_act(member) and application.state in IN_WORK
    plans = acts and state is ActivityState.PLANNED and side is not Side.FUND
    return render(
        request,
        "scheme/activity.html",
        {
            "dossier": application.request,
            "dossier_url": at(member, "scheme:dossier", application.request_id),
            "home": home_of_dossiers(member),
            "heading": found.title,
            "application": application,
            "activity": found,
            "side": side.value,
            "kind": SUPPORT[SupportKind(found.kind)].name,
            "state": (name_of(state), meaning_of(state)),
            "cancelled": last_of_activity(found, Step.CANCEL_ACTIVITY)
            if state is ActivityState.CANCELLED
            else None,
            "account": account_of(found, rate=rate_of(application)),
            "evaluation": evaluation,
            "evaluation_state": _state_of(evaluation),
            "work": [
                (one, name_of(WorkState(one.state)), meaning_of(WorkState(one.state)))
                for one in Work.objects.filter(activity=found).order_by("on", "pk")
            ],
            "today": timezone.localdate(),
            "plans": plans,
            "holds": plans and side is Side.ADVISER,
            "enters": acts and side is Side.ADVISER,
            "may_enter": acts and activities.why_not_enter(found, side=side) is None,
            "answers": acts and side is Side.SCHOOL,
        },
    )


def _state_of(evaluation: Evaluation | None) -> tuple[str, str] | None:
    if evaluation is None:
        return None
    state = EvaluationState(evaluation.state)
    return name_of(state), meaning_of(state)


@once
def plan_activity(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Set when, where and with whom an activity is, as the adviser or the hogeschool."""
    member = request.member
    found = activity_for(member, pk, to_act=True)
    form = PlanActivityForm(request.POST or None, initial=PlanActivityForm.of(found))
    page = FormPage(
        heading=gettext("Plan “%(title)s”") % {"title": found.title},
        submit=gettext("Save"),
        done=gettext("The activity is planned."),
        verdict=activities.why_not_plan(found, side=side_of(member)),
    )
    return form_page(
        request,
        found.application.request,
        form,
        page,
        lambda filled: activities.plan_activity(by=member, activity=found, **filled),
        to=at(member, "scheme:activity", pk),
    )


@once
def hold_activity(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Say as the adviser that an activity was held: its account opens."""
    member = request.member
    found = activity_for(member, pk, to_act=True)
    last = max(found.days, default=None)
    today = timezone.localdate()
    form = HoldForm(request.POST or None, initial={"held_on": min(last or today, today)})
    term = found.application.scheme.evaluation_days
    due = evaluation_due(finished_on=today, within_days=term)
    page = FormPage(
        heading=gettext("Was “%(title)s” held?") % {"title": found.title},
        submit=gettext("Yes, it was held"),
        done=gettext("The activity was held. The hogeschool can write the evaluation."),
        follows=(
            gettext("The hogeschool gets a letter and writes the evaluation."),
            gettext("Held today, that is due no later than %(day)s.")
            % {"day": day(due, "sentence")},
        ),
        verdict=activities.why_not_end(found, step=Step.HOLD_ACTIVITY, side=side_of(member)),
    )
    return form_page(
        request,
        found.application.request,
        form,
        page,
        lambda filled: activities.hold_activity(
            by=member, activity=found, now=timezone.now(), today=today, **filled
        ),
        to=at(member, "scheme:activity", pk),
    )


@once
def cancel_activity(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Say as the adviser why an activity is not held."""
    member = request.member
    found = activity_for(member, pk, to_act=True)
    form = CancelForm(request.POST or None)
    page = FormPage(
        heading=gettext("Cancel “%(title)s”") % {"title": found.title},
        submit=gettext("Cancel the activity"),
        done=gettext("The activity is cancelled."),
        follows=(
            gettext("Its %(hours)s can be used for another activity, or go back at the end.")
            % {"hours": in_hours(found.hours)},
            gettext("A cancelled activity cannot be planned again."),
        ),
        verdict=activities.why_not_end(found, step=Step.CANCEL_ACTIVITY, side=side_of(member)),
        ends=True,
    )
    return form_page(
        request,
        found.application.request,
        form,
        page,
        lambda filled: activities.cancel_activity(
            by=member, activity=found, now=timezone.now(), **filled
        ),
        to=at(member, "scheme:activity", pk),
    )
