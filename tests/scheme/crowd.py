"""More hogescholen than the cast has, and many people who act at the same instant."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from threading import Barrier
from typing import Any

from django.db import connection, transaction

from banenbrug.engine.scopes import scope as open_scope
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.actions import add_member, found_organisation
from banenbrug.organisations.models import User
from banenbrug.organisations.roles import Kind
from banenbrug.scheme.actions.queue import hand_out_next
from banenbrug.scheme.models import Allowance, Application, Purse, Scheme
from banenbrug.scheme.queries.ledger_check import ledger_of
from tests.cast import Member, School

PATIENCE = 60  # seconds


def hogeschool(number: int, *, now: datetime) -> School:
    """A hogeschool with a buyer and somebody at HR; the others of its people are not there."""
    slug = f"hogeschool-{number}"
    people = {
        role: Member(slug, f"{role}@{slug}.example", f"{role.title()} {number}", (role,))
        for role in ("coordinator", "buyer", "hr", "reader", "keyholder", "reporter")
    }
    made = found_organisation(kind=Kind.SCHOOL, slug=slug, name=f"Hogeschool {number}", now=now)
    with transaction.atomic(), open_scope(organisation_id=made.pk):
        for role in ("buyer", "hr"):
            who = people[role]
            account = User.objects.create_user(who.email)
            add_member(organisation=made, user=account, name=who.name, roles=[role], now=now)
    return School(slug, made.name, **people)


def all_at_once(moves: Sequence[Callable[[], object]]) -> list[object]:
    """Let everybody act at one instant, each over an own connection: what came of each move.

    A refusal is an answer; anything else that goes wrong is raised.
    """
    start = Barrier(len(moves), timeout=PATIENCE)

    def act(move: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait()
            return move()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(moves)) as pool:
        waiting = [pool.submit(act, move) for move in moves]
        return [one.result(timeout=PATIENCE) for one in waiting]


@contextmanager
def seen_by_fund(scheme: Scheme) -> Iterator[None]:
    """The scope of the fund, which sees all of its scheme."""
    with transaction.atomic(), open_scope(organisation_id=scheme.fund_id):
        yield


def hand_out(scheme: Scheme, *, now: datetime) -> None:
    """Do what the job does, until nobody can get hours any more."""
    got = True
    while got:
        with seen_by_fund(scheme):
            got = hand_out_next(scheme_id=scheme.pk, now=now)


def assert_bounds(scheme: Scheme) -> None:
    """What holds at every instant: totals, caps, grants, places and entries."""
    with seen_by_fund(scheme):
        purse = Purse.objects.get(scheme=scheme)
        assert purse.claimed + purse.granted - purse.returned <= purse.total
        for row in Allowance.objects.filter(scheme=scheme):
            assert row.claimed + row.waiting + row.granted - row.returned <= row.cap
        for application in Application.objects.filter(scheme=scheme):
            assert application.worked + application.pending <= application.granted
        received = Application.objects.filter(scheme=scheme, place__isnull=False)
        by_place: list[Any] = list(received.order_by("place").values_list("place", "received_at"))
        assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(by_place))
        assert ledger_of(scheme).differences == []


def assert_nobody_waits_for_nothing(scheme: Scheme) -> None:
    """Whoever is first waits for more hours than there are."""
    with seen_by_fund(scheme):
        found = ledger_of(scheme)
        assert not found.waiting or found.waiting[0].waits_for > found.left


def states(scheme: Scheme) -> dict[int, Any]:
    """The state of every application that was received, by its place."""
    with seen_by_fund(scheme):
        received = Application.objects.filter(scheme=scheme, place__isnull=False)
        found: list[Any] = list(received.order_by("place").values_list("place", "state"))
    return dict(found)
