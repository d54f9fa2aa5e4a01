"""Two contracts side by side."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banenbrug.opportunities import queries
from banenbrug.opportunities.forms import CompareForm
from banenbrug.opportunities.standings import keep_current
from banenbrug.opportunities.views.choosing import entry_of
from banenbrug.opportunities.views.shared import key_in
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right

_CANDIDATES = 30


def compare(request: ScopedRequest, school: str) -> HttpResponse:
    """Two contracts with their parts; without a choice the two highest scores."""
    require(request.member, see=Right.SEE_CONTRACTS)
    here, today = request.member.organisation_id, timezone.localdate()
    keep_current(here, today=today)
    best = queries.outside(here, without=(), most=_CANDIDATES)
    offered = [standing.contract_id for standing in best]
    first, second = _asked(request, "first"), _asked(request, "second")
    if first is None:
        first = next((pk for pk in offered if pk != second), None)
    if second is None:
        second = next((pk for pk in offered if pk != first), None)
    asked = [pk for pk in (first, second) if pk is not None]
    scale = queries.scale_of(here)
    found = queries.opportunities(here, asked, scale=scale, today=today)
    if len(found) < len(asked):
        raise Http404("No such contract.")
    return render(
        request,
        "opportunities/compare.html",
        {
            "entries": [entry_of(each, today) for each in found],
            "choice": CompareForm(
                initial={"first": first, "second": second},
                offered=[
                    *((each.contract_id, each.contract.title) for each in best),
                    *((each.pk, each.contract.title) for each in found if each.pk not in offered),
                ],
            ),
            "may_choose": len(offered) > 1,
            "upto": max((each.score.jobs_high or 0 for each in found), default=0),
            "scale": scale,
        },
    )


def _asked(request: ScopedRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    key = key_in(text)
    if key is None:
        raise Http404("No such contract.")
    return key
