"""Pages for everybody: the start page, the answer to a monitor, and where to report a weakness."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from banenbrug.placements.queries import public_vacancies
from banenbrug.scheme.queries.offers import open_cards, support_in_short

SHOWN = 3
"""How many vacancies the start page shows."""


def start(request: HttpRequest) -> HttpResponse:
    """The public start page: what Banenbrug is for, and the way in."""
    schemes = open_cards(today=timezone.localdate())
    shown = {
        "vacancies": public_vacancies()[:SHOWN],
        "schemes": schemes,
        "support": support_in_short(schemes),
        "now": timezone.now(),
    }
    return render(request, "desk/start.html", shown)


def healthy(request: HttpRequest) -> HttpResponse:
    """For a monitor: the web server and the database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); the day on which it expires moves along by itself."""
    if not settings.SECURITY_CONTACT:
        raise Http404("This installation names nobody.")
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.ORIGIN}{reverse('desk:security')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
