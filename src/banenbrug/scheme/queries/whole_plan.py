"""A plan as it is read: its version, with the activities and what they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from banenbrug.scheme.models import PlanActivity, PlanVersion
from banenbrug.scheme.queries.plans import activities_of, cost
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.states import Side
from banenbrug.scheme.rules.support import SUPPORT, SupportKind


@dataclass(frozen=True)
class Line:
    """One activity of a plan with its cost in cents, None without a rate; `kind` is a msgid."""

    activity: PlanActivity
    kind: str
    cost: int | None

    @property
    def part(self) -> str:
        """What a remark on this activity calls it."""
        return f"activity-{self.activity.position}"


@dataclass(frozen=True)
class WholePlan:
    """A version of a plan with its activities, in its order."""

    version: PlanVersion
    lines: Sequence[Line]

    @property
    def hours(self) -> Decimal:
        """The hours of all activities."""
        return sum((line.activity.hours for line in self.lines), ZERO)

    @property
    def cost(self) -> int | None:
        """What these hours cost in cents; None without a rate."""
        return cost(self.hours, self.version.rate)


def whole_plan(version: PlanVersion) -> WholePlan:
    """A version with its activities."""
    return WholePlan(
        version,
        [
            Line(
                activity,
                SUPPORT[SupportKind(activity.kind)].name,
                cost(activity.hours, version.rate),
            )
            for activity in activities_of(version)
        ],
    )


def readable(versions: Sequence[PlanVersion], *, side: Side) -> list[PlanVersion]:
    """The versions that a party reads: what is still being written is the adviser's alone."""
    return [v for v in versions if side is Side.ADVISER or v.offered_at is not None]
