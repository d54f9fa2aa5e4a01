"""*Today*: the first page of everybody at a school."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from banenbrug.desk.today.page import ALL, page_of, tasks, work_of
from banenbrug.organisations.frame import ScopedRequest


def today(request: ScopedRequest, school: str) -> HttpResponse:
    """What asks for me now: one clear next step and what comes after it."""
    now = timezone.localtime()
    page = page_of(request.member, now=now)
    request.open_steps = page.open_steps  # type: ignore[attr-defined]  # for the menu
    context = {"now": now, "page": page}
    return render(request, "desk/today.html", context)


def everything(request: ScopedRequest, school: str) -> HttpResponse:
    """Everything that asks for me, also later."""
    day = timezone.localdate()
    work = work_of(request.member, today=day, most=ALL)
    return render(request, "desk/everything.html", {"tasks": tasks(work.steps, today=day)})
