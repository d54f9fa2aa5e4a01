"""One thing to do, and the order in which things ask for somebody."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext, ngettext

from banenbrug.foundation.formats import show_date
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Role
from banenbrug.web.words import active_language

SOON = 45
"""Days before a date from which it is *soon*."""


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


ICONS = {
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

TO_THE_FIRST_JOB = frozenset({Kind.COMMITMENT, Kind.VACANCY, Kind.HOURS})
"""What goes before every date while a school agreed on something and has no first job yet."""

FIRST: dict[Role, Sequence[Kind]] = {
    Role.BUYER: (Kind.MOMENT,),
    Role.HR: (Kind.MISSING_HAND, Kind.VACANCY, Kind.HOURS),
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


@dataclass(frozen=True)
class Due:
    """A date in words; `meaning` is late, soon or nothing, `day` the date that the words hide."""

    words: str
    meaning: str = ""
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do, in words: a title in the imperative, at most two sentences, a button.

    `is_mine` says that this person is the one to do it, and no colleague; `is_own_hand` that it
    waits for the department of this person.
    """

    kind: Kind
    title: str
    context: tuple[str, ...] = ()
    url: str
    button: str
    other: tuple[str, str] | None = None
    due: date | None = None
    is_mine: bool = True
    is_own_hand: bool = False
    hands: Hands | None = None

    @property
    def icon(self) -> str:
        """The drawing that belongs to its kind."""
        return ICONS[self.kind]


def in_order(steps: Iterable[Step], *, member: Membership, today: date) -> list[Step]:
    """The steps as a list shows them: by date, the latest first; what has no date comes last."""
    first = _first(member)
    return sorted(
        steps,
        key=lambda step: (
            first.index(step.kind) if step.kind in first else len(first),
            step.due is None,
            step.due or today,
            step.url,
        ),
    )


def next_of(steps: Iterable[Step], *, today: date, first: Collection[Kind] = ()) -> Step | None:
    """The open thing with the nearest date that only this person can do.

    What a school begins with goes before all, then a missing hand of one's own, then the kinds
    that are `first`. Ties: late before soon, both hands before one.
    """

    def nearness(step: Step) -> tuple[object, ...]:
        days = (step.due - today).days if step.due else 0
        return (
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


def due_in_words(due: date | None, *, today: date) -> Due | None:
    """A date as a task shows it: how late, how many days left, or the day itself."""
    if due is None:
        return None
    days, language = (due - today).days, active_language()
    if days < 0:
        late = ngettext("%(days)s day late", "%(days)s days late", -days)
        return Due(late % {"days": -days}, "late")
    if days <= 1:
        return Due(gettext("tomorrow") if days else gettext("today"), "soon")
    if days < 7:
        return Due(show_date(due, language, style="sentence", today=today))
    if days <= SOON:
        return Due(gettext("%(days)s days left") % {"days": days}, "soon", due)
    return Due(show_date(due, language))


def _first(member: Membership) -> Sequence[Kind]:
    roles = [Role(role) for role in member.roles]
    if Role.COORDINATOR in roles:
        return ()
    return next((FIRST[role] for role in roles if role in FIRST), ())
