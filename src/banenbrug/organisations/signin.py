"""Sign-in is by invitation: nobody makes an account of his own."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404, HttpRequest, HttpResponse


class ClosedSignup(DefaultAccountAdapter):
    """allauth's adapter with the sign-up page closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation is the way in."""
        return False


def closed(request: HttpRequest) -> HttpResponse:
    """allauth's page for other addresses: an address is proven by an invitation, and only so."""
    raise Http404("An address changes by a new invitation.")
