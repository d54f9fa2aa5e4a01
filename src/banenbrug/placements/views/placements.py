"""Placements and their paid hours, at the door of the school."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from banenbrug.contracts.models import Supplier
from banenbrug.foundation.months import Month
from banenbrug.foundation.refusals import Refused, Unreadable
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.placements import actions, figures, queries
from banenbrug.placements.access import placement_for
from banenbrug.placements.checking import declare_register
from banenbrug.placements.forms import (
    EndForm,
    HoursForm,
    LegForm,
    RegisterForm,
    months_to_fill,
)
from banenbrug.placements.models import Placement
from banenbrug.placements.queries import HoursMatrix
from banenbrug.placements.rules import (
    CONTRACT_FORM_NAMES,
    END_REASON_NAMES,
    ROUTE_NAMES,
    STATUTORY_ROUTES,
    ContractForm,
    EndReason,
    Route,
)
from banenbrug.web.refusals import show_refusal

VIEW_NAMES = {"running": _("Running"), "ended": _("Ended"), "all": _("All")}


def placements(request: ScopedRequest, school: str) -> HttpResponse:
    """The list of people at work."""
    member = request.member
    require(member, see=Right.SEE_PLACEMENTS)
    today = timezone.localdate()
    view = request.GET.get("view", "running")
    found = queries.placements_of(member.organisation_id, view=view, today=today)
    return render(
        request,
        "placements/placements.html",
        {
            "page": Paginator(found, 25).get_page(request.GET.get("page")),
            "view": view,
            "views": VIEW_NAMES,
            "today": today,
            "route_names": ROUTE_NAMES,
        },
    )


def placement(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """One placement: facts, paid hours per month, and what they make in jobs."""
    found = placement_for(request.member, pk)
    return _page(request, found, None)


@require_POST
def hours(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write or correct the paid hours of the months in the table, all or none."""
    member = request.member
    found = placement_for(member, pk, to=Right.CHANGE_PLACEMENTS)
    today = timezone.localdate()
    form = _hours_form(request, found, queries.hours_of(found), today)
    if not form.is_valid():
        return _page(request, found, form)
    with transaction.atomic():
        for employer in form.matrix.employers:
            try:
                actions.record_hours(
                    by=member,
                    placement=found,
                    employer=employer,
                    hours=form.hours_at(employer),
                    shown=form.shown_at(employer),
                    today=today,
                )
            except Refused as refused:
                _show_refused_hours(form, employer, refused)
        transaction.set_rollback(not form.is_valid())
    if not form.is_valid():
        return _page(request, found, form)
    messages.success(request, gettext("The paid hours are saved."))
    return redirect("placements:placement", school=school, pk=pk)


def _show_refused_hours(form: HoursForm, employer: Supplier | None, refused: Refused) -> None:
    field, refusal = form.name_of(employer, refused.field or ""), refused.refusal
    if refusal.code == "hours_changed_meanwhile":
        refusal = form.show_now(field, refusal)
    show_refusal(form, Refused(refusal, field=field))


def end(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """End a placement, or mend its last day."""
    found = placement_for(request.member, pk, to=Right.CHANGE_PLACEMENTS)
    form = EndForm(
        request.POST or None, initial={"ended_on": found.ended_on, "reason": found.end_reason}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_placement(by=request.member, placement=found, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The end of the placement is saved."))
            return redirect("placements:placement", school=school, pk=pk)
    return render(request, "placements/end.html", {"form": form, "placement": found})


def declare(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Correct or renew what the employer declares of the register of the banenafspraak."""
    found = placement_for(request.member, pk, to=Right.CHANGE_PLACEMENTS)
    known = {name: getattr(found, name) for name in RegisterForm.base_fields}
    form = RegisterForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            declare_register(
                by=request.member,
                placement=found,
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("What the employer declares is saved."))
            return redirect("placements:placement", school=school, pk=pk)
    return render(request, "placements/declare.html", {"form": form, "placement": found})


def _page(request: ScopedRequest, found: Placement, form: HoursForm | None) -> HttpResponse:
    today = timezone.localdate()
    matrix = form.matrix if form else queries.hours_of(found)
    shown = form or _hours_form(request, found, matrix, today)
    rulebook = figures.rulebook_of(today.year)
    counted = queries.count_of_placement(found, matrix, year=today.year, rulebook=rulebook)
    is_statutory = found.route in STATUTORY_ROUTES
    jobs = counted.statutory if is_statutory else counted.via_procurement
    return render(
        request,
        "placements/placement.html",
        {
            "placement": found,
            "form": shown,
            "leg_form": _leg_form(request),
            "save_url": _save_url(request, found),
            "earlier": _earlier(found, shown),
            "route_name": ROUTE_NAMES[Route(found.route)],
            "contract_form_name": CONTRACT_FORM_NAMES[ContractForm(found.contract_form)],
            "end_reason_name": END_REASON_NAMES[EndReason(found.end_reason)]
            if found.end_reason
            else "",
            "year": today.year,
            "jobs": jobs,
            "is_statutory": is_statutory,
            "counted_hours": figures.hours_behind(jobs, rulebook),
            "paid_hours": matrix.of_year(today.year),
            "year_hours": figures.job_hours(12, rulebook),
            "rulebook": rulebook,
            "is_unpaid": found.route == Route.UNPAID,
            "has_ended": found.ended_on is not None and found.ended_on < today,
            "may_change": request.member.has(Right.CHANGE_PLACEMENTS),
        },
    )


def _hours_form(
    request: ScopedRequest, found: Placement, matrix: HoursMatrix, today: date
) -> HoursForm:
    months = months_to_fill(
        started_on=found.started_on, ended_on=found.ended_on, until=_until(request, today)
    )
    return HoursForm(
        request.POST if request.method == "POST" else None,
        matrix=_with_leg(request, matrix),
        months=months,
        school=request.member.organisation.name,
    )


def _until(request: ScopedRequest, today: date) -> Month:
    """The latest month of the table, from the address; never one that is still to come."""
    try:
        return min(Month.parse(request.GET.get("until", "")), Month.of(today))
    except Unreadable:
        return Month.of(today)


def _leg_form(request: ScopedRequest) -> LegForm:
    asked = request.GET if request.GET.get("leg") else None
    return LegForm(asked, organisation_id=request.member.organisation_id)


def _with_leg(request: ScopedRequest, matrix: HoursMatrix) -> HoursMatrix:
    """The matrix with a column for the other employer that the address names, if any."""
    form = _leg_form(request)
    leg = form.cleaned_data["leg"] if form.is_valid() else None
    if leg is None or leg in matrix.employers:
        return matrix
    return HoursMatrix((*matrix.employers, leg), matrix.hours)


def _save_url(request: ScopedRequest, found: Placement) -> str:
    where = {"school": request.member.organisation.slug, "pk": found.pk}
    kept = {key: request.GET[key] for key in ("until", "leg") if key in request.GET}
    return reverse("placements:hours", kwargs=where, query=kept)


def _earlier(found: Placement, form: HoursForm) -> Month | None:
    """The month before the table, if the placement ran in it."""
    if not form.months or form.months[-1] <= Month.of(found.started_on):
        return None
    first = form.months[-1]
    return Month(first.year - (first.month == 1), (first.month - 2) % 12 + 1)
