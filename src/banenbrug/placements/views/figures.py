"""The jobs of a year, by two counters that stand side by side and are never added."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banenbrug.foundation.refusals import N_, Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.placements import figures as counting
from banenbrug.placements.figures import Jobs, Rows
from banenbrug.placements.rulebooks import Rulebook
from banenbrug.placements.rules import (
    CONTRACT_FORM_NAMES,
    PROCUREMENT_ROUTES,
    ROUTE_NAMES,
    STATUTORY_ROUTES,
    MonthCount,
    Route,
)


@dataclass(frozen=True)
class Counter:
    """One counter as it is shown. Texts are msgids."""

    slug: str
    title: str
    meaning: str
    jobs: Jobs
    hours: Decimal
    by_month: list[tuple[MonthCount, Fraction]]
    rows: Rows
    with_other_weeks: Fraction


def figures(request: ScopedRequest, school: str) -> HttpResponse:
    """Both counters over a year, each unfolded down to formula, rules and placements."""
    require(request.member, see=Right.SEE_FIGURES)
    organisation_id = request.member.organisation_id
    this_year = timezone.localdate().year
    year = _year(request.GET.get("year", ""), this_year)
    rulebook = _rulebook(year)
    counted = counting.count_of(organisation_id, year)

    def rows(routes: Collection[Route]) -> Rows:
        return counting.rows_behind(organisation_id, year, routes=routes)

    first = counting.first_year(organisation_id) or this_year
    return render(
        request,
        "placements/figures.html",
        {
            "year": year,
            "years": range(max(this_year, year), min(first, year) - 1, -1),
            "is_running": year == this_year,
            "counters": [
                _counter(
                    "via-procurement",
                    N_("Jobs via procurement"),
                    N_("People who are employed by our suppliers."),
                    counted.via_procurement,
                    [(month, month.via_procurement.exact) for month in counted.by_month],
                    rows(PROCUREMENT_ROUTES),
                    rulebook,
                ),
                _counter(
                    "statutory",
                    N_("Jobs on our own payroll and hired in"),
                    N_("People who work under our supervision. They count for the law."),
                    counted.statutory,
                    [(month, month.statutory.exact) for month in counted.by_month],
                    rows(STATUTORY_ROUTES),
                    rulebook,
                ),
            ],
            "effort": rows({Route.UNPAID}),
            "rulebook": rulebook,
            "other_weeks": counting.OTHER_WEEKS,
            "year_hours": counting.job_hours(12, rulebook),
            "month_hours": counting.job_hours(1, rulebook),
            "route_names": ROUTE_NAMES,
            "contract_form_names": CONTRACT_FORM_NAMES,
            "sees_placements": request.member.has(Right.SEE_PLACEMENTS),
        },
    )


def _counter(
    slug: str,
    title: str,
    meaning: str,
    jobs: Jobs,
    by_month: list[tuple[MonthCount, Fraction]],
    rows: Rows,
    rulebook: Rulebook,
) -> Counter:
    return Counter(
        slug=slug,
        title=title,
        meaning=meaning,
        jobs=jobs,
        hours=counting.hours_behind(jobs, rulebook),
        by_month=by_month,
        rows=rows,
        with_other_weeks=counting.with_other_weeks(jobs, rulebook),
    )


def _year(text: str, this_year: int) -> int:
    """The year of the address: this one unless it says another."""
    if not text:
        return this_year
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) <= this_year + 1):
        raise Http404("No such year.")
    return int(text)


def _rulebook(year: int) -> Rulebook:
    try:
        return counting.rulebook_of(year)
    except (Refused, ValueError) as none:
        raise Http404("No rules for this year.") from none
