"""Sign-in is by invitation: nobody makes an account of his own."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.organisations import letters
from banenbrug.organisations.models import User
from banenbrug.organisations.notices import ALLAUTH_MESSAGES, ALLAUTH_NOTICES


class AccountAdapter(DefaultAccountAdapter):
    """allauth with the sign-up page closed, our words, and letters that the worker sends."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("This address and password do not belong together."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right, or it is too old. Try the next one."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link has been used or is too old."),
        "rate_limited": _("You tried this too often. Wait a few minutes."),
        "too_many_login_attempts": _("Signing in failed too often. Wait five minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation is the way in."""
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Leave the letter to the worker, which makes the link when it sends it."""
        letters.send_new_password.defer(user_id=user.pk)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Leave it to the worker to tell the person what changed."""
        notice = ALLAUTH_NOTICES[template_prefix]
        letters.send_notice.defer(user_id=user.pk, notice=int(notice))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No letter of allauth's own leaves: each one that we send has words of ours."""
        raise NotImplementedError(template_prefix)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words, or leave out what goes without saying."""
        text = message or gettext(ALLAUTH_MESSAGES.get(message_template or "", ""))
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """How somebody proves to be still there, in our words."""
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": words[way["id"]]} for way in found]


def closed(request: HttpRequest) -> HttpResponse:
    """A page of allauth that we do not have; its name must exist, since allauth leads there.

    An address is proven by an invitation, and only so.
    """
    raise Http404("An address changes by a new invitation.")
