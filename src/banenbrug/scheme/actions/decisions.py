"""What the fund decides about an application."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from banenbrug.engine.work import defer
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import hours as ledger
from banenbrug.scheme.actions.marks import Actor, actor, ask_move, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import Activity, Application
from banenbrug.scheme.queries.locking import locked_application
from banenbrug.scheme.queries.plans import activities_of, submitted_version
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.states import ApplicationState, Side, Step


@transaction.atomic
def grant(*, by: Membership, application: Application, remark: str, now: datetime) -> Application:
    """Grant the hours of the plan, whose activities can then be planned."""
    application, doer = locked_application(application.pk), actor(by)
    ask_move(Step.GRANT, state=application.state, by=doer)
    refusal = dossiers.why_not_text(remark)
    if refusal is not None:
        raise Refused(refusal, field="remark")
    ledger.grant(application, by=doer, now=now)
    application.state, application.decided_at = ApplicationState.GRANTED.value, now
    application.save()
    version = submitted_version(application)
    for planned in activities_of(version):
        Activity.objects.create(**application.parties, application=application, **planned.facts)
    _note(Step.GRANT, application, by=doer, now=now, text=remark)
    says = {"school": application.school.name, "granted_hours": application.granted}
    _tell(LetterKind.GRANTED, application, to=Side.SCHOOL, says=says, now=now)
    _tell(LetterKind.GRANTED_ADVISER, application, to=Side.ADVISER, says=says, now=now)
    return application


@transaction.atomic
def return_application(
    *, by: Membership, application: Application, reason: str, now: datetime
) -> Application:
    """Give a plan back with remarks. Its place, and what it claims or waits for, stay."""
    application, doer = locked_application(application.pk), actor(by)
    ask_move(Step.RETURN, state=application.state, by=doer)
    _refuse_without(reason)
    application.state = ApplicationState.RETURNED.value
    application.save(update_fields=["state"])
    _note(Step.RETURN, application, by=doer, now=now, text=reason)
    says = {"reason": reason.strip(), "school": application.school.name}
    for side in (Side.SCHOOL, Side.ADVISER):
        _tell(LetterKind.RETURNED, application, to=side, says=says, now=now)
    return application


@transaction.atomic
def reject(*, by: Membership, application: Application, reason: str, now: datetime) -> Application:
    """Reject an application with a reason; what it claimed comes free."""
    application, doer = locked_application(application.pk), actor(by)
    ask_move(Step.REJECT, state=application.state, by=doer)
    _refuse_without(reason)
    came_free = ledger.give_back(
        application, to=ZERO, by=doer, now=now, reason=reason.strip()[:300]
    )
    application.state, application.decided_at = ApplicationState.REJECTED.value, now
    application.save()
    _note(Step.REJECT, application, by=doer, now=now, text=reason)
    says = {"reason": reason.strip()}
    _tell(LetterKind.REJECTED, application, to=Side.SCHOOL, says=says, now=now)
    if came_free:
        defer(
            "scheme.hand_out", organisation_id=application.fund_id, scheme_id=application.scheme_id
        )
    return application


def _refuse_without(reason: str) -> None:
    refusal = dossiers.why_not_reason(reason) or dossiers.why_not_text(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")


def _note(step: Step, application: Application, *, by: Actor, now: datetime, text: str) -> None:
    mark(step, application.request, by=by, now=now, application=application, text=text)


def _tell(
    kind: LetterKind,
    application: Application,
    *,
    to: Side,
    says: Mapping[str, object],
    now: datetime,
) -> None:
    send(kind, application.request, to=to, says=says, now=now, application=application)
