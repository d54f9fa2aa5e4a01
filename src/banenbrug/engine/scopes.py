"""The scope of a transaction: whose rows it may see, and on whose behalf it writes.

Two settings of PostgreSQL hold it, `app.organisation_id` and `app.user_id`; every row policy reads
them. Without them there are no rows. They are local to the transaction, so nothing outlives it.
The same statement tells pghistory who acts, so that each history row knows its author.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.db import connection
from psycopg.pq import TransactionStatus

from banenbrug.engine import aftermath


class ScopeError(RuntimeError):
    """A scope was opened where it may not be: a mistake in the program, never of a user."""


@dataclass(frozen=True)
class Scope:
    """Whose rows are visible; `member_id` and `via` only describe the author in the history."""

    organisation_id: int | None = None
    user_id: int | None = None
    member_id: int | None = None
    via: str = ""

    def context(self) -> str:
        """The metadata of pghistory's context row, as JSON."""
        return json.dumps(
            {
                "organisation": self.organisation_id,
                "user": self.user_id,
                "member": self.member_id,
                "via": self.via,
            }
        )


NOBODY = Scope()
_current: ContextVar[Scope] = ContextVar("banenbrug_scope", default=NOBODY)


def current() -> Scope:
    """The scope that is open now; `NOBODY` outside all scopes."""
    return _current.get()


def context_id() -> uuid.UUID:
    """The context under which the history now keeps what is written; each scope has its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_id')")
        (context,) = cursor.fetchone()
    return uuid.UUID(context)


@contextmanager
def scope(
    *,
    organisation_id: int | None = None,
    user_id: int | None = None,
    member_id: int | None = None,
    via: str = "",
) -> Iterator[Scope]:
    """Open a scope inside a transaction and restore the former one on leaving.

    What is not given is taken over from the scope around it. A scope can only be narrowed: another
    organisation or user than the one around it raises `ScopeError`, as does the lack of a
    transaction. The scope that opens an organisation ends with its aftermath.
    """
    if not connection.in_atomic_block:
        raise ScopeError("A scope needs a transaction: open atomic() around it.")
    former = _current.get()
    wanted = _narrow(former, organisation_id, user_id, member_id, via)
    opened = wanted.organisation_id if former.organisation_id is None else None
    with aftermath.watching() if opened is not None else nullcontext() as watch:
        _write(wanted)
        token = _current.set(wanted)
        try:
            yield wanted
            if watch is not None and opened is not None and _can_write():
                watch.follow(organisation_id=opened)
        finally:
            _current.reset(token)
            if _can_write():
                _write(former)


def _narrow(
    former: Scope,
    organisation_id: int | None,
    user_id: int | None,
    member_id: int | None,
    via: str,
) -> Scope:
    for name, old, new in (
        ("organisation", former.organisation_id, organisation_id),
        ("user", former.user_id, user_id),
    ):
        if old is not None and new is not None and old != new:
            raise ScopeError(
                f"The scope of {name} {old} is open; {name} {new} cannot be inside it."
            )
    return replace(
        former,
        organisation_id=organisation_id or former.organisation_id,
        user_id=user_id or former.user_id,
        member_id=member_id or former.member_id,
        via=via or former.via,
    )


def _can_write() -> bool:
    # After an error the transaction refuses every statement until it is rolled back; the rollback
    # itself restores the settings, since they are local to it.
    if connection.connection is None or connection.needs_rollback:
        return False
    status: TransactionStatus = connection.connection.info.transaction_status
    return status == TransactionStatus.INTRANS


def _write(wanted: Scope) -> None:
    context = uuid.uuid4()
    aftermath.note(context)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.organisation_id', %s, true),"
            " set_config('app.user_id', %s, true),"
            " set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [
                str(wanted.organisation_id or ""),
                str(wanted.user_id or ""),
                str(context),
                wanted.context(),
            ],
        )
