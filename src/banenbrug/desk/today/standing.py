"""*Where we are*: at most two figures for a role, each with how it is counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext

from banenbrug.desk.tallies import totals
from banenbrug.desk.today.addresses import address
from banenbrug.foundation.hours import format_hours
from banenbrug.foundation.months import Month
from banenbrug.foundation.numbers import round_half_up, show_number
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right, Role
from banenbrug.placements.figures import Jobs, job_hours, jobs_of_month, rulebook_of
from banenbrug.placements.rulebooks import Rulebook
from banenbrug.placements.rules import hours_of_one_job
from banenbrug.web.templatetags.bb import hours as in_hours
from banenbrug.web.templatetags.bb import jobs as in_jobs
from banenbrug.web.words import active_language


@dataclass(frozen=True)
class Figure:
    """One figure; `lines` is how it is counted, as pairs of a name and its value."""

    title: str
    value: str
    unit: str
    lines: tuple[tuple[str, str], ...]
    url: str
    link: str
    is_statutory: bool = False


@dataclass(frozen=True)
class Standing:
    """The figures of a role; `two_counts` when they may not be added."""

    figures: tuple[Figure, ...]
    two_counts: bool = False


def standing_of(member: Membership, *, today: date) -> Standing:
    """The figures that belong to the roles of this person."""
    roles = {Role(role) for role in member.roles}
    if roles & {Role.COORDINATOR, Role.HR, Role.READER} and member.has(Right.SEE_FIGURES):
        return Standing(_two_counters(member, today), two_counts=True)
    if Role.BUYER in roles:
        return Standing((_without_result(member, today),))
    return Standing(())


def _two_counters(member: Membership, today: date) -> tuple[Figure, ...]:
    """Both counters over last month, which is the latest of which the wages are known."""
    month = Month.of(today.replace(day=1) - timedelta(days=1))
    try:
        rulebook = rulebook_of(month.year)
    except Refused:  # before there were any rules
        return ()
    statutory, via_procurement = jobs_of_month(member.organisation_id, month)
    url = f"{address(member, 'placements:figures')}?year={month.year}"

    def figure(title: str, jobs: Jobs, *, part: str, is_statutory: bool) -> Figure:
        return Figure(
            title=title,
            value=in_jobs(jobs.exact, 1),
            unit=gettext("in %(month)s") % {"month": date_format(month.first, "F")},
            lines=_reckoning(jobs, rulebook),
            url=f"{url}#{part}",
            link=gettext("See the figures"),
            is_statutory=is_statutory,
        )

    return (
        figure(
            gettext("Jobs via procurement"),
            via_procurement,
            part="via-procurement",
            is_statutory=False,
        ),
        figure(
            gettext("Jobs on our own payroll and hired in"),
            statutory,
            part="statutory",
            is_statutory=True,
        ),
    )


def _reckoning(jobs: Jobs, rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    one = job_hours(1, rulebook)
    paid = round_half_up(jobs.exact * hours_of_one_job(1, rulebook), 4)
    formula = gettext("%(counted)s ÷ %(one)s = %(jobs)s") % {
        "counted": in_hours(paid),
        "one": format_hours(one, active_language()),
        "jobs": in_jobs(jobs.exact, 4),
    }
    return (
        (gettext("Formula"), formula),
        (gettext("Paid hours that count"), in_hours(paid)),
        (gettext("One job"), gettext("%(one)s a month") % {"one": in_hours(one)}),
        (gettext("Rules"), rulebook.code),
    )


def _without_result(member: Membership, today: date) -> Figure:
    number = totals(member.organisation_id, today=today)["without_result"].contracts
    return Figure(
        title=gettext("Contracts with an agreement without result"),
        value=show_number(Decimal(number), active_language()),
        unit=gettext("today"),
        lines=(
            (
                gettext("What counts"),
                gettext("Running contracts with a clause on social return"),
            ),
            (gettext("Without result"), gettext("No job came from it yet")),
        ),
        url=f"{address(member, 'desk:register')}?view=without_result",
        link=gettext("See the contracts"),
    )
