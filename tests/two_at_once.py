"""Two people who act at the same moment, in transactions that commit."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

from django.db import connection

from banenbrug.organisations.models import Membership
from tests.cast import Member
from tests.databases import owner
from tests.dialogue.conftest import entered

WAITING = (
    "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE datname = %s AND NOT granted"
)


def at_once(
    database: str,
    first: tuple[Member, Callable[[Membership], object]],
    second: tuple[Member, Callable[[Membership], object]],
) -> Future[object]:
    """Let `second` start before the transaction of `first` commits, and wait for both."""

    def act() -> object:
        try:
            with entered(second[0]) as by:
                return second[1](by)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with entered(first[0]) as by:
            first[1](by)
            other = pool.submit(act)
            until_it_waits(database, other)
        other.exception(timeout=30)
    return other


def until_it_waits(database: str, other: Future[Any]) -> None:
    """Return when somebody waits for a lock; fail when `other` is done without."""
    deadline = monotonic() + 30
    with owner(database) as server:
        while not other.done() and monotonic() < deadline:
            if server.execute(WAITING, [database]).fetchone() == (1,):
                return
            sleep(0.01)
    raise AssertionError("The second did not wait for the first.")
