"""Pages that belong to no room: help, privacy, accessibility, and the page of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from banenbrug.web.samples import samples


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
