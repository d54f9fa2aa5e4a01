"""Pages of commitments, at the door of the school and at that of the supplier."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.dialogue import actions, queries, rules
from banenbrug.dialogue.access import commitment_for, shared_commitment_for
from banenbrug.dialogue.models import Commitment
from banenbrug.dialogue.rules import Side
from banenbrug.dialogue.sharing_queries import latest_answers, partners_of, said
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.words import say


def commitment(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """One commitment with its origin and what both sides said of it."""
    found = commitment_for(request.member, pk)
    agreement = queries.agreement(found)
    answer = latest_answers([found]).get(found.pk)
    return render(
        request,
        "dialogue/commitment.html",
        {
            "commitment": found,
            "agreement": agreement,
            "answer": said(answer) if answer else None,
            "answered_at": answer.said_at if answer else None,
            "partners": partners_of(found),
            "may_fill": request.member.has(Right.CHANGE_PLACEMENTS)
            and rules.brings_people(kind=found.kind, withdrawn=agreement.withdrawn),
            "may_change": request.member.has(Right.AGREE_COMMITMENTS),
            "may_let_in": request.member.has(Right.CHANGE_CONTRACTS),
            "why_not_confirm": rules.why_not_confirm(
                side=Side.SCHOOL, confirmed=agreement.confirmed, withdrawn=agreement.withdrawn
            ),
            "why_not_withdraw": rules.why_not_withdraw(
                confirmed=agreement.confirmed,
                withdrawn=agreement.withdrawn,
                followed=queries.is_followed(found),
            ),
        },
    )


@require_POST
def confirm(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Confirm a commitment for the school."""
    _confirm(request, commitment_for(request.member, pk, to=Right.AGREE_COMMITMENTS))
    return redirect("dialogue:commitment", school=school, pk=pk)


@require_POST
def withdraw(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Take back a commitment that not both sides confirmed."""
    found = commitment_for(request.member, pk, to=Right.AGREE_COMMITMENTS)
    try:
        actions.withdraw_commitment(by=request.member, commitment=found, now=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, gettext("The commitment is withdrawn."))
    return redirect("dialogue:commitment", school=school, pk=pk)


def shared_commitment(request: ScopedRequest, supplier: str, pk: int) -> HttpResponse:
    """What a school agreed with this supplier, as the supplier reads it."""
    agreement = queries.agreement(shared_commitment_for(request.member, pk))
    return render(
        request,
        "dialogue/shared_commitment.html",
        {
            "commitment": agreement.commitment,
            "agreement": agreement,
            "may_confirm": request.member.has(Right.CONFIRM_SHARED_WORK),
            "why_not_confirm": rules.why_not_confirm(
                side=Side.SUPPLIER, confirmed=agreement.confirmed, withdrawn=agreement.withdrawn
            ),
        },
    )


@require_POST
def confirm_shared(request: ScopedRequest, supplier: str, pk: int) -> HttpResponse:
    """Confirm a commitment for the supplier."""
    _confirm(request, shared_commitment_for(request.member, pk, to=Right.CONFIRM_SHARED_WORK))
    return redirect("dialogue:shared_commitment", supplier=supplier, pk=pk)


def _confirm(request: ScopedRequest, found: Commitment) -> None:
    try:
        actions.confirm_commitment(by=request.member, commitment=found, now=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, gettext("The commitment is confirmed."))
