"""The jobs that one contract made, by counter, in the last month of which hours are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from banenbrug.desk.queries import Chain
from banenbrug.foundation.months import Month, months_of_year
from banenbrug.foundation.numbers import round_half_up
from banenbrug.foundation.refusals import Refused
from banenbrug.placements.figures import Jobs, job_hours
from banenbrug.placements.models import Placement
from banenbrug.placements.queries import HoursMatrix, facts_of
from banenbrug.placements.rulebooks import Rulebook, rulebook_on
from banenbrug.placements.rules import (
    PROCUREMENT_ROUTES,
    STATUTORY_ROUTES,
    PlacementFacts,
    Route,
    count,
    hours_of_one_job,
)


@dataclass(frozen=True)
class Counted:
    """One counter: its jobs in a month and over the year of it, and from which placements."""

    is_statutory: bool
    month: Month
    jobs: Jobs
    of_year: Jobs
    hours: Decimal
    one_job: Decimal
    placements: Sequence[Placement]


def counted(chain: Chain) -> list[Counted]:
    """Both counters, as far as hours were paid along their routes; never added up."""
    months = [month for paid in chain.hours.values() for month, hours in paid.items() if hours]
    if not months:
        return []
    month = max(months)
    try:
        rulebook = rulebook_on(month.first)
    except Refused:  # before there were any rules
        return []
    found = (
        _counter(chain, month, rulebook, routes=routes)
        for routes in (PROCUREMENT_ROUTES, STATUTORY_ROUTES)
    )
    return [one for one in found if one.placements]


def _counter(
    chain: Chain, month: Month, rulebook: Rulebook, *, routes: frozenset[Route]
) -> Counted:
    paid = [
        one
        for one in chain.placements
        if one.route in routes and any(chain.hours.get(one.pk, {}).values())
    ]
    facts = [_facts(one, chain.hours[one.pk]) for one in paid]
    in_month = count(facts, months=[month], rulebook=rulebook)
    in_year = count(facts, months=months_of_year(month.year), rulebook=rulebook)
    is_statutory = routes is STATUTORY_ROUTES
    jobs: Jobs = in_month.statutory if is_statutory else in_month.via_procurement
    of_year: Jobs = in_year.statutory if is_statutory else in_year.via_procurement
    return Counted(
        is_statutory,
        month,
        jobs,
        of_year,
        round_half_up(jobs.exact * hours_of_one_job(1, rulebook), 4),
        job_hours(1, rulebook),
        paid,
    )


def _facts(placement: Placement, hours: dict[Month, Decimal]) -> PlacementFacts:
    matrix = HoursMatrix(
        (), {(placement.employer_id, month): paid for month, paid in hours.items()}
    )
    return facts_of(placement, matrix)
