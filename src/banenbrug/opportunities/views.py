"""The contracts to talk about first, each with the reasons why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banenbrug.opportunities import queries
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right


def shortlist(request: ScopedRequest, school: str) -> HttpResponse:
    """The Top 3 with the parts of each score."""
    require(request.member, see=Right.SEE_CONTRACTS)
    found = queries.shortlist(request.member.organisation_id, today=timezone.localdate(), top=3)
    return render(
        request,
        "opportunities/shortlist.html",
        {
            "opportunities": found,
            "may_import": request.member.has(Right.IMPORT_CONTRACTS),
            "may_talk": request.member.has(Right.HOLD_CONVERSATIONS),
        },
    )
