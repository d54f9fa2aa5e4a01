"""What somebody of an advisory organisation has to do: intake talks, plans, activities."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext

from banenbrug.foundation.formats import show_date
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership
from banenbrug.scheme.models import Request
from banenbrug.scheme.queries.receipts import Receipt
from banenbrug.scheme.queries.tasks import Task, TaskKind, day_of, page_at
from banenbrug.scheme.rules.next_steps import Open, OpenStep
from banenbrug.scheme.rules.states import Side
from banenbrug.web.templatetags.bb import clock
from banenbrug.web.words import active_language

_WORDS: Mapping[Open, tuple[TaskKind, str, str]] = {
    Open.PLAN_INTAKE: (
        TaskKind.INTAKE,
        N_("Plan the intake talk with %(school)s"),
        N_("Plan the talk"),
    ),
    Open.HOLD_INTAKE: (
        TaskKind.INTAKE,
        N_("Hold the intake talk with %(school)s"),
        N_("Open the intake talk"),
    ),
    Open.MAKE_PLAN: (
        TaskKind.PLAN,
        N_("Make the plan for %(school)s"),
        N_("Open the dossier"),
    ),
    Open.WRITE_PLAN: (
        TaskKind.PLAN,
        N_("Go on with the plan for %(school)s"),
        N_("Open the plan"),
    ),
    Open.MEND_PLAN: (
        TaskKind.PLAN,
        N_("Mend the plan for %(school)s"),
        N_("Open the plan"),
    ),
    Open.HOLD_ACTIVITY: (
        TaskKind.ACTIVITY,
        N_("Hold “%(about)s” at %(school)s"),
        N_("Open the activity"),
    ),
    Open.SETTLE_DISPUTE: (
        TaskKind.DISPUTE,
        N_("Talk with %(school)s about disputed hours"),
        N_("Open the activity"),
    ),
}


def adviser_tasks(receipts: Sequence[Receipt], *, member: Membership, today: date) -> list[Task]:
    """Everything that waits for the adviser; what nobody has in hand yet is for everybody."""
    found = {receipt.request.pk: receipt.progress for receipt in receipts}.values()
    return [
        _task(step, one.request, member=member, today=today)
        for one in found
        for step in one.of(Side.ADVISER)
    ]


def _task(step: OpenStep, request: Request, *, member: Membership, today: date) -> Task:
    kind, title, button = _WORDS[step.what]
    if step.what is Open.HOLD_INTAKE and step.due and step.due < today:
        title = N_("Write what came of the intake talk with %(school)s")
        button = N_("Write what came of it")
    first = _first_sentence(step, request)
    scheme = gettext("Scheme: %(scheme)s.") % {"scheme": request.scheme.name}
    return Task(
        kind=kind,
        title=gettext(title) % {"school": request.school.name, "about": step.about},
        context=(first, scheme) if first else (scheme,),
        url=page_at(member.organisation, step.page, step.pk),
        button=gettext(button),
        due=step.due,
        is_mine=request.adviser_member in (None, member.pk),
    )


def _first_sentence(step: OpenStep, request: Request) -> str:
    if step.what is Open.HOLD_INTAKE and request.intake_at:
        return _when_and_where(request.intake_at, request.intake_place)
    if step.what is Open.HOLD_ACTIVITY and step.due:
        day = show_date(step.due, active_language(), style="sentence")
        return gettext("On %(day)s.") % {"day": day}
    if step.what is Open.MEND_PLAN:
        return gettext("The fund returned it with remarks.")
    return f"{step.about}." if step.what is Open.SETTLE_DISPUTE else ""


def _when_and_where(at: datetime, place: str) -> str:
    told = {
        "day": show_date(day_of(at), active_language(), style="sentence"),
        "time": clock(at),
        "place": place,
    }
    if place:
        return gettext("On %(day)s at %(time)s, %(place)s.") % told
    return gettext("On %(day)s at %(time)s.") % told
