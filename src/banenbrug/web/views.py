"""Pages that belong to no room: help, privacy, accessibility, and the page of components."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from banenbrug.web.papers import paper
from banenbrug.web.samples import hours_chart, samples


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Tell where to find what, and whom to ask."""
    return render(request, "web/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what is kept of whom, and what never."""
    return render(request, "web/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell how accessible this is, and what to do when it is not."""
    return render(request, "web/accessibility.html")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state with its code; a demonstration only."""
    if not settings.DEMO:
        raise Http404
    return render(request, "web/components.html", samples(request))


@require_safe
def sample_paper(request: HttpRequest) -> FileResponse | HttpResponse:
    """Show a paper with everything that papers are made of; a demonstration only."""
    if not settings.DEMO:
        raise Http404
    return paper(
        request,
        "web/sample_paper.html",
        {"hours_chart": hours_chart()},
        title=gettext("A paper with every part"),
        today=timezone.localdate(),
    )
