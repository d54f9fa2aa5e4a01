"""A form that is sent twice writes once: two clicks, or a page that was sent again.

`{% form_key %}` gives each form that is shown a key of its own. The first one that is sent with a
key keeps it until the end of its transaction; a second one waits there, and is then led to where
the first one was led.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.db.models.functions import Now
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import SentForm

FIELD = "form_key"
"""The hidden field of the key, as the tag in `web` writes it."""

KEPT_FOR = timedelta(days=2)
"""How long a key is remembered: longer than anybody's session."""

_KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponse]


def once(view: View[P]) -> View[P]:
    """Let a view of a form write once for each key; without a key it works as ever."""

    @wraps(view)
    def answer(request: ScopedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = request.POST.get(FIELD, "")
        if request.method != "POST" or not _KEY.fullmatch(key):
            return view(request, *args, **kwargs)
        return _once(request, key, lambda: view(request, *args, **kwargs))

    return answer


def _once(request: ScopedRequest, key: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    here = request.member.organisation_id
    if not _take(here, key):
        messages.success(request, gettext("Saved. You sent this form twice; it counts once."))
        return HttpResponseRedirect(SentForm.objects.get(organisation_id=here, key=key).answer)
    answer = act()
    taken = SentForm.objects.filter(organisation_id=here, key=key)
    if isinstance(answer, HttpResponseRedirect):
        taken.update(answer=answer.url)
    else:  # nothing was written: the form comes back to be mended
        taken.delete()
    return answer


def _take(organisation_id: int, key: str) -> bool:
    """Whether nobody sent this key before; waits for whoever is sending it now."""
    here = {"organisation_id": organisation_id}
    SentForm.objects.filter(sent_at__lt=Now() - KEPT_FOR, **here).delete()
    SentForm.objects.bulk_create([SentForm(key=key, sent_at=Now(), **here)], ignore_conflicts=True)
    return SentForm.objects.filter(key=key, answer="", **here).exists()
