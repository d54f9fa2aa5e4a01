"""The first pages of who is not a school: supplier, partner, fund and adviser."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banenbrug.desk.shared import asked_of, question_now, shared_with
from banenbrug.desk.today.adviser import adviser_page
from banenbrug.desk.today.fund import fund_page
from banenbrug.desk.today.page import Page
from banenbrug.foundation.months import months_away
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right


def supplier(request: ScopedRequest, supplier: str) -> HttpResponse:
    """What is asked of a supplier now, and what it shares with each school."""
    require(request.member, see=Right.SEE_SHARED_WORK)
    now = timezone.localtime()
    shared = shared_with(request.member, today=now.date())
    return render(
        request,
        "desk/supplier.html",
        {
            "now": now,
            "shared": shared,
            "question": question_now(shared, now=now),
            "last_month": months_away(now.date().replace(day=1), -1),
            "may_answer": request.member.has(Right.CONFIRM_SHARED_WORK),
        },
    )


def partner(request: ScopedRequest, partner: str) -> HttpResponse:
    """What schools ask a partner to join."""
    require(request.member, see=Right.SEE_SHARED_WORK)
    asked = asked_of(request.member)
    return render(
        request,
        "desk/partner.html",
        {
            "now": timezone.localtime(),
            "asked": asked,
            "next_ask": next((one for one in asked if one.answer is None), None),
            "may_answer": request.member.has(Right.CONFIRM_SHARED_WORK),
        },
    )


def fund(request: ScopedRequest, fund: str) -> HttpResponse:
    """*Today* of a sector fund."""
    return _today(request, fund_page)


def adviser(request: ScopedRequest, adviser: str) -> HttpResponse:
    """*Today* of an advisory organisation."""
    return _today(request, adviser_page)


def _today(request: ScopedRequest, gather: Callable[..., Page]) -> HttpResponse:
    now = timezone.localtime()
    page = gather(request.member, now=now)
    request.open_steps = page.open_steps  # type: ignore[attr-defined]  # for the menu
    return render(request, "desk/today.html", {"now": now, "page": page})
