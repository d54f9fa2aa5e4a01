"""All moves of the hours in any order, beside a plain reference; the bounds after each of them."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from banenbrug.scheme.actions import (
    activities,
    applications,
    corrections,
    decisions,
    queue,
    schemes,
)
from banenbrug.scheme.models import HoursEntry, Work
from banenbrug.scheme.rules.schemes import Terms
from tests.scheme.course import TERMS, VALUES, Course, acting
from tests.scheme.crowd import hogeschool
from tests.scheme.machine import Ground, Machine
from tests.scheme.reference import Plan

TOTAL, CAP = Decimal(40), Decimal(24)
HOURS = st.sampled_from([Decimal(hours) for hours in ("0.25", "4", "6", "7.5", "12", "20")])
WORK = st.sampled_from([Decimal(hours) for hours in ("0.25", "2", "5.75", "13")])
CHANGE = st.sampled_from([Decimal(hours) for hours in ("-3", "-0.25", "0.25", "6")])
SCHOOL = st.integers(0, 2)
SOME = st.integers(0, 99)


class EveryMove(Machine):
    """Every move of the hours, in states that are for it and in some that are not."""

    @initialize(wanted=st.lists(st.tuples(SCHOOL, HOURS), min_size=3, max_size=7))
    def begin(self, wanted: list[tuple[int, Decimal]]) -> None:
        """Some plans are in already, so that there is something to move."""
        for school, hours in wanted:
            self.apply(school, hours)

    @rule(school=SCHOOL, hours=HOURS)
    def apply(self, school: int, hours: Decimal) -> None:
        """A new plan, handed in; or one that was refused before, with other hours."""
        made = self.course.plan(self.ground.requests[school], hours=str(hours))
        if made.pk not in self.keys:
            self.keys.append(made.pk)
            self.work.append([])
            self.entries.append([])
            self.plans.append(Plan(self.ground.schools[school].slug, hours))
        number = self.keys.index(made.pk)
        self.plans[number].offered = hours
        self._submit(number)

    @precondition(lambda self: self.in_state("returned"))
    @rule(some=SOME, hours=st.none() | HOURS)
    def submit_again(self, some: int, hours: Decimal | None) -> None:
        """Hand in a plan that came back: as it was, with more hours, or with fewer."""
        number, plan = self.pick(some, "returned")
        if hours is not None:
            self.course.offer(self.row(number), hours=str(hours))
            plan.offered = hours
        self._submit(number)

    def _submit(self, number: int) -> None:
        self.move(
            lambda: self.course.submit(self.row(number), self.school(number)),
            lambda: self.reference.submit(self.plans[number]),
        )

    @precondition(lambda self: self.in_state("submitted"))
    @rule(some=SOME)
    def grant(self, some: int) -> None:
        """The fund grants a plan that has its hours."""
        self._decide(self.pick(some, "submitted")[0], "grant")

    @precondition(lambda self: self.in_state("submitted", "waiting"))
    @rule(some=SOME)
    def give_back(self, some: int) -> None:
        """The fund gives a plan back with remarks."""
        self._decide(self.pick(some, "submitted", "waiting")[0], "return")

    @rule(some=SOME, what=st.sampled_from(["grant", "return", "reject", "withdraw"]))
    def decide(self, some: int, what: str) -> None:
        """The fund decides about any plan, or its hogeschool takes it back."""
        self._decide(self.pick(some)[0], what)

    def _decide(self, number: int, what: str) -> None:
        real: dict[str, Callable[[], None]] = {
            "grant": lambda: self.by_fund(number, decisions.grant, remark=""),
            "return": lambda: self.by_fund(number, decisions.return_application, reason="Nee"),
            "reject": lambda: self.by_fund(number, decisions.reject, reason="Nee"),
            "withdraw": lambda: self.by_school(
                number, applications.withdraw_application, reason="Nee"
            ),
        }
        self.move(real[what], lambda: self.reference.decide(what, self.plans[number]))

    @precondition(lambda self: self.in_state("waiting"))
    @rule(some=SOME, waits=st.booleans())
    def claim_ahead(self, some: int, waits: bool) -> None:
        """An officer lets somebody go before the others, who may not even wait."""
        number, plan = self.pick(some, "waiting") if waits else self.pick(some)
        self.was_ahead = True
        self.move(
            lambda: self.by_fund(number, queue.claim_ahead, reason="Haast"),
            lambda: self.reference.claim_ahead(plan),
        )

    @rule(times=st.integers(1, 3))
    def hand_out(self, times: int) -> None:
        """What the job does when hours come free."""
        for _ in range(times):
            with acting(self.course.cast.officer):
                got = queue.hand_out_next(scheme_id=self.scheme.pk, now=self.course.now)
            assert got is self.reference.hand_out()
            self.nobody_is_overtaken()

    @rule(total=st.sampled_from([24, 40, 45, 60]), cap=st.sampled_from([20, 24, 30]))
    def change_terms(self, total: int, cap: int) -> None:
        """Other hours in all, or for one hogeschool."""
        wanted = {"total": Decimal(total), "cap": Decimal(cap)}

        def change() -> None:
            terms = Terms(**{**TERMS.__dict__, **wanted})
            with acting(self.course.cast.officer) as by:
                schemes.change_scheme(by=by, scheme=self.scheme, terms=terms, values=VALUES)

        self.move(change, lambda: self.reference.change(**wanted))

    @precondition(lambda self: self.in_state("granted", "running"))
    @rule(some=SOME, hours=WORK)
    def enter_work(self, some: int, hours: Decimal) -> None:
        """Hours within the grant, or above it."""
        number, plan = self.pick(some, "granted", "running")

        def enter() -> None:
            made = self.course.entered(self.activity(number), hours=str(hours))
            self.work[number].append(made.pk)

        self.move(enter, lambda: self.reference.work(plan, hours))

    @precondition(lambda self: any(plan.entered for plan in self.plans))
    @rule(some=SOME, is_right=st.booleans())
    def answer_work(self, some: int, is_right: bool) -> None:
        """The hogeschool confirms the oldest hours that wait, or the adviser takes them back."""
        waiting = [number for number, plan in enumerate(self.plans) if plan.entered]
        self._answer(waiting[some % len(waiting)], is_right)

    def _answer(self, number: int, is_right: bool) -> None:
        work, hours = Work(pk=self.work[number].pop(0)), self.plans[number].entered.pop(0)
        if is_right:
            self.plans[number].booked.append(hours)
            with acting(self.school(number).hr) as hr:
                activities.confirm_work(by=hr, work=work, now=self.course.now)
                self.entries[number].append(HoursEntry.objects.order_by("-pk")[0].pk)
        else:
            with acting(self.course.cast.adviser) as adviser:
                activities.withdraw_work(by=adviser, work=work, now=self.course.now)

    @precondition(lambda self: any(p.booked and p.state == "running" for p in self.plans))
    @rule(some=SOME, by=CHANGE)
    def correct(self, some: int, by: Decimal) -> None:
        """Confirmed hours turn out to be more, or fewer."""
        there = [n for n, p in enumerate(self.plans) if p.booked and p.state == "running"]
        number = there[some % len(there)]
        which = some % len(self.entries[number])

        def change() -> None:
            with acting(self.course.cast.officer) as officer:
                entry = HoursEntry.objects.get(pk=self.entries[number][which])
                corrections.correct(
                    by=officer, entry=entry, hours=by, reason="Geteld", now=self.course.now
                )

        self.move(change, lambda: self.reference.correct(self.plans[number], which, by))

    @precondition(lambda self: self.in_state("granted", "running"))
    @rule(some=SOME, is_answered=st.booleans())
    def settle(self, some: int, is_answered: bool) -> None:
        """Hold the activity, account for it, and settle: once its hours are answered for."""
        number, plan = self.pick(some, "granted", "running")
        if not plan.is_held:
            self.course.held(self.row(number))
            self.course.accepted(self.activity(number), self.school(number))
            plan.is_held, plan.state = True, "running"
        while is_answered and plan.entered:
            self._answer(number, is_right=True)
        self.move(lambda: self.course.settle(self.row(number)), lambda: self.reference.settle(plan))


def test_every_move_in_any_order_keeps_every_bound(course: Course) -> None:
    schools = [course.cast.waterland, course.cast.heuvelrug, hogeschool(3, now=course.now)]
    scheme = course.scheme(total=TOTAL, cap=CAP)
    requests = [course.planning(scheme, school) for school in schools]

    class Here(EveryMove):
        ground = Ground(course, scheme, TOTAL, CAP, schools, requests)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
