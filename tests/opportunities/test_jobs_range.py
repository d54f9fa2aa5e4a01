"""How many jobs may fit in a contract."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from banenbrug.opportunities.rules import Facts, Scale, jobs_range

MILLION = 1_000_000_00
SCALE = Scale()


def test_the_range_is_value_times_labour_times_the_suitable_share() -> None:
    # € 1,180,000 / € 42,000 = 28.1 years; of which 80 to 90% labour, and 5 to 10% of that.
    facts = Facts(category="cleaning", value_per_year=1_180_000_00)
    assert jobs_range(facts, scale=SCALE) == (Decimal("1.1"), Decimal("2.5"))


def test_other_assumptions_give_another_range() -> None:
    facts = Facts(category="cleaning", value_per_year=1_180_000_00)
    dearer = replace(SCALE, labour_cost=84_000_00, suitable_low=10, suitable_high=20)
    assert jobs_range(facts, scale=dearer) == (Decimal("1.1"), Decimal("2.5"))


@pytest.mark.parametrize(
    "facts",
    [
        {"currency": "GBP"},
        {"category": ""},
        {"category": "made-up"},
        {"value_per_year": None},
        {"value_per_year": 0},
        {"value_per_year": -MILLION},
    ],
)
def test_without_euros_or_a_category_there_is_no_range(facts: dict[str, Any]) -> None:
    known = Facts(category="cleaning", value_per_year=MILLION)
    assert jobs_range(known, scale=SCALE) != (None, None)
    assert jobs_range(replace(known, **facts), scale=SCALE) == (None, None)
