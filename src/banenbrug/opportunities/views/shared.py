"""What the pages under Opportunities have in common."""

from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_
from banenbrug.web.parts import View

_PAGES = (
    ("opportunities:list", N_("List")),
    ("opportunities:shortlist", N_("Top 3")),
    ("opportunities:weights", N_("Weights")),
)

_LONGEST_KEY = 18


def key_in(text: str) -> int | None:
    """The key that a form or an address holds; None for what can be none."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_KEY else None


def pages(school: str, here: str) -> list[View]:
    """The three pages, `here` the current one."""
    return [
        View(gettext(label), reverse(name, kwargs={"school": school}), name == here)
        for name, label in _PAGES
    ]
