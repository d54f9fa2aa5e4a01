"""Who asks the fund from the public page: to be let in, or a question."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.scheme.access import entry_for, question_for
from banenbrug.scheme.actions import entrance as actions
from banenbrug.scheme.forms.fund import AnswerForm, DeclineForm
from banenbrug.scheme.models import Entry
from banenbrug.scheme.queries.entries import has_come_in, scheme_of
from banenbrug.scheme.rules.support import APPLICANTS, PHASES, SUPPORT, SupportKind
from banenbrug.scheme.views.fund_shared import at_fund
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say


def entry_of_fund(request: ScopedRequest, fund: str, pk: int) -> HttpResponse:
    """Somebody who asks to be let in: what was filled in, and the two answers."""
    return _entry_page(request, entry_for(request.member, pk), DeclineForm())


def _entry_page(request: ScopedRequest, entry: Entry, form: DeclineForm) -> HttpResponse:
    scheme = scheme_of(entry)
    return render(
        request,
        "scheme/entry_of_fund.html",
        {
            "entry": entry,
            "scheme": scheme,
            "form": form,
            "applicant": APPLICANTS.get(entry.applicant, ""),  # type: ignore[call-overload]
            "phase": PHASES.get(entry.phase, ""),  # type: ignore[call-overload]
            "wishes": [SUPPORT[SupportKind(wish)].name for wish in entry.wishes],
            "is_decided": bool(entry.admitted_at or entry.declined_at),
            "has_come_in": has_come_in(entry),
            "why_not_admit": actions.why_not_admit(scheme, now=timezone.now()),
            "may_act": request.member.has(Right.RUN_SCHEMES),
        },
    )


@require_POST
def admit(request: ScopedRequest, fund: str, pk: int) -> HttpResponse:
    """Let somebody in, with what was asked."""
    entry = entry_for(request.member, pk, to=Right.RUN_SCHEMES)
    try:
        actions.admit(by=request.member, entry=entry, now=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        said = gettext("%(name)s hears by mail how to go on with the request.")
        messages.success(request, said % {"name": entry.name})
    return redirect("scheme:entry_of_fund", fund=fund, pk=pk)


@require_POST
def decline(request: ScopedRequest, fund: str, pk: int) -> HttpResponse:
    """Do not let somebody in, with the reason."""
    entry = entry_for(request.member, pk, to=Right.RUN_SCHEMES)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            actions.decline(
                by=request.member,
                entry=entry,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The reason goes by mail to who asked."))
            return redirect("scheme:entry_of_fund", fund=fund, pk=pk)
    return _entry_page(request, entry, form)


def question_of_fund(request: ScopedRequest, fund: str, pk: int) -> HttpResponse:
    """A question from the public page, with the form for its answer."""
    to = Right.RUN_SCHEMES if request.method == "POST" else None
    found = question_for(request.member, pk, to=to)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_question(
                by=request.member,
                question=found,
                answer=form.cleaned_data["answer"],
                now=timezone.now(),
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The answer goes by mail to who asked."))
            return redirect("scheme:question_of_fund", fund=fund, pk=pk)
    scheme = scheme_of(found)
    return render(
        request,
        "scheme/question_of_fund.html",
        {
            "question": found,
            "scheme": scheme,
            "scheme_url": at_fund(request.member, "scheme:scheme", scheme=scheme.slug),
            "form": form,
            "may_act": request.member.has(Right.RUN_SCHEMES),
        },
    )
