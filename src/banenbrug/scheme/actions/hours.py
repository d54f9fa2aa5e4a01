"""Moving hours: every change of the running totals and the entry in the ledger that explains it.

One order of locks for everybody, so that nobody waits in a circle: the application, then the
allowance of its organisation, then the purse of the scheme. Each total changes by one statement
that also asks whether there is room; the constraints of the tables are the last defence. What
comes free is handed out by a transaction of its own (`queue.hand_out_next`).
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions.marks import Actor
from banenbrug.scheme.models import Allowance, Application, HoursEntry, Scheme
from banenbrug.scheme.queries.locking import hold_terms
from banenbrug.scheme.rules.hours import ZERO, EntryKind, cap_reached

_ASK_CAP = """
    UPDATE scheme_allowance SET waiting = waiting + %(more)s
     WHERE school_id = %(school)s AND scheme_id = %(scheme)s AND year = %(year)s
       AND claimed + waiting + granted - returned + %(more)s <= cap
 RETURNING id
"""
_MOVE_ALLOWANCE = """
    UPDATE scheme_allowance
       SET claimed = claimed + %(claimed)s, waiting = waiting + %(waiting)s,
           granted = granted + %(granted)s, returned = returned + %(returned)s
     WHERE school_id = %(school)s AND scheme_id = %(scheme)s AND year = %(year)s
"""
# `clock_timestamp` is read under the lock, so that places and instants have one order.
_RECEIVE = """
    UPDATE scheme_purse
       SET last_place = last_place + CASE WHEN %(receipt)s OR NOT ({room}) THEN 1 ELSE 0 END,
           last_received_at = CASE WHEN %(receipt)s
               THEN greatest(clock_timestamp(), last_received_at) ELSE last_received_at END,
           claimed = claimed + CASE WHEN {room} THEN %(more)s ELSE 0 END,
           queue = queue + CASE WHEN {room} THEN 0 ELSE 1 END
     WHERE scheme_id = %(scheme)s
 RETURNING last_place, last_received_at, queue = 0 OR %(more)s = 0
""".format(room="(%(more)s = 0 OR queue = 0 AND claimed + granted - returned + %(more)s <= total)")
_NEXT_TURN = """
    UPDATE scheme_purse SET last_place = last_place + 1
     WHERE scheme_id = %(scheme)s RETURNING last_place
"""
_MOVE_PURSE = """
    UPDATE scheme_purse
       SET claimed = claimed + %(claimed)s, granted = granted + %(granted)s,
           returned = returned + %(returned)s, queue = queue + %(queue)s
     WHERE scheme_id = %(scheme)s
"""
_TAKE_FREE = """
    UPDATE scheme_purse SET claimed = claimed + %(more)s, queue = queue - 1
     WHERE scheme_id = %(scheme)s AND claimed + granted - returned + %(more)s <= total
 RETURNING id
