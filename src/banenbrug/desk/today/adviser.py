"""*Today* of an advisory organisation: intake talks, plans and activities, and one's own hours."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from banenbrug.desk.today.page import SHOWN, Page, Quiet, people_quiet, tasks
from banenbrug.desk.today.standing import Figure, Standing
from banenbrug.desk.today.steps import in_order, next_of, when_of
from banenbrug.desk.today.support import for_others, steps_of
from banenbrug.desk.today.waiting import Waiting
from banenbrug.foundation.months import Month
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right
from banenbrug.scheme.queries.adviser import MonthHours, hours_by_month, open_dossiers
from banenbrug.scheme.queries.adviser_tasks import adviser_tasks
from banenbrug.scheme.queries.receipts import Receipt
from banenbrug.scheme.queries.tasks import awaited
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.states import Side
from banenbrug.web.templatetags.bb import hours


def adviser_page(member: Membership, *, now: datetime) -> Page:
    """Gather the page; who only looks after the people sees no dossiers."""
    today = timezone.localtime(now).date()
    if not member.has(Right.ADVISE):
        return Page(None, None, people_quiet(member), [], 0, (), Standing(()))
    dossiers = open_dossiers(member, today=today)
    steps = steps_of(adviser_tasks(dossiers, member=member, today=today))
    first = next_of(steps, today=today)
    ordered = in_order(steps, member=member, today=today)
    others = tasks([step for step in ordered if step is not first], today=today)
    return Page(
        next_step=first,
        next_due=when_of(first, today=today) if first else None,
        quiet=_quiet(member, dossiers),
        tasks=others[:SHOWN],
        open_steps=len(steps),
        waiting=_waiting(member, dossiers, today=today),
        standing=Standing((_figure(member, today=today),)),
        more=f"{_at(member, 'my_dossiers')}?view=all" if len(others) > SHOWN else "",
    )


def _waiting(member: Membership, dossiers: Sequence[Receipt], *, today: date) -> list[Waiting]:
    once = {receipt.request.pk: receipt.progress for receipt in dossiers}
    found = awaited(once.values(), at=member.organisation, side=Side.ADVISER, today=today)
    return for_others(found, today=today)


def _figure(member: Membership, *, today: date) -> Figure:
    month = Month.of(today)
    none = MonthHours(month, ZERO, ZERO, ZERO)
    mine = next((one for one in hours_by_month(member) if one.month == month), none)
    return Figure(
        title=gettext("My hours this month"),
        value=hours(mine.total, "bare"),
        unit=gettext("in %(month)s") % {"month": date_format(month.first, "F")},
        lines=(
            (gettext("Confirmed"), hours(mine.confirmed)),
            (gettext("Wait for the hogeschool"), hours(mine.entered)),
            (gettext("Disputed"), hours(mine.disputed)),
        ),
        url=_at(member, "my_hours"),
        link=gettext("See my hours"),
    )


def _quiet(member: Membership, dossiers: Sequence[Receipt]) -> Quiet:
    if not dossiers:
        return Quiet(gettext("A fund assigns hogescholen to you. Then their requests stand here."))
    return Quiet(
        gettext("Others have the next step. See what is planned."),
        _at(member, "calendar"),
        gettext("Open the calendar"),
    )


def _at(member: Membership, name: str) -> str:
    return reverse(f"scheme:{name}", kwargs={"adviser": member.organisation.slug})
