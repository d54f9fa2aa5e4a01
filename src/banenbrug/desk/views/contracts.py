"""The dossier of a contract, and its history."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html

from banenbrug.contracts.access import contract_for
from banenbrug.contracts.models import Contract
from banenbrug.desk.dossier.chain import spans_of
from banenbrug.desk.dossier.here import Here, here_of
from banenbrug.desk.dossier.lamps import lamps_of
from banenbrug.desk.dossier.places import places_of
from banenbrug.desk.history import history_of, versions_of
from banenbrug.desk.queries import chain_of
from banenbrug.opportunities.queries import Opportunity, opportunities, scale_of
from banenbrug.opportunities.scored import ScoredPart
from banenbrug.opportunities.words import explain
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right

TABLE = "tabel"
"""The word in the address that shows the chain as a table."""

PER_PAGE = 25


def contract(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """The dossier of a contract: from the contract line to the counted job and back."""
    member = request.member
    found = contract_for(member, pk)
    today = timezone.localdate()
    chain = chain_of(found)
    spans = spans_of(member, found, chain, today=today)
    here = here_of(member, found, chain, today=today)
    why_not = here.why_not(member)
    opportunity = _opportunity(found, today)
    return render(
        request,
        "desk/contract.html",
        {
            "contract": found,
            "chain": chain,
            "spans": spans,
            "arches": [span.step for span in spans],
            "here": here,
            "here_line": here.words if why_not else _link_to(here),
            "open_key": next((span.key for span in spans if not span.is_complete), None),
            "why_not": why_not,
            "as_table": request.GET.get("als") == TABLE,
            "procurement": found.buyer.name if found.buyer else chain.procurement,
            "hr": found.hr.name if found.hr else chain.hr,
            "lamps": lamps_of(found, chain, today=today),
            "places": places_of(chain, today=today),
            "opportunity": opportunity,
            "reasons": _reasons(opportunity),
            "has_ended": found.end is not None and found.end < today,
            "may_change": member.has(Right.CHANGE_CONTRACTS),
            "may_talk": member.has(Right.HOLD_CONVERSATIONS),
        },
    )


def history(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Who changed which fact of a contract, from what to what."""
    found = contract_for(request.member, pk)
    page = Paginator(range(versions_of(found)), PER_PAGE).get_page(request.GET.get("page"))
    events = history_of(found, after=max(page.start_index() - 1, 0), most=PER_PAGE)
    context = {"contract": found, "page": page, "events": events}
    return render(request, "desk/history.html", context)


def _reasons(opportunity: Opportunity | None) -> list[tuple[ScoredPart, str]]:
    """Each part of the score, with its reason in the reader's language."""
    parts = opportunity.score.parts if opportunity else ()
    return [(part, explain(part.why)) for part in parts]


def _link_to(here: Here) -> str:
    return format_html('<a href="{}">{}</a>', here.url, here.words)


def _opportunity(contract: Contract, today: date) -> Opportunity | None:
    """The score of a contract that still runs, with the reasons for it."""
    if contract.end is not None and contract.end < today:
        return None
    here = contract.organisation_id
    [found] = opportunities(here, [contract.pk], scale=scale_of(here), today=today)
    return found
