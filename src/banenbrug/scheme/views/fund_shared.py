"""What every page of one scheme shows around its content, at the door of its fund."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.foundation.formats import show_date
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right
from banenbrug.scheme.models import Scheme
from banenbrug.scheme.queries.accounts import open_evaluations_of
from banenbrug.scheme.queries.receipts import number_of_receipts
from banenbrug.scheme.rules.terms import Phase
from banenbrug.web.parts import View
from banenbrug.web.words import active_language


def at_fund(member: Membership, name: str, **more: Any) -> str:
    """The address of a page at the door of the fund of `member`."""
    return reverse(name, kwargs={"fund": member.organisation.slug, **more})


def badge_of(scheme: Scheme, *, today: date) -> tuple[str, str]:
    """Where a scheme is in its own time: the words of its badge and what it means."""
    if not scheme.is_published:
        return gettext("Draft, nobody else sees it"), "waits"
    phase, language = scheme.phase(today), active_language()
    if phase is Phase.TO_COME:
        day = show_date(scheme.opens, language)
        return gettext("Opens on %(day)s") % {"day": day}, "busy"
    if phase is Phase.OPEN:
        day = show_date(scheme.closes, language)
        return gettext("Open up to and including %(day)s") % {"day": day}, "done"
    if phase is Phase.CLOSED:
        day = show_date(scheme.runs_until, language)
        return gettext("Closed, work goes on until %(day)s") % {"day": day}, "quiet"
    return gettext("Ended"), "quiet"


def scheme_context(
    member: Membership,
    scheme: Scheme,
    *,
    current: str,
    today: date,
    receipts: int | None = None,
    evaluations: int | None = None,
) -> dict[str, Any]:
    """The head of a scheme and its views; `current` is the name of the page among them.

    The numbers are counted where the page does not know them already.
    """
    if receipts is None:
        receipts = number_of_receipts(scheme)
    if evaluations is None:
        evaluations = open_evaluations_of(scheme)
    shown = (
        ("scheme:scheme", gettext("Overview"), None),
        ("scheme:received", gettext("Applications"), receipts),
        ("scheme:ledger", gettext("Ledger of hours"), None),
        ("scheme:evaluations", gettext("Evaluations"), evaluations),
        ("scheme:terms", gettext("Terms"), None),
    )
    words, meaning = badge_of(scheme, today=today)
    return {
        "scheme": scheme,
        "badge_words": words,
        "badge_meaning": meaning,
        "may_act": member.has(Right.RUN_SCHEMES),
        "goes_on": scheme.phase(today) in (Phase.OPEN, Phase.CLOSED),
        "views": [
            View(label, at_fund(member, name, scheme=scheme.slug), name == current, count)
            for name, label, count in shown
        ],
    }
