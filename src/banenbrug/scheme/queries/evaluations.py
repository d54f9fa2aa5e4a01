"""Reads of evaluations: which are to be written, and what each accounts for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from banenbrug.scheme.models import Activity, Evaluation, Work
from banenbrug.scheme.queries.plans import cost
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.states import EvaluationState, WorkState

TO_BE_WRITTEN = (EvaluationState.OPEN.value, EvaluationState.ASKED_BACK.value)


def open_evaluations(*, fund_id: int) -> QuerySet[Evaluation]:
    """What hogescholen still have to write for a fund, the oldest day first."""
    found = Evaluation.objects.filter(fund_id=fund_id, state__in=TO_BE_WRITTEN)
    return found.select_related("activity__application__request__scheme", "school").order_by(
        "due_on", "pk"
    )


@dataclass(frozen=True)
class Account:
    """What an activity used beside what was planned for it, in hours and cents."""

    planned: Decimal
    used: Decimal
    waiting: Decimal
    planned_cost: int | None
    used_cost: int | None


def account_of(activity: Activity, *, rate: int | None) -> Account:
    """The hours and cost of one activity."""
    return accounts_of([activity], rate=rate)[activity.pk]


def accounts_of(activities: Iterable[Activity], *, rate: int | None) -> dict[int, Account]:
    """The hours and cost of activities by their key, in one query; corrections are in them."""
    found = list(activities)
    sums = (
        Work.objects.filter(activity__in=[activity.pk for activity in found])
        .values_list("activity_id", "state")
        .annotate(sum=Sum("hours"))
    )
    by: dict[tuple[int, str], Decimal] = {(pk, state): hours for pk, state, hours in sums}
    return {
        activity.pk: _account(
            activity.hours,
            used=by.get((activity.pk, WorkState.CONFIRMED.value), ZERO) + activity.corrected,
            waiting=by.get((activity.pk, WorkState.ENTERED.value), ZERO)
            + by.get((activity.pk, WorkState.DISPUTED.value), ZERO),
            rate=rate,
        )
        for activity in found
    }


def _account(planned: Decimal, *, used: Decimal, waiting: Decimal, rate: int | None) -> Account:
    return Account(planned, used, waiting, cost(planned, rate), cost(used, rate))


def days_late(evaluation: Evaluation, *, today: date) -> int:
    """How many days an evaluation is late; 0 or less while it is not."""
    return (today - evaluation.due_on).days
