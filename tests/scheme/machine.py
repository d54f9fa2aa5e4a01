"""What a machine of moves stands on, how it makes one, and what holds after each of them."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.models import Activity, Allowance, Application, Purse, Request, Scheme
from tests.cast import School
from tests.scheme.course import Course, acting
from tests.scheme.crowd import assert_bounds, seen_by_fund
from tests.scheme.reference import NOTHING, Plan, Reference


@dataclass
class Ground:
    """What stands before each example: a scheme, and hogescholen after their intake talk."""

    course: Course
    scheme: Scheme
    total: Decimal
    cap: Decimal
    schools: list[School]
    requests: list[Request]


@dataclass(frozen=True)
class Seen:
    """Who waits and who has hours, in the tables: by application its turn and what it claims."""

    turns: dict[int, int | None]
    claims: dict[int, Decimal]


class Machine(RuleBasedStateMachine):
    """Makes moves in the product and in the reference; the rules stand in a class below it.

    Each example is undone at its end.
    """

    ground: ClassVar[Ground]

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.course, self.scheme = self.ground.course, self.ground.scheme
        self.reference = Reference(self.ground.total, self.ground.cap)
        self.keys: list[int] = []
        self.work: list[list[int]] = []
        self.entries: list[list[int]] = []
        self.before: Seen | None = None
        self.was_ahead = False

    def teardown(self) -> None:
        """Look at what a commit would look at, and undo the example."""
        connection.check_constraints()
        transaction.set_rollback(True)
        self.undo.close()

    # --- what holds after each move ---------------------------------------------------------

    @invariant()
    def the_bounds_hold(self) -> None:
        """Totals, caps, grants, places and entries."""
        assert_bounds(self.scheme)

    @invariant()
    def nobody_is_overtaken(self) -> None:
        """Who got hours was the first that waited, or nobody waited; else an officer said why."""
        now = self._seen()
        if self.before is not None and not self.was_ahead:
            for key, claim in now.claims.items():
                if claim > self.before.claims.get(key, NOTHING):
                    own = self.before.turns.get(key)
                    others = {k: turn for k, turn in self.before.turns.items() if k != key}
                    waiting = [turn for turn in others.values() if turn is not None]
                    assert all(own is not None and own < turn for turn in waiting)
        self.before, self.was_ahead = now, False

    @invariant()
    def the_tables_say_what_the_reference_says(self) -> None:
        """Every column of hours, every place and every turn."""
        with seen_by_fund(self.scheme):
            rows = Application.objects.in_bulk(self.keys)
            purse = Purse.objects.get(scheme=self.scheme)
            caps = set(Allowance.objects.filter(scheme=self.scheme).values_list("cap", flat=True))
        for key, plan in zip(self.keys, self.plans, strict=True):
            row = rows[key]
            assert (row.state, row.hours, row.claimed) == (plan.state, plan.hours, plan.claimed)
            assert (row.granted, row.pending, row.worked, row.returned) == (
                *(plan.granted, plan.pending, plan.worked, plan.returned),
            )
            assert (row.place, row.turn) == (plan.place, plan.turn)
        assert purse.total - purse.claimed - purse.granted + purse.returned == self.reference.free
        assert (purse.total, purse.queue) == (self.reference.total, len(self.reference.queue))
        assert caps <= {self.reference.cap}

    # --- help -------------------------------------------------------------------------------

    @property
    def plans(self) -> list[Plan]:
        """The plans of the reference, in the order of `keys`."""
        return self.reference.plans

    def in_state(self, *states: str) -> list[int]:
        """The numbers of plans in these states."""
        return [number for number, plan in enumerate(self.plans) if plan.state in states]

    def pick(self, some: int, *states: str) -> tuple[int, Plan]:
        """One of the plans in these states, or in any."""
        there = self.in_state(*states) if states else range(len(self.plans))
        number = there[some % len(there)]
        return number, self.plans[number]

    def move(self, real: Callable[[], object], told: Callable[[], object]) -> None:
        """Make a move on both sides: the same answer, and nothing half done."""
        code = None
        try:
            real()
        except Refused as refused:
            code = refused.code
        assert code == told()

    def school(self, number: int) -> School:
        """Whose plan it is."""
        return next(s for s in self.ground.schools if s.slug == self.plans[number].school)

    def row(self, number: int) -> Application:
        """The application, as it is now."""
        with seen_by_fund(self.scheme):
            return self.course.fresh(Application(pk=self.keys[number]))

    def activity(self, number: int) -> Activity:
        """Its only activity."""
        return self.course.activity(self.row(number))

    def by_school(self, number: int, action: Callable[..., object], **what: object) -> None:
        """Let somebody at HR of the hogeschool act."""
        row = self.row(number)
        with acting(self.school(number).hr) as hr:
            action(by=hr, application=row, now=self.course.now, **what)

    def by_fund(self, number: int, action: Callable[..., object], **what: object) -> None:
        """Let the officer act."""
        row = self.row(number)
        with acting(self.course.cast.officer) as officer:
            action(by=officer, application=row, now=self.course.now, **what)

    def _seen(self) -> Seen:
        with seen_by_fund(self.scheme):
            rows = Application.objects.filter(scheme=self.scheme)
            found = list(rows.values_list("pk", "turn", "claimed"))
        return Seen({pk: turn for pk, turn, _ in found}, {pk: claim for pk, _, claim in found})
