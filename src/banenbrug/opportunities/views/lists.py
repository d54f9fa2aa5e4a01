"""All running contracts by score."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.opportunities import listing, queries
from banenbrug.opportunities.forms import FilterForm
from banenbrug.opportunities.models import Weighed
from banenbrug.opportunities.standings import keep_current
from banenbrug.opportunities.views.shared import pages
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right

_PER_PAGE = 25


def opportunities(request: ScopedRequest, school: str) -> HttpResponse:
    """Running contracts, the best chance first, with filters and pages."""
    require(request.member, see=Right.SEE_CONTRACTS)
    here = request.member.organisation_id
    is_current = keep_current(here, today=timezone.localdate())
    known = Weighed.objects.filter(organisation_id=here).first()
    form = FilterForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    sort = request.GET.get("sort", "-points")
    found = listing.standings(here, **asked, sort=sort)
    pages_of_rows = Paginator(found, _PER_PAGE)
    if known is not None and not any(asked.values()):
        pages_of_rows.count = known.running
    page = pages_of_rows.get_page(request.GET.get("page"))
    scale = queries.scale_of(here)
    return render(
        request,
        "opportunities/list.html",
        {
            "filters": form,
            "is_filtered": any(asked.values()),
            "sort": sort,
            "sorts": [("-points", gettext("Chance")), ("-value", gettext("Per year"))],
            "page": page,
            "rows": listing.rows_of(here, page, scale),
            "known": known,
            "is_current": is_current,
            "pages": pages(school, "opportunities:list"),
            "may_import": request.member.has(Right.IMPORT_CONTRACTS),
        },
    )
