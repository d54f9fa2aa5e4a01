"""Pages that look across the rooms: the start page, today, and the dossier of a contract."""

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.contracts.access import contract_for, supplier_for
from banenbrug.contracts.queries import contracts_of
from banenbrug.desk.actions import open_supplier_door
from banenbrug.desk.forms import SupplierDoorForm
from banenbrug.desk.history import history_of
from banenbrug.desk.queries import chain_of
from banenbrug.desk.today import shared_with, steps_for
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal


def start(request: HttpRequest) -> HttpResponse:
    """The public start page: what Banenbrug is for, and the way in."""
    return render(request, "desk/start.html")


def healthy(request: HttpRequest) -> HttpResponse:
    """For a monitor: the web server and the database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def today(request: ScopedRequest, school: str) -> HttpResponse:
    """What asks for me now: one clear next step and what comes after it."""
    now = timezone.localtime()
    steps = steps_for(request.member, today=now.date())
    return render(
        request,
        "desk/today.html",
        {"now": now, "next_step": steps[0] if steps else None, "steps": steps[1:6]},
    )


def contract(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """The dossier of a contract: from the contract line to the counted job and back."""
    member = request.member
    found = contract_for(member, pk)
    return render(
        request,
        "desk/contract.html",
        {
            "contract": found,
            "chain": chain_of(found),
            "history": history_of(found),
            "may_change": member.has(Right.CHANGE_CONTRACTS),
            "may_talk": member.has(Right.HOLD_CONVERSATIONS),
            "sees_placements": member.has(Right.SEE_PLACEMENTS),
        },
    )


def supplier_record(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """A supplier as the school knows it: its contracts, and the door that it may get."""
    member = request.member
    found = supplier_for(member, pk)
    return render(
        request,
        "desk/supplier_record.html",
        {
            "supplier": found,
            "contracts": contracts_of(member.organisation_id).filter(supplier=found),
            "may_open": member.has(Right.CHANGE_CONTRACTS),
        },
    )


def supplier_door(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Let a supplier in to what it shares with this school."""
    found = supplier_for(request.member, pk, to=Right.CHANGE_CONTRACTS)
    form = SupplierDoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_supplier_door(
                by=request.member, supplier=found, now=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request,
                gettext("%(supplier)s can now read what you share. A letter is on its way.")
                % {"supplier": found.name},
            )
            return redirect("desk:supplier_record", school=school, pk=pk)
    return render(request, "desk/supplier_door.html", {"form": form, "supplier": found})


def supplier(request: ScopedRequest, supplier: str) -> HttpResponse:
    """What a supplier shares with schools, per school."""
    require(request.member, see=Right.SEE_SHARED_WORK)
    return render(request, "desk/supplier.html", {"shared": shared_with(request.member)})
