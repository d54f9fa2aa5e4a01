"""Response headers that keep a page to itself: no third party, no inline code, no copies left.

Django 6 brings a policy of its own; until then it lives in this one module.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


class ContentSecurityMiddleware:
    """Sets the headers; stands outside everything that may fail, so that errors have them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if _has_session(request, response):
            response.headers["Cache-Control"] = "no-store, private"
        return response


def _has_session(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a page may be somebody's own, without asking the database who it is."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies
