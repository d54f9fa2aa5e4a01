"""The list of contracts: views, filters, orders, columns and pages, all of them in the address."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.contracts.categories import BY_CODE
from banenbrug.desk import register, tallies
from banenbrug.desk.lines import lines_of
from banenbrug.desk.models import SavedView
from banenbrug.desk.register import Asked
from banenbrug.desk.register_export import export_of
from banenbrug.desk.register_forms import RegisterFilter, SaveView
from banenbrug.desk.saved_views import keep, views_of
from banenbrug.desk.views.bulk import UNDO, back_to_list
from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import Refused
from banenbrug.opportunities.queries import scale_of
from banenbrug.opportunities.standings import keep_current
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Unit
from banenbrug.organisations.queries import units_of
from banenbrug.organisations.roles import Right
from banenbrug.web.exports import KINDS, in_whole
from banenbrug.web.parts import View
from banenbrug.web.words import active_language, say


def contracts(request: ScopedRequest, school: str) -> HttpResponseBase:
    """The list, or with `format` in the address the same as a file."""
    member, today = request.member, timezone.localdate()
    require(member, see=Right.SEE_CONTRACTS)
    asked = register.asked(request.GET, request.GET.getlist("col"))
    keep_current(member.organisation_id, today=today)
    found = register.contracts_asked(member, asked, today=today)
    if request.GET.get("format") in KINDS:
        return export_of(request.GET["format"], member, found, asked, today=today)
    kept = tallies.totals(member.organisation_id, today=today)
    total = register.total_asked(member, asked, found, kept, today=today)
    selections = register.in_order(found, asked.sort)
    keys = register.Keys(selections, min(total.contracts, register.DEEPEST))
    page: Page[int] = Paginator(keys, asked.size).get_page(request.GET.get("page"))
    saved = list(views_of(member))
    units = list(units_of(member.organisation_id))
    scale = scale_of(member.organisation_id) if "score" in asked.columns else None
    return render(
        request,
        "desk/register.html",
        {
            "page": page,
            "lines": lines_of(member.organisation_id, list(page), today=today, scale=scale),
            "total": total,
            "others": _others(total),
            "is_cut": total.contracts > register.DEEPEST,
            "deepest": register.DEEPEST,
            "asked": asked,
            "sort": asked.sort,
            "sorts": [(word, gettext(name)) for word, name in register.SORT_NAMES.items()],
            "columns": [
                (word, gettext(name), word in asked.columns)
                for word, name in register.COLUMN_NAMES.items()
            ],
            "shown_columns": [
                (word, gettext(register.COLUMN_NAMES[word])) for word in asked.columns
            ],
            "most_columns": register.MOST_COLUMNS,
            "sizes": register.SIZES,
            "views": list(_views(request, asked, kept, saved)),
            "saved": saved,
            "filter": RegisterFilter(initial=_filled(asked), units=units),
            "filter_on_phone": RegisterFilter(
                initial=_filled(asked), units=units, auto_id="phone_%s"
            ),
            "kept": _kept(request.GET, "view", "sort", "rows", "col"),
            "kept_without_columns": _kept(
                request.GET, "view", "sort", "rows", "q", "category", "unit", "clause"
            ),
            "chips": list(_chips(request.GET, asked, units)),
            "is_empty": not kept["all"].contracts,
            "chosen_all": request.GET.get("chosen") == "all",
            "query": _without(request.GET, "page", "chosen"),
            "undo": request.session.pop(UNDO, None) if UNDO in request.session else None,
            "may_change": member.has(Right.CHANGE_CONTRACTS),
            "may_import": member.has(Right.IMPORT_CONTRACTS),
            "may_talk": member.has(Right.HOLD_CONVERSATIONS),
        },
    )


def _others(total: tallies.Total) -> str:
    """The amounts that are not in euros, each with the code of its currency."""
    language = active_language()
    return ", ".join(
        f"{currency}\N{NO-BREAK SPACE}{show_number(in_whole(cents), language, places=0)}"
        for currency, cents in total.others
    )


def _filled(asked: Asked) -> Mapping[str, object]:
    return {
        "q": asked.text,
        "category": asked.category,
        "unit": asked.unit or "",
        "clause": asked.clause,
    }


def _kept(address: QueryDict, *names: str) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in address.getlist(name) if value]


def _views(
    request: ScopedRequest,
    asked: Asked,
    kept: Mapping[str, tallies.Total],
    saved_views: Iterable[SavedView],
) -> Iterator[View]:
    """The views with how much stands in each, and those that the reader keeps.

    A view begins without filters, in the same order.
    """
    for view, name in register.VIEW_NAMES.items():
        total = kept.get(view) or tallies.count_of_mine(request.member)
        same = _kept(request.GET, "sort", "rows", "col")
        url = f"?{urlencode([('view', view), *same])}"
        yield View(gettext(name), url, asked.view == view, total.contracts)
    for saved in saved_views:
        yield View(saved.name, f"?{saved.query}", _without(request.GET, "page") == saved.query)


def _chips(address: QueryDict, asked: Asked, units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """What is on, in words, each with the address without it."""
    if asked.text:
        yield f"“{asked.text}”", f"?{_without(address, 'q', 'page')}"
    if asked.category:
        category = BY_CODE.get(asked.category)
        shown = gettext(category.name) if category else asked.category
        yield shown, f"?{_without(address, 'category', 'page')}"
    if asked.unit:
        shown = next((unit.name for unit in units if unit.pk == asked.unit), str(asked.unit))
        yield shown, f"?{_without(address, 'unit', 'page')}"
    if asked.clause:
        yield gettext(register.CLAUSES[asked.clause]), f"?{_without(address, 'clause', 'page')}"


def _without(address: QueryDict, *names: str) -> str:
    query = address.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


@require_POST
def save_view(request: ScopedRequest, school: str) -> HttpResponse:
    """Keep what the list shows now, under a name."""
    require(request.member, see=Right.SEE_CONTRACTS)
    form = SaveView(request.POST)
    query = request.POST.get("query", "")
    if form.is_valid():
        try:
            saved = keep(by=request.member, name=form.cleaned_data["name"], query=query)
        except Refused as refused:
            messages.error(request, say(refused.refusal))
        else:
            query = saved.query
            messages.success(request, gettext("The view “%(name)s” is kept.") % {"name": saved})
    else:
        messages.error(request, gettext("Write a name for the view."))
    return back_to_list(school, query)


@require_POST
def forget_view(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Take a kept view away."""
    require(request.member, see=Right.SEE_CONTRACTS)
    get_object_or_404(views_of(request.member), pk=pk).delete()
    messages.success(request, gettext("The view is taken away."))
    return back_to_list(school, request.POST.get("query", ""))
