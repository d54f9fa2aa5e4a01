"""What happens to contracts that were chosen in the list, and its undoing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from banenbrug.contracts import bulk
from banenbrug.contracts.models import Contract
from banenbrug.desk import register
from banenbrug.desk.register_forms import ChooseCategory, ChooseOwners
from banenbrug.foundation.refusals import N_, Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say

UNDO = "undo_of_many"
"""Under which name a session holds what the next page offers to take back."""

FORMS: dict[str, tuple[type[ChooseCategory] | type[ChooseOwners], str]] = {
    "category": (ChooseCategory, N_("Change the category")),
    "owners": (ChooseOwners, N_("Change the owners")),
}
MOST_KEYS = 100
"""Contracts that can be chosen one by one: those of the longest page."""


@require_POST
def choose(request: ScopedRequest, school: str) -> HttpResponse:
    """Ask what the chosen contracts get, and give it to them."""
    member = request.member
    require(member, see=Right.SEE_CONTRACTS, to=Right.CHANGE_CONTRACTS)
    query, what = request.POST.get("query", ""), request.POST.get("what", "")
    chosen = _chosen(request)
    number = chosen.count()
    if what not in FORMS or not number:
        messages.error(request, gettext("Choose at least one contract."))
        return back_to_list(school, query)
    form_class, heading = FORMS[what]
    form: Any = form_class(
        request.POST if "set" in request.POST else None, organisation_id=member.organisation_id
    )
    if "set" in request.POST and form.is_valid():
        try:
            number, token = bulk.set_in_all(by=member, contracts=chosen, values=form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            words = ngettext("%(n)s contract is changed.", "%(n)s contracts are changed.", number)
            request.session[UNDO] = {"words": words % {"n": number}, "token": token}
            return back_to_list(school, query)
    return render(
        request,
        "desk/register_choose.html",
        {
            "form": form,
            "heading": gettext(heading),
            "what": what,
            "query": query,
            "number": number,
            "chosen_all": "all" in request.POST,
            "keys": request.POST.getlist("contract")[:MOST_KEYS],
        },
    )


@require_POST
def undo(request: ScopedRequest, school: str) -> HttpResponse:
    """Give the contracts back what they had."""
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.CHANGE_CONTRACTS)
    try:
        number = bulk.take_back(by=request.member, token=request.POST.get("token", ""))
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        words = ngettext(
            "%(n)s contract is as it was.", "%(n)s contracts are as they were.", number
        )
        messages.success(request, words % {"n": number})
    return back_to_list(school, request.POST.get("query", ""))


def back_to_list(school: str, query: str) -> HttpResponse:
    """To the list, with what it was asked."""
    address = redirect("desk:register", school=school)
    # Read and written anew: what comes from a form can lead nowhere but to this list.
    asked = QueryDict(query[:2000]).urlencode()
    address["Location"] += f"?{asked}" if asked else ""
    return address


def _chosen(request: ScopedRequest) -> Any:
    """The contracts whose boxes are checked, or all that the address of the list asks for."""
    member = request.member
    if "all" in request.POST:
        address = QueryDict(request.POST.get("query", "")[:2000])
        asked = register.asked(address)
        return register.contracts_asked(member, asked, today=timezone.localdate())
    keys = [key for key in request.POST.getlist("contract")[:MOST_KEYS] if key.isascii()]
    numbers = [int(key) for key in keys if key.isdigit() and len(key) < 18]
    return Contract.objects.filter(organisation_id=member.organisation_id, pk__in=numbers)
