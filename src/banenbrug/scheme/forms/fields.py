"""Fields that several forms of schemes share: days, a reason, and texts."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banenbrug.foundation.formats import parse_date, show_date
from banenbrug.web.fields import ReadField
from banenbrug.web.words import active_language

MOST_SIGNS = 6000
"""How long a text of a plan or an evaluation may be: some four sheets."""

NO_NAMES = _("Write no names of candidates and nothing about health.")
_BETWEEN = re.compile(r"[,;\n]")


class DaysField(ReadField):
    """One or more days, with a comma or a new line between them; gives a tuple of dates."""

    width = "days"
    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", _("One day or more, with a comma between: 14 Apr 2027, 15 Apr 2027.")
        )
        super().__init__(**options)

    def read(self, text: str) -> tuple[date, ...]:
        """Read each day; the same day twice is one."""
        written = [part for part in _BETWEEN.split(text) if part.strip()]
        return tuple(sorted({parse_date(part) for part in written}))

    def show(self, value: Any) -> str:
        """Write the days as they can be read back."""
        return ", ".join(show_date(day, active_language(), style="field") for day in value)


def text_field(label: Any, *, rows: int = 5, **options: Any) -> forms.CharField:
    """A text of more than a line."""
    return forms.CharField(
        label=label,
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class ReasonForm(forms.Form):
    """Why somebody does what others have to live with; they read it."""

    reason = text_field(_("Why?"), rows=4, help_text=_("The others in this dossier read it."))


class CloseForm(ReasonForm):
    """Why a dossier is closed, which everybody knows once all is settled."""

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = needs_reason
