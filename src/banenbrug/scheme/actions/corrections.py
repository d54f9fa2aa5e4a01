"""Correcting worked hours that were confirmed: a new entry that points at the wrong one."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum

from banenbrug.foundation.refusals import Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import hours as ledger
from banenbrug.scheme.actions.marks import actor, mark
from banenbrug.scheme.models import Activity, HoursEntry
from banenbrug.scheme.queries.locking import locked_application
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.hours import ZERO, EntryKind, not_correctable, why_not_correct
from banenbrug.scheme.rules.moves import why_not_side
from banenbrug.scheme.rules.states import TAKES_HOURS, ApplicationState, Side
from banenbrug.scheme.rules.words import not_now


@transaction.atomic
def correct(
    *, by: Membership, entry: HoursEntry, hours: Decimal, reason: str, now: datetime
) -> HoursEntry:
    """Add to, or take off, hours that were booked as worked; nothing is changed or deleted."""
    doer = actor(by)
    refuse(why_not_side(Side.FUND, doer.side))
    refuse(None if entry.kind == EntryKind.WORK else not_correctable())
    application = locked_application(entry.application_id)
    state = ApplicationState(application.state)
    refuse(None if state in TAKES_HOURS else not_now(state))
    earlier = HoursEntry.objects.filter(corrects=entry).aggregate(sum=Sum("hours"))["sum"] or ZERO
    for refusal, field in (
        (
            why_not_correct(
                by=hours,
                worked=application.worked,
                booked=entry.hours + earlier,
                left=application.left,
            ),
            "hours",
        ),
        (dossiers.why_not_reason(reason) or dossiers.why_not_text(reason), "reason"),
    ):
        if refusal is not None:
            raise Refused(refusal, field=field)
    application.worked += hours
    application.save(update_fields=["worked"])
    assert entry.activity_id is not None  # hours are worked for an activity
    Activity.objects.filter(pk=entry.activity_id).update(corrected=F("corrected") + hours)
    mark("correct", application.request, by=doer, now=now, application=application, text=reason)
    return ledger.write(
        application,
        EntryKind.CORRECTION,
        hours,
        by=doer,
        now=now,
        reason=reason.strip(),
        activity_id=entry.activity_id,
        corrects=entry,
    )
