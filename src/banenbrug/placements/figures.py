"""The count of a school's year in sums of the database: exactly what `rules.count` gives."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth

from banenbrug.foundation.months import Month, months_of_year
from banenbrug.foundation.numbers import round_half_up
from banenbrug.placements.models import PaidHours, Placement
from banenbrug.placements.rulebooks import Rulebook, rulebook_on
from banenbrug.placements.rules import (
    PROCUREMENT_ROUTES,
    STATUTORY_ROUTES,
    Count,
    MonthCount,
    Route,
    StatutoryJobs,
    ViaProcurementJobs,
    hours_of_one_job,
)

ROWS_SHOWN = 100
"""How many placements are listed under a figure; the list of placements has them all."""

OTHER_WEEKS = Decimal("52.2")
"""The other number of weeks that is in use, to show what the setting does."""

Jobs = StatutoryJobs | ViaProcurementJobs
Sums = dict[Month, Decimal]

_HEADS = """
WITH month AS (
    SELECT generate_series(%(first)s::date, %(last)s::date, interval '1 month')::date AS first
), head AS (
    SELECT month.first AS month, placement.id AS placement_id
      FROM placements_placement AS placement
      JOIN month ON placement.started_on < month.first + interval '1 month'
           AND (placement.ended_on IS NULL OR placement.ended_on >= month.first)
     WHERE placement.organisation_id = %(organisation)s
     UNION ALL
    (SELECT DISTINCT paid.month, paid.placement_id
       FROM placements_paidhours AS paid
       JOIN placements_placement AS placement ON placement.id = paid.placement_id
      WHERE paid.organisation_id = %(organisation)s
        AND paid.month BETWEEN %(first)s AND %(last)s
        AND paid.hours > 0
        AND (placement.started_on >= paid.month + interval '1 month'
             OR placement.ended_on < paid.month))
)
SELECT month, count(*) FROM head GROUP BY month
 UNION ALL
SELECT NULL, count(DISTINCT placement_id) FROM head
"""
"""Heads per month, and of the whole year: who runs in it, and who is paid in it without running."""


def rulebook_of(year: int) -> Rulebook:
    """The rules in force at the end of a year; Refused `no_rulebook` before there were any."""
    return rulebook_on(date(year, 12, 31))


def count_of(organisation_id: int, year: int) -> Count:
    """Jobs and heads of a school over a calendar year, in two queries however many rows.

    A pseudonym stands on one placement only, so a placement is a head.
    """
    rulebook, months = rulebook_of(year), months_of_year(year)
    statutory, procurement = _counted_hours(organisation_id, year)
    heads = _heads(organisation_id, year)
    one_month, whole = hours_of_one_job(1, rulebook), hours_of_one_job(12, rulebook)
    return Count(
        StatutoryJobs(Fraction(sum(statutory.values())) / whole),
        ViaProcurementJobs(Fraction(sum(procurement.values())) / whole),
        heads.get(None, 0),
        tuple(
            MonthCount(
                month,
                StatutoryJobs(Fraction(statutory[month]) / one_month),
                ViaProcurementJobs(Fraction(procurement[month]) / one_month),
                heads.get(month.first, 0),
            )
            for month in months
        ),
    )


def jobs_of_month(organisation_id: int, month: Month) -> tuple[StatutoryJobs, ViaProcurementJobs]:
    """Jobs of a school in one month by either counter, in one query."""
    statutory, procurement = _counted_hours(organisation_id, month.year)
    one_month = hours_of_one_job(1, rulebook_of(month.year))
    return (
        StatutoryJobs(Fraction(statutory[month]) / one_month),
        ViaProcurementJobs(Fraction(procurement[month]) / one_month),
    )


@dataclass(frozen=True)
class Row:
    """A placement under a figure: its paid hours of the year, those that count, and the jobs."""

    placement: Placement
    paid: Decimal
    counted: Decimal
    jobs: Fraction


@dataclass(frozen=True)
class Rows:
    """Placements along some routes in a year: the first `ROWS_SHOWN`, and how many there are."""

    shown: tuple[Row, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether not every placement is shown."""
        return self.total > len(self.shown)


