"""A scheme as plain Python: what each move must do to the hours, apart from the product.

One list of plans, no totals that are kept: everything is added up anew each time. A move gives the
code of the refusal, or None when it is done.
"""

from dataclasses import dataclass, field
from decimal import Decimal

NOTHING = Decimal(0)
FROM = {
    "withdraw": ("draft", "submitted", "waiting", "returned"),
    "return": ("submitted", "waiting"),
    "reject": ("submitted", "waiting", "returned"),
    "grant": ("submitted",),
}
"""In which states each decision can be made."""


@dataclass
class Plan:
    """One application; `offered` are the hours of the version that was offered last."""

    school: str
    offered: Decimal
    state: str = "draft"
    hours: Decimal = NOTHING
    claimed: Decimal = NOTHING
    granted: Decimal = NOTHING
    returned: Decimal = NOTHING
    place: int | None = None
    turn: int | None = None
    is_held: bool = False
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


@dataclass
class Reference:
    """The whole scheme."""

    total: Decimal
    cap: Decimal
    plans: list[Plan] = field(default_factory=list)
    numbers: int = 0

    @property
    def free(self) -> Decimal:
        """Hours that nobody asked for or got."""
        return self.total - sum((p.claimed + p.granted - p.returned for p in self.plans), NOTHING)

    @property
    def queue(self) -> list[Plan]:
        """Who waits, in order."""
        return sorted((p for p in self.plans if p.turn is not None), key=lambda p: p.turn or 0)

    def taken(self, school: str) -> Decimal:
        """What counts within the cap of a hogeschool."""
        own = [plan for plan in self.plans if plan.school == school]
        return sum((p.claimed + p.waits_for + p.granted - p.returned for p in own), NOTHING)

    def submit(self, plan: Plan) -> str | None:
        """Claim the hours of the offered version, or wait for the rest of them."""
        wanted, waited = plan.offered, plan.waits_for
        more = wanted - plan.claimed
        if more > 0 and self.taken(plan.school) + more - waited > self.cap:
            return "cap_reached"
        has_room = more <= 0 or (not self.queue and self.free >= more)
        if plan.place is None:
            plan.place = self._next()
            receipt = plan.place
        else:
            receipt = None
        if more <= 0:
            plan.claimed, plan.turn = wanted, None
        elif plan.turn is not None:
            plan.turn = self._next() if more > waited else plan.turn
        elif has_room:
            plan.claimed = wanted
        else:
            plan.turn = receipt or self._next()
        plan.hours = wanted
        plan.state = "submitted" if plan.turn is None else "waiting"
        return None

    def decide(self, what: str, plan: Plan) -> str | None:
        """Grant, return, reject or withdraw."""
        if plan.state not in FROM[what]:
            return f"application_{plan.state}"
        if what == "grant":
            plan.granted, plan.claimed, plan.state = plan.claimed, NOTHING, "granted"
        elif what == "return":
            plan.state = "returned"
        else:
            plan.claimed, plan.turn = NOTHING, None
            plan.state = "rejected" if what == "reject" else "withdrawn"
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
        if hours > plan.left:
            return "work_above_grant"
        plan.entered.append(hours)
        plan.state = "running"
        return None

    def correct(self, plan: Plan, number: int, by: Decimal) -> str | None:
        """Add to confirmed hours, or take off."""
        if plan.booked[number] + by < 0:
            return "correction_below_nothing"
        if by > plan.left:
            return "work_above_grant"
        plan.booked[number] += by
        return None

    def settle(self, plan: Plan) -> str | None:
        """Give back what was not used, once everything is accounted for."""
        if plan.entered:
            return "work_unconfirmed"
        plan.returned, plan.state = plan.left, "settled"
        return None

    def change(self, total: Decimal, cap: Decimal) -> str | None:
        """Other terms, which break nothing."""
        if cap > total:
            return "cap_above_total"
        if total < self.total - self.free:
            return "total_below_taken"
        if any(cap < self.taken(plan.school) for plan in self.plans):
            return "cap_below_taken"
        self.total, self.cap = total, cap
        return None

    def _give(self, plan: Plan) -> bool:
        if plan.waits_for > self.free:
            return False
        plan.claimed, plan.turn = plan.hours, None
        if plan.state == "waiting":
            plan.state = "submitted"
        return True

    def _next(self) -> int:
        self.numbers += 1
        return self.numbers
