"""What a machine of moves stands on, how it makes one, and what holds after each of them."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.models import Activity, Allowance, Application, Purse, Request, Scheme
from tests.cast import School
from tests.scheme.course import Course, acting
from tests.scheme.crowd import assert_bounds, seen_by_fund
from tests.scheme.reference import NOTHING, Asked, Plan, Reference

ALWAYS: Mapping[str, Any] = {
    "opens": date(2020, 1, 1),
    "closes": date(2098, 12, 31),
    "runs_until": date(2099, 12, 31),
}
"""Days that end nothing: neither the years that the machine lets pass, nor the real clock."""
CAN_WAIT = ("draft", "waiting", "returned")
"""In which states an application may ask for more hours than it has."""


@dataclass
class Ground:
    """What stands before each example: the hours of its scheme, and hogescholen."""

    course: Course
    total: Decimal
    cap: Decimal
    schools: list[School]


@dataclass(frozen=True)
class Seen:
    """Who waits and who has hours, in the tables."""

    waiting: frozenset[int]
    claims: Mapping[int, Decimal]


class Machine(RuleBasedStateMachine):
    """Makes moves in the product and in the reference; the rules stand in the classes below it.

    Each example is undone at its end.
    """

    ground: ClassVar[Ground]
    scheme: Scheme
    reference: Reference

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.course = replace(self.ground.course)
        self.dossiers: list[int] = []
        self.keys: list[int] = []
        self.work: list[list[int]] = []
        self.entries: list[list[int]] = []
        self.came: dict[int, int] = {}
        self.moments = 0
        self.before: Seen | None = None
        self.was_ahead = False
        self.jobs_done = 0

    def publish(self, cap_period: str, place_from: str, claim_from: str) -> None:
        """A scheme with these terms, on both sides."""
        total, cap, year = self.ground.total, self.ground.cap, self.course.today.year
        self.terms = {
            **ALWAYS,
            "cap_period": cap_period,
            "place_from": place_from,
            "claim_from": claim_from,
        }
        self.scheme = self.course.scheme(total=total, cap=cap, needs_hands=False, **self.terms)
        self.reference = Reference(total, cap, cap_period, place_from, claim_from, year)

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
        """Who got hours came in before all who waited; else an officer said why."""
        now = self._seen()
        if self.before is not None and not self.was_ahead:
            for key, claim in now.claims.items():
                if claim > self.before.claims.get(key, NOTHING):
                    others = self.before.waiting - {key}
                    assert all(self.came[key] < self.came[other] for other in others)
        self.before, self.was_ahead = now, False

    @invariant()
    def nobody_waits_for_nothing(self) -> None:
        """While there are hours for the first that waits, the worker has been asked for them."""
        queue = self.reference.queue
        if queue and queue[0].waits_for <= self.reference.free:
            assert self.jobs() > self.jobs_done

    @invariant()
    def the_tables_say_what_the_reference_says(self) -> None:
        """Every state, every column of hours, and the order of places and turns."""
        with seen_by_fund(self.scheme):
            requests = Request.objects.in_bulk(self.dossiers)
            rows = Application.objects.in_bulk(self.keys)
            purse = Purse.objects.get(scheme=self.scheme)
            caps = set(Allowance.objects.filter(scheme=self.scheme).values_list("cap", flat=True))
        for pk, asked in zip(self.dossiers, self.reference.requests, strict=True):
            assert requests[pk].state == asked.state
        plans = dict(zip(self.keys, self.plans, strict=True))
        for key, plan in plans.items():
            row = rows[key]
            assert (row.state, row.hours, row.claimed) == (plan.state, plan.hours, plan.claimed)
            assert (row.granted, row.pending, row.worked, row.returned) == (
                *(plan.granted, plan.pending, plan.worked, plan.returned),
            )
            assert row.year == plan.year
        for instant in ("place", "turn"):
            assert _in_order(rows, instant) == _in_order(plans, instant)
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

    def asked_in(self, *states: str) -> list[int]:
        """The numbers of requests in these states."""
        found = enumerate(self.reference.requests)
        return [number for number, asked in found if asked.state in states]

    def pick_asked(self, some: int, *states: str) -> tuple[Request, Asked]:
        """One of the requests in these states, or in any."""
        there = self.asked_in(*states) if states else range(len(self.dossiers))
        number = there[some % len(there)]
        return self.request(number), self.reference.requests[number]

    def move(self, real: Callable[[], object], told: Callable[[], object]) -> bool:
        """Make a move on both sides: the same answer, nothing half done; whether it was done."""
        code = None
        try:
            real()
        except Refused as refused:
            code = refused.code
        assert code == told()
        return code is None

    def came_in(self, number: int) -> None:
        """Note that a plan stands behind all that came in before."""
        self.moments += 1
        self.came[self.keys[number]] = self.moments

    def find_plans(self, asked: Asked) -> None:
        """Look up the applications that a move made for a request, in order."""
        request = Request(pk=self.dossiers[self.reference.requests.index(asked)])
        with seen_by_fund(self.scheme):
            made = Application.objects.filter(request=request).order_by("number")
            new = [key for key in made.values_list("pk", flat=True) if key not in self.keys]
        self.keys += new
        self.work += [[] for _ in new]
        self.entries += [[] for _ in new]

    def school(self, slug: str) -> School:
        """The hogeschool with this address."""
        return next(school for school in self.ground.schools if school.slug == slug)

    def school_of(self, number: int) -> School:
        """Whose plan it is."""
        return self.school(self.plans[number].school)

    def request(self, number: int) -> Request:
        """The request, as it is now."""
        with seen_by_fund(self.scheme):
            return Request.objects.select_related("scheme").get(pk=self.dossiers[number])

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
        with acting(self.school_of(number).hr) as hr:
            action(by=hr, application=row, now=self.course.now, **what)

    def by_fund(self, number: int, action: Callable[..., object], **what: object) -> None:
        """Let the officer act."""
        row = self.row(number)
        with acting(self.course.cast.officer) as officer:
            action(by=officer, application=row, now=self.course.now, **what)

    def jobs(self) -> int:
        """How often the worker was asked to hand out hours of this scheme."""
        asked = ProcrastinateJob.objects.filter(task_name="scheme.hand_out")
        return asked.filter(args__scheme_id=self.scheme.pk).count()

    def _seen(self) -> Seen:
        with seen_by_fund(self.scheme):
            found = list(Application.objects.filter(scheme=self.scheme))
        short = (row for row in found if row.state in CAN_WAIT and row.hours > row.claimed)
        return Seen(frozenset(row.pk for row in short), {row.pk: row.claimed for row in found})


def _in_order(plans: Mapping[int, Application] | Mapping[int, Plan], instant: str) -> list[int]:
    """The keys of those that have an instant, the earliest first."""
    found = {key: getattr(plan, instant) for key, plan in plans.items()}
    return sorted((key for key, at in found.items() if at is not None), key=found.__getitem__)
