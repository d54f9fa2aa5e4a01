"""What the adviser fills in of a plan, and the remarks on it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions.plans import Planned, Texts
from banenbrug.scheme.forms.fields import DaysField, text_field
from banenbrug.scheme.queries.whole_plan import WholePlan
from banenbrug.scheme.rules.dossiers import PLAN_PARTS
from banenbrug.scheme.rules.support import SUPPORT, SupportKind
from banenbrug.web.fields import HoursField

FEWEST_ROWS, MOST_ROWS = 3, 40
ASKED = ("kind", "title", "hours")
"""What an activity that is filled in has at least; its days may come later."""


def _fields_of_row(kinds: Sequence[str], *, number: int = 0) -> dict[str, forms.Field]:
    names = [(kind, _(SUPPORT[SupportKind(kind)].name)) for kind in kinds]
    fields = {
        "kind": forms.ChoiceField(label=_("Kind of support"), choices=[("", "–"), *names]),
        "title": forms.CharField(label=_("What is it called?"), max_length=120),
        "hours": HoursField(label=_("Hours of the adviser")),
        "days": DaysField(label=_("Days")),
        "procurement": forms.CharField(label=_("Who takes part for procurement"), max_length=200),
        "hr": forms.CharField(label=_("Who takes part for HR"), max_length=200),
        "supplier": forms.CharField(
            label=_("Supplier"),
            max_length=120,
            help_text=_("A living lab has one. In words of the hogeschool."),
        ),
        "contract": forms.CharField(label=_("Contract"), max_length=160),
        "remove": forms.BooleanField(label=_("Take this activity out")),
    }
    for name, field in fields.items():
        field.required = name in ASKED
        field.error_messages["required"] = _missing(name) % {"number": number}
    return fields


class PlanForm(forms.Form):
    """The texts of a plan and its activities, each in fields of its own: `activities-0-hours`.

    A row that is empty, or that is to be taken out, counts for nothing.
    """

    use_required_attribute = False
    goal = text_field(
        _("Goal"), required=False, help_text=_("What will be different when this has worked?")
    )
    situation = text_field(
        _("Where you stand now"), required=False, help_text=_("What is there, and what is not?")
    )
    approach = text_field(_("Approach"), required=False, help_text=_("How do you get there?"))
    securing = text_field(
        _("Securing"), required=False, help_text=_("How does it go on when the hours are used?")
    )

    def __init__(self, *args: Any, kinds: Sequence[str], rows: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.count = max(FEWEST_ROWS, min(rows, MOST_ROWS))
        self.names = tuple(_fields_of_row(kinds))
        for row in range(self.count):
            for name, field in _fields_of_row(kinds, number=row + 1).items():
                self.fields[_key(row, name)] = field

    @staticmethod
    def of(plan: WholePlan) -> dict[str, Any]:
        """What the form shows of a plan that is there."""
        shown = {part: getattr(plan.version, part) for part in PLAN_PARTS}
        for row, line in enumerate(plan.lines):
            shown |= {_key(row, name): value for name, value in line.activity.facts.items()}
        return shown

    @property
    def texts(self) -> Texts:
        """The texts that were filled in."""
        return Texts(**{part: self.cleaned_data[part] for part in PLAN_PARTS})

    @property
    def activities(self) -> list[Planned]:
        """The activities that were filled in, in their order."""
        return [self._planned(row) for row in self._filled()]

    @property
    def rows(self) -> Iterator[tuple[int, dict[str, forms.BoundField]]]:
        """The fields of each activity with its number, from 1, for the page."""
        for row in range(self.count):
            yield row + 1, {name: self[_key(row, name)] for name in self.names}

    def place_of(self, refused: Refused) -> Refused:
        """A refusal at the field where it was typed: empty rows were not counted by who refuses."""
        kind, _dash, rest = (refused.field or "").partition("-")
        if kind != "activities":
            return refused
        number, _dash, name = rest.partition("-")
        return Refused(refused.refusal, field=_key(self._filled()[int(number)], name))

    def clean(self) -> dict[str, Any]:
        """A row that does not count need not be right."""
        gone = set(range(self.count)) - set(self._filled())
        for key in (_key(row, name) for row in gone for name in self.names):
            self.errors.pop(key, None)
        return self.cleaned_data

    def _filled(self) -> list[int]:
        return [row for row in range(self.count) if self._counts(row)]

    def _counts(self, row: int) -> bool:
        typed = {name: self.data.get(_key(row, name), "") for name in self.names}
        return not typed.pop("remove") and any(text.strip() for text in typed.values())

    def _planned(self, row: int) -> Planned:
        values = {name: self.cleaned_data[_key(row, name)] for name in self.names}
        del values["remove"]
        return Planned(**{**values, "days": values["days"] or ()})


def _key(row: int, name: str) -> str:
    return f"activities-{row}-{name}"


def _missing(name: str) -> str:
    return {
        "kind": gettext("Choose what kind of support activity %(number)s is."),
        "title": gettext("Write what activity %(number)s is called."),
        "hours": gettext("Write how many hours activity %(number)s takes."),
    }.get(name, "")


class CommentForm(forms.Form):
    """A remark on one part of a version of a plan."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    part = forms.CharField(max_length=16, widget=forms.HiddenInput)
    text = text_field(_("Your remark"), rows=3)

    def __init__(self, *args: Any, part: str, **options: Any) -> None:
        """Each part has its own form on one page, so its fields have ids of their own."""
        super().__init__(*args, **{**options, "auto_id": f"{part}-%s"})
        self.about = part
