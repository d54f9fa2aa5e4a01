"""Reads of plans: versions, their activities, what they cost, and how two of them differ."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from banenbrug.foundation.numbers import round_half_up
from banenbrug.scheme.models import Application, PlanActivity, PlanComment, PlanVersion
from banenbrug.scheme.rules.dossiers import PLAN_PARTS
from banenbrug.scheme.rules.hours import ZERO


def versions_of(application: Application) -> list[PlanVersion]:
    """All versions of a plan, the latest first."""
    return list(PlanVersion.objects.filter(application=application).order_by("-number"))


def latest_version(application: Application) -> PlanVersion | None:
    """The version on which the adviser works, or the last one that was offered."""
    return PlanVersion.objects.filter(application=application).order_by("-number").first()


def latest_offered(application: Application) -> PlanVersion | None:
    """The last version that the hogeschool got."""
    offered = PlanVersion.objects.filter(application=application, offered_at__isnull=False)
    return offered.order_by("-number").first()


def submitted_version(application: Application) -> PlanVersion:
    """The version that was submitted: the last one that was offered before that."""
    offered = PlanVersion.objects.filter(
        application=application, offered_at__lte=application.submitted_at
    )
    return offered.order_by("-number")[0]


def rate_of(application: Application) -> int | None:
    """What an hour costs in what was granted: as the plan said, whatever the scheme says later."""
    return submitted_version(application).rate


def activities_of(version: PlanVersion) -> list[PlanActivity]:
    """The activities of a version, in its order."""
    return list(PlanActivity.objects.filter(version=version).order_by("position"))


def hours_of(version: PlanVersion) -> Decimal:
    """The hours of a version: the sum of its activities."""
    total = PlanActivity.objects.filter(version=version).aggregate(sum=Sum("hours"))["sum"]
    return total or ZERO


def cost(hours: Decimal, rate: int | None) -> int | None:
    """What hours cost in cents, rounded half up; None without a rate."""
    return None if rate is None else int(round_half_up(hours * rate, 0))


def comments_on(version: PlanVersion) -> dict[str, list[PlanComment]]:
    """The remarks on each part, the first one first."""
    found: dict[str, list[PlanComment]] = defaultdict(list)
    for comment in PlanComment.objects.filter(version=version).order_by("at", "pk"):
        found[comment.part].append(comment)
    return dict(found)


@dataclass(frozen=True)
class Difference:
    """One part of two versions: what it was and what it became; equal when nothing changed."""

    part: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the two say something else."""
        return self.before != self.after


def differences(before: PlanVersion, after: PlanVersion) -> list[Difference]:
    """How the texts of two versions differ, part by part."""
    return [Difference(part, getattr(before, part), getattr(after, part)) for part in PLAN_PARTS]


Pair = tuple[PlanActivity | None, PlanActivity | None]


def paired(before: Sequence[PlanActivity], after: Sequence[PlanActivity]) -> list[Pair]:
    """The activities of two versions side by side: those that are called the same, else in order.

    What went and has no counterpart stands behind the others.
    """
    left = list(before)
    found = {activity.pk: _taken(left, title=activity.title) for activity in after}
    for activity in after:
        if found[activity.pk] is None and left:
            found[activity.pk] = left.pop(0)
    return [*((found[activity.pk], activity) for activity in after), *((old, None) for old in left)]


def _taken(left: list[PlanActivity], *, title: str) -> PlanActivity | None:
    """The first activity with this title, which is then no longer left."""
    for activity in left:
        if activity.title == title:
            left.remove(activity)
            return activity
    return None
