"""What somebody of a hogeschool has to do in its dossiers, out of one expression of a query."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand, Right
from banenbrug.scheme.models import Request
from banenbrug.scheme.queries.next_steps import facts_as_json, read
from banenbrug.scheme.queries.tasks import Task, TaskKind, page_at
from banenbrug.scheme.rules.next_steps import Open, OpenStep, open_steps
from banenbrug.scheme.rules.states import OPEN_REQUEST, Side
from banenbrug.scheme.rules.support import HOMEWORK

_WORDS: Mapping[Open, tuple[TaskKind, str, str]] = {
    Open.FINISH_REQUEST: (
        TaskKind.REQUEST,
        N_("Finish the request for support"),
        N_("Go on with the request"),
    ),
    Open.GIVE_HAND: (
        TaskKind.HAND,
        N_("Say that your department takes part in the support"),
        N_("Read and say so"),
    ),
    Open.DO_HOMEWORK: (TaskKind.HOMEWORK, N_("Homework: %(about)s"), N_("Open the dossier")),
    Open.READ_PLAN: (
        TaskKind.READING,
        N_("Read the plan of the adviser and submit it"),
        N_("Read the plan"),
    ),
    Open.CONFIRM_WORK: (
        TaskKind.WORK,
        N_("Confirm the hours of “%(about)s”"),
        N_("See the hours"),
    ),
    Open.WRITE_EVALUATION: (
        TaskKind.EVALUATION,
        N_("Write the evaluation of “%(about)s”"),
        N_("Write the evaluation"),
    ),
}


def dossiers_as_json() -> ArraySubquery:
    """The facts of all dossiers of an organisation that go on, within a query of organisations."""
    going_on = [state.value for state in OPEN_REQUEST]
    found = Request.objects.filter(school=OuterRef("pk"), state__in=going_on)
    return ArraySubquery(found.order_by("started_at", "pk").values(json=facts_as_json()))


def school_tasks(rows: Iterable[Mapping[str, Any]], *, member: Membership) -> list[Task]:
    """What waits for this person in dossiers, given as `dossiers_as_json`."""
    if not member.has(Right.ASK_SUPPORT):
        return []
    return [task for row in rows for task in _tasks_of(row, member)]


def _tasks_of(row: Mapping[str, Any], member: Membership) -> Iterator[Task]:
    for step in open_steps(read(row)):
        if step.side is not Side.SCHOOL or step.what not in _WORDS:
            continue
        if step.what is not Open.GIVE_HAND or Hand(step.about) in member.hands:
            yield _task(step, row["scheme"], member)


def _task(step: OpenStep, scheme: str, member: Membership) -> Task:
    kind, title, button = _WORDS[step.what]
    is_hand = step.what is Open.GIVE_HAND
    told = HOMEWORK.get(step.about) if step.what is Open.DO_HOMEWORK else None  # type: ignore[call-overload]
    about = gettext(told) if told else step.about
    in_scheme = gettext("Support in the scheme “%(scheme)s”.") % {"scheme": scheme}
    then = gettext("Without procurement and HR nothing can be submitted.") if is_hand else ""
    return Task(
        kind=kind,
        title=gettext(title) % {"about": about},
        context=(in_scheme, then) if then else (in_scheme,),
        url=page_at(member.organisation, step.page, step.pk),
        button=gettext(button),
        due=step.due,
        is_own_hand=is_hand,
    )
