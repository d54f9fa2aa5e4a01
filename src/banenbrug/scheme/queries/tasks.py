"""What somebody of one party has to do in dossiers, in words, and for whom one waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import Request
from banenbrug.scheme.queries.next_steps import Progress
from banenbrug.scheme.rules.next_steps import Open, OpenStep
from banenbrug.scheme.rules.states import Side


class TaskKind(StrEnum):
    """What a task is about."""

    LATE_EVALUATION = "late_evaluation"
    DECISION = "decision"
    NEW_REQUEST = "new_request"
    ENTRY = "entry"
    ACCOUNT = "account"
    SETTLEMENT = "settlement"
    QUESTION = "question"
    CLOSING = "closing"
    INTAKE = "intake"
    PLAN = "plan"
    ACTIVITY = "activity"
    DISPUTE = "dispute"
    REQUEST = "request"
    HAND = "hand"
    HOMEWORK = "homework"
    READING = "reading"
    WORK = "work"
    EVALUATION = "evaluation"


TASK_ICONS: Mapping[TaskKind, str] = {
    TaskKind.LATE_EVALUATION: "clock",
    TaskKind.DECISION: "list-check",
    TaskKind.NEW_REQUEST: "user",
    TaskKind.ENTRY: "key",
    TaskKind.ACCOUNT: "file-text",
    TaskKind.SETTLEMENT: "scale",
    TaskKind.QUESTION: "help-circle",
    TaskKind.CLOSING: "lock",
    TaskKind.INTAKE: "message-circle",
    TaskKind.PLAN: "clipboard-text",
    TaskKind.ACTIVITY: "calendar",
    TaskKind.DISPUTE: "alert-triangle",
    TaskKind.REQUEST: "pencil",
    TaskKind.HAND: "hand-stop",
    TaskKind.HOMEWORK: "clipboard-list",
    TaskKind.READING: "file-text",
    TaskKind.WORK: "briefcase",
    TaskKind.EVALUATION: "clipboard-text",
}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do: a title in the imperative, at most two sentences, and where it is done.

    What has no day by which it must be done (`due`) may wait `since` a day. `is_mine` says that
    this person is the one to do it, `is_own_hand` that it waits for this person's department.
    """

    kind: TaskKind
    title: str
    url: str
    button: str
    context: tuple[str, ...] = ()
    due: date | None = None
    since: date | None = None
    is_mine: bool = True
    is_own_hand: bool = False

    @property
    def icon(self) -> str:
        """The drawing that belongs to its kind."""
        return TASK_ICONS[self.kind]


@dataclass(frozen=True)
class Awaited:
    """Who else has the next step of a dossier, what that is, and since when."""

    who: str
    what: str
    url: str
    since: date


def page_at(organisation: Organisation, name: str, pk: int) -> str:
    """The address of a page of a dossier at the door of an organisation."""
    return reverse(name, kwargs={"organisation": organisation.slug, "pk": pk})


def who_has(step: OpenStep, dossier: Request) -> str:
    """Who has something to do: a person where one is known, else an organisation."""
    if step.side is Side.SCHOOL:
        return dossier.school.name
    if step.side is Side.FUND:
        return dossier.fund.name
    adviser = dossier.adviser.name if dossier.adviser else gettext("the adviser")
    return dossier.adviser_person or adviser


def awaited(
    found: Iterable[Progress], *, at: Organisation, side: Side, today: date
) -> list[Awaited]:
    """The dossiers that rest with another party; each with `moved_at`. The longest first."""
    waits = [
        Awaited(
            who_has(step, one.request),
            _what(step, one.request),
            page_at(at, "scheme:dossier", one.request.pk),
            day_of(one.request.moved_at or one.request.started_at),  # type: ignore[attr-defined]
        )
        for one in found
        if (step := _awaited_step(one, side, today)) is not None
    ]
    return sorted(waits, key=lambda one: one.since)


_SINCE_RECEIPT = (Open.DECIDE, Open.ASSIGN_ADVISER)
"""Steps whose day is the one on which it came in."""


def _awaited_step(found: Progress, side: Side, today: date) -> OpenStep | None:
    """What somebody waits for who has nothing to do there. What has its day waits for nobody.

    An evaluation that is late is a task of the fund: it asks for it.
    """
    if found.of(side):
        return None
    for step in found.steps:
        day = None if step.what in _SINCE_RECEIPT else step.due
        is_to_come = day is not None and day >= today
        is_asked_for = side is Side.FUND and step.what is Open.WRITE_EVALUATION
        if not (is_to_come or is_asked_for):
            return step
    return None


def _what(step: OpenStep, dossier: Request) -> str:
    waits = gettext(step.waits)
    return waits if step.side is Side.SCHOOL else f"{waits} · {dossier.school.name}"


def day_of(instant: datetime) -> date:
    """The day of an instant on the clocks of the Netherlands."""
    return timezone.localtime(instant).date()
