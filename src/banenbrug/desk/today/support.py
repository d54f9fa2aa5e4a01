"""Support on *Today*: what dossiers ask of somebody, and for whom one waits there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from banenbrug.desk.today.steps import Step
from banenbrug.desk.today.waiting import MOST, Waiting
from banenbrug.organisations.models import Membership
from banenbrug.scheme.queries.school_tasks import school_tasks
from banenbrug.scheme.queries.tasks import Awaited, Task


def school_steps(member: Membership, dossiers: Sequence[Mapping[str, Any]]) -> list[Step]:
    """What the dossiers of a hogeschool ask of this person, given as `dossiers_as_json`."""
    return steps_of(school_tasks(dossiers, member=member))


def steps_of(tasks: Iterable[Task]) -> list[Step]:
    """Tasks of dossiers as steps."""
    return [
        Step(
            kind=task.kind,
            title=task.title,
            context=task.context,
            url=task.url,
            button=task.button,
            due=task.due,
            since=task.since,
            is_mine=task.is_mine,
            is_own_hand=task.is_own_hand,
        )
        for task in tasks
    ]


def for_others(awaited: Iterable[Awaited], *, today: date) -> list[Waiting]:
    """Who else has the next step of a dossier, the longest first."""
    found = [Waiting(one.who, one.what, one.url, (today - one.since).days) for one in awaited]
    return found[:MOST]
