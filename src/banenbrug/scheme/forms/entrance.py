"""Forms of the public pages: knocking, filling in by the link of a letter, and a question."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.foundation.names import sort_key
from banenbrug.scheme.models import Scheme
from banenbrug.scheme.queries.offers import ways_to_ask
from banenbrug.scheme.rules.hogescholen import HOGESCHOLEN
from banenbrug.scheme.rules.support import PHASES, SUPPORT

OTHER = "other"
"""What is chosen where the hogeschool is not in the list."""


class PlainNameField(forms.CharField):
    """A name on one line, without an address: it stands in a letter to whoever has the address."""

    default_validators = [
        RegexValidator(r"://|www\.", _("Write a name, without a link."), inverse_match=True)
    ]

    def to_python(self, value: Any) -> str:
        """The words, with one space between them."""
        return " ".join(str(super().to_python(value)).split())


class KnockForm(forms.Form):
    """Who asks, for which hogeschool, and at which work address."""

    brin = forms.ChoiceField(
        label=_("Hogeschool"),
        help_text=_("By name, with its code. Is yours missing? Choose the last line."),
    )
    school_name = PlainNameField(
        label=_("Name of your hogeschool"),
        help_text=_("Only when it is not in the list."),
        max_length=200,
        required=False,
    )
    name = PlainNameField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Work address"),
        help_text=_("The letter with the link goes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    applicant = forms.ChoiceField(label=_("As what do you ask?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, scheme: Scheme, **options: Any) -> None:
        super().__init__(*args, **options)
        named = sorted(HOGESCHOLEN.items(), key=lambda school: sort_key(school[1]))
        self._choose(
            "brin",
            ("", gettext("Choose your hogeschool")),
            *((brin, f"{name} ({brin})") for brin, name in named),
            (OTHER, gettext("Another hogeschool")),
        )
        self._choose(
            "applicant", *((way.value, gettext(name)) for way, name in ways_to_ask(scheme))
        )

    def clean(self) -> dict[str, Any]:
        """A hogeschool of the list goes by its code, another one by its name."""
        told = self.cleaned_data
        if told.get("brin") != OTHER:
            return {**told, "school_name": ""}
        if not told.get("school_name") and "school_name" not in self.errors:
            self.add_error("school_name", gettext("Write the name of your hogeschool."))
        return {**told, "brin": ""}

    def _choose(self, name: str, *choices: tuple[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class EntryForm(forms.Form):
    """What is asked. To keep it nothing is needed; the fund gets it with a question and a phase."""

    question = forms.CharField(
        label=_("What do you want help with?"),
        help_text=_("Write no names of candidates, and nothing about health."),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    phase = forms.ChoiceField(
        label=_("Where does your hogeschool stand?"), widget=forms.RadioSelect, required=False
    )
    wishes = forms.MultipleChoiceField(
        label=_("Which support do you think of?"),
        help_text=_("You do not have to know yet. The adviser talks about it with you."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, scheme: Scheme, is_ready: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        phase, wishes = self.fields["phase"], self.fields["wishes"]
        assert isinstance(phase, forms.ChoiceField)
        assert isinstance(wishes, forms.MultipleChoiceField)
        phase.choices = [(one.value, gettext(name)) for one, name in PHASES.items()]
        wishes.choices = [
            (kind.value, gettext(support.name))
            for kind, support in SUPPORT.items()
            if kind in scheme.kinds
        ]
        self.fields["question"].required = phase.required = is_ready


class QuestionForm(forms.Form):
    """A question to the fund."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your address"),
        help_text=_("The answer goes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("Write no names of candidates, and nothing about health."),
        widget=forms.Textarea,
        max_length=4000,
    )
