"""`banenbrug count --school SLUG --year Y --json`."""

import argparse
import json
from decimal import Decimal

import pytest

from banenbrug.commands import count as command
from banenbrug.foundation.months import months_of_year
from banenbrug.foundation.refusals import Refused
from tests.placements.conftest import Walk


def answer(*words: str) -> dict[str, object]:
    """What the command answers, as its reader gets it."""
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    told: dict[str, object] = json.loads(json.dumps(command.run(parser.parse_args(words))))
    return told


def test_a_year_is_told_with_both_counters_its_months_and_its_sources(walk: Walk) -> None:
    nine_months = {month: Decimal(104) for month in months_of_year(2026)[:9]}
    walk.paid(walk.at_helder(walk.commitment()), dict(nine_months), walk.helder())
    told = answer("--school", "waterland", "--year", "2026", "--json")
    months = told.pop("by_month")
    sources = told.pop("sources")
    assert told == {
        "statutory_jobs": 0,
        "via_procurement_jobs": 0.7059,
        "heads": 1,
        "rulebook": "banenafspraak-2015",
    }
    assert isinstance(months, list)
    assert months[0] == {
        "month": "2026-01",
        "statutory_jobs": 0,
        "via_procurement_jobs": 0.9412,
        "heads": 1,
    }
    assert [month["via_procurement_jobs"] for month in months] == [0.9412] * 9 + [0] * 3
    assert isinstance(sources, list)
    assert {"title", "url", "confirmed"} == set(sources[0])
    assert any(not source["confirmed"] and "52 weeks" in source["title"] for source in sources)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("school", "year", "code"),
    [
        ("nergens", "2026", "unknown_school"),
        ("helder", "2026", "unknown_school"),
        ("waterland", "2014", "no_rulebook"),
    ],
)
def test_an_unknown_school_and_a_year_without_rules_are_refused(
    school: str, year: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        answer("--school", school, "--year", year, "--json")
    assert refused.value.code == code


@pytest.mark.parametrize("year", ["26", "0000", "twee", "2026.0", "²²²²"])
def test_what_is_no_year_is_a_mistake_of_usage(year: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        answer("--school", "waterland", "--year", year)
    assert stopped.value.code == 2
