"""The schemes of a fund: their list, their terms, and showing them to everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Right
from banenbrug.scheme.access import scheme_for
from banenbrug.scheme.actions import schemes as actions
from banenbrug.scheme.forms.terms import FIRST, TermsForm
from banenbrug.scheme.queries.schemes import Offer, offers, purse_of, schemes_of_fund
from banenbrug.scheme.rules.ready import READY
from banenbrug.scheme.views.fund_shared import at_fund, badge_of, scheme_context
from banenbrug.scheme.views.shared import act
from banenbrug.web.parts import BarPart
from banenbrug.web.refusals import show_refusal


def schemes(request: ScopedRequest, fund: str) -> HttpResponse:
    """All schemes of the fund, with where their hours are."""
    require(request.member, see=Right.SEE_SCHEMES)
    today = timezone.localdate()
    found = offers(schemes_of_fund(request.member.organisation_id), today=today)
    return render(
        request,
        "scheme/schemes.html",
        {
            "cards": [(offer, badge_of(offer.scheme, today=today), _bar(offer)) for offer in found],
            "may_act": request.member.has(Right.RUN_SCHEMES),
        },
    )


def _bar(offer: Offer) -> list[BarPart]:
    return [
        BarPart(gettext("granted"), offer.granted, "granted"),
        BarPart(gettext("requested"), offer.purse.claimed, "requested"),
        BarPart(gettext("free"), offer.left, "free"),
    ]


@once
def make_scheme(request: ScopedRequest, fund: str) -> HttpResponse:
    """Make a scheme, which stays a draft until it is published."""
    require(request.member, see=Right.SEE_SCHEMES, to=Right.RUN_SCHEMES)
    ready = READY.get(request.GET.get("from", ""))
    form = TermsForm(request.POST or None, initial={**FIRST, **ready.filled} if ready else FIRST)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_scheme(
                by=request.member, terms=form.terms, values=form.values, now=timezone.now()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The scheme is made. Look at it, then publish it."))
            return redirect("scheme:scheme", fund=fund, scheme=made.slug)
    return render(
        request, "scheme/make_scheme.html", {"form": form, "chosen": ready, "ready": READY}
    )


def terms(request: ScopedRequest, fund: str, scheme: str) -> HttpResponse:
    """The terms: a form for who may change them, else their values."""
    to = Right.RUN_SCHEMES if request.method == "POST" else None
    found = scheme_for(request.member, scheme, to=to)
    filled = TermsForm.filled(found, purse_of(found))
    form = TermsForm(request.POST if request.method == "POST" else None, initial=filled)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_scheme(
                by=request.member, scheme=found, terms=form.terms, values=form.values
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The terms are changed."))
            return redirect("scheme:terms", fund=fund, scheme=scheme)
    context = scheme_context(
        request.member, found, current="scheme:terms", today=timezone.localdate()
    )
    return render(request, "scheme/terms.html", {**context, "form": form})


def publish(request: ScopedRequest, fund: str, scheme: str) -> HttpResponse:
    """Show a scheme to everybody: what that means, and the button."""
    found = scheme_for(request.member, scheme, to=Right.RUN_SCHEMES)
    if request.method == "POST":
        return act(
            request,
            lambda: actions.publish_scheme(by=request.member, scheme=found),
            done=gettext("The scheme is on the public page."),
            to=at_fund(request.member, "scheme:scheme", scheme=scheme),
        )
    badge = badge_of(found, today=timezone.localdate())
    return render(request, "scheme/publish.html", {"scheme": found, "badge": badge})
