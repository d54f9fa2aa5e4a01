"""What became of an application: its activities with their hours, and the lines of its ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from banenbrug.scheme.models import Activity, Application, Evaluation, HoursEntry, Work
from banenbrug.scheme.queries.evaluations import Account, accounts_of
from banenbrug.scheme.queries.plans import rate_of
from banenbrug.scheme.rules.hours import ENTRY_NAMES, EntryKind
from banenbrug.scheme.rules.states import ActivityState, EvaluationState, WorkState
from banenbrug.scheme.rules.words import WORK_NAMES, meaning_of, name_of


@dataclass(frozen=True)
class ActivityLine:
    """One activity after the grant; its hours beside what was planned, and its account if any."""

    activity: Activity
    account: Account
    evaluation: Evaluation | None

    @property
    def state(self) -> tuple[str, str]:
        """The name of its state, a msgid, and what the badge means."""
        state = ActivityState(self.activity.state)
        return name_of(state), meaning_of(state)

    @property
    def evaluation_state(self) -> tuple[str, str] | None:
        """The same of its account."""
        if self.evaluation is None:
            return None
        state = EvaluationState(self.evaluation.state)
        return name_of(state), meaning_of(state)


@dataclass(frozen=True)
class Row:
    """One row under a figure: what (a msgid), when, by whom and for what."""

    what: str
    on: date
    by: str
    hours: Decimal
    reason: str = ""


def activity_lines(application: Application) -> list[ActivityLine]:
    """The activities of an application in the order of its plan."""
    found = list(Activity.objects.filter(application=application).order_by("position"))
    accounts = accounts_of(found, rate=rate_of(application))
    evaluations = {
        one.activity_id: one for one in Evaluation.objects.filter(activity__in=list(accounts))
    }
    return [ActivityLine(one, accounts[one.pk], evaluations.get(one.pk)) for one in found]


def entry_rows(application: Application) -> dict[EntryKind, list[Row]]:
    """The lines of the ledger by their kind; the adviser, who reads no ledger, gets none."""
    found: dict[EntryKind, list[Row]] = {kind: [] for kind in EntryKind}
    for entry in HoursEntry.objects.filter(application=application).order_by("pk"):
        kind = EntryKind(entry.kind)
        on = timezone.localtime(entry.at).date()
        found[kind].append(Row(ENTRY_NAMES[kind], on, entry.by, entry.hours, entry.reason))
    return found


def work_rows(application: Application) -> dict[WorkState, list[Row]]:
    """The hours that the adviser entered, by what became of them."""
    found: dict[WorkState, list[Row]] = {state: [] for state in WorkState}
    for work in Work.objects.filter(activity__application=application).order_by("on", "pk"):
        state = WorkState(work.state)
        found[state].append(Row(WORK_NAMES[state], work.on, work.by, work.hours, work.what))
    return found


def sum_of(rows: Sequence[Row]) -> Decimal:
    """The hours of rows together."""
    return sum((row.hours for row in rows), Decimal(0))
