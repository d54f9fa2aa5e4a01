"""Dates of what somebody has to do, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from banenbrug.foundation.formats import show_date
from banenbrug.web.words import active_language

SOON = 45
"""Days before a date from which it is *soon*."""


@dataclass(frozen=True)
class Due:
    """A date in words; `meaning` is late, soon or nothing, `day` the date that the words hide."""

    words: str
    meaning: str = ""
    day: date | None = None


def due_in_words(due: date | None, *, today: date) -> Due | None:
    """A date as a task shows it: how late, how many days left, or the day itself."""
    if due is None:
        return None
    days, language = (due - today).days, active_language()
    if days < 0:
        late = ngettext("%(days)s day late", "%(days)s days late", -days)
        return Due(late % {"days": -days}, "late")
    if days <= 1:
        return Due(gettext("tomorrow") if days else gettext("today"), "soon")
    if days < 7:
        return Due(show_date(due, language, style="sentence", today=today))
    if days <= SOON:
        return Due(gettext("%(days)s days left") % {"days": days}, "soon", due)
    return Due(show_date(due, language))


def waiting_in_words(since: date, *, today: date) -> Due:
    """How long something waits already, where it has no date by which it must be done."""
    days = (today - since).days
    if days < 1:
        return Due(gettext("since today"))
    return Due(ngettext("waits %(days)s day", "waits %(days)s days", days) % {"days": days})
