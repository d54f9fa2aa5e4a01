"""One step of a dossier on a page of its own: what it means, its form, and the way back."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from banenbrug.foundation.refusals import Refusal, Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.scheme.models import Request
from banenbrug.scheme.views.shared import at, home_of_dossiers
from banenbrug.web.refusals import show_refusal


def taken(
    request: ScopedRequest,
    form: forms.Form,
    action: Callable[[dict[str, Any]], Any],
    *,
    done: str | Callable[[Any], str],
    to: str,
) -> HttpResponse | None:
    """Take the step that a form asks, and lead on; None while the form is to be shown (again).

    `done` says what came of it, perhaps of what the action gave. What a rule refuses is shown at
    the field that it is about.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = action(form.cleaned_data)
    except Refused as refused:
        show_refusal(form, refused)
        return None
    messages.success(request, done if isinstance(done, str) else done(made))
    return redirect(to)


def step_page(
    request: ScopedRequest,
    dossier: Request,
    *,
    form: forms.Form,
    heading: str,
    submit: str,
    back: str,
    verdict: Refusal | None = None,
    template: str = "scheme/step_page.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The page of a step. With a `verdict` its button is greyed with the reason."""
    return render(
        request,
        template,
        {
            "dossier": dossier,
            "dossier_url": at(request.member, "scheme:dossier", dossier.pk),
            "home": home_of_dossiers(request.member),
            "form": form,
            "heading": heading,
            "submit": submit,
            "back": back,
            "verdict": verdict,
            **(more or {}),
        },
    )
