"""Only in a demonstration: look around through somebody's eyes, without a password."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from banenbrug.organisations.models import User
from banenbrug.organisations.roles import ROLE_NAMES
from banenbrug.story.people import HOUSES, PEOPLE
from banenbrug.story.queries import is_demonstration


def roles(request: HttpRequest) -> HttpResponse:
    """Everybody in the story, by organisation, each with a button to step in."""
    _only_in_a_demonstration()
    houses = [(house, [(p, ROLE_NAMES[p.role]) for p in house.people]) for house in HOUSES]
    return render(request, "story/roles.html", {"houses": houses})


@require_POST
def step_in(request: HttpRequest, person: str) -> HttpResponse:
    """Sign in as somebody of the story, and nobody else, and go to the first page."""
    _only_in_a_demonstration()
    if person not in PEOPLE:
        raise Http404("Nobody in the story.")
    user = get_object_or_404(User, email=PEOPLE[person].email, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)


def _only_in_a_demonstration() -> None:
    # Both are needed: the setting alone is easily copied to a server with real data.
    if not (settings.DEMO and is_demonstration()):
        raise Http404("Not a demonstration.")
