"""What the officers of a fund have to do: evaluations that are late, decisions, new requests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from banenbrug.foundation.formats import show_date
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import Application, Entry, Letter, Question
from banenbrug.scheme.queries.next_steps import Progress
from banenbrug.scheme.queries.receipts import Receipt, is_late
from banenbrug.scheme.queries.tasks import Task, TaskKind, day_of, page_at
from banenbrug.scheme.rules.next_steps import Open, OpenStep
from banenbrug.web.templatetags.bb import clock, hours
from banenbrug.web.words import active_language

ORDER = (
    TaskKind.LATE_EVALUATION,
    TaskKind.DECISION,
    TaskKind.NEW_REQUEST,
    TaskKind.ENTRY,
    TaskKind.ACCOUNT,
    TaskKind.SETTLEMENT,
    TaskKind.QUESTION,
    TaskKind.CLOSING,
)
"""What goes first for an officer."""


def open_entries(fund_id: int, *, scheme_id: int | None = None) -> list[Entry]:
    """Who asks to be let in and was not answered yet, the longest first."""
    found = Entry.objects.filter(
        organisation_id=fund_id, sent_at__isnull=False, admitted_at=None, declined_at=None
    )
    return list(_of_scheme(found, scheme_id).order_by("sent_at", "pk"))


def open_questions(fund_id: int, *, scheme_id: int | None = None) -> list[Question]:
    """Questions that nobody answered yet, the longest first."""
    found = Question.objects.filter(organisation_id=fund_id, answered_at=None)
    return list(_of_scheme(found, scheme_id).order_by("asked_at", "pk"))


def fund_tasks(
    receipts: Sequence[Receipt],
    *,
    entries: Iterable[Entry] = (),
    questions: Iterable[Question] = (),
    fund: Organisation,
    today: date,
) -> list[Task]:
    """Everything that waits for the fund, in its order. Asks how often was reminded."""
    found = {receipt.request.pk: receipt.progress for receipt in receipts}.values()
    applications = {r.application.pk: r.application for r in receipts if r.application}
    late = [step.pk for one in found for step in one.steps if is_late(step, today=today)]
    reminded = _reminders(fund.pk, late)
    tasks = [
        task
        for one in found
        for step in one.steps
        for task in _tasks_of(step, one, applications, reminded, fund=fund, today=today)
    ]
    tasks += [_of_entry(entry, fund) for entry in entries]
    tasks += [_of_question(question, fund) for question in questions]
    return sorted(tasks, key=lambda task: (ORDER.index(task.kind), _day(task, today), task.url))


def _day(task: Task, today: date) -> date:
    return task.due or task.since or today


Row = TypeVar("Row", Entry, Question)


def _of_scheme(found: QuerySet[Row], scheme_id: int | None) -> QuerySet[Row]:
    return found if scheme_id is None else found.filter(scheme_id=scheme_id)


def _reminders(fund_id: int, activities: list[int]) -> Mapping[int, int]:
    """How many reminders were sent about evaluations, by activity."""
    sent = Letter.objects.filter(
        fund_id=fund_id, activity_id__in=activities, due_on__isnull=False
    ).order_by()
    return dict(sent.values_list("activity_id").annotate(Count("pk")))


def _tasks_of(
    step: OpenStep,
    found: Progress,
    applications: Mapping[int, Application],
    reminded: Mapping[int, int],
    *,
    fund: Organisation,
    today: date,
) -> Iterator[Task]:
    request = found.request
    named = {"school": request.school.name}
    if is_late(step, today=today):
        yield Task(
            kind=TaskKind.LATE_EVALUATION,
            title=gettext("Ask %(school)s for the evaluation") % named,
            context=(f"{step.about}.", _was_due(step, reminded.get(step.pk, 0))),
            url=page_at(fund, step.page, step.pk),
            button=gettext("Open the evaluation"),
            due=step.due,
        )
    if step.what not in _WORDS:
        return
    kind, title, button = _WORDS[step.what]
    application = applications.get(step.application) if step.application else None
    yield Task(
        kind=kind,
        title=gettext(title) % named,
        context=_context(step, found, application),
        url=page_at(fund, step.page, step.pk),
        button=gettext(button),
        since=step.due,  # of what the fund has: the day on which it came in
    )


_WORDS: Mapping[Open, tuple[TaskKind, str, str]] = {
    Open.DECIDE: (
        TaskKind.DECISION,
        N_("Decide about the plan of %(school)s"),
        N_("Open the plan"),
    ),
    Open.ASSIGN_ADVISER: (
        TaskKind.NEW_REQUEST,
        N_("Assign an adviser to %(school)s"),
        N_("Choose an adviser"),
    ),
    Open.JUDGE_EVALUATION: (
        TaskKind.ACCOUNT,
        N_("Read the evaluation of %(school)s"),
        N_("Open the evaluation"),
    ),
    Open.SETTLE: (
        TaskKind.SETTLEMENT,
        N_("Settle the hours of %(school)s"),
        N_("Open the application"),
    ),
    Open.CLOSE: (
        TaskKind.CLOSING,
        N_("Close the dossier of %(school)s"),
        N_("Open the dossier"),
    ),
}
"""The steps of the fund: their kind, title and button. Nobody hands out hours by hand."""


def _was_due(step: OpenStep, reminders: int) -> str:
    assert step.due is not None
    told = {"day": show_date(step.due, active_language()), "reminders": reminders}
    if not reminders:
        return gettext("It was due on %(day)s.") % told
    text = ngettext(
        "It was due on %(day)s, %(reminders)s reminder was sent.",
        "It was due on %(day)s, %(reminders)s reminders were sent.",
        reminders,
    )
    return text % told


def _context(step: OpenStep, found: Progress, application: Application | None) -> tuple[str, ...]:
    request = found.request
    if step.what is Open.DECIDE and application and application.received_at:
        told = {"hours": hours(application.hours), "when": _when(application.received_at)}
        both = gettext("Procurement and HR both stand behind it.")
        asked = gettext("%(hours)s, received on %(when)s.") % told
        return (asked, both) if request.scheme.needs_hands else (asked,)
    if step.what is Open.ASSIGN_ADVISER and request.received_at:
        received = gettext("New request, received on %(when)s.")
        return (received % {"when": _when(request.received_at)},)
    if step.what is Open.SETTLE and application:
        told = {"worked": hours(application.worked, "bare"), "granted": hours(application.granted)}
        return (gettext("%(worked)s of %(granted)s were worked. The rest goes back.") % told,)
    if step.what is Open.CLOSE:
        return (gettext("Everything in it is settled or ended."),)
    return (f"{step.about}.",) if step.about else ()


def _when(instant: datetime) -> str:
    told = {"day": show_date(day_of(instant), active_language()), "time": clock(instant)}
    return gettext("%(day)s at %(time)s") % told


def _of_entry(entry: Entry, fund: Organisation) -> Task:
    assert entry.sent_at is not None
    named = {"name": entry.name, "school": entry.school_name}
    return Task(
        kind=TaskKind.ENTRY,
        title=gettext("Let %(name)s of %(school)s in") % named,
        context=(gettext("Asks for support, and is the first of this hogeschool here."),),
        url=_of_fund("scheme:entry_of_fund", fund, entry.pk),
        button=gettext("Read and decide"),
        since=day_of(entry.sent_at),
    )


def _of_question(question: Question, fund: Organisation) -> Task:
    text = question.text if len(question.text) <= 80 else f"{question.text[:79]}…"
    return Task(
        kind=TaskKind.QUESTION,
        title=gettext("Answer the question of %(name)s") % {"name": question.name},
        context=(gettext("“%(text)s”") % {"text": text},),
        url=_of_fund("scheme:question_of_fund", fund, question.pk),
        button=gettext("Write the answer"),
        since=day_of(question.asked_at),
    )


def _of_fund(name: str, fund: Organisation, pk: int) -> str:
    return reverse(name, kwargs={"fund": fund.slug, "pk": pk})
