"""Reads of the ledger: its lines with the hours that were free after each, and months of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, overload

from django.conf import settings
from django.db import connection

from banenbrug.foundation.months import Month
from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import HoursEntry, Scheme
from banenbrug.scheme.rules.hours import ENTRY_NAMES, ON_FREE_HOURS, EntryKind
from banenbrug.scheme.rules.states import TAKES_HOURS

_ON_FREE = [kind.value for kind, sign in ON_FREE_HOURS.items() if sign]

# The balance runs over all lines, so that a filter changes which are shown and nothing else. Lines
# get their number while their totals are held: by it the balance is what it was, and never below 0.
_LINES = """
    WITH told AS (
        SELECT entry.id, %(total)s - sum(CASE WHEN kind = ANY(%(on_free)s) THEN hours ELSE 0 END)
               OVER (ORDER BY id) AS free
          FROM scheme_hoursentry AS entry
         WHERE fund_id = %(fund)s AND scheme_id = %(scheme)s
    )
    SELECT entry.id, entry.at, entry.kind, entry.hours, entry.reason, entry.by, entry.side,
           school.name, application.request_id, application.state,
           entry.corrects_id, corrected.at, told.free
      FROM told
      JOIN scheme_hoursentry AS entry ON entry.id = told.id
      JOIN organisations_organisation AS school ON school.id = entry.school_id
      JOIN scheme_application AS application ON application.id = entry.application_id
      LEFT JOIN scheme_hoursentry AS corrected ON corrected.id = entry.corrects_id
     WHERE %(school)s::bigint IS NULL OR entry.school_id = %(school)s
     ORDER BY entry.id DESC
     LIMIT %(most)s OFFSET %(start)s
"""

_MONTHS = """
    WITH moved AS (
        SELECT date_trunc('month', at AT TIME ZONE %(zone)s)::date AS month,
               sum(hours) FILTER (WHERE kind IN ('work', 'correction')) AS worked,
               sum(hours) FILTER (WHERE kind IN ('grant', 'return')) AS granted,
               sum(hours) FILTER (WHERE kind IN ('claim', 'unclaim')) AS claimed
          FROM scheme_hoursentry
         WHERE fund_id = %(fund)s AND scheme_id = %(scheme)s
         GROUP BY 1
    ), months AS (
        SELECT generate_series(
                   least(%(first)s, (SELECT min(month) FROM moved)), %(last)s, interval '1 month'
               )::date AS month
    ), standing AS (
        SELECT month,
               coalesce(sum(worked) OVER course, 0) AS worked,
               coalesce(sum(granted) OVER course, 0) AS granted,
               coalesce(sum(claimed) OVER course, 0) AS claimed
          FROM months LEFT JOIN moved USING (month)
        WINDOW course AS (ORDER BY month)
    )
    SELECT month, worked, granted - worked, claimed FROM standing
     WHERE month >= %(first)s ORDER BY month
"""


@dataclass(frozen=True)
class Line:
    """One line of the ledger; `free` are the hours that were free after it."""

    pk: int
    at: datetime
    kind: str
    hours: Decimal
    reason: str
    by: str
    side: str
    school: str
    request: int
    application_state: str
    corrects: int | None
    corrected_at: datetime | None
    free: Decimal

    @property
    def name(self) -> str:
        """What it does: a msgid."""
        return ENTRY_NAMES[EntryKind(self.kind)]

    @property
    def can_be_corrected(self) -> bool:
        """Worked hours can, until they are settled."""
        return self.kind == EntryKind.WORK and self.application_state in TAKES_HOURS


@dataclass(frozen=True)
class Ledger(Sequence[Line]):
    """The lines of a scheme, the latest first, or those of one school; for a Paginator.

    `total` are the hours of the scheme.
    """

    scheme: Scheme
    total: Decimal
    school: int | None = None

    def __len__(self) -> int:
        found = HoursEntry.objects.filter(fund_id=self.scheme.fund_id, scheme=self.scheme)
        return (found.filter(school_id=self.school) if self.school else found).count()

    @overload
    def __getitem__(self, wanted: int) -> Line: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Line]: ...
    def __getitem__(self, wanted: int | slice) -> Line | list[Line]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start = wanted.start or 0
        most = None if wanted.stop is None else wanted.stop - start
        values = {"total": self.total, "school": self.school, "on_free": _ON_FREE}
        rows = _rows(_LINES, self.scheme, **values, start=start, most=most)
        return [Line(*row) for row in rows]


@dataclass(frozen=True)
class MonthEnd:
    """Where the hours were at the end of a month."""

    month: Month
    worked: Decimal
    to_work: Decimal
    requested: Decimal


def month_ends(scheme: Scheme, *, first: Month, last: Month) -> list[MonthEnd]:
    """Where the hours of a scheme were at the end of each month, by the clocks of Amsterdam."""
    rows = _rows(_MONTHS, scheme, zone=settings.TIME_ZONE, first=first.first, last=last.first)
    return [MonthEnd(Month.of(month), *hours) for month, *hours in rows]


def years_of(scheme: Scheme, *, today: date) -> list[int]:
    """The years in which hours of a scheme can have moved: until it is over."""
    last = min(scheme.runs_until, max(today, scheme.opens))
    return list(range(scheme.opens.year, last.year + 1))


def schools_in(scheme: Scheme) -> list[tuple[int, str]]:
    """The hogescholen of a ledger, by name."""
    found = HoursEntry.objects.filter(fund_id=scheme.fund_id, scheme=scheme).values("school_id")
    schools = Organisation.objects.filter(pk__in=found).order_by("sort_key")
    return list(schools.values_list("pk", "name"))


def _rows(statement: str, scheme: Scheme, **values: Any) -> list[tuple[Any, ...]]:
    known: Mapping[str, Any] = {"fund": scheme.fund_id, "scheme": scheme.pk, **values}
    with connection.cursor() as cursor:
        cursor.execute(statement, known)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
