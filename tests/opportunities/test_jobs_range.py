"""How many jobs may fit in a contract."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from banenbrug.opportunities.rules import Facts, jobs_range

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


def test_the_range_is_value_times_labour_times_the_suitable_share() -> None:
    # € 1,180,000 / € 42,000 = 28.1 years; of which 80 to 90% labour, and 5 to 10% of that.
    facts = replace(PLAIN, category="cleaning", value_per_year=1_180_000_00)
    assert jobs_range(facts) == (Decimal("1.1"), Decimal("2.5"))


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
    known = replace(PLAIN, category="cleaning", value_per_year=MILLION)
    assert jobs_range(known) != (None, None)
    assert jobs_range(replace(known, **facts)) == (None, None)
