"""Searching across the rooms of a school."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from banenbrug.desk.search import SHOWN, search
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right


def results(request: ScopedRequest, school: str) -> HttpResponse:
    """What the words in the address find, grouped by kind."""
    require(request.member, see=Right.SEE_CONTRACTS)
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    groups = search(request.member, text)
    return render(
        request,
        "desk/search.html",
        {"text": text, "groups": groups, "shown": SHOWN, "query": urlencode({"q": text})},
    )
