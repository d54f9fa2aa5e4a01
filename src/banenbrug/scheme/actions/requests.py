"""A request from its first word to its end."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from banenbrug.foundation.refusals import Refusal, Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions.applications import (
    drop_applications,
    hold_applications,
    receive,
)
from banenbrug.scheme.actions.marks import CLOCK, actor, ask_move, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import Request, Scheme
from banenbrug.scheme.queries.locking import locked_request
from banenbrug.scheme.queries.requests import given_hands, open_applications, unsettled_applications
from banenbrug.scheme.rules import dossiers, terms
from banenbrug.scheme.rules.hours import why_not_hours
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import RequestState, Side, Step
from banenbrug.scheme.rules.support import From


@transaction.atomic
def start_request(
    *, by: Membership, scheme: Scheme, applicant: str, now: datetime, today: date
) -> Request:
    """Begin a request, which its school can go on with at any time."""
    refuse(terms.why_not_apply(opens=scheme.opens, closes=scheme.closes, today=today))
    refuse(dossiers.why_not_ask(roles=by.roles, applicants=scheme.applicants))
    refuse(dossiers.why_not_applicant(applicant=applicant))
    request = Request.objects.create(
        school_id=by.organisation_id,
        fund_id=scheme.fund_id,
        scheme=scheme,
        applicant_name=by.name,
        applicant_email=by.user.email,
        applicant_role=applicant,
        started_at=now,
    )
    mark("start_request", request, by=actor(by), now=now)
    return request


@transaction.atomic
def save_request(
    *,
    by: Membership,
    request: Request,
    question: str | None = None,
    phase: str | None = None,
    applicant_role: str | None = None,
    wishes: Sequence[str] | None = None,
    hours_wished: Decimal | None = None,
) -> Request:
    """Keep one step of a request that is not submitted yet; None leaves a value as it is."""
    request = locked_request(request.pk)
    ask_move(Step.SUBMIT_REQUEST, state=request.state, by=actor(by))
    if question is not None:
        refusal = dossiers.why_not_text(question)
        if refusal is not None:
            raise Refused(refusal, field="question")
        request.question = question.strip()
    request.phase = request.phase if phase is None else phase
    request.applicant_role = request.applicant_role if applicant_role is None else applicant_role
    if wishes is not None:
        refusal = why_not_hours(hours_wished) if hours_wished is not None else None
        if refusal is not None:
            raise Refused(refusal, field="hours_wished")
        request.wishes = list(wishes)
        request.hours_wished = hours_wished
    request.save()
    return request


@transaction.atomic
def submit_request(*, by: Membership, request: Request, now: datetime, today: date) -> Request:
    """Hand the request in. Where places or claims begin at the request, it gets them here."""
    request, doer = locked_request(request.pk), actor(by)
    scheme = request.scheme
    refuse(why_not_submit(request, side=doer.side, today=today))
    request.state, request.received_at = RequestState.SUBMITTED.value, now
    receive(request, by=doer, now=now, today=today)
    request.save()
    mark(Step.SUBMIT_REQUEST, request, by=doer, now=now)
    _tell_received(request, school=by.organisation.name, scheme=scheme, now=now)
    return request


def why_not_submit(request: Request, *, side: Side, today: date) -> Refusal | None:
    """Why a request cannot be handed in now, if so; the page greys its button with it."""
    scheme = request.scheme
    return (
        why_not_move(Step.SUBMIT_REQUEST, state=request.state, side=side)
        or terms.why_not_apply(opens=scheme.opens, closes=scheme.closes, today=today)
        or dossiers.why_not_submit_request(
            question=request.question,
            phase=request.phase,
            applicant=request.applicant_role,
            hands=given_hands(request),
            needs_hands=scheme.needs_hands,
            hours_wished=request.hours_wished,
            needs_hours=scheme.claim_from == From.REQUEST,
        )
    )


def _tell_received(request: Request, *, school: str, scheme: Scheme, now: datetime) -> None:
    says = {"scheme": scheme.name, "school": school, "received_day": timezone.localtime(now).date()}
    send(LetterKind.REQUEST_RECEIVED, request, to=Side.SCHOOL, says=says, now=now)
    send(LetterKind.NEW_REQUEST, request, to=Side.FUND, says=says, now=now)


@transaction.atomic
def withdraw_request(*, by: Membership, request: Request, reason: str, now: datetime) -> Request:
    """Stop a request and every application of it that is not granted."""
    request, doer = locked_request(request.pk), actor(by)
    held = hold_applications(request)
    refuse(why_not_withdraw(request, side=doer.side))
    refusal = dossiers.why_not_text(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")
    drop_applications(held, by=doer, now=now)
    request.state = RequestState.WITHDRAWN.value
    request.save(update_fields=["state"])
    mark(Step.WITHDRAW_REQUEST, request, by=doer, now=now, text=reason)
    says = {"school": by.organisation.name, "by": by.name, "reason": reason.strip() or "–"}
    # The fund knows nothing of what was never submitted.
    for side in (Side.FUND, Side.ADVISER) if request.received_at else ():
        send(LetterKind.WITHDRAWN, request, to=side, says=says, now=now)
    return request


def why_not_withdraw(request: Request, *, side: Side) -> Refusal | None:
    """Why a request cannot be withdrawn now, if so."""
    return why_not_move(
        Step.WITHDRAW_REQUEST, state=request.state, side=side
    ) or dossiers.why_not_withdraw(granted=unsettled_applications(request))


@transaction.atomic
def close_request(*, by: Membership, request: Request, reason: str, now: datetime) -> Request:
    """Close a dossier in which nothing is under way. Before there was a plan, that needs a reason.

    What is still claimed or waits for hours ends with it.
    """
    request, doer = locked_request(request.pk), actor(by)
    held = hold_applications(request)
    refuse(why_not_close(request, side=doer.side))
    is_early = request.state != RequestState.PLANNING
    refusal = (dossiers.why_not_reason(reason) if is_early else None) or dossiers.why_not_text(
        reason
    )
    if refusal is not None:
        raise Refused(refusal, field="reason")
    drop_applications(held, by=doer, now=now)
    request.state = RequestState.CLOSED.value
    request.save(update_fields=["state"])
    mark(Step.CLOSE_REQUEST, request, by=doer, now=now, text=reason)
    says = {"scheme": request.scheme.name, "reason": reason.strip() or "–"}
    for side in (Side.SCHOOL, Side.ADVISER):
        send(LetterKind.CLOSED, request, to=side, says=says, now=now)
    return request


def why_not_close(request: Request, *, side: Side) -> Refusal | None:
    """Why a dossier cannot be closed now, if so."""
    return why_not_move(
        Step.CLOSE_REQUEST, state=request.state, side=side
    ) or dossiers.why_not_close(open_applications=open_applications(request))


@transaction.atomic
def lapse_request(*, request: Request, now: datetime) -> Request:
    """End a request of a scheme that is over, with what it still claimed."""
    request = locked_request(request.pk)
    held = hold_applications(request)
    ask_move(Step.LAPSE_REQUEST, state=request.state, by=CLOCK)
    refuse(dossiers.why_not_withdraw(granted=unsettled_applications(request)))
    drop_applications(held, by=CLOCK, now=now)
    request.state = RequestState.LAPSED.value
    request.save(update_fields=["state"])
    mark(Step.LAPSE_REQUEST, request, by=CLOCK, now=now)
    says = {"scheme": request.scheme.name}
    send(LetterKind.LAPSED, request, to=Side.SCHOOL, says=says, now=now)
    return request
