"""A form about a dossier that says on one page what it brings about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse

from banenbrug.foundation.refusals import Refusal
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.scheme.models import Request
from banenbrug.scheme.views.shared import at
from banenbrug.scheme.views.steps import step_page, taken


@dataclass(frozen=True)
class FormPage:
    """What a form is called, what its button says and brings about, and why not, if so.

    `follows` tells in sentences what happens; `ends` marks a button after which little goes on.
    """

    heading: str
    submit: str
    done: str
    lead: str = ""
    follows: Sequence[str] = ()
    verdict: Refusal | None = None
    ends: bool = False
    template: str = "scheme/step_page.html"


def form_page(
    request: ScopedRequest,
    dossier: Request,
    form: forms.Form,
    page: FormPage,
    action: Callable[[dict[str, Any]], object],
    *,
    to: str = "",
) -> HttpResponse:
    """Show a form; when it is filled in well, do `action` and lead on to `to` or the dossier."""
    back = to or at(request.member, "scheme:dossier", dossier.pk)
    return taken(request, form, action, done=page.done, to=back) or step_page(
        request,
        dossier,
        form=form,
        heading=page.heading,
        submit=page.submit,
        back=back,
        verdict=page.verdict,
        template=page.template,
        more={"lead": page.lead, "follows": page.follows, "ends": page.ends},
    )
