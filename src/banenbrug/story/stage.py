"""Where the story plays: who is there, and what day it is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from banenbrug.engine.scopes import scope
from banenbrug.foundation.months import Month, months_between
from banenbrug.organisations.models import Membership, Organisation
from banenbrug.story.people import Person

TOLD = "story "
"""How the author of a row of the history begins; the instant of the story follows."""


@dataclass(frozen=True)
class Stage:
    """The day on which the story is told, and everybody in it by the key of the person."""

    today: date
    members: Mapping[str, Membership]
    organisations: Mapping[str, Organisation]

    @contextmanager
    def acting(self, person: Person, at: datetime) -> Iterator[Membership]:
        """Do something as this person: in the scope of the organisation, and so in its history.

        `at` is when it happens in the story; `story.ageing` writes that into the history.
        """
        member = self.members[person.key]
        with scope(
            organisation_id=member.organisation_id,
            user_id=member.user_id,
            member_id=member.pk,
            via=f"{TOLD}{at.isoformat()}",
        ):
            yield member

    def day(self, days: int) -> date:
        """A working day near `days` from today, on the same side of it."""
        day = self.today + timedelta(days=days)
        step = timedelta(days=-1 if days < 0 else 1)
        while day.weekday() >= 5:
            day += step
        return day

    def at(self, days: int, hour: int = 10) -> datetime:
        """A whole hour on that day."""
        return self.on(self.day(days), hour)

    def on(self, day: date, hour: int = 10) -> datetime:
        """A whole hour on a day."""
        return timezone.make_aware(datetime.combine(day, time(hour)))

    def first_of_month(self, months: int) -> date:
        """The first day of the month, so many months before this one."""
        index = self.today.year * 12 + self.today.month - 1 - months
        return date(index // 12, index % 12 + 1, 1)

    def paid_months(self, since: date) -> tuple[Month, ...]:
        """The months of which the wages are paid by now: up to and including last month."""
        return months_between(Month.of(since), Month.of(self.first_of_month(1)))
