"""Calendar months: the grain in which paid hours are kept."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

from banenbrug.foundation.refusals import Unreadable

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month; months sort in time. ValueError if there is no such month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        date(self.year, self.month, 1)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month in which `day` falls."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-04``; Unreadable for anything else."""
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise Unreadable("not_a_month", text)
        try:
            return cls(int(written[1]), int(written[2]))
        except ValueError:
            raise Unreadable("not_a_month", text) from None

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def next(self) -> "Month":
        """Return the month after this one."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def overlaps(self, from_date: date | None, until_date: date | None) -> bool:
        """Say whether any day of the month lies in the span; both ends belong to it.

        None leaves that end open. A span that ends before it starts holds no day.
        """
        start = max(from_date or self.first, self.first)
        end = min(until_date or self.last, self.last)
        return start <= end

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def months_between(start: Month, end: Month) -> tuple[Month, ...]:
    """Return the months from `start` up to and including `end`; none if `end` comes first."""
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    zero = start.year * 12 + start.month - 1
    return tuple(Month((zero + n) // 12, (zero + n) % 12 + 1) for n in range(count))


def months_of_year(year: int) -> tuple[Month, ...]:
    """Return the twelve months of a calendar year."""
    return months_between(Month(year, 1), Month(year, 12))


def months_away(day: date, months: int) -> date:
    """The same day of the month, `months` later (or earlier below 0), or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
