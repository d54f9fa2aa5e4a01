"""What the fund and the adviser fill in between the request and the plan."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.organisations.models import Organisation
from banenbrug.scheme.actions.intake import Task
from banenbrug.scheme.forms.fields import text_field
from banenbrug.scheme.models import Request
from banenbrug.scheme.rules.support import HOMEWORK, HomeworkKind
from banenbrug.web.fields import DateField, TimeField

SUGGESTED = (
    HomeworkKind.LIST_CONTRACTS,
    HomeworkKind.MARK_CLAUSES,
    HomeworkKind.SET_PRIORITIES,
    HomeworkKind.OTHER,
    HomeworkKind.OTHER,
)
"""What each line of homework suggests; one without words, name and day counts for nothing."""

_KINDS = [(kind.value, _(name)) for kind, name in HOMEWORK.items()]


class AssignForm(forms.Form):
    """Which advisory organisation gets a dossier."""

    adviser = forms.ModelChoiceField(
        label=_("Advisory organisation"),
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, advisers: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["adviser"]
        assert isinstance(field, forms.ModelChoiceField)
        if len(advisers) > 5:
            field.widget = forms.Select()
        field.queryset = advisers


class MomentForm(forms.Form):
    """When and where the intake talk is."""

    day = DateField(label=_("Day"))
    time = TimeField(label=_("Time"))
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        help_text=_("A building and a room, or a link to a video call."),
    )

    @property
    def at(self) -> datetime:
        """The moment that was filled in, on the clocks of the Netherlands."""
        told = self.cleaned_data
        return timezone.make_aware(datetime.combine(told["day"], told["time"]))

    @staticmethod
    def of(request: Request) -> dict[str, Any]:
        """What the form shows of a talk that was planned before."""
        if request.intake_at is None:
            return {}
        local = timezone.localtime(request.intake_at)
        return {"day": local.date(), "time": local.time(), "place": request.intake_place}


class TaskForm(forms.Form):
    """One line of homework."""

    kind = forms.ChoiceField(label=_("What is to be done?"), choices=_KINDS)
    text = forms.CharField(
        label=_("In your own words"),
        max_length=200,
        required=False,
        help_text=_("Needed for something else; otherwise it adds to the line above."),
    )
    owner = forms.CharField(label=_("Who does it?"), max_length=120)
    due = DateField(label=_("Before which day?"))

    def clean(self) -> dict[str, Any]:
        """Something else needs words."""
        _ask_words(self, "kind", "text")
        return self.cleaned_data

    @property
    def task(self) -> Task:
        """The homework that was filled in."""
        return Task(**self.cleaned_data)


class TalkForm(forms.Form):
    """What came of the intake talk, with up to five lines of homework: `task-1-owner`."""

    held_on = DateField(label=_("Held on"))
    notes = text_field(
        _("What did you hear?"),
        rows=8,
        help_text=_("All three parties read this. Write nothing about health."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for row, kind in enumerate(SUGGESTED, start=1):
            self.initial[_key(row, "kind")] = kind.value
            for name, field in deepcopy(TaskForm.base_fields).items():
                field.required, field.in_row = False, True  # type: ignore[attr-defined]
                field.help_text = field.help_text if row == 1 else ""
                self.fields[_key(row, name)] = field

    @property
    def rows(self) -> Iterator[tuple[int, dict[str, forms.BoundField]]]:
        """The fields of each line with its number, from 1, for the page."""
        for row in range(1, len(SUGGESTED) + 1):
            yield row, {name: self[_key(row, name)] for name in TaskForm.base_fields}

    @property
    def homework(self) -> list[Task]:
        """The lines that were filled in."""
        return [
            Task(**{name: self.cleaned_data[_key(row, name)] for name in TaskForm.base_fields})
            for row in self._filled()
        ]

    def clean(self) -> dict[str, Any]:
        """Of homework it is known who does what before when."""
        for row in self._filled():
            for name, message in (
                ("owner", gettext("Write who does task %(number)s.")),
                ("due", gettext("Write before which day task %(number)s is done.")),
            ):
                key = _key(row, name)
                if not self.cleaned_data.get(key) and key not in self.errors:
                    self.add_error(key, message % {"number": row})
            _ask_words(self, _key(row, "kind"), _key(row, "text"))
        return self.cleaned_data

    def _filled(self) -> list[int]:
        asked = ("text", "owner", "due")
        return [
            row
            for row in range(1, len(SUGGESTED) + 1)
            if any(self.data.get(_key(row, name), "").strip() for name in asked)
        ]


def _ask_words(form: forms.Form, kind: str, text: str) -> None:
    told = form.cleaned_data
    if told.get(kind) == HomeworkKind.OTHER and not told.get(text) and text not in form.errors:
        form.add_error(text, gettext("Write what is to be done."))


def _key(row: int, name: str) -> str:
    return f"task-{row}-{name}"
