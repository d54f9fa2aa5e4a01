"""An application from the plan to the fund's table: submitting, waiting, withdrawing."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from banenbrug.engine.work import defer
from banenbrug.foundation.refusals import Refusal, Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import hours as ledger
from banenbrug.scheme.actions.marks import Actor, actor, ask_move, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import Application, Request, Scheme
from banenbrug.scheme.queries.locking import locked_application
from banenbrug.scheme.queries.plans import hours_of, latest_offered
from banenbrug.scheme.queries.requests import given_hands
from banenbrug.scheme.rules import dossiers, terms
from banenbrug.scheme.rules.hours import ZERO, why_not_hours
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import HOLDS_HOURS, ApplicationState, Side, Step
from banenbrug.scheme.rules.support import CapPeriod, From


def first_application(request: Request, *, today: date) -> Application:
    """The application of a request, made when it has none yet."""
    found = Application.objects.filter(request=request).order_by("number").first()
    if found is not None:
        found.scheme = request.scheme
        return found
    return new_application(request, number=1, today=today)


def new_application(request: Request, *, number: int, today: date) -> Application:
    """One more plan of a request."""
    scheme = request.scheme
    return Application.objects.create(
        **request.parties,
        request=request,
        scheme=scheme,
        number=number,
        year=_year(scheme, today),
    )


def count_in_year(application: Application, *, today: date) -> None:
    """Count a plan that asks no hours yet within the cap of the year in which it asks them."""
    if not application.hours:
        application.year = _year(application.scheme, today)


def _year(scheme: Scheme, today: date) -> int:
    return today.year if scheme.cap_period == CapPeriod.PER_YEAR else 0


def receive(request: Request, *, by: Actor, now: datetime, today: date) -> None:
    """Give a request its place and its claim, where these begin at the request in its scheme."""
    scheme = request.scheme
    claims, places = scheme.claim_from == From.REQUEST, scheme.place_from == From.REQUEST
    if not (claims or places):
        return
    application = first_application(request, today=today)
    wished = request.hours_wished or ZERO
    ledger.ensure_allowance(application)
    ledger.ask(application, hours=wished if claims else ZERO, is_receipt=places, by=by, now=now)
    application.save()


@transaction.atomic
def submit_application(
    *,
    by: Membership,
    application: Application,
    version: int,
    expected: str,
    mandate_name: str,
    mandate_role: str,
    now: datetime,
    today: date,
) -> Application:
    """Hand the plan in. It claims its hours, or waits for them in the order of receipt.

    `version` is the number of the version that was read. A plan that comes back after remarks
    keeps its place. Raises Refused, with what is left where the cap is the reason.
    """
    application, doer = locked_application(application.pk), actor(by)
    refuse(why_not_submit(application, side=doer.side, today=today))
    offered = latest_offered(application)
    assert offered is not None
    refuse(dossiers.why_not_version_read(read=version, latest=offered.number))
    refusal = dossiers.why_not_text(expected)
    if refusal is not None:
        raise Refused(refusal, field="expected")
    hours, had, turn = hours_of(offered), application.hours, application.turn
    count_in_year(application, today=today)
    ledger.ensure_allowance(application)
    ledger.ask(application, hours=hours, is_receipt=application.place is None, by=doer, now=now)
    if hours < had or turn != application.turn:  # smaller, or at another place in the row
        defer(
            "scheme.hand_out", organisation_id=application.fund_id, scheme_id=application.scheme_id
        )
    waits = application.turn is not None
    application.state = (ApplicationState.WAITING if waits else ApplicationState.SUBMITTED).value
    application.expected = expected.strip()
    application.mandate_name, application.mandate_role = mandate_name.strip(), mandate_role.strip()
    application.submitted_at, application.submitted_by = now, by.name
    application.save()
    mark(Step.SUBMIT_APPLICATION, application.request, by=doer, now=now, application=application)
    _tell_submitted(application, school=by.organisation.name, waits=waits, now=now)
    return application


def why_not_submit(application: Application, *, side: Side, today: date) -> Refusal | None:
    """Why a plan cannot be handed in now, if so; the page greys its button with it."""
    scheme, request = application.scheme, application.request
    offered = latest_offered(application)
    is_back = application.state == ApplicationState.RETURNED
    return (
        why_not_move(Step.SUBMIT_APPLICATION, state=application.state, side=side)
        or (
            None
            if is_back
            else terms.why_not_apply(opens=scheme.opens, closes=scheme.closes, today=today)
        )
        or dossiers.why_not_submit_plan(offered=offered is not None)
        or (dossiers.why_not_hands(given_hands(request)) if scheme.needs_hands else None)
        or (why_not_hours(hours_of(offered)) if offered else None)
    )


def _tell_submitted(application: Application, *, school: str, waits: bool, now: datetime) -> None:
    kind = LetterKind.APPLICATION_WAITS if waits else LetterKind.APPLICATION_RECEIVED
    says = {"place": application.place, "asked_hours": application.hours, "school": school}
    request = application.request
    send(kind, request, to=Side.SCHOOL, says=says, now=now, application=application)
    if not waits:  # the fund decides once the hours are there
        tell_fund(application, school=school, now=now)


def tell_fund(application: Application, *, school: str, now: datetime) -> None:
    """Ask the fund by letter for its decision."""
    send(
        LetterKind.NEW_APPLICATION,
        application.request,
        to=Side.FUND,
        says={"school": school, "asked_hours": application.hours},
        now=now,
        application=application,
    )


@transaction.atomic
def withdraw_application(
    *, by: Membership, application: Application, reason: str, now: datetime
) -> Application:
    """Take an application back before it is granted; its hours come free at once."""
    application, doer = locked_application(application.pk), actor(by)
    ask_move(Step.WITHDRAW_APPLICATION, state=application.state, by=doer)
    refusal = dossiers.why_not_text(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")
    _drop(application, by=doer, now=now)
    mark(
        Step.WITHDRAW_APPLICATION,
        application.request,
        by=doer,
        now=now,
        application=application,
        text=reason,
    )
    says = {"school": by.organisation.name, "by": by.name, "reason": reason.strip() or "–"}
    for side in (Side.FUND, Side.ADVISER):
        send(
            LetterKind.WITHDRAWN,
            application.request,
            to=side,
            says=says,
            now=now,
            application=application,
        )
    return application


def hold_applications(request: Request) -> list[Application]:
    """Hold what a request may still claim or wait for, before it is asked whether it may end.

    Whoever is handing one in or deciding about it goes first, and counts in that verdict. All of
    them before the first total: whoever holds the totals waits for nobody.
    """
    states = [state.value for state in HOLDS_HOURS]
    found = Application.objects.filter(request=request, state__in=states).order_by("pk")
    held = [locked_application(pk) for pk in found.values_list("pk", flat=True)]
    return [application for application in held if application.state in HOLDS_HOURS]


def drop_applications(held: Iterable[Application], *, by: Actor, now: datetime) -> None:
    """End what a request still claims or waits for, given by `hold_applications`."""
    for application in held:
        _drop(application, by=by, now=now)


def _drop(application: Application, *, by: Actor, now: datetime) -> None:
    came_free = ledger.give_back(application, to=ZERO, by=by, now=now)
    application.state = ApplicationState.WITHDRAWN.value
    application.save()
    if came_free:
        defer(
            "scheme.hand_out", organisation_id=application.fund_id, scheme_id=application.scheme_id
        )
