"""The workplace of an advisory organisation: its dossiers, the days to come, one's own hours."""

from collections.abc import Iterable, Iterator, Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.scheme.models import Work
from banenbrug.scheme.queries.adviser import (
    VIEWS,
    OwnDossier,
    by_month,
    counts_of,
    dossiers_of,
    events_of,
    hours_by_month,
    hours_of,
)
from banenbrug.scheme.queries.tasks import who_has
from banenbrug.scheme.rules.states import WorkState
from banenbrug.scheme.rules.words import WORK_MEANINGS, WORK_NAMES
from banenbrug.web.exports import KINDS, Cell, Column, file_of
from banenbrug.web.parts import View

PER_PAGE = 50


def my_dossiers(request: ScopedRequest, adviser: str) -> HttpResponse:
    """One's own dossiers, those of the whole organisation, or what has ended."""
    member = request.member
    require(member, see=Right.ADVISE)
    asked = request.GET.get("view", "")
    counts = counts_of(member)
    view = asked if asked in VIEWS else _first_view(counts["mine"])
    names = (gettext("Mine"), gettext("All of us"), gettext("Ended"))
    found = dossiers_of(member, view, today=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "scheme/my_dossiers.html",
        {
            "page": page,
            "dossiers": [(one, one.latest.next_step, _who(one)) for one in page],
            "view": view,
            "total": counts["all"] + counts["ended"],
            "views": [
                View(name, f"?view={word}", word == view, counts[word])
                for word, name in zip(VIEWS, names, strict=True)
            ],
        },
    )


def _first_view(mine: int) -> str:
    return "mine" if mine else "all"


def _who(dossier: OwnDossier) -> str:
    step = dossier.latest.next_step
    return who_has(step, dossier.latest.request) if step else ""


def calendar(request: ScopedRequest, adviser: str) -> HttpResponse:
    """Intake talks and days of activities, from today on; what is past behind a fold."""
    member, today = request.member, timezone.localdate()
    require(member, see=Right.ADVISE)
    mine = request.GET.get("view") != "all"
    events = events_of(member, mine=mine)
    return render(
        request,
        "scheme/calendar.html",
        {
            "today": today,
            "to_come": by_month(event for event in events if event.day >= today),
            "past": by_month(event for event in reversed(events) if event.day < today),
            "views": [
                View(gettext("Mine"), "?view=mine", mine),
                View(gettext("All of us"), "?view=all", not mine),
            ],
        },
    )


def my_hours(request: ScopedRequest, adviser: str) -> HttpResponseBase:
    """One's own hours by month and line by line; with `format` as a file."""
    require(request.member, see=Right.ADVISE)
    found = hours_of(request.member)
    if request.GET.get("format") in KINDS:
        title = gettext("My hours")
        return file_of(request.GET["format"], title=title, columns=_columns(), rows=_cells(found))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "scheme/my_hours.html",
        {
            "page": page,
            "lines": [(work, *_state(work)) for work in page],
            "months": [
                (date_format(one.month.first, "M Y"), one) for one in hours_by_month(request.member)
            ],
        },
    )


def _state(work: Work) -> tuple[str, str]:
    state = WorkState(work.state)
    return WORK_NAMES[state], WORK_MEANINGS[state]


def _columns() -> Sequence[Column]:
    return (
        Column(gettext("Day"), width=12),
        Column(gettext("Hogeschool"), width=36),
        Column(gettext("Activity"), width=36),
        Column(gettext("What"), width=40),
        Column(gettext("Hours"), decimals=2, width=12),
        Column(gettext("State"), width=20),
        Column(gettext("Remark"), width=40),
    )


def _cells(found: Iterable[Work]) -> Iterator[Sequence[Cell]]:
    for work in found:
        yield (
            work.on,
            work.school.name,
            work.activity.title,
            work.what,
            work.hours,
            gettext(WORK_NAMES[WorkState(work.state)]),
            work.remark or None,
        )
