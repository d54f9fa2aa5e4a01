"""The hours of an application as figures that open: how each is counted, and of which rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from banenbrug.foundation.hours import format_hours
from banenbrug.scheme.models import Application
from banenbrug.scheme.queries.granted import Row, entry_rows, sum_of, work_rows
from banenbrug.scheme.rules.hours import ENTRY_NAMES, EntryKind
from banenbrug.scheme.rules.states import IS_GRANTED, ApplicationState, Side, WorkState
from banenbrug.web.words import active_language


@dataclass(frozen=True)
class Figure:
    """A number of hours, the sentence that says how it is counted, and the rows behind it.

    `kind` is its colour, as in the chart of the ledger.
    """

    name: str
    hours: Decimal
    formula: str
    rows: Sequence[Row] = ()
    kind: str = ""


def figures_of(application: Application, *, side: Side) -> list[Figure]:
    """Four figures once the hours are granted; before that what is asked and set aside."""
    state = ApplicationState(application.state)
    if state in IS_GRANTED:
        return _granted(application, side=side)
    return _asked(application, side=side) if application.hours else []


def _asked(application: Application, *, side: Side) -> list[Figure]:
    entries = entry_rows(application) if side is not Side.ADVISER else {}
    moved = [row for kind in (EntryKind.CLAIM, EntryKind.UNCLAIM) for row in entries.get(kind, ())]
    return [
        Figure(
            gettext("Asked"),
            application.hours,
            gettext("The hours of all activities.")
            if application.submitted_at
            else gettext("What the request asked, until there is a plan."),
        ),
        Figure(
            gettext("Set aside"),
            application.claimed,
            gettext("What nobody else can get while the fund decides."),
            moved,
            "requested",
        ),
        Figure(
            gettext("Waiting for"),
            application.waits_for,
            _said(
                application,
                gettext("%(hours)s asked − %(claimed)s set aside"),
            ),
        ),
    ]


def _granted(application: Application, *, side: Side) -> list[Figure]:
    entries = entry_rows(application) if side is not Side.ADVISER else {}
    work = work_rows(application)
    pending = [*work[WorkState.ENTERED], *work[WorkState.DISPUTED]]
    booked = _booked(entries) or _confirmed(application, work[WorkState.CONFIRMED])
    return [
        Figure(
            gettext("Granted"),
            application.granted,
            gettext("What the fund granted for the plan."),
            entries.get(EntryKind.GRANT, ()),
            "granted",
        ),
        Figure(
            gettext("Worked"),
            application.worked,
            gettext("What the hogeschool confirmed, with the corrections of the fund."),
            booked,
            "worked",
        ),
        Figure(
            gettext("Waiting for confirmation"),
            application.pending,
            gettext("What the adviser entered and the hogeschool has not confirmed yet."),
            pending,
            "requested",
        ),
        Figure(
            gettext("Still left"),
            application.left,
            _said(
                application,
                gettext(
                    "%(granted)s granted − %(worked)s worked − %(pending)s waiting"
                    " − %(returned)s given back = %(left)s hours"
                ),
            ),
            entries.get(EntryKind.RETURN, ()),
            "free",
        ),
    ]


def _booked(entries: dict[EntryKind, list[Row]]) -> list[Row]:
    return [*entries.get(EntryKind.WORK, ()), *entries.get(EntryKind.CORRECTION, ())]


def _confirmed(application: Application, rows: list[Row]) -> list[Row]:
    """What an adviser sees of it: the hours, and by how much the fund corrected them together."""
    corrected = application.worked - sum_of(rows)
    if not corrected or application.decided_at is None:
        return rows
    name = ENTRY_NAMES[EntryKind.CORRECTION]
    last = max(row.on for row in rows)
    return [*rows, Row(name, last, gettext("The fund"), corrected)]


def _said(application: Application, words: str) -> str:
    names = ("hours", "claimed", "granted", "worked", "pending", "returned", "left")
    language = active_language()
    return words % {name: format_hours(getattr(application, name), language) for name in names}
