"""What the hogeschool tells of an activity that was held."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banenbrug.scheme.actions.evaluations import Told
from banenbrug.scheme.forms.fields import NO_NAMES, ReasonForm, text_field
from banenbrug.scheme.models import Evaluation

RATINGS = (
    (1, _("1: it brought us nothing")),
    (2, "2"),
    (3, _("3: it brought us something")),
    (4, "4"),
    (5, _("5: it brought us a lot")),
)
SHARING = (
    ("yes", _("Yes, others may read it as a good practice")),
    ("no", _("No, only the fund and the adviser read it")),
)
MOST = 999


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )


class EvaluationForm(forms.Form):
    """The account of an activity. With `keeps` it is kept half filled in; submitting asks more."""

    results = text_field(
        _("What came of it?"),
        help_text=NO_NAMES,
        error_messages={"required": _("Write what came of it.")},
    )
    vacancies = _count(_("Vacancies that came of it"))
    placements = _count(_("People who found work by it"))
    worked_well = text_field(_("What worked well?"), rows=4, required=False)
    worked_less = text_field(_("What worked less well?"), rows=4, required=False)
    follow_up = text_field(_("How do you go on?"), rows=4, required=False)
    follow_up_owner = forms.CharField(
        label=_("Who sees to that?"),
        max_length=120,
        required=False,
        help_text=_("A role, for example HR adviser. Do not write a name."),
    )
    rating = forms.TypedChoiceField(
        label=_("What did it bring you?"),
        choices=RATINGS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    may_share = forms.TypedChoiceField(
        label=_("May others learn from this?"),
        choices=SHARING,
        coerce=lambda chosen: chosen == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )

    def __init__(self, *args: Any, keeps: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("results", "may_share"):
            self.fields[name].required = not keeps

    @staticmethod
    def of(evaluation: Evaluation) -> dict[str, Any]:
        """What the form shows of what was written so far."""
        shown = {name: getattr(evaluation, name) for name in EvaluationForm.base_fields}
        answer = {None: None, True: "yes", False: "no"}
        return {**shown, "may_share": answer[evaluation.may_share]}

    @property
    def told(self) -> Told:
        """What was filled in."""
        return Told(**self.cleaned_data)


class AskBackForm(ReasonForm):
    """What the fund still wants to know."""

    reason = text_field(
        _("What do you want to know?"), rows=4, help_text=_("The hogeschool gets this by letter.")
    )
