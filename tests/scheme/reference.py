"""A scheme as plain Python: what each move must do to the hours, apart from the product.

Requests and their plans, no totals that are kept: everything is added up anew each time. A move
gives the code of the refusal, or None when it is done. Instants are numbers, one for each receipt.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

NOTHING = Decimal(0)
OPEN = ("draft", "submitted", "intake", "planning")
"""In which states a request goes on."""
UNDECIDED = ("draft", "submitted", "waiting", "returned")
"""In which states a plan may have a claim, or wait for one."""
GRANTED = ("granted", "running", "completed")
"""In which states a plan has hours that are not settled."""
FROM = {
    "withdraw": UNDECIDED,
    "return": ("submitted", "waiting"),
    "reject": ("submitted", "waiting", "returned"),
    "grant": ("submitted",),
}
"""In which states each decision about a plan can be made."""
ENDS = {
    "withdraw": (OPEN, GRANTED, "hours_granted", "withdrawn"),
    "lapse": (OPEN, GRANTED, "hours_granted", "lapsed"),
    "close": (
        OPEN[1:],
        ("submitted", "waiting", "returned", *GRANTED),
        "applications_open",
        "closed",
    ),
}
"""How a request ends: in which states, which plans are in the way, why not, and what it becomes."""


@dataclass(eq=False)
class Plan:
    """One application; `offered` are the hours of the version that was offered last.

    `place` is the instant of its receipt, `turn` that since which it waits for the rest. `year` is
    the one in which its hours count, 0 where the cap holds once. It has one activity.
    """

    school: str
    year: int
    offered: Decimal | None = None
    state: str = "draft"
    hours: Decimal = NOTHING
    claimed: Decimal = NOTHING
    granted: Decimal = NOTHING
    returned: Decimal = NOTHING
    place: int | None = None
    turn: int | None = None
    activity: str = "planned"
    entered: list[Decimal] = field(default_factory=list)
    booked: list[Decimal] = field(default_factory=list)

    @property
    def waits_for(self) -> Decimal:
        """Hours that it still waits for."""
        return self.hours - self.claimed if self.turn is not None else NOTHING

    @property
    def pending(self) -> Decimal:
        """Hours that nobody confirmed yet."""
        return sum(self.entered, NOTHING)

    @property
    def worked(self) -> Decimal:
        """Hours that were confirmed, with their corrections."""
        return sum(self.booked, NOTHING)

    @property
    def left(self) -> Decimal:
        """What can still be worked."""
        return self.granted - self.worked - self.pending - self.returned

    def drop(self, state: str) -> None:
        """End it without hours."""
        self.claimed, self.turn, self.state = NOTHING, None, state


@dataclass(eq=False)
class Asked:
    """One request, with its plans in order. Once it has an adviser there can be plans."""

    school: str
    wished: Decimal = NOTHING
    state: str = "draft"
    has_adviser: bool = False
    plans: list[Plan] = field(default_factory=list)

    def has(self, states: Collection[str]) -> bool:
        """Whether one of its plans is in these states."""
        return any(plan.state in states for plan in self.plans)


@dataclass
class Reference:
    """The whole scheme, and the year in which it is."""

    total: Decimal
    cap: Decimal
    cap_period: str
    place_from: str
    claim_from: str
    year: int
    requests: list[Asked] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    instants: int = 0

    @property
    def free(self) -> Decimal:
        """Hours that nobody asked for or got."""
        return self.total - sum((p.claimed + p.granted - p.returned for p in self.plans), NOTHING)

    @property
    def queue(self) -> list[Plan]:
        """Who waits, in order."""
        return sorted((p for p in self.plans if p.turn is not None), key=lambda p: p.turn or 0)

    def taken(self, school: str, year: int) -> Decimal:
        """What counts within the cap of a hogeschool, in all or in one year."""
        own = [plan for plan in self.plans if (plan.school, plan.year) == (school, year)]
        return sum((p.claimed + p.waits_for + p.granted - p.returned for p in own), NOTHING)

    def submit_request(self, asked: Asked) -> str | None:
        """Hand a request in: where place or claim begins here, its first plan has them now."""
        if "request" in (self.place_from, self.claim_from):
            plan = self._new_plan(asked)
            hours = asked.wished if self.claim_from == "request" else NOTHING
            refusal = self._ask(plan, hours, is_receipt=self.place_from == "request")
            if refusal is not None:
                self.plans.remove(plan)
                asked.plans.remove(plan)
                return refusal
        asked.state = "submitted"
        return None

    def offer(self, asked: Asked, hours: Decimal) -> str | None:
        """Offer a plan: the one that is still to be handed in, or one more."""
        if asked.state != "planning":
            return _not_now(asked)
        drafts = [plan for plan in asked.plans if plan.state == "draft"]
        plan = drafts[0] if drafts else self._new_plan(asked)
        plan.offered = hours
        return None

    def end(self, how: str, asked: Asked) -> str | None:
        """Withdraw or close a request, or let it lapse, with what it still claims."""
        states, in_the_way, refusal, target = ENDS[how]
        if asked.state not in states:
            return _not_now(asked)
        if asked.has(in_the_way):
            return refusal
        for plan in asked.plans:
            if plan.state in UNDECIDED:
                plan.drop("withdrawn")
        asked.state = target
        return None

    def submit(self, plan: Plan) -> str | None:
        """Claim the hours of the offered version, or wait for the rest of them."""
        if plan.state not in ("draft", "returned"):
            return f"application_{plan.state}"
        assert plan.offered is not None
        refusal = self._ask(plan, plan.offered, is_receipt=plan.place is None)
        if refusal is None:
            plan.state = "submitted" if plan.turn is None else "waiting"
        return refusal

    def decide(self, what: str, plan: Plan) -> str | None:
        """Grant, return, reject or withdraw."""
        if plan.state not in FROM[what]:
            return f"application_{plan.state}"
        if what == "grant":
            plan.granted, plan.claimed, plan.state = plan.claimed, NOTHING, "granted"
        elif what == "return":
            plan.state = "returned"
        else:
            plan.drop("rejected" if what == "reject" else "withdrawn")
        return None

    def hand_out(self) -> bool:
        """Give the first that waits its hours, if there are as many."""
        return bool(self.queue) and self._give(self.queue[0])

    def claim_ahead(self, plan: Plan) -> str | None:
        """Give one that waits its hours before the others."""
        if plan.state != "waiting":
            return f"application_{plan.state}"
        return None if self._give(plan) else "no_room"

    def work(self, plan: Plan, hours: Decimal) -> str | None:
        """Enter hours within the grant."""
        if plan.state not in GRANTED:
            return f"application_{plan.state}"
        if plan.activity == "cancelled":
            return "activity_cancelled"
        if hours > plan.left:
            return "work_above_grant"
        plan.entered.append(hours)
        plan.state = "running"
        return None

    def answer(self, plan: Plan, *, is_right: bool) -> None:
        """Confirm the oldest hours that were entered, or take them back."""
        hours = plan.entered.pop(0)
        if is_right:
            plan.booked.append(hours)
        self._complete(plan)

    def finish(self, plan: Plan, activity: str) -> None:
        """Hold the activity that was to come and account for it, or cancel it."""
        plan.activity = activity
        plan.state = "running" if activity == "held" else plan.state
        self._complete(plan)

    def correct(self, plan: Plan, number: int, by: Decimal) -> str | None:
        """Add to confirmed hours, or take off."""
        if plan.state not in GRANTED:
            return f"application_{plan.state}"
        if plan.booked[number] + by < 0:
            return "correction_below_nothing"
        if by > plan.left:
            return "work_above_grant"
        plan.booked[number] += by
        return None

    def settle(self, plan: Plan) -> str | None:
        """Give back what was not used, once everything is accounted for."""
        if plan.state in ("granted", "running"):
            return "activities_to_come" if plan.activity == "planned" else "work_unconfirmed"
        if plan.state != "completed":
            return f"application_{plan.state}"
        plan.returned, plan.state = plan.left, "settled"
        return None

    def change(self, total: Decimal, cap: Decimal) -> str | None:
        """Other terms, which break nothing."""
        if cap > total:
            return "cap_above_total"
        if total < self.total - self.free:
            return "total_below_taken"
        if any(cap < self.taken(plan.school, plan.year) for plan in self.plans):
            return "cap_below_taken"
        self.total, self.cap = total, cap
        return None

    @property
    def _counts_in(self) -> int:
        return self.year if self.cap_period == "per_year" else 0

    def _new_plan(self, asked: Asked) -> Plan:
        plan = Plan(asked.school, self._counts_in)
        asked.plans.append(plan)
        self.plans.append(plan)
        return plan

    def _ask(self, plan: Plan, hours: Decimal, *, is_receipt: bool) -> str | None:
        """Ask `hours` in all. Who asks more than before waits at the end, else where it stood."""
        year = plan.year if plan.hours else self._counts_in  # what was asked stays in its year
        more, waited = hours - plan.claimed, plan.waits_for
        if more > 0 and self.taken(plan.school, year) + more - waited > self.cap:
            return "cap_reached"
        self.instants += 1
        if is_receipt:
            plan.place = self.instants
        if more <= 0:
            plan.claimed, plan.turn = hours, None
        elif plan.turn is not None:
            plan.turn = self.instants if more > waited else plan.turn
        elif not self.queue and self.free >= more:
            plan.claimed = hours
        else:
            plan.turn = self.instants if plan.hours or plan.place is None else plan.place
        plan.hours, plan.year = hours, year
        return None

    def _complete(self, plan: Plan) -> None:
        if plan.activity != "planned" and not plan.entered:
            plan.state = "completed"

    def _give(self, plan: Plan) -> bool:
        if plan.waits_for > self.free:
            return False
        plan.claimed, plan.turn = plan.hours, None
        if plan.state == "waiting":
            plan.state = "submitted"
        return True


def _not_now(asked: Asked) -> str:
    is_busy = asked.state in ("intake", "planning")
    return f"request_in_{asked.state}" if is_busy else f"request_{asked.state}"
