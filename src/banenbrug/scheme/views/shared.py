"""What every page of a dossier shows around its content, and how a form acts and answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Kind
from banenbrug.scheme.access import ACT
from banenbrug.scheme.models import Application, Request
from banenbrug.scheme.queries.next_steps import Progress, progress_of
from banenbrug.scheme.queries.requests import applications_of, hands_of
from banenbrug.scheme.queries.tasks import page_at, who_has
from banenbrug.scheme.rules.dossiers import HANDS
from banenbrug.scheme.rules.next_steps import COURSE, OpenStep
from banenbrug.scheme.rules.states import ApplicationState, RequestState, Side
from banenbrug.scheme.rules.words import meaning_of, name_of
from banenbrug.web.parts import View
from banenbrug.web.words import say

SIDES = {Kind.SCHOOL: Side.SCHOOL, Kind.FUND: Side.FUND, Kind.ADVISER: Side.ADVISER}


@dataclass(frozen=True)
class OpenLine:
    """Something open in words: what it is for who has it, who that is, and where it is done."""

    step: OpenStep
    who: str
    url: str
    is_mine: bool


def side_of(member: Membership) -> Side:
    """On which side of a dossier somebody stands."""
    return SIDES[Kind(member.organisation.kind)]


def may_act(member: Membership) -> bool:
    """Whether somebody acts in dossiers, or only reads them."""
    return member.has(ACT[Kind(member.organisation.kind)])


def at(member: Membership, name: str, pk: int) -> str:
    """The address of a page of a dossier at the door of `member`."""
    return page_at(member.organisation, name, pk)


def dossier_context(
    request: ScopedRequest,
    dossier: Request,
    *,
    current: str,
    application: Application | None = None,
) -> dict[str, Any]:
    """The head of a dossier: state, hands, course, what is open, and the views.

    `current` is the address of the page among the views.
    """
    member = request.member
    found = progress_of(dossier)
    applications = applications_of(dossier)
    return {
        "dossier": dossier,
        "side": side_of(member).value,
        "may_act": may_act(member),
        "state_name": name_of(RequestState(dossier.state)),
        "state_meaning": meaning_of(RequestState(dossier.state)),
        "hands": hands_shown(dossier),
        "course": [gettext(name) for name in COURSE],
        "course_at": found.place,
        "open_lines": open_lines(member, dossier, found),
        "applications": applications,
        "application": application,
        "views": _views(member, dossier, applications, current=current),
        "home": home_of_dossiers(member),
    }


def hands_shown(dossier: Request) -> dict[str, dict[str, object]]:
    """Which department takes part and by whom, for the sign of the two hands."""
    hands = hands_of(dossier)
    return {
        name: {"given": bool(hand and hand.given_at), "name": hand.name if hand else ""}
        for name in HANDS
        for hand in [hands.get(name)]
    }


def open_lines(member: Membership, dossier: Request, found: Progress) -> list[OpenLine]:
    """What is open, in words for this reader."""
    side = side_of(member)
    return [
        OpenLine(
            step,
            who_has(step, dossier),
            at(member, step.page, step.pk),
            step.side is side and may_act(member),
        )
        for step in found.steps
    ]


def home_of_dossiers(member: Membership) -> tuple[str, str]:
    """The list of dossiers of this party: its address and its name."""
    kind, slug = member.organisation.kind, member.organisation.slug
    if kind == Kind.SCHOOL:
        return reverse("scheme:support", kwargs={"school": slug}), gettext("Support")
    if kind == Kind.FUND:
        return reverse("scheme:schemes", kwargs={"fund": slug}), gettext("Schemes")
    return reverse("scheme:my_dossiers", kwargs={"adviser": slug}), gettext("My applications")


def _views(
    member: Membership, dossier: Request, applications: list[Application], *, current: str
) -> list[View]:
    shown = [("scheme:dossier", dossier.pk, gettext("Overview"))]
    many = len(applications) > 1
    for application in applications:
        number = f" {application.number}" if many else ""
        shown.append(("scheme:plan", application.pk, gettext("Plan") + number))
        if application.state not in (ApplicationState.DRAFT,):
            shown.append(
                ("scheme:application", application.pk, gettext("Hours and activities") + number)
            )
    shown.append(("scheme:letters", dossier.pk, gettext("Letters")))
    return [
        View(label, url, is_current=url == current)
        for name, pk, label in shown
        for url in [at(member, name, pk)]
    ]


def act(
    request: ScopedRequest, action: Callable[[], object], *, done: str, to: str
) -> HttpResponse:
    """Do what a button asks and lead on, with a message: that it is done, or why not."""
    try:
        action()
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, done)
    return redirect(to)