"""


Value = Decimal | int | bool


def ensure_allowance(application: Application) -> None:
    """The row of what this organisation may have, made when it first asks."""
    key = {
        "school_id": application.school_id,
        "scheme_id": application.scheme_id,
        "year": application.year,
    }
    if Allowance.objects.filter(**key).exists():
        return
    hold_terms(application.scheme_id)  # who changes them changes the rows that are there
    cap = Scheme.objects.values_list("cap", flat=True).get(pk=application.scheme_id)
    Allowance.objects.get_or_create(**key, defaults={"fund_id": application.fund_id, "cap": cap})


def ask(
    application: Application, *, hours: Decimal, is_receipt: bool, by: Actor, now: datetime
) -> None:
    """Let the claim of an application become `hours`: take, wait for the rest, or give back.

    Changes the fields of `application`, which the caller has locked and saves. With `is_receipt` it
    also gets its place and instant. Raises Refused (cap_reached).
    """
    if hours > application.claimed:
        _ask_more(application, hours=hours, is_receipt=is_receipt, by=by, now=now)
    else:
        give_back(application, to=hours, by=by, now=now)
        if is_receipt:
            _note_receipt(application, _receive(application, more=ZERO, is_receipt=True))
    application.hours = hours


def _ask_more(
    application: Application, *, hours: Decimal, is_receipt: bool, by: Actor, now: datetime
) -> None:
    waited, more = application.waits_for, hours - application.claimed
    _reserve_cap(application, more=more - waited, hours=hours)
    if application.turn is not None:
        if more > waited:  # who asks for more than it waited for goes to the end of the row
            application.turn = _one(_NEXT_TURN, application)[0]
        if is_receipt:
            _note_receipt(application, _receive(application, more=ZERO, is_receipt=True))
        return
    row = _receive(application, more=more, is_receipt=is_receipt)
    if is_receipt:
        _note_receipt(application, row)
    place, _, is_taken = row
    if is_taken:
        _move_allowance(application, claimed=more, waiting=-more)
        application.claimed = hours
        write(application, EntryKind.CLAIM, more, by=by, now=now)
    elif application.hours or application.place is None:
        application.turn = place
    else:  # it has its place since the request, and waits there
        application.turn = application.place


def give_back(
    application: Application, *, to: Decimal, by: Actor, now: datetime, reason: str = ""
) -> bool:
    """Lower the claim to `to` and stop waiting; True when hours or a turn came free."""
    less, waited = application.claimed - to, application.waits_for
    leaves = application.turn is not None
    if not less and not leaves:
        return False
    _move_allowance(application, claimed=-less, waiting=-waited)
    _move_purse(application, claimed=-less, queue=-1 if leaves else 0)
    application.claimed, application.turn = to, None
    if less:
        write(application, EntryKind.UNCLAIM, -less, by=by, now=now, reason=reason)
    return True


def take_free(application: Application, *, by: Actor, now: datetime, reason: str) -> bool:
    """Give an application the hours that it waits for, if there are as many; False if not."""
    more = application.waits_for
    _move_allowance(application, claimed=more, waiting=-more)
    if not _rows(_TAKE_FREE, application, more=more):
        _move_allowance(application, claimed=-more, waiting=more)
        return False
    application.claimed, application.turn = application.hours, None
    write(application, EntryKind.CLAIM, more, by=by, now=now, reason=reason)
    return True


def grant(application: Application, *, by: Actor, now: datetime) -> None:
    """Turn the claim into a grant."""
    hours = application.claimed
    _move_allowance(application, claimed=-hours, granted=hours)
    _move_purse(application, claimed=-hours, granted=hours)
    application.claimed, application.granted = ZERO, hours
    write(application, EntryKind.UNCLAIM, -hours, by=by, now=now)
    write(application, EntryKind.GRANT, hours, by=by, now=now)


def return_unused(application: Application, *, by: Actor, now: datetime) -> Decimal:
    """Give back what was granted and not worked; gives how many hours that were."""
    unused = application.left
    if unused:
        _move_allowance(application, returned=unused)
        _move_purse(application, returned=unused)
        application.returned += unused
        write(application, EntryKind.RETURN, -unused, by=by, now=now)
    return unused


def write(
    application: Application,
    kind: EntryKind,
    hours: Decimal,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    activity_id: int | None = None,
    corrects: HoursEntry | None = None,
) -> HoursEntry:
    """Add one line to the ledger."""
    return HoursEntry.objects.create(
        school_id=application.school_id,
        fund_id=application.fund_id,
        scheme_id=application.scheme_id,
        application=application,
        kind=kind.value,
        hours=hours,
        reason=reason.strip()[:300],
        corrects=corrects,
        activity_id=activity_id,
        side=by.side.value,
        by=by.name,
        at=now,
    )


def _reserve_cap(application: Application, *, more: Decimal, hours: Decimal) -> None:
    if not more or _rows(_ASK_CAP, application, more=more):
        return
    allowance = Allowance.objects.get(
        school_id=application.school_id, scheme_id=application.scheme_id, year=application.year
    )
    taken = allowance.claimed + allowance.waiting + allowance.granted - allowance.returned
    own = application.claimed + application.waits_for
    left = allowance.cap - taken + own
    raise Refused(cap_reached(hours=hours, left=left, cap=allowance.cap), field="hours")


def _receive(application: Application, *, more: Decimal, is_receipt: bool) -> Any:
    return _one(_RECEIVE, application, more=more, receipt=is_receipt)


def _note_receipt(application: Application, row: Any) -> None:
    application.place, application.received_at = row[0], row[1]


def _move_allowance(
    application: Application,
    *,
    claimed: Decimal = ZERO,
    waiting: Decimal = ZERO,
    granted: Decimal = ZERO,
    returned: Decimal = ZERO,
) -> None:
    parts = {"claimed": claimed, "waiting": waiting, "granted": granted, "returned": returned}
    _execute(_MOVE_ALLOWANCE, application, **parts)


def _move_purse(
    application: Application,
    *,
    claimed: Decimal = ZERO,
    granted: Decimal = ZERO,
    returned: Decimal = ZERO,
    queue: int = 0,
) -> None:
    parts = {"claimed": claimed, "granted": granted, "returned": returned}
    _execute(_MOVE_PURSE, application, queue=queue, **parts)


def _execute(statement: str, application: Application, **values: Value) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, _known(application, values))
        assert cursor.rowcount == 1, "The row of the totals was not there."


def _rows(statement: str, application: Application, **values: Value) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, _known(application, values))
        found: list[Any] = cursor.fetchall()
    return found


def _one(statement: str, application: Application, **values: Value) -> Any:
    [row] = _rows(statement, application, **values)
    return row


def _known(application: Application, values: dict[str, Value]) -> dict[str, Value]:
    return {
        "school": application.school_id,
        "scheme": application.scheme_id,
        "year": application.year,
        **values,
    }
