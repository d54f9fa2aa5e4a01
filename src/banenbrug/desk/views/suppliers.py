"""A supplier as the school knows it, and the door that it may get."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.contracts.access import supplier_for
from banenbrug.contracts.queries import contracts_of
from banenbrug.desk.actions import open_supplier_door
from banenbrug.desk.forms import SupplierDoorForm
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal


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
