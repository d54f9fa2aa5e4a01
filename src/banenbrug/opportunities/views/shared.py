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


def pages(school: str, here: str) -> list[View]:
    """The three pages, `here` the current one."""
    return [
        View(gettext(label), reverse(name, kwargs={"school": school}), name == here)
        for name, label in _PAGES
    ]
