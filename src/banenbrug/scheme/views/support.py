"""The page *Support* of a hogeschool: its requests, and the schemes in which it can ask."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from banenbrug.foundation.refusals import Refusal, Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Right
from banenbrug.scheme.actions import requests
from banenbrug.scheme.forms.requests import BeginForm, Ways
from banenbrug.scheme.models import Scheme
from banenbrug.scheme.queries.offers import Card, open_cards, ways_to_ask
from banenbrug.scheme.queries.schemes import published
from banenbrug.scheme.queries.support import OwnRequest, Share, own_requests, shares_of
from banenbrug.scheme.rules.dossiers import why_not_ask
from banenbrug.scheme.rules.next_steps import COURSE
from banenbrug.scheme.rules.states import OPEN_REQUEST, RequestState
from banenbrug.scheme.rules.support import ROLE_OF
from banenbrug.scheme.rules.words import meaning_of, name_of
from banenbrug.scheme.views.shared import OpenLine, at, open_lines
from banenbrug.web.words import say


@dataclass(frozen=True)
class OwnLine:
    """A request on the page: where it stands and what comes next. Names are msgids."""

    own: OwnRequest
    url: str
    state: str
    meaning: str
    step: str
    line: OpenLine | None

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return RequestState(self.own.request.state) in OPEN_REQUEST


@dataclass(frozen=True)
class Offered:
    """A scheme that is open, with what is left for this hogeschool and the way to begin."""

    card: Card
    share: Share
    form: BeginForm
    ways: Ways
    why_not: Refusal | None


def support(request: ScopedRequest, school: str) -> HttpResponse:
    """The requests of the hogeschool, what it has left, and the schemes that are open."""
    member = request.member
    require(member, see=Right.SEE_SUPPORT)
    today = timezone.localdate()
    cards = open_cards(today=today)
    shares = shares_of(member.organisation_id, [card.scheme for card in cards], today=today)
    lines = [_own_line(member, own) for own in own_requests(member.organisation_id)]
    context = {
        "lines": lines,
        "course": COURSE,
        "is_busy": any(line.is_open for line in lines),
        "offers": _offers(member, cards, shares),
        "shares": [share for share in shares if share.is_used],
    }
    return render(request, "scheme/support.html", context)


@require_POST
@once
def start_request(request: ScopedRequest, school: str, scheme: str) -> HttpResponse:
    """Begin a request and go on with its first step."""
    member = request.member
    require(member, see=Right.SEE_SUPPORT, to=Right.ASK_SUPPORT)
    found = get_object_or_404(published(), slug=scheme)
    form = BeginForm(request.POST, ways=ways_of(member, found), scheme=scheme)
    applicant = form.cleaned_data["applicant"] if form.is_valid() else ""
    now, today = timezone.now(), timezone.localdate()
    try:
        made = requests.start_request(
            by=member, scheme=found, applicant=applicant, now=now, today=today
        )
    except Refused as refused:
        messages.error(request, say(refused.refusal))
        return redirect("scheme:support", school=school)
    return redirect(at(member, "scheme:write_request", made.pk))


def ways_of(member: Membership, scheme: Scheme) -> Ways:
    """As what this person may ask for support in a scheme."""
    return [(way, name) for way, name in ways_to_ask(scheme) if ROLE_OF[way] in member.roles]


def _own_line(member: Membership, own: OwnRequest) -> OwnLine:
    request, place = own.request, own.progress.place
    state = RequestState(request.state)
    lines = open_lines(member, request, own.progress)
    return OwnLine(
        own=own,
        url=at(member, "scheme:dossier", request.pk),
        state=name_of(state),
        meaning=meaning_of(state),
        step=COURSE[place - 1] if state in OPEN_REQUEST and place <= len(COURSE) else "",
        line=lines[0] if lines else None,
    )


def _offers(member: Membership, cards: list[Card], shares: list[Share]) -> list[Offered]:
    of = {share.scheme.pk: share for share in shares}
    return [
        Offered(
            card=card,
            share=of[card.scheme.pk],
            form=BeginForm(ways=ways, scheme=card.scheme.slug),
            ways=ways,
            why_not=why_not_ask(roles=member.roles, applicants=card.scheme.applicants),
        )
        for card in cards
        for ways in [ways_of(member, card.scheme)]
    ]
