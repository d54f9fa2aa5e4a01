"""Pages on which a school asks partners along."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.desk.actions import ask_partner
from banenbrug.desk.forms import PartnerForm
from banenbrug.dialogue.access import commitment_for
from banenbrug.dialogue.sharing_queries import known_partners, partners_of
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal


@once
def invite_partner(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Ask a partner to join a commitment: one that the school knows, or a new one by letter."""
    member = request.member
    found = commitment_for(member, pk, to=Right.AGREE_COMMITMENTS)
    form = PartnerForm(request.POST or None, known=known_partners(member.organisation_id))
    if request.method == "POST" and form.is_valid():
        try:
            partner = ask_partner(
                by=member, commitment=found, now=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            done = gettext("%(partner)s can now read this commitment and answer.")
            messages.success(request, done % {"partner": partner.name})
            return redirect("dialogue:commitment", school=school, pk=pk)
    return render(
        request,
        "desk/invite_partner.html",
        {"form": form, "commitment": found, "partners": partners_of(found)},
    )
