"""What everybody sees: the schemes, one scheme with its hours left, and asking a question."""

from allauth.core.ratelimit import consume, respond_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import entrance
from banenbrug.scheme.forms.entrance import QuestionForm
from banenbrug.scheme.queries.offers import cards, public_card
from banenbrug.scheme.rules.support import SUPPORT
from banenbrug.web.refusals import show_refusal

SENT = "?verstuurd"
"""What an address ends in after a form was sent: reading it again sends nothing."""


@require_safe
def support_public(request: HttpRequest) -> HttpResponse:
    """All schemes, what an adviser does, and who may ask."""
    shown = {
        "cards": cards(today=timezone.localdate()),
        "support": list(SUPPORT.values()),
        "now": timezone.now(),
    }
    return render(request, "scheme/support_public.html", shown)


@require_safe
def scheme_public(request: HttpRequest, scheme: str) -> HttpResponse:
    """One scheme: hours left, conditions, support, steps, forms and where to ask."""
    card = public_card(scheme, today=timezone.localdate())
    return render(request, "scheme/scheme_public.html", {"card": card, "now": timezone.now()})


def question(request: HttpRequest, scheme: str) -> HttpResponse:
    """Ask the fund something about a scheme; the answer comes by mail."""
    card = public_card(scheme, today=timezone.localdate())
    if is_sent(request):
        return render(request, "scheme/question_sent.html", {"card": card})
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if answer := too_many(request, action="question"):
            return answer
        try:
            entrance.ask_question(
                scheme=card.scheme,
                language=get_language() or "nl",
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect(f"{request.path}{SENT}")
    return render(request, "scheme/question.html", {"card": card, "form": form})


def too_many(request: HttpRequest, *, action: str, key: str | None = None) -> HttpResponse | None:
    """The answer to who sends too much, as `ACCOUNT_RATE_LIMITS` says; None lets it pass."""
    if consume(request, action=action, key=key):
        return None
    answer: HttpResponse = respond_429(request)
    return answer


def is_sent(request: HttpRequest) -> bool:
    """Whether somebody comes back from a form that was sent."""
    return request.method == "GET" and SENT[1:] in request.GET
