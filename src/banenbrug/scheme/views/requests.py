"""A request for support in four steps, saved at each; and the ways to end one."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.once import once
from banenbrug.scheme.access import dossier_for
from banenbrug.scheme.actions import requests
from banenbrug.scheme.forms.fields import CloseForm, ReasonForm
from banenbrug.scheme.forms.requests import QuestionForm, Ways, WishForm
from banenbrug.scheme.models import Request
from banenbrug.scheme.queries.offers import ways_to_ask
from banenbrug.scheme.queries.requests import hands_of, told_of
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import RequestState, Step
from banenbrug.scheme.rules.support import ROLE_OF, From
from banenbrug.scheme.views.course import course_context, go_on
from banenbrug.scheme.views.form_page import FormPage, form_page
from banenbrug.scheme.views.shared import at, side_of
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say


def write_request(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """The first step: the question, where the hogeschool stands, and as what one asks."""
    found = dossier_for(request.member, pk, to_act=True)
    form = QuestionForm(
        request.POST or None,
        ways=_ways(request.member, found),
        is_whole="later" not in request.POST,
        initial=QuestionForm.of(found),
    )
    return _step(request, found, "scheme:write_request", form)


def wish_support(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """The second step: which support is wished, and about how many hours."""
    found = dossier_for(request.member, pk, to_act=True)
    form = WishForm(
        request.POST or None,
        request=found,
        is_whole="later" not in request.POST,
        initial=WishForm.of(found),
    )
    return _step(request, found, "scheme:wish_support", form)


def _step(request: ScopedRequest, found: Request, page: str, form: forms.Form) -> HttpResponse:
    member = request.member
    if request.method == "POST" and form.is_valid():
        try:
            requests.save_request(by=member, request=found, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return go_on(request, found, page)
    verdict = why_not_move(Step.SUBMIT_REQUEST, state=found.state, side=side_of(member))
    context = {**course_context(member, found, page), "form": form, "verdict": verdict}
    return render(request, "scheme/request_step.html", context)


@once
def submit_request(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """The last step: read everything once more, and hand it in."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    if request.method == "POST":
        try:
            requests.submit_request(
                by=member, request=found, now=timezone.now(), today=timezone.localdate()
            )
        except Refused as refused:
            messages.error(request, say(refused.refusal))
        else:
            done = gettext("The request is submitted. The fund now looks for an adviser.")
            messages.success(request, done)
            return redirect(at(member, "scheme:dossier", pk))
    why_not = requests.why_not_submit(found, side=side_of(member), today=timezone.localdate())
    context = {
        **course_context(member, found, "scheme:submit_request"),
        **told_of(found),
        "given": hands_of(found),
        "why_not": why_not,
        "claims_hours": found.scheme.claim_from == From.REQUEST,
    }
    return render(request, "scheme/submit_request.html", context)


@once
def withdraw_request(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Ask why the request is withdrawn, and withdraw it."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    form = ReasonForm(request.POST or None)
    page = FormPage(
        heading=gettext("Withdraw the request"),
        submit=gettext("Withdraw the request"),
        done=gettext("The request is withdrawn."),
        lead=gettext(
            "This cannot be undone. As long as the scheme is open you can begin a new request."
        ),
        follows=_after_withdrawal(found),
        verdict=requests.why_not_withdraw(found, side=side_of(member)),
        ends=True,
    )
    return form_page(
        request,
        found,
        form,
        page,
        lambda filled: requests.withdraw_request(
            by=member, request=found, reason=filled["reason"], now=timezone.now()
        ),
    )


@once
def close_request(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Ask whether the dossier may be closed, and close it."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    page = FormPage(
        heading=gettext("Close the dossier"),
        submit=gettext("Close the dossier"),
        done=gettext("The dossier is closed."),
        lead=gettext("This cannot be undone."),
        follows=(
            gettext("Nobody can make a new plan in this dossier any more."),
            gettext("The hogeschool and the adviser get a letter."),
            gettext("Everybody in the dossier can still read it."),
            gettext("The hogeschool can begin a new request while the scheme is open."),
        ),
        verdict=requests.why_not_close(found, side=side_of(member)),
    )
    told = request.POST if request.method == "POST" else None
    form = CloseForm(told, needs_reason=found.state != RequestState.PLANNING)
    return form_page(
        request,
        found,
        form,
        page,
        lambda filled: requests.close_request(
            by=member, request=found, reason=filled["reason"], now=timezone.now()
        ),
    )


def _after_withdrawal(found: Request) -> tuple[str, ...]:
    stays = gettext("Everybody in the dossier can still read it.")
    if found.received_at is None:  # nobody else knows of it
        return (stays,)
    return (
        gettext("Hours that were set aside for you come free for others."),
        gettext("The fund and the adviser get a letter with your reason."),
        stays,
    )


def _ways(member: Membership, found: Request) -> Ways:
    """As what this person may ask, and as what somebody asked before."""
    return [
        (way, name)
        for way, name in ways_to_ask(found.scheme)
        if ROLE_OF[way] in member.roles or way == found.applicant_role
    ]
