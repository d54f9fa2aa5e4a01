"""The frame of a request: one transaction in one scope, around the view and its template."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from banenbrug.engine.scopes import scope
from banenbrug.organisations.doors import DOORS
from banenbrug.organisations.models import Membership
from banenbrug.organisations.queries import memberships_of

ANSWERS = (ImmediateHttpResponse, ReauthenticationRequired)
"""With these allauth leads somebody to another page, for which it asks the database."""


class ScopedRequest(HttpRequest):
    """A request inside a door: `member` is who acts, in the organisation of the address."""

    member: Membership
    memberships_count: int


class FrameMiddleware:
    """Innermost middleware. An error undoes everything that the request wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = None  # type: ignore[attr-defined]
        with transaction.atomic(), ExitStack() as scopes:
            request.scopes = scopes  # type: ignore[attr-defined]
            scopes.enter_context(scope(user_id=request.user.pk, via=request.method or ""))
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Open the door that the address names, or say that there is nothing."""
        for parameter, kind in DOORS.items():
            if parameter in kwargs:
                enter_door(request, slug=kwargs[parameter], kind=kind)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Nothing half done: whatever the view wrote goes."""
        if not isinstance(exception, ANSWERS):
            transaction.set_rollback(True)


def enter_door(request: HttpRequest, *, slug: str, kind: str | None) -> None:
    """Set `request.member` and narrow the scope to its organisation; 404 for everybody else."""
    mine = {member.organisation.slug: member for member in memberships_of(request.user.pk)}
    member = mine.get(slug)
    if member is None or kind not in (None, member.organisation.kind):
        raise Http404("No such door for this person.")
    request.member = member  # type: ignore[attr-defined]
    request.memberships_count = len(mine)  # type: ignore[attr-defined]
    # The name of the page, not its address: an address may hold a secret.
    page = request.resolver_match.view_name if request.resolver_match else ""
    request.scopes.enter_context(  # type: ignore[attr-defined]
        scope(
            organisation_id=member.organisation_id,
            member_id=member.pk,
            via=f"{request.method} {page}",
        )
    )
