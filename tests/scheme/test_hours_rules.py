"""Hours in quarters, the sums of a ledger, and what a refusal says is left."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.scheme.rules.hours import (
    ENTRY_SIGNS,
    ON_FREE_HOURS,
    EntryKind,
    Sums,
    cap_reached,
    sums_of,
    why_not_correct,
    why_not_hours,
    why_not_work,
)

QUARTERS = st.integers(1, 400).map(lambda n: Decimal(n) / 4)


@pytest.mark.parametrize(
    ("hours", "refused"),
    [
        ("0.25", None),
        ("40", None),
        ("9999", None),
        ("0", "hours_not_positive"),
        ("-4", "hours_not_positive"),
        ("1.3", "hours_not_in_quarters"),
        ("10000", "hours_beyond_all"),
    ],
)
def test_hours_are_above_zero_and_in_quarters(hours: str, refused: str | None) -> None:
    refusal = why_not_hours(Decimal(hours))
    assert (refusal.code if refusal else None) == refused


def test_a_ledger_adds_up_by_kind() -> None:
    entries = [
        ("claim", Decimal(24)),
        ("unclaim", Decimal(-24)),
        ("grant", Decimal(24)),
        ("claim", Decimal("10.5")),
        ("work", Decimal(20)),
        ("correction", Decimal("-1.5")),
        ("return", Decimal("-5.5")),
    ]
    sums = sums_of(entries)
    assert sums == Sums(
        claimed=Decimal("10.5"),
        granted=Decimal(24),
        worked=Decimal("18.5"),
        returned=Decimal("5.5"),
    )
    assert sums.left_of(Decimal(400)) == Decimal(400) - Decimal("10.5") - 24 + Decimal("5.5")


@given(st.lists(st.tuples(st.sampled_from(EntryKind), QUARTERS), max_size=40))
def test_the_running_balance_ends_at_what_is_left(
    rows: list[tuple[EntryKind, Decimal]],
) -> None:
    entries = [(kind, hours * ENTRY_SIGNS.get(kind, 1)) for kind, hours in rows]
    balance = Decimal(1000)
    for kind, hours in entries:
        balance += ON_FREE_HOURS[kind] * hours
    assert balance == sums_of(entries).left_of(Decimal(1000))


def test_who_asks_above_the_cap_reads_what_is_left() -> None:
    refusal = cap_reached(hours=Decimal("24.50"), left=Decimal("16.00"), cap=Decimal(40))
    assert refusal.in_english() == (
        "This plan asks for 24.5 hours, but your hogeschool has 16 of its 40 left."
        " Make the plan smaller."
    )


@pytest.mark.parametrize(
    ("by", "worked", "booked", "left", "refused"),
    [
        ("-2", "18", "6", "4", None),
        ("4", "18", "6", "4", None),
        ("4.25", "18", "6", "4", "work_above_grant"),
        ("-6.25", "18", "6", "4", "correction_below_nothing"),
        ("0", "18", "6", "4", "correction_is_nothing"),
        ("0.1", "18", "6", "4", "hours_not_in_quarters"),
    ],
)
def test_a_correction_stays_between_nothing_and_the_grant(
    by: str, worked: str, booked: str, left: str, refused: str | None
) -> None:
    refusal = why_not_correct(
        by=Decimal(by), worked=Decimal(worked), booked=Decimal(booked), left=Decimal(left)
    )
    assert (refusal.code if refusal else None) == refused


def test_work_above_the_grant_says_what_is_left() -> None:
    assert why_not_work(hours=Decimal(4), left=Decimal(4)) is None
    refusal = why_not_work(hours=Decimal("4.25"), left=Decimal(4))
    assert refusal and "4 hours are left, so 4.25 cannot be entered" in refusal.in_english()
