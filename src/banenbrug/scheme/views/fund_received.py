"""Everything that came in for a scheme, and a request that came by mail."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_, Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Right
from banenbrug.scheme.access import scheme_for
from banenbrug.scheme.actions import entrance as actions
from banenbrug.scheme.forms.fund import EnterRequestForm, FilterForm
from banenbrug.scheme.queries.receipts import Receipt, receipts_of_scheme, totals_of
from banenbrug.scheme.queries.tasks import page_at, who_has
from banenbrug.scheme.rules.stands import STAND_NAMES, Stand
from banenbrug.scheme.views.fund_shared import scheme_context
from banenbrug.web.exports import KINDS, Cell, Column, file_of
from banenbrug.web.refusals import show_refusal

PER_PAGE = 50
SORT = "place"
_SORTS: Mapping[str, Callable[[Receipt], Any]] = {
    "place": lambda receipt: (receipt.place is None, receipt.place or 0),
    "school": lambda receipt: receipt.school.sort_key,
    "received": lambda receipt: receipt.received_at,
    "state": lambda receipt: list(Stand).index(receipt.stand),
    "asked": lambda receipt: receipt.asked or 0,
    "granted": lambda receipt: receipt.granted or 0,
    "worked": lambda receipt: receipt.worked or 0,
}
SORT_NAMES = {
    "place": N_("Place, first one first"),
    "-place": N_("Place, last one first"),
    "school": N_("Hogeschool, A to Z"),
    "-received": N_("Received, latest first"),
    "state": N_("State, by its course"),
    "-asked": N_("Hours asked, most first"),
    "-granted": N_("Hours granted, most first"),
    "-worked": N_("Hours worked, most first"),
}
"""The orders that a phone offers, by their word in the address."""


def received(request: ScopedRequest, fund: str, scheme: str) -> HttpResponseBase:
    """The order of receipt as a list: by state, in any order, or with `format` as a file."""
    today = timezone.localdate()
    found = scheme_for(request.member, scheme)
    receipts = receipts_of_scheme(found, today=today)
    state, sort = request.GET.get("state", ""), _sort(request.GET.get("sort", ""))
    chosen = [receipt for receipt in receipts if state not in set(Stand) or receipt.stand == state]
    chosen.sort(key=_SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    if request.GET.get("format") in KINDS:
        title = gettext("Order of receipt")
        return file_of(request.GET["format"], title=title, columns=_columns(), rows=_cells(chosen))
    context = scheme_context(
        request.member, found, current="scheme:received", today=today, receipts=len(receipts)
    )
    return render(
        request,
        "scheme/received.html",
        {
            **context,
            "page": Paginator(chosen, PER_PAGE).get_page(request.GET.get("page")),
            "total": len(receipts),
            "totals": totals_of(chosen),
            "sort": sort,
            "sorts": [(word, gettext(name)) for word, name in SORT_NAMES.items()],
            "filter": _filter(receipts, state),
        },
    )


def _sort(asked: str) -> str:
    return asked if asked.removeprefix("-") in _SORTS else SORT


def _filter(receipts: Sequence[Receipt], state: str) -> FilterForm:
    there = {receipt.stand for receipt in receipts}
    named = ((one.value, gettext(name)) for one, name in STAND_NAMES.items() if one in there)
    choices = [("", gettext("All states")), *named]
    return FilterForm("state", gettext("State"), choices, chosen=state)


def _columns() -> Sequence[Column]:
    return (
        Column(gettext("Place in the order"), decimals=0, width=8),
        Column(gettext("Hogeschool"), width=36),
        Column(gettext("Received on"), width=12),
        Column(gettext("Time"), width=8),
        Column(gettext("Adviser"), width=24),
        Column(gettext("State"), width=24),
        Column(gettext("Next step"), width=36),
        Column(gettext("Who has it"), width=28),
        Column(gettext("Hours wished"), decimals=2, width=12),
        Column(gettext("Hours asked"), decimals=2, width=12),
        Column(gettext("Granted"), decimals=2, width=12),
        Column(gettext("Worked"), decimals=2, width=12),
    )


def _cells(receipts: Sequence[Receipt]) -> Iterator[Sequence[Cell]]:
    for receipt in receipts:
        local = timezone.localtime(receipt.received_at)
        step = receipt.next_step
        yield (
            receipt.place,
            receipt.school.name,
            local.date(),
            f"{local:%H:%M}",
            receipt.request.adviser.name if receipt.request.adviser else None,
            gettext(receipt.name),
            gettext(step.do) if step else None,
            who_has(step, receipt.request) if step else None,
            receipt.request.hours_wished,
            receipt.asked,
            receipt.granted,
            receipt.worked,
        )


@once
def enter_request(request: ScopedRequest, fund: str, scheme: str) -> HttpResponse:
    """Enter a request that came by mail, received at the instant of the mail."""
    found = scheme_for(request.member, scheme, to=Right.RUN_SCHEMES)
    form = EnterRequestForm(request.POST or None, scheme=found)
    if request.method == "POST" and form.is_valid():
        told, now = form.cleaned_data, timezone.now()
        try:
            with transaction.atomic():  # what is refused founds no hogeschool
                made = actions.enter_request(
                    by=request.member,
                    scheme=found,
                    school=actions.school_of(brin=form.brin, name=form.named, now=now),
                    name=told["name"],
                    email=told["email"],
                    applicant=told["applicant"],
                    question=told["question"],
                    phase=told["phase"],
                    hours_wished=told.get("hours_wished"),
                    received_at=form.received_at,
                    reason=told["reason"],
                    now=now,
                )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The request is entered."))
            return redirect(page_at(request.member.organisation, "scheme:dossier", made.pk))
    return render(request, "scheme/enter_request.html", {"form": form, "scheme": found})
