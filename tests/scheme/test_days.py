"""When a scheme is open, when an account is due, and on which days one is reminded."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.scheme.rules.terms import (
    Phase,
    Reminder,
    evaluation_due,
    phase_of,
    reminder_now,
    reminders,
    why_not_apply,
    why_not_held_on,
    why_not_planned_on,
)

OPENS, CLOSES, UNTIL = date(2021, 4, 1), date(2023, 11, 30), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("today", "phase", "refused"),
    [
        (date(2021, 3, 31), Phase.TO_COME, "scheme_not_open"),
        (date(2021, 4, 1), Phase.OPEN, None),
        (date(2023, 11, 30), Phase.OPEN, None),
        (date(2023, 12, 1), Phase.CLOSED, "scheme_closed"),
        (date(2023, 12, 31), Phase.CLOSED, "scheme_closed"),
        (date(2024, 1, 1), Phase.OVER, "scheme_closed"),
    ],
)
def test_the_first_and_the_last_day_count_whole(
    today: date, phase: Phase, refused: str | None
) -> None:
    assert phase_of(opens=OPENS, closes=CLOSES, runs_until=UNTIL, today=today) is phase
    refusal = why_not_apply(opens=OPENS, closes=CLOSES, today=today)
    assert (refusal.code if refusal else None) == refused


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(2023, 5, 9), "held_before_grant"),
        (date(2023, 5, 10), None),
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "held_after_scheme"),
        (date(2024, 2, 2), "held_later"),
    ],
)
def test_what_is_booked_lies_between_the_grant_and_the_end_of_the_scheme(
    day: date, refused: str | None
) -> None:
    refusal = why_not_held_on(
        day=day, granted_on=date(2023, 5, 10), runs_until=UNTIL, today=date(2024, 2, 1)
    )
    assert (refusal.code if refusal else None) == refused


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ((date(2023, 5, 10), date(2023, 12, 31)), None),
        ((date(2023, 5, 9), date(2023, 6, 1)), "planned_before_grant"),
        ((date(2023, 6, 1), date(2024, 1, 1)), "planned_after_scheme"),
    ],
)
def test_each_day_of_an_activity_lies_within(days: tuple[date, ...], refused: str | None) -> None:
    refusal = why_not_planned_on(days=days, granted_on=date(2023, 5, 10), runs_until=UNTIL)
    assert (refusal.code if refusal else None) == refused


def test_an_account_is_due_so_many_days_after_the_activity() -> None:
    assert evaluation_due(finished_on=date(2026, 2, 20), within_days=14) == date(2026, 3, 6)


def test_reminders_come_at_half_time_two_days_before_and_weekly_after() -> None:
    due = [
        (one.reminder, one.on)
        for one in reminders(
            opened_on=date(2026, 3, 2), due_on=date(2026, 3, 16), until=date(2026, 4, 1)
        )
    ]
    assert due == [
        (Reminder.HALF_TIME, date(2026, 3, 9)),
        (Reminder.TWO_DAYS, date(2026, 3, 14)),
        (Reminder.OVERDUE, date(2026, 3, 17)),
        (Reminder.OVERDUE, date(2026, 3, 24)),
        (Reminder.OVERDUE, date(2026, 3, 31)),
    ]


def test_a_short_term_reminds_once_before_its_end() -> None:
    due = list(
        reminders(opened_on=date(2026, 3, 2), due_on=date(2026, 3, 5), until=date(2026, 3, 5))
    )
    assert [one.reminder for one in due] == [Reminder.TWO_DAYS]


def test_who_missed_a_reminder_gets_the_latest_alone() -> None:
    def now(day: date, *sent: date) -> date | None:
        due = reminder_now(
            opened_on=date(2026, 3, 2), due_on=date(2026, 3, 16), today=day, sent=sent
        )
        return due.on if due else None

    assert now(date(2026, 3, 8)) is None
    assert now(date(2026, 3, 15)) == date(2026, 3, 14)
    assert now(date(2026, 3, 15), date(2026, 3, 14)) is None
    assert now(date(2026, 3, 30)) == date(2026, 3, 24)


@given(
    opened=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 120),
    passed=st.integers(0, 200),
)
def test_no_day_has_two_reminders_and_none_comes_before_the_activity(
    opened: date, days: int, passed: int
) -> None:
    due_on = opened + timedelta(days=days)
    found = [
        one.on
        for one in reminders(opened_on=opened, due_on=due_on, until=opened + timedelta(days=passed))
    ]
    assert found == sorted(set(found))
    assert all(day >= opened for day in found)
