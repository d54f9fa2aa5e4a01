"""All moves of the hours in any order, beside a plain reference; the bounds after each of them."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from banenbrug.scheme.actions import (
    activities,
    applications,
    corrections,
    decisions,
    evaluations,
    queue,
    schemes,
)
from banenbrug.scheme.models import Evaluation, HoursEntry, Work
from banenbrug.scheme.rules.schemes import Terms
from tests.scheme.course import TERMS, VALUES, Course, acting
from tests.scheme.crowd import hogeschool
from tests.scheme.machine import Ground
from tests.scheme.moves_of_requests import HOURS, SOME, MovesOfRequests

TOTAL, CAP = Decimal(30), Decimal(24)
MUCH = st.sampled_from([Decimal(hours) for hours in ("6", "12", "20")])
FROM = st.sampled_from(["request", "application"])
PERIOD = st.sampled_from(["once", "per_year"])
WORK = st.sampled_from([Decimal(hours) for hours in ("0.25", "2", "5.75", "13")])
LEAST = Decimal("0.25")
WITH_ACTIVITY = ("granted", "running", "completed", "settled")
CHANGE = st.sampled_from([Decimal(hours) for hours in ("-3", "-0.25", "0.25", "6")])


class EveryMove(MovesOfRequests):
    """Every move of the hours, in states that are for it and in some that are not."""

    @initialize(
        cap_period=PERIOD,
        place_from=FROM,
        claim_from=FROM,
        wished=st.lists(MUCH, min_size=3, max_size=4),
        order=st.permutations(range(3)),
        wanted=st.lists(MUCH, min_size=3, max_size=5),
    )
    def begin(
        self,
        wished: list[Decimal],
        order: list[int],
        wanted: list[Decimal],
        cap_period: str,
        place_from: str,
        claim_from: str,
    ) -> None:
        """A scheme with these terms. Some plans are in already, so that there is what to move."""
        self.publish(cap_period, place_from, claim_from)
        for number, hours in enumerate(wished):
            self.ask(number % 3, hours)
        for _ in self.asked_in("submitted"):
            self.talk(0, is_held=True)
        for turn, hours in enumerate(wanted):  # plans come in another order than their requests
            self.apply(order[turn % 3], hours)

    @precondition(lambda self: self.reference.year < 2028)
    @rule()
    def new_year(self) -> None:
        """It is the first of January: where the cap is of a year, it begins anew."""
        year = self.course.today.year + 1
        self.course.now = self.course.now.replace(year=year, month=1, day=1)
        self.reference.year = year

    @precondition(lambda self: self.asked_in("planning"))
    @rule(some=SOME, hours=HOURS)
    def apply(self, some: int, hours: Decimal) -> None:
        """A plan of a request that has none to hand in, or one more; offered and handed in."""
        asked = self.pick_asked(some, "planning")[1]
        self.offer_for(self.reference.requests.index(asked), hours)
        drafts = [plan for plan in asked.plans if plan.state == "draft"]
        self._submit(self.plans.index(drafts[0]))

    @precondition(lambda self: self.in_state("returned"))
    @rule(some=SOME, hours=st.none() | HOURS)
    def submit_again(self, some: int, hours: Decimal | None) -> None:
        """Hand in a plan that came back: as it was, with more hours, or with fewer."""
        number, plan = self.pick(some, "returned")
        if hours is not None:
            self.course.offer(self.row(number), hours=str(hours))
            plan.offered = hours
        self._submit(number)

    @precondition(lambda self: self.in_state("submitted", "waiting"))
    @rule(some=SOME, by=CHANGE, is_late=st.booleans())
    def come_back(self, some: int, by: Decimal, is_late: bool) -> None:
        """A plan is given back and handed in with more or fewer hours, maybe in the next year."""
        number, plan = self.pick(some, "submitted", "waiting")
        self._decide(number, "return")
        if is_late:
            self.new_year()
        self.submit_again(self.in_state("returned").index(number), max(plan.hours + by, LEAST))

    @precondition(lambda self: any(plan.offered for plan in self.plans))
    @rule(some=SOME)
    def submit(self, some: int) -> None:
        """Hand in any plan that was offered."""
        there = [number for number, plan in enumerate(self.plans) if plan.offered]
        self._submit(there[some % len(there)])

    def _submit(self, number: int) -> None:
        plan, had = self.plans[number], self.plans[number].hours
        is_in = self.move(
            lambda: self.course.submit(self.row(number), self.school_of(number)),
            lambda: self.reference.submit(plan),
        )
        if is_in and (self.keys[number] not in self.came or plan.hours > had > 0):
            self.came_in(number)

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

    @precondition(lambda self: self.plans)
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

    @precondition(lambda self: len(self.reference.queue) > 1 and self.in_state("submitted"))
    @rule(some=SOME)
    def come_free(self, some: int) -> None:
        """The fund rejects who has hours, and several wait for them."""
        self._decide(self.pick(some, "submitted")[0], "reject")
        self.before = self._seen()
        self.hand_out(2)

    @precondition(lambda self: self.reference.queue)
    @rule(times=st.integers(1, 3))
    def hand_out(self, times: int) -> None:
        """What the job does when hours come free."""
        for _ in range(times):
            with acting(self.course.cast.officer):
                got = queue.hand_out_next(scheme_id=self.scheme.pk, now=self.course.now)
            assert got is self.reference.hand_out()
            self.nobody_is_overtaken()
            if not got:  # else the job asks for itself again
                self.jobs_done = self.jobs()

    @rule(total=st.sampled_from([24, 36, 45]), cap=st.sampled_from([20, 24, 30]))
    def change_terms(self, total: int, cap: int) -> None:
        """Other hours in all, or for one hogeschool."""
        wanted = {"total": Decimal(total), "cap": Decimal(cap)}

        def change() -> None:
            terms = Terms(**{**TERMS.__dict__, **self.terms, **wanted})
            values = {**VALUES, "needs_hands": False}
            with acting(self.course.cast.officer) as by:
                schemes.change_scheme(by=by, scheme=self.scheme, terms=terms, values=values)

        self.move(change, lambda: self.reference.change(**wanted))

    @precondition(lambda self: self.in_state(*WITH_ACTIVITY))
    @rule(some=SOME, hours=WORK)
    def enter_work(self, some: int, hours: Decimal) -> None:
        """Hours within the grant, or above it."""
        number, plan = self.pick(some, *WITH_ACTIVITY)

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
        work, now = Work(pk=self.work[number].pop(0)), self.course.now
        self.reference.answer(self.plans[number], is_right=is_right)
        if is_right:
            with acting(self.school_of(number).hr) as hr:
                activities.confirm_work(by=hr, work=work, now=now)
                self.entries[number].append(HoursEntry.objects.order_by("-pk")[0].pk)
        else:
            with acting(self.course.cast.adviser) as adviser:
                activities.withdraw_work(by=adviser, work=work, now=now)

    @precondition(lambda self: any(plan.booked for plan in self.plans))
    @rule(some=SOME, by=CHANGE)
    def correct(self, some: int, by: Decimal) -> None:
        """Confirmed hours turn out to be more, or fewer."""
        there = [number for number, plan in enumerate(self.plans) if plan.booked]
        number = there[some % len(there)]
        which = some % len(self.entries[number])

        def change() -> None:
            with acting(self.course.cast.officer) as officer:
                entry = HoursEntry.objects.get(pk=self.entries[number][which])
                corrections.correct(
                    by=officer, entry=entry, hours=by, reason="Geteld", now=self.course.now
                )

        self.move(change, lambda: self.reference.correct(self.plans[number], which, by))

    @precondition(lambda self: self.unfinished())
    @rule(some=SOME, how=st.sampled_from(["accepted", "waived", "cancelled"]))
    def finish(self, some: int, how: str) -> None:
        """Hold the activity and account for it, or not; or cancel it."""
        there = self.unfinished()
        self._finish(there[some % len(there)], how)

    def unfinished(self) -> list[int]:
        """The numbers of plans with an activity to come."""
        granted = self.in_state("granted", "running")
        return [number for number in granted if self.plans[number].activity == "planned"]

    def _finish(self, number: int, how: str) -> None:
        activity, now = self.activity(number), self.course.now
        if how == "cancelled":
            with acting(self.course.cast.adviser) as adviser:
                activities.cancel_activity(by=adviser, activity=activity, reason="Ziek", now=now)
        else:
            self.course.held(self.row(number))
        if how == "accepted":
            self.course.accepted(activity, self.school_of(number))
        if how == "waived":
            with acting(self.course.cast.officer) as officer:
                account = Evaluation.objects.get(activity=activity)
                evaluations.waive_evaluation(by=officer, evaluation=account, reason="Ok", now=now)
        self.reference.finish(self.plans[number], "cancelled" if how == "cancelled" else "held")

    @precondition(lambda self: self.in_state(*WITH_ACTIVITY))
    @rule(some=SOME, is_finished=st.booleans(), is_answered=st.booleans())
    def settle(self, some: int, is_finished: bool, is_answered: bool) -> None:
        """Settle the hours: once all is held or cancelled, accounted for and answered."""
        number, plan = self.pick(some, *WITH_ACTIVITY)
        if is_finished and number in self.unfinished():
            self._finish(number, "accepted")
        while is_answered and plan.entered:
            self._answer(number, is_right=True)
        self.move(lambda: self.course.settle(self.row(number)), lambda: self.reference.settle(plan))


def test_every_move_in_any_order_keeps_every_bound(course: Course) -> None:
    schools = [course.cast.waterland, course.cast.heuvelrug, hogeschool(3, now=course.now)]

    class Here(EveryMove):
        ground = Ground(course, TOTAL, CAP, schools)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
