"""What a supplier reads of vacancies and placements that came from its commitments."""

from django.http import HttpResponse
from django.shortcuts import render

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.placements import queries
from banenbrug.placements.access import shared_placement_for, shared_vacancy_for
from banenbrug.placements.rules import CONTRACT_FORM_NAMES, ROUTE_NAMES, ContractForm, Route


def shared_vacancy(request: ScopedRequest, supplier: str, pk: int) -> HttpResponse:
    """A vacancy, to be read."""
    found = shared_vacancy_for(request.member, pk)
    return render(request, "placements/shared_vacancy.html", {"vacancy": found})


def shared_placement(request: ScopedRequest, supplier: str, pk: int) -> HttpResponse:
    """A placement with its paid hours, to be read."""
    found = shared_placement_for(request.member, pk)
    return render(
        request,
        "placements/shared_placement.html",
        {
            "placement": found,
            "hours": queries.hours_per_month(found),
            "route_name": ROUTE_NAMES[Route(found.route)],
            "contract_form_name": CONTRACT_FORM_NAMES[ContractForm(found.contract_form)],
        },
    )
