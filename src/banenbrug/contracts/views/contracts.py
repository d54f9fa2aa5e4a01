"""A contract written by hand: its facts and its clauses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.contracts import actions
from banenbrug.contracts.access import contract_for
from banenbrug.contracts.forms.contracts import ClauseFields, ContractFields
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal


def add(request: ScopedRequest, school: str) -> HttpResponse:
    """Write a contract by hand."""
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.CHANGE_CONTRACTS)
    return _edit(request, school, None)


def change(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Change the facts of a contract."""
    return _edit(request, school, pk)


def _edit(request: ScopedRequest, school: str, pk: int | None) -> HttpResponse:
    member = request.member
    contract = contract_for(member, pk, to=Right.CHANGE_CONTRACTS) if pk is not None else None
    form = ContractFields(
        request.POST or None,
        organisation_id=member.organisation_id,
        currency=contract.currency if contract else "EUR",
        initial=ContractFields.initial_of(contract) if contract else None,
    )
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            saved = actions.save_contract(
                by=member,
                contract=contract,
                supplier_name=values.pop("supplier_name"),
                values=values,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The contract is saved."))
            return redirect("desk:contract", school=school, pk=saved.pk)
    return render(request, "contracts/edit.html", {"form": form, "contract": contract})


def clause(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write what the contract says about social return."""
    contract = contract_for(request.member, pk, to=Right.CHANGE_CONTRACTS)
    form = ClauseFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.set_clause(contract=contract, form=values.pop("form"), values=values)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The clause is saved."))
            return redirect("desk:contract", school=school, pk=pk)
    return render(request, "contracts/clause.html", {"form": form, "contract": contract})


@require_POST
def remove_clause(request: ScopedRequest, school: str, pk: int, kind: str) -> HttpResponse:
    """Take a clause away."""
    contract = contract_for(request.member, pk, to=Right.CHANGE_CONTRACTS)
    actions.remove_clause(contract=contract, form=kind)
    messages.success(request, gettext("The clause is removed. The history keeps it."))
    return redirect("desk:contract", school=school, pk=pk)
