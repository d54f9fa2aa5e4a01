"""The score of a contract, part by part, and the range of jobs that may fit in."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from banenbrug.contracts.categories import CATEGORIES
from banenbrug.opportunities.rules import PART_NAMES, WEIGHTS, Facts, Part, score

TODAY = date(2026, 3, 2)
PLAIN = Facts(
    category="",
    value_per_year=None,
    currency="EUR",
    end=None,
    has_clause=False,
    has_placement=False,
    is_social=False,
    mood=None,
)
MILLION = 1_000_000_00


def points(part: Part, **facts: Any) -> int:
    """The points of one part; all other facts are unknown."""
    [found] = [
        scored.points
        for scored in score(replace(PLAIN, **facts), today=TODAY).parts
        if scored.part is part
    ]
    return found


def test_the_weights_add_up_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert set(WEIGHTS) == set(PART_NAMES) == set(Part)


def test_the_best_contract_has_all_points() -> None:
    best = score(
        Facts(
            category="cleaning",
            value_per_year=3 * MILLION,
            currency="EUR",
            end=TODAY + timedelta(days=200),
            has_clause=True,
            has_placement=False,
            is_social=True,
            mood=1,
        ),
        today=TODAY,
    )
    assert best.points == 100
    assert best.bars == [(30, 30), (20, 20), (20, 20), (20, 20), (10, 10)]


def test_no_contract_has_more_points_than_a_part_weighs_and_each_says_why() -> None:
    for category in ("", *(category.code for category in CATEGORIES)):
        found = score(replace(PLAIN, category=category, value_per_year=MILLION), today=TODAY)
        assert all(0 <= part.points <= part.weight for part in found.parts)
        assert all(part.why.in_english() for part in found.parts)


@pytest.mark.parametrize(
    ("category", "expected"), [("cleaning", 30), ("windows", 24), ("furniture", 18), ("", 6)]
)
def test_kinds_of_work_that_often_give_jobs_score_higher(category: str, expected: int) -> None:
    assert points(Part.CATEGORY, category=category) == expected


@pytest.mark.parametrize(
    ("euros", "expected"),
    [
        (None, 4),
        (20_000, 0),
        (47_000, 4),
        (140_000, 8),
        (234_000, 12),
        (467_000, 16),
        (934_000, 20),
    ],
)
def test_a_larger_contract_has_more_room(euros: int | None, expected: int) -> None:
    cents = euros and euros * 100
    assert points(Part.ROOM, category="cleaning", value_per_year=cents) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(None, 8), (0, 12), (89, 12), (90, 20), (364, 20), (365, 12), (729, 12), (730, 8)],
)
def test_the_year_before_the_end_is_the_moment(days: int | None, expected: int) -> None:
    end = None if days is None else TODAY + timedelta(days=days)
    assert points(Part.MOMENT, end=end) == expected


@pytest.mark.parametrize(
    ("has_clause", "has_placement", "expected"),
    [(True, False, 20), (True, True, 4), (False, False, 8), (False, True, 8)],
)
def test_a_clause_without_result_counts_most(
    has_clause: bool, has_placement: bool, expected: int
) -> None:
    assert points(Part.CLAUSE, has_clause=has_clause, has_placement=has_placement) == expected


@pytest.mark.parametrize(
    ("is_social", "mood", "expected"),
    [(False, None, 4), (False, 1, 2), (False, 5, 10), (True, None, 10), (True, 1, 10)],
)
def test_a_supplier_that_is_social_or_was_met_scores_by_that(
    is_social: bool, mood: int | None, expected: int
) -> None:
    assert points(Part.READINESS, is_social=is_social, mood=mood) == expected
