"""The ledger of a scheme, and correcting what was booked as worked."""

from collections.abc import Iterable, Iterator, Sequence

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Right
from banenbrug.scheme.access import ledger_entry_for, scheme_for
from banenbrug.scheme.actions import corrections as actions
from banenbrug.scheme.forms.fund import CorrectForm, FilterForm
from banenbrug.scheme.queries.hours_chart import chart_of_year
from banenbrug.scheme.queries.ledger import Ledger, Line, schools_in, years_of
from banenbrug.scheme.queries.schemes import purse_of
from banenbrug.scheme.rules.hours import ENTRY_NAMES, EntryKind
from banenbrug.scheme.rules.states import Side
from banenbrug.scheme.rules.words import SIDE_NAMES
from banenbrug.scheme.views.fund_shared import at_fund, scheme_context
from banenbrug.web.exports import KINDS, Cell, Column, file_of
from banenbrug.web.parts import View
from banenbrug.web.refusals import show_refusal

PER_PAGE = 50


def ledger(request: ScopedRequest, fund: str, scheme: str) -> HttpResponseBase:
    """Every line of the ledger with the hours that were free after it, and a year as a chart."""
    today = timezone.localdate()
    found = scheme_for(request.member, scheme)
    total = purse_of(found).total
    schools = schools_in(found)
    school = next((pk for pk, _ in schools if str(pk) == request.GET.get("school")), None)
    lines = Ledger(found, total, school)
    if request.GET.get("format") in KINDS:
        title = gettext("Ledger of hours")
        return file_of(
            request.GET["format"], title=title, columns=_columns(), rows=_cells(lines[:])
        )
    years = years_of(found, today=today)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else years[-1]
    page: Page[Line] = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    choices = [("", gettext("All hogescholen")), *((str(pk), name) for pk, name in schools)]
    context = scheme_context(request.member, found, current="scheme:ledger", today=today)
    return render(
        request,
        "scheme/ledger.html",
        {
            **context,
            "page": page,
            "lines": [(line, SIDE_NAMES[Side(line.side)]) for line in page.object_list],
            "chart": chart_of_year(found, year, total=total, today=today),
            "years": [View(str(one), f"?year={one}", one == year) for one in years],
            "filter": FilterForm(
                "school", gettext("Hogeschool"), choices, chosen=str(school or "")
            ),
        },
    )


def _columns() -> Sequence[Column]:
    return (
        Column(gettext("Number"), decimals=0, width=10),
        Column(gettext("Day"), width=12),
        Column(gettext("Time"), width=8),
        Column(gettext("What"), width=28),
        Column(gettext("Hogeschool"), width=36),
        Column(gettext("By"), width=24),
        Column(gettext("For"), width=14),
        Column(gettext("Why"), width=40),
        Column(gettext("Corrects number"), decimals=0, width=14),
        Column(gettext("Hours"), decimals=2, width=12),
        Column(gettext("Free after it"), decimals=2, width=12),
    )


def _cells(lines: Iterable[Line]) -> Iterator[Sequence[Cell]]:
    for line in lines:
        local = timezone.localtime(line.at)
        yield (
            line.pk,
            local.date(),
            f"{local:%H:%M}",
            gettext(line.name),
            line.school,
            line.by,
            gettext(SIDE_NAMES[Side(line.side)]),
            gettext(line.reason) if line.reason else None,
            line.corrects,
            line.hours,
            line.free,
        )


@once
def correct(request: ScopedRequest, fund: str, scheme: str, pk: int) -> HttpResponse:
    """Correct worked hours by a new line that points at the wrong one."""
    entry = ledger_entry_for(request.member, pk, to=Right.RUN_SCHEMES)
    if entry.scheme.slug != scheme:
        raise Http404("A line of another scheme.")
    form = CorrectForm(request.POST or None)
    back = at_fund(request.member, "scheme:ledger", scheme=scheme)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(by=request.member, entry=entry, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The correction stands in the ledger."))
            return redirect(back)
    context = {
        "form": form,
        "entry": entry,
        "entry_name": ENTRY_NAMES[EntryKind(entry.kind)],
        "back": back,
    }
    return render(request, "scheme/correct.html", context)
