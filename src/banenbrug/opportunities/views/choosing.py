"""The Top 3: which contracts a school talks about first, signed by two hands."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.contracts.access import contract_for
from banenbrug.contracts.models import Contract
from banenbrug.foundation.refusals import Refused
from banenbrug.opportunities import actions, choosing, queries
from banenbrug.opportunities.models import Signature
from banenbrug.opportunities.rules import TOP
from banenbrug.opportunities.standings import keep_current
from banenbrug.opportunities.views.shared import key_in, pages
from banenbrug.opportunities.words import explain
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Hand, Right
from banenbrug.web.words import say

_CANDIDATES = 12
_JUST_OUTSIDE = 2
_MOST_AT_ONCE = 100


def shortlist(request: ScopedRequest, school: str) -> HttpResponse:
    """The three contracts with their reasons, who signed, and who is just outside."""
    require(request.member, see=Right.SEE_CONTRACTS)
    here, today = request.member.organisation_id, timezone.localdate()
    is_current = keep_current(here, today=today)
    scale = queries.scale_of(here)
    choice = queries.choice_of(here)
    chosen, signatures = choice or (queries.best_of(here, most=TOP), [])
    found = queries.opportunities(here, chosen, scale=scale, today=today)
    return render(
        request,
        "opportunities/shortlist.html",
        {
            "entries": [entry_of(each, today) for each in found],
            "free_places": range(len(found) + 1, TOP + 1) if found else (),
            "scale": scale,
            "upto": max((each.score.jobs_high or 0 for each in found), default=0),
            "outside": queries.outside(here, without=chosen, most=_CANDIDATES),
            "just_outside": _JUST_OUTSIDE,
            "is_chosen": choice is not None,
            "is_current": is_current,
            "shown": ",".join(str(pk) for pk in chosen),
            "pages": pages(school, "opportunities:shortlist"),
            **_hands(
                request.member,
                signatures,
                chosen=chosen,
                ended=[each.contract.title for each in found if each.has_ended(today)],
            ),
            "may_import": request.member.has(Right.IMPORT_CONTRACTS),
            "may_choose": request.member.has(Right.HOLD_CONVERSATIONS),
        },
    )


def entry_of(found: queries.Opportunity, today: date) -> dict[str, Any]:
    """What the page shows of one contract: with its reasons in the reader's language."""
    return {
        "contract": found.contract,
        "facts": found.facts,
        "category": found.category,
        "score": found.score,
        "has_ended": found.has_ended(today),
        "best": [explain(part.why) for part in found.score.best],
        "parts": [
            {"name": part.name, "points": part.points, "share": part.share}
            | {"why": explain(part.why), "bar": [(part.points, part.share)]}
            for part in found.score.parts
        ],
    }


def _hands(
    member: Membership,
    signatures: Sequence[Signature],
    *,
    chosen: Sequence[int],
    ended: Sequence[str],
) -> dict[str, Any]:
    """Who signed, which hands this member can still give, and why not now."""
    signed = {signature.hand: signature for signature in signatures}
    may = member.has(Right.HOLD_CONVERSATIONS)
    return {
        "procurement": signed.get(Hand.PROCUREMENT.value),
        "hr": signed.get(Hand.HR.value),
        "is_signed": len(signed) == len(Hand),
        "to_sign": [
            {
                "hand": hand.value,
                "label": choosing.SIGN_LABELS[hand],
                "why_not": choosing.why_not_sign(
                    hand=hand,
                    hands=member.hands,
                    signed=signed,
                    shown=chosen,
                    chosen=chosen,
                    ended=ended,
                ),
            }
            for hand in Hand
            if may and hand in member.hands and hand.value not in signed
        ],
        "why_no_hand": choosing.NO_HAND if may and not member.hands else None,
    }


@require_POST
def put_in(request: ScopedRequest, school: str) -> HttpResponse:
    """Put one or more contracts on the list, or one in the place of another."""
    contracts = [_contract(request, text) for text in _posted(request, "contract")]
    instead_of = [_contract(request, text) for text in _posted(request, "instead_of")[:1]]
    return _answer(
        request,
        lambda: actions.put_in(
            by=request.member,
            contracts=contracts,
            instead_of=instead_of[0] if instead_of else None,
            today=timezone.localdate(),
            now=timezone.now(),
        ),
        gettext("The list is changed. Both hands sign it anew."),
    )


@require_POST
def take_out(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Take a contract off the list."""
    contract = contract_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    return _answer(
        request,
        lambda: actions.take_out(by=request.member, contract=contract, now=timezone.now()),
        gettext("“%(title)s” is off the list. You can put it on again below.")
        % {"title": contract.title},
    )


@require_POST
@once
def move_up(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Move a contract one place up."""
    contract = contract_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    return _answer(
        request,
        lambda: actions.move_up(by=request.member, contract=contract, now=timezone.now()),
        gettext("The order is changed. Both hands sign it anew."),
    )


@require_POST
def sign(request: ScopedRequest, school: str) -> HttpResponse:
    """Sign the list for a department."""
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.HOLD_CONVERSATIONS)
    hand = request.POST.get("hand", "")
    if hand not in set(Hand):
        raise Http404("No such hand.")
    keys = map(key_in, request.POST.get("shown", "").split(","))
    shown = [key for key in keys if key is not None]
    return _answer(
        request,
        lambda: actions.sign(
            by=request.member,
            hand=Hand(hand),
            shown=shown,
            today=timezone.localdate(),
            now=timezone.now(),
        ),
        gettext("You have signed the Top 3."),
    )


@require_POST
def choose_anew(request: ScopedRequest, school: str) -> HttpResponse:
    """Begin a new list with the highest scores."""
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.HOLD_CONVERSATIONS)
    return _answer(
        request,
        lambda: actions.choose_anew(by=request.member, now=timezone.now()),
        gettext("This is a new list, with the highest scores of today."),
    )


def _posted(request: ScopedRequest, name: str) -> list[str]:
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.HOLD_CONVERSATIONS)
    return [text for text in request.POST.getlist(name) if text][:_MOST_AT_ONCE]


def _contract(request: ScopedRequest, text: str) -> Contract:
    key = key_in(text)
    if key is None:
        raise Http404("No such contract.")
    return contract_for(request.member, key, to=Right.HOLD_CONVERSATIONS)


def _answer(request: ScopedRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    return redirect("opportunities:shortlist", school=request.member.organisation.slug)
