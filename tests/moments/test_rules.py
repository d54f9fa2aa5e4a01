"""The lamps of a contract as a table: which date, from when, and in what state."""

from dataclasses import replace
from datetime import date

import pytest

from banenbrug.foundation.months import months_away
from banenbrug.moments.rules import ContractDates, moments, next_moment

CLEANING = ContractDates(
    start=date(2024, 1, 1),
    end=date(2027, 12, 31),
    extension_count=2,
    extension_months=12,
    notice_months=6,
)
WITHOUT_OPTIONS = replace(CLEANING, extension_count=0)
FOREVER = date(9999, 12, 31)


def lamps(facts: ContractDates, today: date) -> dict[str, tuple[str, str, str]]:
    """Day, first lit day and state by kind of moment."""
    return {
        m.kind.value: (m.day.isoformat(), m.alert_from.isoformat(), m.state.value)
        for m in moments(facts, today=today)
    }


def test_a_running_contract_with_options_has_these_moments() -> None:
    assert lamps(CLEANING, date(2026, 11, 23)) == {
        "review": ("2027-01-01", "2026-11-17", "lit"),
        "extension": ("2027-06-30", "2026-12-30", "off"),
        "end": ("2027-12-31", "2026-12-31", "off"),
        "tender": ("2028-12-31", "2028-06-30", "off"),
    }


def test_without_options_notice_and_tender_are_counted_from_the_end() -> None:
    assert lamps(WITHOUT_OPTIONS, date(2026, 11, 23)) == {
        "tender": ("2026-12-31", "2026-06-30", "lit"),
        "review": ("2027-01-01", "2026-11-17", "lit"),
        "notice": ("2027-06-30", "2027-03-30", "off"),
        "end": ("2027-12-31", "2026-12-31", "off"),
    }


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 12, 29), "off"),
        (date(2026, 12, 30), "lit"),
        (date(2027, 6, 30), "lit"),
        (date(2027, 7, 1), "late"),
        (date(2027, 12, 31), "late"),
    ],
)
def test_an_extension_is_late_after_its_day_until_the_end(today: date, state: str) -> None:
    assert lamps(CLEANING, today)["extension"][2] == state


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        (ContractDates(), set()),
        (replace(CLEANING, kind="purchase"), set()),
        (replace(CLEANING, end=date(2026, 11, 22)), set()),
        (replace(CLEANING, end=date(2026, 11, 23)), {"extension", "end", "tender"}),
        (ContractDates(start=date(2024, 1, 1)), {"review"}),
        (ContractDates(end=date(2026, 12, 31)), {"end"}),
        (ContractDates(start=date(2026, 12, 1), end=date(2027, 6, 1)), {"end"}),
        (replace(WITHOUT_OPTIONS, notice_months=0), {"tender", "review", "end"}),
        (replace(CLEANING, start=FOREVER, end=FOREVER), {"extension", "end"}),
        (ContractDates(end=date(2027, 1, 1), notice_months=32767), {"end"}),
    ],
)
def test_only_dates_that_are_known_and_to_come_give_moments(
    facts: ContractDates, kinds: set[str]
) -> None:
    assert set(lamps(facts, date(2026, 11, 23))) == kinds


@pytest.mark.parametrize(
    ("talked_on", "review"),
    [
        (None, "2027-01-01"),
        (date(2026, 11, 16), "2027-01-01"),
        (date(2026, 11, 17), "2028-01-01"),
        (date(2026, 11, 23), "2028-01-01"),
    ],
)
def test_a_review_that_was_held_lights_no_lamp_until_the_next_year(
    talked_on: date | None, review: str
) -> None:
    facts = replace(CLEANING, end=None, talked_on=talked_on)
    assert lamps(facts, date(2026, 11, 23))["review"][0] == review


def test_a_review_on_29_february_moves_to_the_28th() -> None:
    facts = ContractDates(start=date(2024, 2, 29))
    assert lamps(facts, date(2026, 3, 1))["review"][0] == "2027-02-28"
    assert lamps(facts, date(2027, 3, 1))["review"][0] == "2028-02-29"


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (date(2026, 11, 1), "review"),
        (date(2026, 11, 23), "review"),
        (date(2027, 1, 2), "extension"),
        (date(2027, 8, 1), "extension"),
    ],
)
def test_a_list_shows_what_is_late_then_what_is_lit_then_the_nearest(
    today: date, kind: str
) -> None:
    found = next_moment(CLEANING, today)
    assert found is not None
    assert found.kind == kind


def test_a_contract_without_dates_has_no_next_moment() -> None:
    assert next_moment(ContractDates(), date(2026, 11, 23)) is None


def test_every_moment_says_its_day_and_a_question() -> None:
    both = (*moments(CLEANING, today=date(2026, 11, 23)),)
    both += moments(WITHOUT_OPTIONS, today=date(2026, 11, 23))
    assert all("1 May" in moment.words("1 May").in_english() for moment in both)
    assert all(moment.question.endswith("?") and moment.name for moment in both)


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), -2, date(2023, 11, 30)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 1), -1, date(2023, 12, 1)),
        (date(2024, 5, 6), 0, date(2024, 5, 6)),
    ],
)
def test_months_away_keeps_the_day_or_takes_the_last(day: date, months: int, there: date) -> None:
    assert months_away(day, months) == there