def rows_behind(organisation_id: int, year: int, *, routes: Collection[Route]) -> Rows:
    """The placements that ran, or were paid, in a year along `routes`, in two queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    paid = _paid_hours(organisation_id, year).filter(placement=OuterRef("pk"))
    placements = Placement.objects.filter(
        Q(started_on__lte=last) & (Q(ended_on=None) | Q(ended_on__gte=first))
        | Exists(paid.filter(hours__gt=0)),
        organisation_id=organisation_id,
        route__in=[route.value for route in routes],
    )
    found = (
        placements.select_related("commitment__contract", "employer")
        .annotate(paid=_sum(paid), counted=_sum(_that_count(paid)))
        .order_by("pseudonym")[:ROWS_SHOWN]
    )
    whole = hours_of_one_job(12, rulebook_of(year))
    return Rows(
        tuple(
            Row(one, one.paid or Decimal(0), counted, Fraction(counted) / whole)
            for one in found
            for counted in [one.counted or Decimal(0)]
        ),
        placements.count(),
    )


def first_year(organisation_id: int) -> int | None:
    """The year in which the first placement of a school began."""
    began = Placement.objects.filter(organisation_id=organisation_id)
    first: date | None = began.aggregate(first=Min("started_on"))["first"]
    return first.year if first else None


def job_hours(months: int, rulebook: Rulebook) -> Decimal:
    """The paid hours that make one job over some months, to be shown."""
    return round_half_up(hours_of_one_job(months, rulebook), 4)


def hours_behind(jobs: Jobs, rulebook: Rulebook) -> Decimal:
    """The paid hours of a year that make these jobs."""
    return round_half_up(jobs.exact * hours_of_one_job(12, rulebook), 4)


def with_other_weeks(jobs: Jobs, rulebook: Rulebook) -> Fraction:
    """The same year if it had `OTHER_WEEKS` weeks."""
    other = replace(rulebook, weeks_per_year=OTHER_WEEKS)
    return jobs.exact * hours_of_one_job(12, rulebook) / hours_of_one_job(12, other)


def _counted_hours(organisation_id: int, year: int) -> tuple[Sums, Sums]:
    statutory: Sums = defaultdict(Decimal)
    procurement: Sums = defaultdict(Decimal)
    counters = {route.value: statutory for route in STATUTORY_ROUTES}
    counters |= {route.value: procurement for route in PROCUREMENT_ROUTES}
    sums = (
        _that_count(_paid_hours(organisation_id, year))
        .order_by()
        .values_list("month", "placement__route")
        .annotate(sum=Sum("hours"))
    )
    for month, route, hours in sums:
        counters[route][Month.of(month)] += hours
    return statutory, procurement


def _paid_hours(organisation_id: int, year: int) -> QuerySet[PaidHours]:
    months = (date(year, 1, 1), date(year, 12, 1))
    return PaidHours.objects.filter(organisation_id=organisation_id, month__range=months)


def _that_count(hours: QuerySet[PaidHours]) -> QuerySet[PaidHours]:
    # The same condition as PlacementFacts.counts_in: a register status counts its months whole.
    known_from, known_until = F("placement__register_from"), F("placement__register_until")
    return hours.filter(
        Q(placement__register_from=None) | Q(month__gte=TruncMonth(known_from)),
        Q(placement__register_until=None) | Q(month__lte=known_until),
        ~Q(placement__route=Route.UNPAID.value),
        placement__in_register=True,
    )


def _sum(hours: QuerySet[PaidHours]) -> Subquery:
    return Subquery(hours.order_by().values("placement").annotate(sum=Sum("hours")).values("sum"))


def _heads(organisation_id: int, year: int) -> dict[date | None, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            _HEADS,
            {
                "organisation": organisation_id,
                "first": date(year, 1, 1),
                "last": date(year, 12, 1),
            },
        )
        return dict(cursor.fetchall())
