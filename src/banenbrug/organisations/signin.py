"""Sign-in is by invitation: nobody makes an account of his own."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):
    """allauth's adapter with the sign-up page closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation is the way in."""
        return False
