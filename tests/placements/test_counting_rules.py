"""Counting: paid hours become jobs, along two counters that never meet."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.foundation.months import Month, months_of_year
from banenbrug.placements.rulebooks import rulebook_on
from banenbrug.placements.rules import (
    CONTRACT_FORM_NAMES,
    PROCUREMENT_ROUTES,
    ROUTE_NAMES,
    STATUTORY_ROUTES,
    ContractForm,
    Count,
    Employer,
    PlacementFacts,
    Route,
    StatutoryJobs,
    ViaProcurementJobs,
    count,
    hours_of_one_job,
)

EXAMPLES = Path(__file__).parents[2].parent / "shared" / "examples" / "count.json"
YEAR = months_of_year(2026)
RULEBOOK = rulebook_on(date(2026, 12, 31))


def a_placement(
    hours: Mapping[tuple[Employer, Month], Decimal] | None = None, **facts: Any
) -> PlacementFacts:
    """A registered person on the own payroll from the start of 2026, changed by `facts`."""
    placement = PlacementFacts(
        person="P-001",
        route=Route.OWN_PAYROLL,
        started_on=date(2026, 1, 1),
        in_register=True,
        hours=hours or {},
    )
    return replace(placement, **facts)


def monthly(*hours: str, employer: Employer = None) -> dict[tuple[Employer, Month], Decimal]:
    """Paid hours from January on; a single figure holds for the whole year."""
    figures = hours * 12 if len(hours) == 1 else hours
    return {
        (employer, month): Decimal(figure) for month, figure in zip(YEAR, figures, strict=False)
    }


def of_year(*placements: PlacementFacts) -> Count:
    """The count of 2026."""
    return count(placements, months=YEAR, rulebook=RULEBOOK)


def rounded(counted: Count) -> tuple[str, str]:
    """The two counters with four decimals, as text."""
    return str(counted.statutory.rounded(4)), str(counted.via_procurement.rounded(4))


def test_a_year_of_25_and_a_half_hours_a_week_is_one_job() -> None:
    assert of_year(a_placement(monthly("110.5"))).statutory == StatutoryJobs(Fraction(1))
    assert hours_of_one_job(12, RULEBOOK) == 1326


@pytest.mark.parametrize(
    ("route", "counted"),
    [
        (Route.OWN_PAYROLL, ("1.0000", "0.0000")),
        (Route.HIRED_IN, ("1.0000", "0.0000")),
        (Route.WSW_SECONDMENT, ("1.0000", "0.0000")),
        (Route.VIA_SUPPLIER, ("0.0000", "1.0000")),
        (Route.VIA_SUBCONTRACTOR, ("0.0000", "1.0000")),
        (Route.UNPAID, ("0.0000", "0.0000")),
    ],
)
def test_the_route_decides_the_counter(route: Route, counted: tuple[str, str]) -> None:
    assert rounded(of_year(a_placement(monthly("110.5"), route=route))) == counted


def test_every_route_has_one_counter_or_is_unpaid() -> None:
    assert STATUTORY_ROUTES | PROCUREMENT_ROUTES | {Route.UNPAID} == set(Route)
    assert not STATUTORY_ROUTES & PROCUREMENT_ROUTES


def test_every_route_and_contract_form_has_a_name() -> None:
    assert set(ROUTE_NAMES) == set(Route)
    assert set(CONTRACT_FORM_NAMES) == set(ContractForm)


def test_who_is_not_in_the_register_is_a_head_and_no_job() -> None:
    counted = of_year(a_placement(monthly("104"), in_register=False))
    assert (rounded(counted), counted.heads) == (("0.0000", "0.0000"), 1)


def test_an_unpaid_internship_is_a_head_and_no_job() -> None:
    counted = of_year(a_placement(route=Route.UNPAID))
    assert (rounded(counted), counted.heads) == (("0.0000", "0.0000"), 1)


@pytest.mark.parametrize(
    ("register_from", "register_until", "months"),
    [
        (None, None, 12),
        (date(2026, 4, 20), None, 9),
        (date(2026, 4, 1), None, 9),
        (date(2026, 4, 30), None, 9),
        (None, date(2026, 4, 1), 4),
        (None, date(2026, 3, 31), 3),
        (date(2026, 4, 10), date(2026, 4, 20), 1),
        (date(2027, 1, 1), None, 0),
        (None, date(2025, 12, 31), 0),
    ],
)
def test_a_month_in_which_the_status_starts_or_ends_counts_whole(
    register_from: date | None, register_until: date | None, months: int
) -> None:
    placement = a_placement(
        monthly("110.5"), register_from=register_from, register_until=register_until
    )
    assert of_year(placement).statutory == StatutoryJobs(Fraction(months, 12))


def test_a_stacked_job_is_one_head_and_its_hours_add_up() -> None:
    legs = monthly("52", employer=1) | monthly("34.6667", employer=2)
    together = of_year(a_placement(legs, route=Route.VIA_SUPPLIER))
    apart = of_year(
        a_placement(monthly("52", employer=1), route=Route.VIA_SUPPLIER),
        a_placement(monthly("34.6667", employer=2), route=Route.VIA_SUPPLIER),
    )
    assert together == apart
    assert (rounded(together), together.heads) == (("0.0000", "0.7843"), 1)


def test_one_person_along_both_routes_is_one_head_and_counts_apart() -> None:
    counted = of_year(
        a_placement(monthly("55.25")),
        a_placement(monthly("110.5", employer=7), route=Route.VIA_SUPPLIER),
        a_placement(monthly("110.5"), person="P-002"),
    )
    assert (rounded(counted), counted.heads) == (("1.5000", "1.0000"), 2)


def test_a_head_stands_in_the_months_in_which_the_placement_runs() -> None:
    placement = a_placement(
        monthly("0", "0", "110.5"), started_on=date(2026, 3, 31), ended_on=date(2026, 5, 1)
    )
    heads = [month.heads for month in of_year(placement).by_month]
    assert heads == [0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]


def test_hours_paid_after_the_end_count_with_their_head() -> None:
    placement = a_placement(
        monthly("0", "110.5"), started_on=date(2026, 1, 1), ended_on=date(2026, 1, 31)
    )
    months = of_year(placement).by_month
    assert [(month.heads, str(month.statutory.rounded(2))) for month in months[:3]] == [
        *((1, "0.00"), (1, "1.00"), (0, "0.00")),
    ]


def test_hours_and_people_of_another_year_stay_out() -> None:
    before = a_placement(
        {(None, Month(2025, 12)): Decimal("110.5")},
        started_on=date(2025, 1, 1),
        ended_on=date(2025, 12, 31),
    )
    counted = of_year(before)
    assert (rounded(counted), counted.heads) == (("0.0000", "0.0000"), 0)


def test_a_worked_month_counts_for_itself_and_the_year_is_its_average() -> None:
    counted = of_year(a_placement(monthly(*["104.0"] * 9), route=Route.VIA_SUPPLIER))
    assert str(counted.by_month[0].via_procurement.rounded(4)) == "0.9412"
    assert rounded(counted) == ("0.0000", "0.7059")


def test_a_quarter_is_measured_against_a_quarter() -> None:
    counted = count([a_placement(monthly("110.5"))], months=YEAR[:3], rulebook=RULEBOOK)
    assert counted.statutory == StatutoryJobs(Fraction(1))
    assert [month.month for month in counted.by_month] == list(YEAR[:3])


def test_the_weeks_of_a_year_are_a_setting() -> None:
    longer = replace(RULEBOOK, weeks_per_year=Decimal("52.2"))
    placements = [a_placement(monthly("110.5"))]
    assert str(count(placements, months=YEAR, rulebook=longer).statutory.rounded(4)) == "0.9962"


@pytest.mark.parametrize("months", [(), (YEAR[0], YEAR[0])])
def test_a_count_needs_distinct_months(months: tuple[Month, ...]) -> None:
    with pytest.raises(ValueError, match="distinct months"):
        count([], months=months, rulebook=RULEBOOK)


some_hours = st.dictionaries(
    st.tuples(st.sampled_from([None, 1, 2]), st.sampled_from(YEAR)),
    st.decimals(0, 744, places=4),
)
some_placements = st.lists(
    st.builds(
        PlacementFacts,
        person=st.sampled_from(["P-001", "P-002", "P-003"]),
        route=st.sampled_from(Route),
        started_on=st.dates(date(2025, 6, 1), date(2026, 6, 1)),
        ended_on=st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)),
        in_register=st.booleans(),
        register_from=st.none() | st.dates(date(2025, 6, 1), date(2027, 6, 1)),
        register_until=st.none() | st.dates(date(2025, 6, 1), date(2027, 6, 1)),
        hours=some_hours,
    ),
    max_size=5,
)


@given(some_placements)
def test_the_months_average_to_the_year(placements: list[PlacementFacts]) -> None:
    counted = of_year(*placements)
    statutory = sum((month.statutory for month in counted.by_month), StatutoryJobs())
    procurement = sum((month.via_procurement for month in counted.by_month), ViaProcurementJobs())
    assert statutory.exact == counted.statutory.exact * 12
    assert procurement.exact == counted.via_procurement.exact * 12


@given(some_placements)
def test_the_order_of_placements_does_not_matter(placements: list[PlacementFacts]) -> None:
    assert of_year(*placements) == of_year(*reversed(placements))


@given(some_placements, some_placements)
def test_counts_of_two_lists_add_up(
    some: list[PlacementFacts], others: list[PlacementFacts]
) -> None:
    both, one, other = of_year(*some, *others), of_year(*some), of_year(*others)
    assert both.statutory == one.statutory + other.statutory
    assert both.via_procurement == one.via_procurement + other.via_procurement
    assert max(one.heads, other.heads) <= both.heads <= one.heads + other.heads


@given(some_placements)
def test_no_more_heads_than_persons_and_no_month_above_the_year(
    placements: list[PlacementFacts],
) -> None:
    counted = of_year(*placements)
    assert counted.heads <= len({placement.person for placement in placements})
    assert all(month.heads <= counted.heads for month in counted.by_month)


@pytest.mark.real_data
def test_the_worked_figures_come_out() -> None:
    if not EXAMPLES.exists():
        pytest.skip(f"no worked figures at {EXAMPLES}")
    for example in json.loads(EXAMPLES.read_text(encoding="utf-8"), parse_float=Decimal)["counts"]:
        months = YEAR[: example["months"]]
        placements = [
            from_example(facts, person=f"P-{number:03}", months=months)
            for number, facts in enumerate(example["placements"])
        ]
        counted = count(placements, months=months, rulebook=RULEBOOK)
        note = example["note"]
        assert counted.statutory.rounded(4) == example["statutory_jobs"], note
        assert counted.via_procurement.rounded(4) == example["via_procurement_jobs"], note
        assert counted.heads == example.get("heads", len(placements)), note
        if "in_a_worked_month" in example:
            worked = counted.by_month[0].via_procurement.rounded(4)
            assert worked == example["in_a_worked_month"], note


def from_example(
    facts: Mapping[str, Any], *, person: str, months: tuple[Month, ...]
) -> PlacementFacts:
    """A placement in words of the worked figures; `legs` are monthly hours per employer."""
    paid = [Decimal(hours) for hours in facts["paid_hours_per_month"]]
    if legs := facts.get("legs"):
        assert {sum(legs)} == set(paid)
        hours: dict[tuple[Employer, Month], Decimal] = {
            (leg, month): each for leg, each in enumerate(legs) for month in months
        }
    else:
        hours = {(0, month): each for month, each in zip(months, paid, strict=True)}
    registered = facts.get("registered_from")
    return PlacementFacts(
        person=person,
        route=Route(facts["route"]),
        started_on=months[0].first,
        in_register=facts["register"],
        register_from=date.fromisoformat(f"2026-{registered}") if registered else None,
        hours=hours,
    )
