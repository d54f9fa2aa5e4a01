"""Who takes part: a department's own hand in the program, or by the link of a letter."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.engine.scopes import scope as open_scope
from banenbrug.foundation.refusals import Refusal, Refused
from banenbrug.organisations.doorkeys import key_for
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.once import once
from banenbrug.scheme.access import dossier_for
from banenbrug.scheme.actions import hands as actions
from banenbrug.scheme.forms.requests import ColleagueForm
from banenbrug.scheme.models import Hand, Request
from banenbrug.scheme.queries.letters import asker_of
from banenbrug.scheme.queries.requests import hands_of, told_of
from banenbrug.scheme.rules.dossiers import HANDS
from banenbrug.scheme.rules.states import OPEN_REQUEST, RequestState, Side
from banenbrug.scheme.views.course import course_context
from banenbrug.scheme.views.form_page import FormPage, form_page
from banenbrug.scheme.views.shared import act, at, home_of_dossiers, may_act, side_of


@dataclass(frozen=True)
class Department:
    """One department on the page: who said what for it, and what this reader can do."""

    hand: str
    name: str
    row: Hand | None
    may_give: bool
    why_not: Refusal | None
    may_ask: bool

    @property
    def is_given(self) -> bool:
        """Whether it takes part."""
        return self.row is not None and self.row.given_at is not None


def hands(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Who takes part, and who was asked; the third step of a request, and open after it."""
    member = request.member
    found = dossier_for(member, pk)
    page = "scheme:hands"
    is_step = found.state == RequestState.DRAFT and side_of(member) is Side.SCHOOL
    if is_step and may_act(member) and found.scheme.needs_hands:
        context = course_context(member, found, page)
    else:
        address = at(member, "scheme:dossier", pk)
        context = {"dossier": found, "home": home_of_dossiers(member), "dossier_url": address}
    departments = [_department(member, found, hand, hands_of(found)) for hand in HANDS]
    can_give = any(each.may_give and not each.why_not for each in departments)
    context |= {"departments": departments, "can_give": can_give}
    return render(request, "scheme/hands.html", context)


@require_POST
def give_hand(request: ScopedRequest, organisation: str, pk: int, hand: str) -> HttpResponse:
    """Say for one's own department that it takes part."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    return act(
        request,
        lambda: actions.give_hand(by=member, request=found, hand=hand, now=timezone.now()),
        done=gettext("%(department)s takes part.") % {"department": capfirst(_name_of(hand))},
        to=at(member, "scheme:hands", pk),
    )


@once
def ask_hand(request: ScopedRequest, organisation: str, pk: int, hand: str) -> HttpResponse:
    """Ask a colleague of a department by a letter with a personal link."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    department = _name_of(hand)
    form = ColleagueForm(request.POST or None)
    row = hands_of(found).get(hand)
    page = FormPage(
        heading=gettext("Ask a colleague: %(department)s") % {"department": department},
        submit=gettext("Send the letter"),
        done=gettext("The letter is on its way."),
        lead=gettext(
            "Your colleague gets a letter with a personal link. It works for thirty days."
        ),
        follows=_asked_before(row),
        verdict=actions.why_not_ask(found, side=side_of(member), hand=hand),
    )
    return form_page(
        request,
        found,
        form,
        page,
        lambda filled: actions.ask_hand(
            by=member, request=found, hand=hand, now=timezone.now(), **filled
        ),
        to=at(member, "scheme:hands", pk),
    )


def hand(request: HttpRequest, secret: str) -> HttpResponse:
    """Read a request by a personal link, and say that one's department takes part."""
    now = timezone.now()
    key = key_for(secret, purpose="hand", now=now)
    if key is None:
        return render(request, "organisations/key_closed.html", status=404)
    with open_scope(organisation_id=key.organisation_id, via="hand"):
        asked = Hand.objects.select_related("request__scheme", "request__school").get(
            pk=key.object_id
        )
        why_not = actions.why_not_give_by_link(asked.request, asked=asked)
        asker = asker_of(asked)
    context = {
        "asked": asked,
        "dossier": asked.request,
        "department": _name_of(asked.hand),
        "asker": asker,
        **told_of(asked.request),
    }
    if request.method == "POST":
        try:
            actions.give_hand_by_link(key=key, now=now)
        except Refused as refused:
            why_not = refused.refusal
        else:
            return render(request, "scheme/hand_given.html", context)
    return render(request, "scheme/hand.html", {**context, "why_not": why_not})


def _department(
    member: Membership, dossier: Request, hand: str, rows: dict[str, Hand]
) -> Department:
    row = rows.get(hand)
    is_open = RequestState(dossier.state) in OPEN_REQUEST
    is_missing = is_open and not (row and row.given_at) and may_act(member)
    side = side_of(member)
    may_give = is_missing and side is Side.SCHOOL
    return Department(
        hand=hand,
        name=_name_of(hand),
        row=row,
        may_give=may_give,
        why_not=actions.why_not_give(dossier, by=member, hand=hand) if may_give else None,
        may_ask=is_missing and side in (Side.SCHOOL, Side.FUND),
    )


def _name_of(hand: str) -> str:
    """What a department is called within a sentence; 404 for one that there is not."""
    names = {"procurement": gettext("procurement"), "hr": gettext("HR")}
    if hand not in names:
        raise Http404("No such department.")
    return names[hand]


def _asked_before(row: Hand | None) -> tuple[str, ...]:
    if row is None or row.asked_at is None:
        return ()
    former = gettext("%(name)s got a letter before. A new letter ends the link of that one.")
    return (former % {"name": row.name},)
