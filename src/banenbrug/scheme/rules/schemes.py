"""Making and changing a scheme: what cannot be, and what would break what was granted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.scheme.rules.hours import plain, why_not_hours
from banenbrug.scheme.rules.terms import in_figures


@dataclass(frozen=True)
class Terms:
    """What an officer fills in of a scheme and what its rules hang on."""

    total: Decimal
    cap: Decimal
    cap_period: str
    opens: date
    closes: date
    runs_until: date
    evaluation_days: int
    kinds: Collection[str]
    applicants: Collection[str]
    place_from: str
    claim_from: str


@dataclass(frozen=True)
class Standing:
    """What has happened in a scheme so far.

    `taken` are open claims and grants less what was given back, `most_taken` that of the
    organisation with the most. Days are None while nothing has happened.
    """

    taken: Decimal = Decimal(0)
    most_taken: Decimal = Decimal(0)
    first_received: date | None = None
    last_received: date | None = None
    last_day: date | None = None
    kinds_in_use: Collection[str] = ()


def faults(terms: Terms) -> Iterator[tuple[str, Refusal]]:
    """What cannot be in any scheme: the field and the reason."""
    for name, hours in (("total", terms.total), ("cap", terms.cap)):
        refusal = why_not_hours(hours)
        if refusal is not None:
            yield name, refusal
    if terms.cap > terms.total:
        yield (
            "cap",
            Refusal(
                "cap_above_total",
                N_("One organisation cannot get more than the whole scheme has: %(total)s hours."),
                {"total": plain(terms.total)},
            ),
        )
    if terms.closes < terms.opens:
        yield "closes", Refusal("closes_before_opens", N_("The last day is before the first day."))
    if terms.runs_until < terms.closes:
        yield (
            "runs_until",
            Refusal(
                "runs_shorter_than_open",
                N_("Work goes on at least until the last day of applying, %(day)s."),
                {"day": in_figures(terms.closes)},
            ),
        )
    if not terms.kinds:
        yield "kinds", Refusal("no_kinds", N_("Choose at least one kind of support."))
    if not terms.applicants:
        yield "applicants", Refusal("no_applicants", N_("Choose who may ask for support."))


def breaches(*, now: Terms, wanted: Terms, standing: Standing) -> Iterator[tuple[str, Refusal]]:
    """What a change would break of what was received, claimed and granted already."""
    if wanted.total < standing.taken:
        yield (
            "total",
            Refusal(
                "total_below_taken",
                N_("%(taken)s hours are requested or granted already. Write at least that."),
                {"taken": plain(standing.taken)},
            ),
        )
    if wanted.cap < standing.most_taken:
        yield (
            "cap",
            Refusal(
                "cap_below_taken",
                N_("One organisation has %(taken)s hours already. Write at least that."),
                {"taken": plain(standing.most_taken)},
            ),
        )
    yield from _days(wanted, standing)
    gone = set(standing.kinds_in_use) - set(wanted.kinds)
    if gone:
        yield (
            "kinds",
            Refusal(
                "kind_in_use",
                N_("A plan holds a kind of support that you take away. Leave it in."),
            ),
        )
    if standing.first_received is not None:
        for name in ("cap_period", "place_from", "claim_from"):
            if getattr(now, name) != getattr(wanted, name):
                yield (
                    name,
                    Refusal(
                        "counted_already",
                        N_("Requests came in by this rule already, so it stays as it is."),
                    ),
                )


def _days(wanted: Terms, standing: Standing) -> Iterator[tuple[str, Refusal]]:
    first, last, end = standing.first_received, standing.last_received, standing.last_day
    if first is not None and wanted.opens > first:
        yield (
            "opens",
            Refusal(
                "opens_after_received",
                N_("A request was received on %(day)s. The scheme opens no later than that."),
                {"day": in_figures(first)},
            ),
        )
    if last is not None and wanted.closes < last:
        yield (
            "closes",
            Refusal(
                "closes_before_received",
                N_("An application was received on %(day)s. The scheme closes no earlier."),
                {"day": in_figures(last)},
            ),
        )
    if end is not None and wanted.runs_until < end:
        yield (
            "runs_until",
            Refusal(
                "runs_until_before_day",
                N_("An activity is on %(day)s. The scheme runs at least until then."),
                {"day": in_figures(end)},
            ),
        )


FIELDS = tuple(field.name for field in fields(Terms))
"""The names of the terms, as the columns of a scheme and the fields of its form are called."""
