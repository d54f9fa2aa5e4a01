"""The score of a contract, part by part."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.contracts.categories import CATEGORIES
from banenbrug.opportunities.bands import BANDS, BEST, PART_NAMES, WEIGHTS, Part
from banenbrug.opportunities.rules import Facts, Scale, score

TODAY = date(2026, 11, 23)
MILLION = 1_000_000_00
NEAR = Scale(places=frozenset({"utrecht"}))


def grade(part: Part, *, scale: Scale = NEAR, **facts: Any) -> int:
    """The grade of one part; all other facts are unknown."""
    return next(
        scored.grade
        for scored in score(Facts(**facts), scale=scale, today=TODAY).parts
        if scored.part is part
    )


def why(part: Part, *, scale: Scale = NEAR, **facts: Any) -> str:
    """The reason of one part."""
    found = score(Facts(**facts), scale=scale, today=TODAY)
    return next(scored.why.in_english() for scored in found.parts if scored.part is part)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def test_six_parts_have_a_weight_a_name_and_bands_that_end_with_a_catch_all() -> None:
    assert set(WEIGHTS) == set(PART_NAMES) == set(BANDS) == set(Part)
    assert all(not bands[-1].when for bands in BANDS.values())


def test_the_default_weights_give_together_a_hundred_points() -> None:
    assert list(Scale().shares.values()) == [25, 17, 25, 17, 8, 8]


@given(
    st.lists(st.integers(0, 10), min_size=6, max_size=6).filter(any),
    st.lists(st.integers(0, 5), min_size=6, max_size=6),
)
def test_whatever_the_weights_are_the_shares_add_up_to_a_hundred(
    weights: list[int], grades: list[int]
) -> None:
    shares = Scale(weights=dict(zip(Part, weights, strict=True))).shares
    assert sum(shares.values()) == 100
    for part, weight in zip(Part, weights, strict=True):
        assert abs(shares[part] - 100 * weight / sum(weights)) < 1


def test_the_best_contract_has_all_points() -> None:
    best = score(
        Facts(
            category="cleaning",
            value_per_year=3 * MILLION,
            start=date(2024, 1, 1),
            end=date(2028, 12, 31),
            clauses=1,
            is_social=True,
            city="Utrecht",
        ),
        scale=NEAR,
        today=TODAY,
    )
    assert best.points == 100
    assert best.bars == [(25, 25), (17, 17), (25, 25), (17, 17), (8, 8), (8, 8)]


def test_no_contract_has_more_points_than_a_part_can_give_and_each_says_why() -> None:
    for category in ("", *(category.code for category in CATEGORIES)):
        facts = Facts(category=category, value_per_year=MILLION)
        found = score(facts, scale=Scale(), today=TODAY)
        assert all(0 <= part.points <= part.share for part in found.parts)
        assert all(part.why.in_english() for part in found.parts)
        assert 2 <= len(found.best) <= 3


def test_what_is_not_known_is_never_good() -> None:
    found = score(Facts(), scale=Scale(), today=TODAY)
    assert [part.grade for part in found.parts] == [1, 1, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("category", "expected"), [("cleaning", 5), ("windows", 4), ("furniture", 3), ("", 1)]
)
def test_kinds_of_work_that_often_give_jobs_score_higher(category: str, expected: int) -> None:
    assert grade(Part.CATEGORY, category=category) == expected


@pytest.mark.parametrize(
    ("euros", "expected"),
    [(None, 1), (20_000, 0), (47_000, 1), (140_000, 2), (234_000, 3), (467_000, 4), (934_000, 5)],
)
def test_a_larger_contract_has_more_room(euros: int | None, expected: int) -> None:
    cents = euros and euros * 100
    assert grade(Part.ROOM, category="cleaning", value_per_year=cents) == expected


def test_the_room_says_the_amount_and_the_share_of_labour() -> None:
    said = why(Part.ROOM, category="cleaning", value_per_year=1_180_000_00)
    assert said.startswith("€1,180,000 per year, of which at most 90% is labour.")


@pytest.mark.parametrize(
    ("until_end", "expected"),
    [(None, 1), (0, 3), (89, 3), (90, 5), (364, 5), (365, 4), (547, 4), (548, 3), (730, 2)],
)
def test_the_year_before_the_end_is_the_moment(until_end: int | None, expected: int) -> None:
    end = None if until_end is None else days(until_end)
    assert grade(Part.MOMENT, end=end) == expected


@pytest.mark.parametrize(
    ("start", "end", "notice", "code"),
    [
        (date(2024, 1, 1), date(2030, 12, 31), None, "moment_review"),
        (date(2024, 2, 15), date(2030, 12, 31), None, "moment_review_soon"),
        (date(2024, 6, 1), date(2030, 12, 31), None, "moment_far"),
        (date(2024, 1, 1), date(2026, 12, 31), None, "moment_late"),
        (date(2024, 1, 1), date(2027, 3, 31), 3, "moment_decision"),
        (date(2024, 6, 1), date(2027, 1, 31), 3, "moment_late"),
        (date(2026, 11, 1), date(2030, 10, 31), None, "moment_start"),
        (date(2024, 6, 1), None, None, "moment_open"),
        (None, date(9999, 12, 31), 3, "moment_far"),
        (date(2024, 6, 1), date(2030, 12, 31), 30_000, "moment_far"),
    ],
)
def test_the_dates_of_a_contract_say_which_moment_it_is(
    start: date, end: date | None, notice: int | None, code: str
) -> None:
    found = score(Facts(start=start, end=end, notice_months=notice), scale=NEAR, today=TODAY)
    assert next(part.why.code for part in found.parts if part.part is Part.MOMENT) == code


def test_a_review_at_the_start_of_the_year_is_told_with_its_day() -> None:
    said = why(Part.MOMENT, start=date(2024, 1, 1), end=date(2027, 12, 31))
    assert said == "Annual review before 2027-01-01. There is still time to bring this up."


@pytest.mark.parametrize(
    ("clauses", "jobs", "efforts", "expected"),
    [(1, 0, 0, 5), (1, 0, 1, 4), (1, 1, 1, 1), (0, 0, 0, 2), (0, 1, 1, 2)],
)
def test_a_clause_without_result_counts_most(
    clauses: int, jobs: int, efforts: int, expected: int
) -> None:
    assert grade(Part.CLAUSE, clauses=clauses, jobs=jobs, efforts=efforts) == expected


def test_the_clause_says_its_percentage() -> None:
    assert why(Part.CLAUSE, clauses=1, percentage=Decimal(5)).startswith("5% social return")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, 2),
        ({"mood": 1}, 1),
        ({"mood": 5}, 5),
        ({"placed": 2}, 4),
        ({"placed": 2, "mood": 1}, 4),
        ({"pso_level": "aspirant"}, 4),
        ({"pso_level": "2", "mood": 1}, 5),
        ({"is_social": True, "mood": 1}, 5),
    ],
)
def test_a_supplier_that_is_social_or_was_met_scores_by_that(
    facts: dict[str, Any], expected: int
) -> None:
    assert grade(Part.READINESS, **facts) == expected


@pytest.mark.parametrize(
    ("city", "expected"),
    [("Utrecht", 5), ("  UTRECHT ", 5), ("Emmen", 2), ("", 1), (" ", 1)],
)
def test_a_supplier_in_the_region_scores_and_an_unknown_place_is_said(
    city: str, expected: int
) -> None:
    assert grade(Part.REGION, city=city) == expected
    assert why(Part.REGION, city=city).startswith("Not known") == (expected == 1)


def test_without_places_of_its_own_a_school_knows_no_region() -> None:
    assert grade(Part.REGION, scale=Scale(), city="Utrecht") == 1
    assert "you have not said" in why(Part.REGION, scale=Scale(), city="Utrecht")


def test_all_points_of_one_part_make_its_grade_the_score() -> None:
    only_region = replace(NEAR, weights={part: int(part is Part.REGION) for part in Part})
    assert score(Facts(city="Utrecht"), scale=only_region, today=TODAY).points == 100
    assert score(Facts(city="Emmen"), scale=only_region, today=TODAY).points == 40
    assert BEST == 5
