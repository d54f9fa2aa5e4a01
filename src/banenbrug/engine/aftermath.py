"""What follows from what a transaction wrote: derived tables are kept up to date within it.

On leaving the scope that opened an organisation, each function named in `settings.AFTERMATH` is
called once with the contexts of the history under which something may have been written. It asks
the event tables what that was. Whoever only read pays nothing (docs/decisions/0007).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

_READS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE)\b[^;]*\Z", re.IGNORECASE)
_WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)


class Follower(Protocol):
    """A function that brings a derived table up to date after a transaction wrote."""

    def __call__(self, *, organisation_id: int, contexts: Sequence[UUID]) -> None:
        """`contexts` are values of `pgh_context_id`; the scope of the organisation is open."""


class Watch:
    """Sees every statement of a scope, and remembers whether one may have written."""

    def __init__(self) -> None:
        self.contexts: list[UUID] = []
        self.has_written = False

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        """Be a wrapper of Django's `connection.execute_wrapper`."""
        if not self.has_written:
            text = sql if isinstance(sql, str) else sql.as_string(None)
            self.has_written = not _READS.match(text) and _WRITES.search(text) is not None
        return execute(sql, params, many, context)

    def follow(self, *, organisation_id: int) -> None:
        """Call the followers, if anything may have been written."""
        if self.has_written:
            for follower in _followers():
                follower(organisation_id=organisation_id, contexts=tuple(self.contexts))


_watch: ContextVar[Watch | None] = ContextVar("banenbrug_watch", default=None)


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch all statements of the block."""
    watch = Watch()
    token = _watch.set(watch)
    try:
        with connection.execute_wrapper(watch):
            yield watch
    finally:
        _watch.reset(token)


def note(context: UUID) -> None:
    """Tell the watch, where there is one, under which context rows are written from now on."""
    watch = _watch.get()
    if watch is not None:
        watch.contexts.append(context)


def _followers() -> list[Follower]:
    return [import_string(name) for name in settings.AFTERMATH]
