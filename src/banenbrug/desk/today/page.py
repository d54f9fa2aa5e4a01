"""Everything on *Today* of one person, in a number of queries that rows do not raise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.desk.today import agreed, choice, people, register, support, talks, waiting
from banenbrug.desk.today.addresses import address
from banenbrug.desk.today.news import Item, news_for, since
from banenbrug.desk.today.register import Course
from banenbrug.desk.today.standing import Standing, standing_of
from banenbrug.desk.today.steps import (
    TO_THE_FIRST_JOB,
    Kind,
    Step,
    in_order,
    next_of,
    when_of,
)
from banenbrug.desk.today.visits import note_visit
from banenbrug.desk.today.waiting import Waiting
from banenbrug.organisations.models import Membership
from banenbrug.organisations.queries import open_invitations
from banenbrug.organisations.roles import Right
from banenbrug.web.dues import Due

SHOWN = 5
"""Tasks on the page itself; the others stand behind *Everything, also later*."""

MOST, ALL = 10, 100
"""How many of each kind are looked at for the page, and for *Everything*."""

Task = tuple[Step, Due | None]


@dataclass(frozen=True)
class Work:
    """What asks for somebody: the steps in order, the next one, and for whom one waits."""

    steps: Sequence[Step]
    next_step: Step | None
    waiting: Sequence[Waiting]
    course: Course | None

    @property
    def others(self) -> list[Step]:
        """Everything but the next step."""
        return [step for step in self.steps if step is not self.next_step]


@dataclass(frozen=True)
class Quiet:
    """What the panel says when nothing asks for somebody: what the week brings, with a link."""

    text: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Page:
    """What *Today* shows; `more` is where the tasks stand that found no room."""

    next_step: Step | None
    next_due: Due | None
    quiet: Quiet
    tasks: list[Task]
    open_steps: int
    waiting: Sequence[Waiting]
    standing: Standing
    more: str = ""
    course: Course | None = None
    news: Sequence[Item] = ()
    since: datetime | None = None


def page_of(member: Membership, *, now: datetime) -> Page:
    """Gather the page; notes that this person was here."""
    today = timezone.localtime(now).date()
    work = work_of(member, today=today)
    since_when = since(note_visit(member, now=now), now=now)
    others = tasks(work.others, today=today)
    return Page(
        next_step=work.next_step,
        next_due=when_of(work.next_step, today=today) if work.next_step else None,
        quiet=_quiet(member, work),
        tasks=others[:SHOWN],
        more=address(member, "desk:everything") if len(others) > SHOWN else "",
        open_steps=len(work.steps),
        course=work.course if work.course and work.course.at < 6 else None,
        waiting=work.waiting,
        standing=standing_of(member, today=today),
        news=news_for(member, since=since_when),
        since=timezone.localtime(since_when),
    )


def work_of(member: Membership, *, today: date, most: int = MOST) -> Work:
    """Everything that asks for this person, at most `most` of each kind."""
    if not member.has(Right.SEE_CONTRACTS):
        return _work(people.people_steps(member), member, today, _guests(member, today), None)
    course = register.course_of(member.organisation_id)
    if not (member.has(Right.HOLD_CONVERSATIONS) or member.has(Right.MANAGE_PEOPLE)):
        return _work([], member, today, [], course)
    planned = talks.planned_talks(member, most=most)
    unsigned = choice.unsigned_choice(member.organisation_id)
    open_commitments = agreed.open_commitments(member.organisation_id, most=2 * most)
    steps = [
        *register.beginning(member, course),
        *choice.choice_steps(member, unsigned),
        *talks.talk_steps(member, planned, today=today),
        *agreed.commitment_steps(member, open_commitments),
        *agreed.vacancy_steps(member, today=today, most=most),
        *agreed.hours_steps(member, today=today, most=most),
        *support.school_steps(member, course.dossiers),
        *register.moment_steps(member, today=today, most=most),
        *register.list_steps(member, course),
        *people.people_steps(member),
    ]
    others = [
        *waiting.for_a_hand(member, planned, unsigned, today=today),
        *waiting.for_suppliers(member, open_commitments, today=today),
        *_guests(member, today),
    ]
    return _work(steps, member, today, others, course)


def tasks(steps: Sequence[Step], *, today: date) -> list[Task]:
    """Each step with its date in words."""
    return [(step, when_of(step, today=today)) for step in steps]


def _work(
    steps: Sequence[Step],
    member: Membership,
    today: date,
    others: Sequence[Waiting],
    course: Course | None,
) -> Work:
    longest = sorted(others, key=lambda one: -one.days)
    return Work(
        in_order(steps, member=member, today=today),
        next_of(steps, today=today, first=_first(course)),
        longest[: waiting.MOST],
        course,
    )


def _first(course: Course | None) -> Collection[Kind]:
    return TO_THE_FIRST_JOB if course and course.at == 5 else ()


def _guests(member: Membership, today: date) -> list[Waiting]:
    if not member.has(Right.MANAGE_PEOPLE):
        return []
    url = reverse("organisations:people", kwargs={"organisation": member.organisation.slug})
    return waiting.for_guests(
        open_invitations(member.organisation_id)[: waiting.MOST], url=url, today=today
    )


def _quiet(member: Membership, work: Work) -> Quiet:
    if work.course and not work.course.has_contracts:
        return Quiet(gettext("First a buyer or the coordinator reads in the contract list."))
    if member.has(Right.HOLD_CONVERSATIONS):
        return Quiet(
            gettext("Nothing is planned. See which contracts offer a chance now."),
            address(member, "opportunities:shortlist"),
            gettext("See the opportunities"),
        )
    if member.has(Right.SEE_CONVERSATIONS):
        return Quiet(
            gettext("Your colleagues do the work. Read what they have planned."),
            f"{address(member, 'dialogue:conversations')}?view=planned",
            gettext("See the planned conversations"),
        )
    return people_quiet(member)


def people_quiet(member: Membership) -> Quiet:
    """For who has no work but the people and their roles, or none at all."""
    if member.has(Right.SEE_PEOPLE):
        return Quiet(
            gettext("Everybody who is needed is here."),
            reverse("organisations:people", kwargs={"organisation": member.organisation.slug}),
            gettext("See people and roles"),
        )
    return Quiet(gettext("Your role has no work in Banenbrug yet."))
