"""The evaluations of a scheme, and what came of each kind of support."""

from collections.abc import Iterator, Sequence

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.scheme.access import scheme_for
from banenbrug.scheme.forms.fund import FilterForm
from banenbrug.scheme.models import Evaluation
from banenbrug.scheme.queries.accounts import (
    FILTERS,
    AccountLine,
    KindResults,
    accounts_of_scheme,
    filtered,
    results_by_kind,
)
from banenbrug.scheme.rules.states import IS_ACCOUNTED, EvaluationState
from banenbrug.scheme.rules.support import SUPPORT, SupportKind
from banenbrug.scheme.rules.words import name_of
from banenbrug.scheme.views.fund_shared import scheme_context
from banenbrug.web.exports import KINDS, Cell, Column, file_of

PER_PAGE = 50
RESULTS = "results"
"""With `list=results` in the address the file holds the results per kind of support."""


def evaluations(request: ScopedRequest, fund: str, scheme: str) -> HttpResponseBase:
    """All evaluations, what is late first; with `format` as a file."""
    today = timezone.localdate()
    found = scheme_for(request.member, scheme)
    lines = accounts_of_scheme(found, today=today)
    state = request.GET.get("state", "")
    chosen, results = filtered(lines, state), results_by_kind(lines)
    kind = request.GET.get("format")
    if kind in KINDS and request.GET.get("list") == RESULTS:
        title = gettext("Results per kind of support")
        return file_of(kind, title=title, columns=_result_columns(), rows=_result_cells(results))
    if kind in KINDS:
        return file_of(kind, title=gettext("Evaluations"), columns=_columns(), rows=_cells(chosen))
    context = scheme_context(
        request.member,
        found,
        current="scheme:evaluations",
        today=today,
        evaluations=sum(line.evaluation.state not in IS_ACCOUNTED for line in lines),
    )
    choices = [("", gettext("All states")), *((w, gettext(n)) for w, n in FILTERS.items())]
    return render(
        request,
        "scheme/evaluations.html",
        {
            **context,
            "page": Paginator(chosen, PER_PAGE).get_page(request.GET.get("page")),
            "total": len(lines),
            "results": results,
            "results_files": [(kind.upper(), f"?list={RESULTS}&format={kind}") for kind in KINDS],
            "filter": FilterForm("state", gettext("State"), choices, chosen=state),
        },
    )


def _columns() -> Sequence[Column]:
    return (
        Column(gettext("Hogeschool"), width=36),
        Column(gettext("Activity"), width=36),
        Column(gettext("Kind of support"), width=28),
        Column(gettext("Held on"), width=12),
        Column(gettext("State"), width=16),
        Column(gettext("Due on"), width=12),
        Column(gettext("Days late"), decimals=0, width=10),
        Column(gettext("Hours granted"), decimals=2, width=12),
        Column(gettext("Hours used"), decimals=2, width=12),
        Column(gettext("Results"), width=60),
        Column(gettext("What went well"), width=40),
        Column(gettext("What went less well"), width=40),
        Column(gettext("Follow-up"), width=40),
        Column(gettext("Vacancies"), decimals=0, width=10),
        Column(gettext("Placements"), decimals=0, width=10),
        Column(gettext("Rating from 1 to 5"), decimals=0, width=10),
        Column(gettext("May be shared"), width=12),
    )


def _cells(lines: Sequence[AccountLine]) -> Iterator[Sequence[Cell]]:
    for line in lines:
        told, activity = line.evaluation, line.activity
        yield (
            told.school.name,
            activity.title,
            gettext(SUPPORT[SupportKind(activity.kind)].name),
            activity.held_on,
            gettext(name_of(EvaluationState(told.state))),
            told.due_on,
            line.days_late or None,
            activity.hours,
            line.used,
            *(_told(told) if line.is_told else _NOT_TOLD),
        )


_NOT_TOLD: Sequence[Cell] = (None,) * 8
"""In place of what a hogeschool tells, while it only keeps that for later."""


def _told(told: Evaluation) -> Sequence[Cell]:
    return (
        told.results or None,
        told.worked_well or None,
        told.worked_less or None,
        told.follow_up or None,
        told.vacancies,
        told.placements,
        told.rating,
        None if told.may_share is None else gettext("yes") if told.may_share else gettext("no"),
    )


def _result_columns() -> Sequence[Column]:
    return (
        Column(gettext("Kind of support"), width=28),
        Column(gettext("Activities held"), decimals=0, width=12),
        Column(gettext("Hours granted"), decimals=2, width=12),
        Column(gettext("Hours used"), decimals=2, width=12),
        Column(gettext("Vacancies"), decimals=0, width=10),
        Column(gettext("Placements"), decimals=0, width=10),
        Column(gettext("Mean rating"), decimals=1, width=10),
        Column(gettext("May be shared"), decimals=0, width=12),
    )


def _result_cells(results: Sequence[KindResults]) -> Iterator[Sequence[Cell]]:
    for one in results:
        yield (
            gettext(one.name),
            one.held,
            one.planned,
            one.used,
            one.vacancies,
            one.placements,
            round(one.rating, 1) if one.rating is not None else None,
            one.shareable,
        )
