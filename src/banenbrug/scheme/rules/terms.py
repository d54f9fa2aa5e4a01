"""Days of a scheme and of an evaluation. Dates are those of Amsterdam; a last day counts whole."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from banenbrug.foundation.refusals import N_, Refusal


class Phase(StrEnum):
    """Where a scheme is in its own time."""

    TO_COME = "to_come"
    OPEN = "open"
    CLOSED = "closed"
    OVER = "over"


PHASE_NAMES = {
    Phase.TO_COME: N_("Opens later"),
    Phase.OPEN: N_("Open"),
    Phase.CLOSED: N_("Closed for new applications"),
    Phase.OVER: N_("Ended"),
}


def phase_of(*, opens: date, closes: date, runs_until: date, today: date) -> Phase:
    """Open from the first to the last day of applying; work may go on until `runs_until`."""
    if today < opens:
        return Phase.TO_COME
    if today <= closes:
        return Phase.OPEN
    return Phase.CLOSED if today <= runs_until else Phase.OVER


def why_not_apply(*, opens: date, closes: date, today: date) -> Refusal | None:
    """A scheme takes requests and applications from its first to its last day."""
    if today < opens:
        return Refusal(
            "scheme_not_open",
            N_("This scheme opens on %(day)s. Come back on that day."),
            {"day": in_figures(opens)},
        )
    if today > closes:
        return Refusal(
            "scheme_closed",
            N_("This scheme closed on %(day)s, so nothing can be applied for any more."),
            {"day": in_figures(closes)},
        )
    return None


def why_not_held_on(
    *, day: date, granted_on: date, runs_until: date, today: date
) -> Refusal | None:
    """An activity is held after the grant, within the scheme, on a day that has come."""
    if day > today:
        return Refusal("held_later", N_("This day is still to come. Write it down afterwards."))
    if day < granted_on:
        return Refusal(
            "held_before_grant",
            N_("The hours were granted on %(day)s. Before that nothing can be booked."),
            {"day": in_figures(granted_on)},
        )
    if day > runs_until:
        return Refusal(
            "held_after_scheme",
            N_("The scheme runs until %(day)s. After that nothing can be booked."),
            {"day": in_figures(runs_until)},
        )
    return None


def evaluation_due(*, finished_on: date, within_days: int) -> date:
    """The last day for the account of an activity."""
    return finished_on + timedelta(days=within_days)


class Reminder(StrEnum):
    """What a letter about an evaluation says."""

    HALF_TIME = "half_time"
    TWO_DAYS = "two_days"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Due:
    """A reminder and the day on which it is due."""

    reminder: Reminder
    on: date


def reminders(*, opened_on: date, due_on: date, until: date) -> Iterator[Due]:
    """All reminders up to `until`: at half time, two days before, and weekly after the last day.

    Where half time lies within the last two days there is one reminder, not two.
    """
    half = opened_on + (due_on - opened_on) // 2
    last = due_on - timedelta(days=2)
    if opened_on < half < last and half <= until:
        yield Due(Reminder.HALF_TIME, half)
    if opened_on <= last <= until:
        yield Due(Reminder.TWO_DAYS, last)
    late = due_on + timedelta(days=1)
    while late <= until:
        yield Due(Reminder.OVERDUE, late)
        late += timedelta(days=7)


def reminder_now(
    *, opened_on: date, due_on: date, today: date, sent: Collection[date]
) -> Due | None:
    """The latest reminder that is due and was not sent; older ones that were missed are past."""
    due = list(reminders(opened_on=opened_on, due_on=due_on, until=today))
    return due[-1] if due and due[-1].on not in sent else None


def in_figures(day: date) -> str:
    """A day as both languages read it in a refusal: 31-12-2026."""
    return f"{day:%d-%m-%Y}"


def why_not_planned_on(
    *, days: Collection[date], granted_on: date, runs_until: date
) -> Refusal | None:
    """An activity is planned after the grant and within the scheme."""
    if any(day < granted_on for day in days):
        return Refusal(
            "planned_before_grant",
            N_("The hours were granted on %(day)s. Plan a day after that."),
            {"day": in_figures(granted_on)},
        )
    if any(day > runs_until for day in days):
        return Refusal(
            "planned_after_scheme",
            N_("The scheme runs until %(day)s. Plan an earlier day."),
            {"day": in_figures(runs_until)},
        )
    return None
