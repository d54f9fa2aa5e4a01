"""Whether the running totals of a scheme equal the entries that explain them, and both in figures.

Reads in several queries: open a transaction in which nothing else shows (REPEATABLE READ) around
them, in the scope of the fund.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import Allowance, Application, HoursEntry, Purse, Scheme, Work
from banenbrug.scheme.rules.hours import ZERO, Sums, sums_of
from banenbrug.scheme.rules.states import WorkState

_PENDING = (WorkState.ENTERED.value, WorkState.DISPUTED.value)


@dataclass(frozen=True)
class Share:
    """What one organisation has of a scheme, by the entries."""

    organisation: Organisation
    sums: Sums


@dataclass(frozen=True)
class Difference:
    """A running total that is not what the rows say that explain it."""

    total: str
    is_now: Decimal
    rows_say: Decimal

    def __str__(self) -> str:
        return f"{self.total} is {self.is_now}, its rows say {self.rows_say}"


@dataclass(frozen=True)
class LedgerState:
    """A scheme by its entries; `waiting` are the applications without all their hours, in order."""

    total: Decimal
    sums: Sums
    shares: list[Share]
    waiting: list[Application]
    differences: list[Difference]

    @property
    def left(self) -> Decimal:
        """Hours that nobody asked for or got."""
        return self.sums.left_of(self.total)


def ledger_of(scheme: Scheme) -> LedgerState:
    """Add up all entries of a scheme and compare every running total with them."""
    applications = list(
        Application.objects.filter(scheme=scheme).select_related("school").order_by("pk")
    )
    entries = list(HoursEntry.objects.filter(scheme=scheme).order_by("pk"))
    purse = Purse.objects.get(scheme=scheme)
    by_school = _added_up(entries, key="school_id")
    schools = {application.school_id: application.school for application in applications}
    return LedgerState(
        total=purse.total,
        sums=_sums(entries),
        shares=[
            Share(schools[pk], sums)
            for pk, sums in sorted(by_school.items(), key=lambda item: schools[item[0]].slug)
        ],
        waiting=sorted((a for a in applications if a.turn is not None), key=lambda a: a.turn or 0),
        differences=[
            *_of_purse(purse, applications, entries),
            *_of_allowances(scheme, applications, entries),
            *_of_applications(applications, entries),
        ],
    )


def _of_purse(
    purse: Purse, applications: list[Application], entries: list[HoursEntry]
) -> Iterator[Difference]:
    sums = _sums(entries)
    queue = sum(application.turn is not None for application in applications)
    yield from _unlike("the scheme", purse, sums, ("claimed", "granted", "returned"))
    if purse.queue != queue:
        yield Difference("queue of the scheme", Decimal(purse.queue), Decimal(queue))


def _of_allowances(
    scheme: Scheme, applications: list[Application], entries: list[HoursEntry]
) -> Iterator[Difference]:
    found = {
        (row.school_id, row.year): row
        for row in Allowance.objects.filter(scheme=scheme).select_related("school").order_by("pk")
    }
    place = {a.pk: (a.school_id, a.year) for a in applications}
    lines: dict[tuple[int, int], list[HoursEntry]] = defaultdict(list)
    for entry in entries:
        lines[place[entry.application_id]].append(entry)
    waits: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for application in applications:
        waits[place[application.pk]] += application.waits_for
    for key in sorted({*lines, *found}):
        row = found.get(key) or Allowance(school=_school_of(applications, key[0]), year=key[1])
        name = f"{row.school.slug} {row.year}" if row.year else row.school.slug
        yield from _unlike(name, row, _sums(lines[key]), ("claimed", "granted", "returned"))
        if row.waiting != waits[key]:
            yield Difference(f"waiting of {name}", row.waiting, waits[key])


def _school_of(applications: list[Application], school_id: int) -> Organisation:
    return next(a.school for a in applications if a.school_id == school_id)


def _of_applications(
    applications: list[Application], entries: list[HoursEntry]
) -> Iterator[Difference]:
    by_application = _added_up(entries, key="application_id")
    pending: Mapping[int, Decimal] = dict(
        Work.objects.filter(activity__application__in=applications, state__in=_PENDING)
        .values_list("activity__application")
        .annotate(sum=Sum("hours"))
    )
    for application in applications:
        name = f"application {application.pk}"
        sums = by_application.get(application.pk, Sums())
        yield from _unlike(name, application, sums, ("claimed", "granted", "worked", "returned"))
        entered = pending.get(application.pk, ZERO)
        if application.pending != entered:
            yield Difference(f"pending of {name}", application.pending, entered)


def _unlike(
    name: str, row: Purse | Allowance | Application, sums: Sums, totals: tuple[str, ...]
) -> Iterator[Difference]:
    for total in totals:
        is_now, rows_say = Decimal(getattr(row, total)), getattr(sums, total)
        if is_now != rows_say:
            yield Difference(f"{total} of {name}", is_now, rows_say)


def _added_up(entries: Iterable[HoursEntry], *, key: str) -> dict[int, Sums]:
    lines: dict[int, list[HoursEntry]] = defaultdict(list)
    for entry in entries:
        lines[getattr(entry, key)].append(entry)
    return {pk: _sums(found) for pk, found in lines.items()}


def _sums(entries: Iterable[HoursEntry]) -> Sums:
    return sums_of((entry.kind, entry.hours) for entry in entries)
