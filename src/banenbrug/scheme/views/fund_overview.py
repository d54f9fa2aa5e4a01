"""The overview of one scheme: what waits, where the hours are, and the order of receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.scheme.access import scheme_for
from banenbrug.scheme.models import Purse, Scheme
from banenbrug.scheme.queries.fund_tasks import fund_tasks, open_entries, open_questions
from banenbrug.scheme.queries.hours_chart import latest_chart
from banenbrug.scheme.queries.ledger import Ledger
from banenbrug.scheme.queries.receipts import (
    Receipt,
    folded,
    receipts_of_scheme,
    totals_of,
    waiting_list,
)
from banenbrug.scheme.queries.schemes import purse_of
from banenbrug.scheme.queries.tasks import Task, page_at
from banenbrug.scheme.rules.next_steps import Open, OpenStep
from banenbrug.scheme.views.fund_shared import scheme_context
from banenbrug.scheme.views.shared import may_act
from banenbrug.web.dues import Due, due_in_words, waiting_in_words

OPEN_ACCOUNTS = (Open.WRITE_EVALUATION, Open.JUDGE_EVALUATION)


@dataclass(frozen=True)
class Figures:
    """Where the hours of a scheme are, with how many hogescholen and applications."""

    total: Decimal
    free: Decimal
    requested: Decimal
    applications: int
    granted: Decimal
    returned: Decimal
    schools: int
    worked: Decimal

    @property
    def percent(self) -> int:
        """How much of what was granted is worked, in whole percents."""
        return round(100 * self.worked / self.granted) if self.granted else 0


def scheme(request: ScopedRequest, fund: str, scheme: str) -> HttpResponse:
    """Where a scheme stands, for its fund."""
    member, today = request.member, timezone.localdate()
    found = scheme_for(member, scheme)
    receipts = receipts_of_scheme(found, today=today)
    steps = _steps(receipts)
    purse = purse_of(found)
    context = scheme_context(
        member,
        found,
        current="scheme:scheme",
        today=today,
        receipts=len(receipts),
        evaluations=sum(step.what in OPEN_ACCOUNTS for _, step in steps),
    )
    entries = len(Ledger(found, purse.total))
    return render(
        request,
        "scheme/scheme.html",
        {
            **context,
            "figures": _figures(purse, receipts),
            "tasks": _tasks(member, found, receipts, today=today) if may_act(member) else [],
            "entries": entries,
            "chart": latest_chart(found, total=purse.total, today=today) if entries else None,
            "parts": list(folded(receipts)),
            "receipts": len(receipts),
            "totals": totals_of(receipts),
            "evaluations": _evaluations(member, steps, today=today),
            "waiting": waiting_list(receipts),
        },
    )


def _steps(receipts: Sequence[Receipt]) -> list[tuple[Receipt, OpenStep]]:
    """What is open in each dossier, once."""
    once = {receipt.request.pk: receipt for receipt in receipts}
    return [(receipt, step) for receipt in once.values() for step in receipt.progress.steps]


def _figures(purse: Purse, receipts: Sequence[Receipt]) -> Figures:
    applications = [receipt.application for receipt in receipts if receipt.application]
    return Figures(
        total=purse.total,
        free=purse.total - purse.claimed - purse.granted + purse.returned,
        requested=purse.claimed,
        applications=sum(bool(one.claimed) for one in applications),
        granted=purse.granted - purse.returned,
        returned=purse.returned,
        schools=len({one.school_id for one in applications if one.granted}),
        worked=sum((one.worked for one in applications), Decimal(0)),
    )


def _tasks(
    member: Membership, found: Scheme, receipts: Sequence[Receipt], *, today: date
) -> list[tuple[Task, Due | None]]:
    tasks = fund_tasks(
        receipts,
        entries=open_entries(found.fund_id, scheme_id=found.pk),
        questions=open_questions(found.fund_id, scheme_id=found.pk),
        fund=member.organisation,
        today=today,
    )
    return [(task, _due(task, today)) for task in tasks]


def _due(task: Task, today: date) -> Due | None:
    if task.since and not task.due:
        return waiting_in_words(task.since, today=today)
    return due_in_words(task.due, today=today)


def _evaluations(
    member: Membership, steps: Sequence[tuple[Receipt, OpenStep]], *, today: date
) -> list[tuple[str, str, str, date, Due | None]]:
    """What is to be written, by its day: hogeschool, activity, address, that day and in words."""
    found = sorted(
        (step.due or today, receipt.school.name, step.about, step.page, step.pk)
        for receipt, step in steps
        if step.what is Open.WRITE_EVALUATION
    )
    return [
        (school, about, page_at(member.organisation, page, pk), on, due_in_words(on, today=today))
        for on, school, about, page, pk in found
    ]
