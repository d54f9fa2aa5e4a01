"""The count of a school's year in the database: the same as the rules give on the same facts."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banenbrug.contracts.actions import supplier_by_name
from banenbrug.foundation.months import Month, months_between, months_of_year
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from banenbrug.placements import figures
from banenbrug.placements.models import PaidHours, Placement
from banenbrug.placements.rules import (
    PROCUREMENT_ROUTES,
    STATUTORY_ROUTES,
    Count,
    Employer,
    PlacementFacts,
    Route,
    StatutoryJobs,
    count,
)
from tests.cast import Cast
from tests.placements.conftest import Walk, entered, make_commitment

DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 28))
MONTHS = st.sampled_from(months_between(Month(2025, 12), Month(2027, 1)))
HOURS = st.decimals(0, 744, places=4)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """First and last day, either of them open, in order."""
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    first, last = draw(st.booleans()), draw(st.booleans())
    return days[0] if first else None, days[1] if last else None


@st.composite
def placements(draw: st.DrawFn, employers: int) -> list[PlacementFacts]:
    """Placements around 2026 at employers 0 (the school itself) up to `employers`."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        work, register = draw(spans()), draw(spans())
        found.append(
            PlacementFacts(
                person=f"W-{number:03}",
                route=draw(st.sampled_from(Route)),
                started_on=work[0] or date(2025, 11, 1),
                ended_on=work[1],
                in_register=draw(st.booleans()),
                register_from=register[0],
                register_until=register[1],
                hours=draw(
                    st.dictionaries(st.tuples(st.integers(0, employers), MONTHS), HOURS, max_size=8)
                ),
            )
        )
    return found


def write(by: Membership, facts: list[PlacementFacts]) -> None:
    """Put facts in the tables as they are, also those that an action would refuse."""
    commitment = make_commitment(by)
    names = ("Helder Schoonmaak", "Polder Groen")
    keys = [
        None,
        *(supplier_by_name(organisation_id=by.organisation_id, name=name).pk for name in names),
    ]
    for one in facts:
        placement = Placement.objects.create(
            organisation_id=by.organisation_id,
            commitment=commitment,
            pseudonym=one.person,
            route=one.route.value,
            contract_form="fixed_term",
            planned_hours_per_week=Decimal(24),
            started_on=one.started_on,
            ended_on=one.ended_on,
            in_register=one.in_register,
            register_from=one.register_from,
            register_until=one.register_until,
        )
        PaidHours.objects.bulk_create(
            PaidHours(
                organisation_id=by.organisation_id,
                placement=placement,
                employer_id=keys[int(employer or 0)],
                month=month.first,
                hours=hours,
            )
            for (employer, month), hours in one.hours.items()
        )


Counted = Callable[[list[PlacementFacts]], Count]


@pytest.fixture
def counted(db: None, cast: Cast) -> Counted:
    """The count that the database gives of these facts and nothing else."""

    def count_in_database(facts: list[PlacementFacts]) -> Count:
        with entered(cast.waterland.hr) as by:
            write(by, facts)
            found = figures.count_of(by.organisation_id, 2026)
            rows = [
                figures.rows_behind(by.organisation_id, 2026, routes=routes)
                for routes in (STATUTORY_ROUTES, PROCUREMENT_ROUTES, {Route.UNPAID})
            ]
            transaction.set_rollback(True)
        sums = [sum(row.jobs for row in group.shown) for group in rows]
        assert sums == [found.statutory.exact, found.via_procurement.exact, 0]
        assert sum(group.total for group in rows) == found.heads
        return found

    return count_in_database


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(facts=placements(employers=2))
def test_the_database_counts_exactly_as_the_rules_do(
    counted: Counted, facts: list[PlacementFacts]
) -> None:
    by_the_rules = count(facts, months=months_of_year(2026), rulebook=figures.rulebook_of(2026))
    assert counted(facts) == by_the_rules


def _facts_of(example: dict[str, Any]) -> list[PlacementFacts]:
    found = []
    for number, one in enumerate(example["placements"]):
        per_month = one["paid_hours_per_month"]
        legs = one.get("legs")
        hours: dict[tuple[Employer, Month], Decimal] = {
            (leg, month): Decimal(str(legs[leg] if legs else paid))
            for month, paid in zip(months_of_year(2026), per_month, strict=True)
            for leg in range(len(legs or [0]))
        }
        since = one.get("registered_from")
        found.append(
            PlacementFacts(
                person=f"W-{number:03}",
                route=Route(one["route"]),
                started_on=date(2026, 1, 1),
                in_register=one["register"],
                register_from=date.fromisoformat(f"2026-{since}") if since else None,
                hours=hours,
            )
        )
    return found


def test_the_worked_examples_come_out_of_the_database(counted: Counted, shared: Path) -> None:
    examples = json.loads((shared / "examples" / "count.json").read_text())["counts"]
    assert len(examples) == 6
    for example in examples:
        found = counted(_facts_of(example))
        assert float(found.statutory.rounded(4)) == example["statutory_jobs"], example["note"]
        via = float(found.via_procurement.rounded(4))
        assert via == example["via_procurement_jobs"], example["note"]
        assert found.heads == example.get("heads", 1), example["note"]


def test_the_two_counters_stand_apart(walk: Walk) -> None:
    commitment = walk.commitment()
    year = {month: Decimal("110.5") for month in months_of_year(2026)[:10]}
    walk.paid(walk.placed(commitment), dict(year))
    walk.paid(walk.at_helder(commitment), dict(year), walk.helder())
    with entered(walk.school.hr) as by:
        found = figures.count_of(by.organisation_id, 2026)
    assert found.statutory.exact == found.via_procurement.exact > 0
    with pytest.raises(TypeError, match="counted apart"):
        found.statutory + found.via_procurement  # type: ignore[operator]


def test_an_unpaid_internship_is_a_head_and_no_job(walk: Walk) -> None:
    placement = walk.placed(
        walk.commitment(), route="unpaid", contract_form="bol_internship", in_register=True
    )
    with pytest.raises(Refused) as refused:
        walk.paid(placement, {Month(2026, 3): Decimal(20)})
    assert refused.value.code == "hours_unpaid"
    with entered(walk.school.hr) as by:
        found = figures.count_of(by.organisation_id, 2026)
        effort = figures.rows_behind(by.organisation_id, 2026, routes={Route.UNPAID})
    assert (found.statutory.exact, found.via_procurement.exact, found.heads) == (0, 0, 1)
    assert effort.total == 1


def test_another_school_adds_nothing(walk: Walk, neighbour: Walk) -> None:
    placement = neighbour.placed(neighbour.commitment())
    neighbour.paid(placement, {Month(2026, 3): Decimal(110)})
    with entered(walk.school.hr) as by:
        found = figures.count_of(by.organisation_id, 2026)
    assert (found.statutory.exact, found.heads) == (0, 0)


def test_a_count_takes_two_queries_however_many_rows(walk: Walk) -> None:
    commitment = walk.commitment()
    for _ in range(3):
        walk.paid(walk.placed(commitment), {Month(2026, 3): Decimal(110)})
    with entered(walk.school.hr) as by, CaptureQueriesContext(connection) as queries:
        figures.count_of(by.organisation_id, 2026)
    assert len(queries) == 2


def test_a_setting_of_other_weeks_changes_the_figure_as_it_should() -> None:
    rulebook = figures.rulebook_of(2026)
    one_job = StatutoryJobs(Fraction(1))
    assert figures.hours_behind(one_job, rulebook) == 1326
    assert figures.with_other_weeks(one_job, rulebook) == Fraction(520, 522)
