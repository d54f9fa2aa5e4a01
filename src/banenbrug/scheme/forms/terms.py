"""The terms of a scheme as an officer fills them in, each explained in one sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Organisation
from banenbrug.organisations.queries import advisers
from banenbrug.organisations.roles import ROLE_NAMES, Role
from banenbrug.scheme.models import Purse, Scheme
from banenbrug.scheme.rules.schemes import FIELDS, Terms
from banenbrug.scheme.rules.support import SUPPORT, CapPeriod, From
from banenbrug.web.fields import DateField, EuroField, HoursField, ReadField

ASKERS = (Role.HR, Role.BUYER, Role.COORDINATOR)
"""The roles at a hogeschool that a scheme may name."""

SECTIONS = (
    (N_("What it is"), ("name", "goal", "basis", "contact_email", "adviser")),
    (N_("Hours"), ("total", "cap", "cap_period", "rate")),
    (N_("Days"), ("opens", "closes", "runs_until", "evaluation_days")),
    (N_("Who asks, and for what"), ("applicants", "needs_hands", "kinds")),
    (N_("The order of receipt"), ("place_from", "claim_from")),
    (N_("Conditions"), ("conditions",)),
)
"""The parts of the form, by their title and fields."""


@dataclass(frozen=True)
class Section:
    """One part of the form."""

    title: str
    fields: list[forms.BoundField]

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        """The name and value of each field, for who only reads."""
        for field in self.fields:
            yield str(field.label), _shown(field)


def _choices(*pairs: tuple[str, Any]) -> list[tuple[str, Any]]:
    return list(pairs)


class TermsForm(forms.Form):
    """Everything that an officer sets of a scheme."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Under this name hogescholen find the scheme; a year in it helps."),
    )
    goal = forms.CharField(
        label=_("Goal"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("What the scheme is to bring about, in two or three sentences."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=300,
        required=False,
        help_text=_("The decision or the rules that the scheme rests on."),
    )
    contact_email = forms.EmailField(
        label=_("Address for questions"),
        help_text=_("It stands on the public page; your own name does not."),
    )
    adviser = forms.ModelChoiceField(
        label=_("Advisory organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Not chosen yet"),
        help_text=_("Proposed for each request; you can still choose another one there."),
    )
    total = HoursField(
        label=_("Hours in all"),
        help_text=_("What all hogescholen together can get."),
    )
    cap = HoursField(
        label=_("Most hours for one hogeschool"),
        help_text=_("Nobody gets more than this, however many plans there are."),
    )
    cap_period = forms.ChoiceField(
        label=_("That most is counted"),
        widget=forms.RadioSelect,
        choices=_choices(
            (CapPeriod.ONCE.value, _("once, over the whole scheme")),
            (CapPeriod.PER_YEAR.value, _("anew each calendar year")),
        ),
        help_text=_("Stays as it is from the first request on."),
    )
    rate = EuroField(
        label=_("Cost of one hour"),
        required=False,
        help_text=_("Plans and evaluations show what the hours cost; only hours are granted."),
    )
    opens = DateField(
        label=_("Opens on"),
        help_text=_("From this day on requests can be submitted. For example 31-12-2027."),
    )
    closes = DateField(
        label=_("Closes on"),
        help_text=_("The last day on which requests and plans come in, until midnight."),
    )
    runs_until = DateField(
        label=_("Runs until"),
        help_text=_("The last day on which an activity can be held."),
    )
    evaluation_days = forms.IntegerField(
        label=_("Days for the evaluation"),
        min_value=1,
        max_value=365,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "short"}),
        help_text=_("So many days after each activity the hogeschool accounts for it."),
    )
    applicants = forms.MultipleChoiceField(
        label=_("Who may ask"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People with one of these roles can start a request."),
    )
    needs_hands = forms.BooleanField(
        label=_("Procurement and HR both have to take part"),
        required=False,
        help_text=_("Without both, a request or plan cannot be submitted."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of support"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("From light to heavy; a plan holds only what is ticked here."),
    )
    place_from = forms.ChoiceField(
        label=_("A place in the order"),
        widget=forms.RadioSelect,
        choices=_choices(
            (From.APPLICATION.value, _("begins when the plan is submitted")),
            (From.REQUEST.value, _("begins when the request is submitted")),
        ),
        help_text=_("Who comes first is served first, counted from this moment."),
    )
    claim_from = forms.ChoiceField(
        label=_("Hours are kept apart"),
        widget=forms.RadioSelect,
        choices=_choices(
            (From.APPLICATION.value, _("from the plan on: the hours of the plan")),
            (From.REQUEST.value, _("from the request on: the hours that are wished")),
        ),
        help_text=_("Hours that are kept apart nobody else can get."),
    )
    conditions = forms.CharField(
        label=_("Conditions in words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("One on each line; they stand on the public page and the form."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["adviser"].queryset = advisers()  # type: ignore[attr-defined]
        self.fields["applicants"].choices = [  # type: ignore[attr-defined]
            (role.value, capfirst(gettext(ROLE_NAMES[role]))) for role in ASKERS
        ]
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (kind.value, gettext(support.name)) for kind, support in SUPPORT.items()
        ]

    @property
    def sections(self) -> list[Section]:
        """The form in its parts."""
        return [
            Section(gettext(title), [self[name] for name in names]) for title, names in SECTIONS
        ]

    @property
    def terms(self) -> Terms:
        """What the rules of the scheme hang on."""
        return Terms(**{name: self.cleaned_data[name] for name in FIELDS})

    @property
    def values(self) -> Mapping[str, Any]:
        """The rest: texts, the rate, both hands, the adviser."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in FIELDS}

    @staticmethod
    def filled(scheme: Scheme, purse: Purse) -> dict[str, Any]:
        """What the form shows of a scheme that is there."""
        names = [name for name in TermsForm.base_fields if name != "total"]
        return {**{name: getattr(scheme, name) for name in names}, "total": purse.total}


FIRST = {
    "cap_period": CapPeriod.ONCE.value,
    "evaluation_days": 14,
    "applicants": [role.value for role in ASKERS],
    "needs_hands": True,
    "kinds": [kind.value for kind in SUPPORT],
    "place_from": From.APPLICATION.value,
    "claim_from": From.APPLICATION.value,
}
"""What a new scheme begins with."""


def _shown(field: forms.BoundField) -> str:
    """A value in words."""
    value, own = field.value(), field.field
    if isinstance(own, forms.BooleanField):
        return gettext("yes") if value else gettext("no")
    if isinstance(own, forms.ModelChoiceField):
        return str(own.queryset.filter(pk=value).first() or "") if value else ""  # type: ignore[union-attr]
    if isinstance(own, forms.ChoiceField):
        chosen = value if isinstance(own, forms.MultipleChoiceField) else [value]
        return ", ".join(str(name) for word, name in own.widget.choices if word in chosen)
    if isinstance(own, ReadField) and value:
        before = f"{own.unit_before}\N{NO-BREAK SPACE}" if own.unit_before else ""
        return f"{before}{value} {own.unit_after}".strip()
    return str(value or "")
