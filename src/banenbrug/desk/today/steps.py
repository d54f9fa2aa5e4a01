"""One thing to do, and the order in which things ask for somebody."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Role
from banenbrug.scheme.queries import fund_tasks
from banenbrug.scheme.queries.tasks import TASK_ICONS, TaskKind
from banenbrug.web.dues import Due, due_in_words, waiting_in_words


class Kind(StrEnum):
    """What a step is about."""

    BEGIN = "begin"
    CHOICE = "choice"
    MISSING_HAND = "missing_hand"
    TALK = "talk"
    COMMITMENT = "commitment"
    VACANCY = "vacancy"
    HOURS = "hours"
    MOMENT = "moment"
    LIST = "list"
    PEOPLE = "people"


AnyKind = Kind | TaskKind
"""What a step is about: the kinds of a school's own work, and those of support."""

ICONS: Mapping[Kind, str] = {
    Kind.BEGIN: "file-spreadsheet",
    Kind.CHOICE: "list-check",
    Kind.MISSING_HAND: "message-circle",
    Kind.TALK: "message-circle",
    Kind.COMMITMENT: "heart-handshake",
    Kind.VACANCY: "briefcase",
    Kind.HOURS: "clock",
    Kind.MOMENT: "bulb",
    Kind.LIST: "file-spreadsheet",
    Kind.PEOPLE: "users",
}

_TELL_WHEN: Collection[AnyKind] = (Kind.VACANCY, TaskKind.INTAKE, TaskKind.ACTIVITY)

TO_THE_FIRST_JOB = frozenset({Kind.COMMITMENT, Kind.VACANCY, Kind.HOURS})
"""What goes before every date while a school agreed on something and has no first job yet."""

FIRST: Mapping[Role, Sequence[AnyKind]] = {
    Role.BUYER: (Kind.MOMENT,),
    Role.HR: (Kind.MISSING_HAND, Kind.VACANCY, Kind.HOURS),
    Role.OFFICER: fund_tasks.ORDER,
    Role.ADVISER: (TaskKind.INTAKE, TaskKind.PLAN),
}
"""What stands on top of the tasks of a role; who coordinates has them all by date."""


@dataclass(frozen=True)
class Hands:
    """Who sits at a table for procurement and for HR; empty where nobody does yet."""

    procurement: str
    hr: str

    @property
    def both(self) -> bool:
        """Whether no hand is missing."""
        return bool(self.procurement and self.hr)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do, in words: a title in the imperative, at most two sentences, a button.

    `is_mine` says that this person is the one to do it, and no colleague; `is_own_hand` that it
    waits for the department of this person. What has no date may wait `since` a day.
    """

    kind: AnyKind
    title: str
    context: tuple[str, ...] = ()
    url: str
    button: str
    other: tuple[str, str] | None = None
    due: date | None = None
    since: date | None = None
    is_mine: bool = True
    is_own_hand: bool = False
    hands: Hands | None = None

    @property
    def tells_when(self) -> bool:
        """Whether its sentences name its date already."""
        return self.hands is not None or self.kind in _TELL_WHEN

    @property
    def icon(self) -> str:
        """The drawing that belongs to its kind."""
        return TASK_ICONS[self.kind] if isinstance(self.kind, TaskKind) else ICONS[self.kind]


def in_order(steps: Iterable[Step], *, member: Membership, today: date) -> list[Step]:
    """The steps as a list shows them: by date, the latest first; what has no date comes last.

    What waits since a day stands where its date would.
    """
    first = _first(member)
    return sorted(
        steps,
        key=lambda step: (
            first.index(step.kind) if step.kind in first else len(first),
            step.due is None and step.since is None,
            step.due or step.since or today,
            step.url,
        ),
    )


def next_of(steps: Iterable[Step], *, today: date, first: Collection[AnyKind] = ()) -> Step | None:
    """The open thing with the nearest date that only this person can do.

    A request for support that was begun goes before all, then what a school begins with, a missing
    hand of one's own, and the kinds that are `first`. Ties: late before soon, both hands before
    one.
    """

    def nearness(step: Step) -> tuple[object, ...]:
        days = (step.due - today).days if step.due else 0
        return (
            not _is_begun(step),
            step.kind is not Kind.BEGIN,
            not step.is_own_hand,
            step.kind not in first,
            not step.is_mine,
            step.due is None,
            abs(days),
            days > 0,
            step.hands is None or not step.hands.both,
            step.url,
        )

    return min(steps, key=nearness, default=None)


def _is_begun(step: Step) -> bool:
    """Whether somebody asked for support and this person is the one to go on with it."""
    own_hand = step.kind is TaskKind.HAND and step.is_own_hand
    return step.kind is TaskKind.REQUEST or own_hand


def when_of(step: Step, *, today: date) -> Due | None:
    """When a step has to be done, or how long it waits already, in words."""
    if step.due is None and step.since is not None:
        return waiting_in_words(step.since, today=today)
    return due_in_words(step.due, today=today)


def _first(member: Membership) -> Sequence[AnyKind]:
    roles = [Role(role) for role in member.roles]
    if Role.COORDINATOR in roles:
        return ()
    return next((FIRST[role] for role in roles if role in FIRST), ())
