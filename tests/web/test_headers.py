"""Every answer keeps to itself, and what may be somebody's own is not stored."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from banenbrug.web.csp import ContentSecurityMiddleware


def answer(request: HttpRequest) -> HttpResponse:
    return ContentSecurityMiddleware(lambda request: HttpResponse("page"))(request)


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = answer(RequestFactory().get("/"))["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert set(rules.values()) == {"'none'", "'self'"}


def test_a_page_of_a_session_is_not_stored() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "abc"
    assert "no-store" in answer(request)["Cache-Control"]


def test_the_answer_that_begins_a_session_is_not_stored() -> None:
    def sign_in(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("welcome")
        response.set_cookie(settings.SESSION_COOKIE_NAME, "abc")
        return response

    response = ContentSecurityMiddleware(sign_in)(RequestFactory().get("/"))
    assert "no-store" in response["Cache-Control"]


def test_a_page_without_a_session_may_be_kept() -> None:
    assert "Cache-Control" not in answer(RequestFactory().get("/"))


def test_no_address_of_ours_is_told_to_other_sites() -> None:
    assert answer(RequestFactory().get("/"))["Referrer-Policy"] == "same-origin"
