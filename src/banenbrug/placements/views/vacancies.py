"""Vacancies at the door of the school, and the public page."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from banenbrug.contracts.actions import supplier_by_name
from banenbrug.contracts.models import Supplier
from banenbrug.dialogue.access import commitment_for
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Right
from banenbrug.placements import actions, moves, queries
from banenbrug.placements.access import vacancy_for
from banenbrug.placements.forms import PlacementForm, VacancyForm
from banenbrug.placements.models import Vacancy
from banenbrug.placements.rules import ContractForm, Route
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say

VIEW_NAMES = {"open": _("Open"), "closed": _("Closed"), "all": _("All")}


def vacancies(request: ScopedRequest, school: str) -> HttpResponse:
    """The list, and the commitments that still wait for a vacancy."""
    member = request.member
    require(member, see=Right.SEE_PLACEMENTS)
    view = request.GET.get("view", "open")
    found = queries.vacancies_of(member.organisation_id, view=view, today=timezone.localdate())
    return render(
        request,
        "placements/vacancies.html",
        {
            "page": Paginator(found, 25).get_page(request.GET.get("page")),
            "view": view,
            "views": VIEW_NAMES,
            "waiting": queries.commitments_without_vacancy(member.organisation_id)[:10],
            "may_change": member.has(Right.CHANGE_PLACEMENTS),
        },
    )


def public_vacancies(request: HttpRequest) -> HttpResponse:
    """The vacancies that hogescholen published, for everybody."""
    found = Paginator(queries.public_vacancies(), 25)
    return render(
        request,
        "placements/public_vacancies.html",
        {"page": found.get_page(request.GET.get("page"))},
    )


@once
def open_vacancy(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Open a vacancy from a commitment."""
    member = request.member
    require(member, see=Right.SEE_PLACEMENTS, to=Right.CHANGE_PLACEMENTS)
    commitment = commitment_for(member, pk)
    form = VacancyForm(
        request.POST or None,
        organisation_id=member.organisation_id,
        initial={
            "employer": commitment.contract.supplier.name,
            "places": max(1, int(commitment.number or 1)),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                vacancy = actions.open_vacancy(
                    by=member,
                    commitment=commitment,
                    today=timezone.localdate(),
                    **_values(member, form.cleaned_data),
                )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The vacancy is open."))
            return redirect("placements:vacancy", school=school, pk=vacancy.pk)
    why_not = moves.why_not_open_vacancy(
        withdrawn=commitment.withdrawn_at is not None, kind=commitment.kind
    )
    return render(
        request,
        "placements/open_vacancy.html",
        {"form": form, "commitment": commitment, "why_not": why_not},
    )


def vacancy(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """One vacancy: where it came from, who has a place on it, and what can be done with it."""
    found = vacancy_for(request.member, pk)
    today = timezone.localdate()
    closed, published = found.closed_on is not None, found.published_on is not None
    filled = queries.filled_places(found, today=today)
    return render(
        request,
        "placements/vacancy.html",
        {
            "vacancy": found,
            "placements": queries.placements_on_vacancy(found),
            "filled": filled,
            "may_change": request.member.has(Right.CHANGE_PLACEMENTS),
            "why_not_publish": moves.why_not_publish(closed=closed, published=published),
            "why_not_fill": moves.why_not_open_vacancy(
                withdrawn=found.commitment.withdrawn_at is not None, kind=found.commitment.kind
            )
            or moves.why_not_fill(closed=closed, places=found.places, filled=filled),
        },
    )


@require_POST
def publish(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Put a vacancy on the public page."""
    found = vacancy_for(request.member, pk, to=Right.CHANGE_PLACEMENTS)
    try:
        actions.publish_vacancy(by=request.member, vacancy=found, today=timezone.localdate())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, gettext("The vacancy stands on the public page."))
    return redirect("placements:vacancy", school=school, pk=pk)


@require_POST
def unpublish(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Take a vacancy from the public page."""
    found = vacancy_for(request.member, pk, to=Right.CHANGE_PLACEMENTS)
    try:
        actions.withdraw_publication(by=request.member, vacancy=found)
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, gettext("The vacancy is no longer on the public page."))
    return redirect("placements:vacancy", school=school, pk=pk)


@require_POST
def close(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Close a vacancy."""
    found = vacancy_for(request.member, pk, to=Right.CHANGE_PLACEMENTS)
    try:
        actions.close_vacancy(by=request.member, vacancy=found, today=timezone.localdate())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, gettext("The vacancy is closed."))
    return redirect("placements:vacancy", school=school, pk=pk)


@once
def place(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Place a person on a vacancy."""
    member = request.member
    found = vacancy_for(member, pk, to=Right.CHANGE_PLACEMENTS)
    form = PlacementForm(
        request.POST or None, organisation_id=member.organisation_id, initial=_like(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                placement = actions.place(
                    by=member,
                    commitment=found.commitment,
                    vacancy=found,
                    today=timezone.localdate(),
                    **_values(member, form.cleaned_data),
                )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            message = gettext("Employee %(person)s is placed.") % {"person": placement.pseudonym}
            messages.success(request, message)
            return redirect("placements:placement", school=school, pk=placement.pk)
    return render(request, "placements/place.html", {"form": form, "vacancy": found})


def _like(vacancy: Vacancy) -> dict[str, Any]:
    via_supplier = vacancy.employer is not None
    return {
        "route": (Route.VIA_SUPPLIER if via_supplier else Route.OWN_PAYROLL).value,
        "contract_form": ContractForm.FIXED_TERM.value,
        "employer": vacancy.employer.name if vacancy.employer else "",
        "workplace": vacancy.workplace_id,
        "planned_hours_per_week": vacancy.hours_per_week,
    }


def _values(member: Membership, cleaned: dict[str, Any]) -> dict[str, Any]:
    """The values of a form for its action, the name of the employer turned into a supplier."""
    values = {key: value for key, value in cleaned.items() if key != "employer_is_new"}
    return {**values, "employer": _employer(member, values["employer"])}


def _employer(member: Membership, name: str) -> Supplier | None:
    if not name:
        return None
    return supplier_by_name(organisation_id=member.organisation_id, name=name)
