"""The account of an activity: written by the hogeschool, asked back or accepted by the fund."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.scheme.access import activity_for
from banenbrug.scheme.actions import evaluations
from banenbrug.scheme.forms.evaluations import RATINGS, AskBackForm, EvaluationForm
from banenbrug.scheme.forms.fields import ReasonForm
from banenbrug.scheme.models import Activity, Evaluation
from banenbrug.scheme.queries.evaluations import account_of, days_late
from banenbrug.scheme.queries.marks import last_of_activity
from banenbrug.scheme.queries.plans import rate_of
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import EvaluationState, Step
from banenbrug.scheme.rules.words import meaning_of, name_of
from banenbrug.scheme.views.form_page import FormPage, form_page
from banenbrug.scheme.views.shared import act, at, home_of_dossiers, may_act, side_of
from banenbrug.web.refusals import show_refusal


def evaluation(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """The account of an activity: a form for the hogeschool while it is open, else to read.

    The form has two buttons: `submit` hands it in, any other way to send it keeps it for later.
    """
    member = request.member
    writes = request.method == "POST"
    found = activity_for(member, pk, to_act=writes)
    account = _account_of(found)
    submits = "submit" in request.POST
    form = EvaluationForm(
        request.POST if writes else None,
        initial=EvaluationForm.of(account),
        keeps=writes and not submits,
    )
    if writes and form.is_valid():
        try:
            if submits:
                evaluations.submit_evaluation(
                    by=member, evaluation=account, told=form.told, now=timezone.now()
                )
            else:
                evaluations.save_evaluation(by=member, evaluation=account, told=form.told)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _done(submits=submits))
            return redirect(at(member, "scheme:evaluation", pk))
    return _page(request, found, account, form=form)


@once
def ask_back(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Ask the hogeschool to tell more, as the fund."""
    member = request.member
    found = activity_for(member, pk, to_act=True)
    account = _account_of(found)
    form = AskBackForm(request.POST or None)
    page = FormPage(
        heading=gettext("Ask about “%(title)s”") % {"title": found.title},
        submit=gettext("Ask the hogeschool"),
        done=gettext("The hogeschool gets your question by letter."),
        follows=(gettext("The evaluation opens again for the hogeschool."),),
        verdict=why_not_move(Step.ASK_BACK, state=account.state, side=side_of(member)),
    )
    return form_page(
        request,
        found.application.request,
        form,
        page,
        lambda filled: evaluations.ask_back(
            by=member, evaluation=account, now=timezone.now(), **filled
        ),
        to=at(member, "scheme:evaluation", pk),
    )


@once
def waive_evaluation(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Do without an account that does not come, as the fund."""
    member = request.member
    found = activity_for(member, pk, to_act=True)
    account = _account_of(found)
    form = ReasonForm(request.POST or None)
    page = FormPage(
        heading=gettext("Do without the evaluation of “%(title)s”") % {"title": found.title},
        submit=gettext("Do without the evaluation"),
        done=gettext("Nobody waits for this evaluation any more. The hogeschool gets a letter."),
        follows=(
            gettext("The hogeschool cannot write it any more."),
            gettext("If nothing else is open, you can settle the hours."),
        ),
        verdict=why_not_move(Step.WAIVE_EVALUATION, state=account.state, side=side_of(member)),
        ends=True,
    )
    return form_page(
        request,
        found.application.request,
        form,
        page,
        lambda filled: evaluations.waive_evaluation(
            by=member, evaluation=account, now=timezone.now(), **filled
        ),
        to=at(member, "scheme:evaluation", pk),
    )


@require_POST
def accept_evaluation(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Accept the account of an activity, as the fund."""
    found = activity_for(request.member, pk, to_act=True)
    account = _account_of(found)
    return act(
        request,
        lambda: evaluations.accept_evaluation(
            by=request.member, evaluation=account, now=timezone.now()
        ),
        done=gettext("The evaluation is accepted. The hogeschool gets a letter."),
        to=at(request.member, "scheme:evaluation", pk),
    )


def _account_of(activity: Activity) -> Evaluation:
    """The account of an activity; 404 before it was held."""
    return get_object_or_404(Evaluation, activity=activity)


def _done(*, submits: bool) -> str:
    if submits:
        return gettext("The evaluation is submitted. The fund reads it.")
    return gettext("What you wrote is kept. You can go on later.")


def _page(
    request: ScopedRequest, activity: Activity, account: Evaluation, *, form: EvaluationForm
) -> HttpResponse:
    member, side = request.member, side_of(request.member)
    state, application = EvaluationState(account.state), activity.application
    rate = rate_of(application)
    is_asked_back = state is EvaluationState.ASKED_BACK
    is_waived = state is EvaluationState.WAIVED
    writing = why_not_move(Step.SUBMIT_EVALUATION, state=state, side=side)
    return render(
        request,
        "scheme/evaluation.html",
        {
            "dossier": application.request,
            "dossier_url": at(member, "scheme:dossier", application.request_id),
            "home": home_of_dossiers(member),
            "heading": gettext("Evaluation of “%(title)s”") % {"title": activity.title},
            "activity": activity,
            "application": application,
            "evaluation": account,
            "state": (name_of(state), meaning_of(state)),
            "side": side.value,
            "form": form,
            "account": account_of(activity, rate=rate),
            "rate": rate,
            "rating": dict(RATINGS).get(account.rating or 0),
            "writes": writing is None and may_act(member),
            "judges": may_act(member)
            and why_not_move(Step.ACCEPT_EVALUATION, state=state, side=side) is None,
            "waives": may_act(member)
            and why_not_move(Step.WAIVE_EVALUATION, state=state, side=side) is None,
            "question": last_of_activity(activity, Step.ASK_BACK) if is_asked_back else None,
            "late": days_late(account, today=timezone.localdate()),
            "is_open": state in (EvaluationState.OPEN, EvaluationState.ASKED_BACK),
            "waiver": last_of_activity(activity, Step.WAIVE_EVALUATION) if is_waived else None,
        },
    )
