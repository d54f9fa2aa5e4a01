"""The four steps of a request: their names, where one is, and the way forward and back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.scheme.models import Request
from banenbrug.scheme.views.shared import at, home_of_dossiers
from banenbrug.web.templatetags.bb import clock

STEPS: tuple[tuple[str, str], ...] = (
    ("scheme:write_request", N_("Your question")),
    ("scheme:wish_support", N_("The support you wish")),
    ("scheme:hands", N_("Both departments")),
    ("scheme:submit_request", N_("Check and submit")),
)
"""The page of each step and what it is called."""


def course_context(member: Membership, dossier: Request, page: str) -> dict[str, Any]:
    """Where one is among the steps, and what lies before and behind; '' where nothing does."""
    steps = _steps_of(dossier)
    pages = [name for name, _ in steps]
    here = pages.index(page)
    addresses = [at(member, name, dossier.pk) for name in pages]
    return {
        "dossier": dossier,
        "steps": [gettext(name) for _, name in steps],
        "here": here + 1,
        "step": gettext(steps[here][1]),
        "back": addresses[here - 1] if here else "",
        "forward": addresses[here + 1] if here + 1 < len(addresses) else "",
        "home": home_of_dossiers(member),
        "dossier_url": at(member, "scheme:dossier", dossier.pk),
    }


def go_on(request: ScopedRequest, dossier: Request, page: str) -> HttpResponse:
    """Tell that a step is saved, and lead where the button that was pressed says."""
    context = course_context(request.member, dossier, page)
    saved = gettext("Saved at %(time)s.") % {"time": clock(timezone.now())}
    messages.success(request, saved)
    if "later" in request.POST:
        return redirect(context["dossier_url"])
    return redirect(context["back"] if "back" in request.POST else context["forward"])


def _steps_of(dossier: Request) -> list[tuple[str, str]]:
    """Where the scheme does not ask for both departments, that step is left out."""
    asks_hands = dossier.scheme.needs_hands
    return [step for step in STEPS if asks_hands or step[0] != "scheme:hands"]
