"""Hours that came free, to who waits: strictly in order, unless an officer says why not."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from banenbrug.foundation.refusals import N_, Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import hours as ledger
from banenbrug.scheme.actions.applications import tell_fund
from banenbrug.scheme.actions.marks import CLOCK, Actor, actor, ask_move, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import Application
from banenbrug.scheme.queries.locking import locked_application
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.hours import no_room
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.states import ApplicationState, Side, Step

CAME_FREE = N_("came free")
"""The reason of a claim that an application got by waiting."""


@transaction.atomic
def hand_out_next(*, scheme_id: int, now: datetime) -> bool:
    """Give the first that waits its hours, if there are as many; say whether it got them.

    One application in a transaction: whoever holds the totals of a scheme waits for nobody else.
    In the scope of the fund, which sees all who wait.
    """
    waiting = Application.objects.filter(scheme_id=scheme_id, turn__isnull=False)
    first = waiting.order_by("turn").values_list("pk", "turn").first()
    if first is None:
        return False
    application = locked_application(first[0])
    if application.turn != first[1]:  # it left, or went to the end, while we waited for it
        return True
    wanted = application.waits_for
    if not ledger.take_free(application, by=CLOCK, now=now, reason=CAME_FREE):
        return False
    _go_on(application, step=Step.CLAIM, got=wanted, by=CLOCK, now=now)
    return True


@transaction.atomic
def claim_ahead(
    *, by: Membership, application: Application, reason: str, now: datetime
) -> Application:
    """Give an application its hours before others that wait longer, with a reason that all read."""
    application, doer = locked_application(application.pk), actor(by)
    ask_move(Step.CLAIM_AHEAD, state=application.state, by=doer)
    refusal = dossiers.why_not_reason(reason) or dossiers.why_not_text(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")
    wanted = application.waits_for
    if not ledger.take_free(application, by=doer, now=now, reason=reason.strip()):
        refuse(no_room(hours=wanted))
    _go_on(application, step=Step.CLAIM_AHEAD, got=wanted, by=doer, now=now, reason=reason)
    return application


def _go_on(
    application: Application,
    *,
    step: Step,
    got: Decimal,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    if application.state == ApplicationState.WAITING:
        application.state = ApplicationState.SUBMITTED.value
    application.save()
    request = application.request
    mark(step, request, by=by, now=now, application=application, text=reason)
    if application.state == ApplicationState.SUBMITTED:
        tell_fund(application, school=application.school.name, now=now)
    says = {"free_hours": got}
    send(
        LetterKind.HOURS_CAME_FREE,
        request,
        to=Side.SCHOOL,
        says=says,
        now=now,
        application=application,
    )
