"""Forms of a fund: filters of its lists, answers to who asks, a request by mail, a correction."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.foundation.names import sort_key
from banenbrug.organisations.queries import schools
from banenbrug.scheme.forms.fields import NO_NAMES, text_field
from banenbrug.scheme.models import Scheme
from banenbrug.scheme.queries.offers import ways_to_ask
from banenbrug.scheme.rules.hogescholen import HOGESCHOLEN
from banenbrug.scheme.rules.support import PHASES, From
from banenbrug.web.fields import DateField, HoursField, TimeField

OTHER = "other"
"""What is chosen where the hogeschool is neither here nor in the list."""


class FilterForm(forms.Form):
    """What narrows a list: one choice, sent by GET, so that it stands in the address."""

    def __init__(
        self, name: str, label: str, choices: Iterable[tuple[str, str]], *, chosen: str
    ) -> None:
        super().__init__(initial={name: chosen})
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=list(choices))


class SignedHoursField(HoursField):
    """Hours that may be below zero: what is added or taken off."""

    def validate(self, value: Decimal | None) -> None:
        """Ask for a number; the rules say which."""
        forms.CharField.validate(self, value)


class CorrectForm(forms.Form):
    """By how much worked hours change, and why."""

    hours = SignedHoursField(
        label=_("Change by"),
        help_text=_("With a minus sign to take hours off: -1.5. Without one they are added."),
    )
    reason = text_field(
        _("Why?"), rows=3, help_text=_("It stands in the ledger, where all three parties read it.")
    )


class DeclineForm(forms.Form):
    """Why somebody is not let in."""

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person who asked gets this by mail. Say whom to ask instead."),
    )


class AnswerForm(forms.Form):
    """The answer to a question."""

    answer = text_field(_("Your answer"), help_text=_("It goes by mail to who asked."))


class EnterRequestForm(forms.Form):
    """A request that came by mail, as if the hogeschool had submitted it at that moment."""

    school = forms.ChoiceField(
        label=_("Hogeschool"), help_text=_("Is it missing? Choose the last line.")
    )
    school_name = forms.CharField(
        label=_("Name of the hogeschool"),
        max_length=200,
        required=False,
        help_text=_("Only when it is not in the list."),
    )
    name = forms.CharField(
        label=_("Who asks"), max_length=120, help_text=_("The person who sent the mail.")
    )
    email = forms.EmailField(
        label=_("Work address"),
        help_text=_("Letters go here, and the invitation where nobody of this hogeschool is in."),
    )
    applicant = forms.ChoiceField(label=_("As what?"), widget=forms.RadioSelect)
    question = text_field(_("Question"), help_text=NO_NAMES)
    phase = forms.ChoiceField(
        label=_("Where does the hogeschool stand?"),
        widget=forms.RadioSelect,
        choices=[(phase.value, _(name)) for phase, name in PHASES.items()],
    )
    hours_wished = HoursField(
        label=_("How many hours?"),
        help_text=_("In this scheme the request claims hours, as far as they are free."),
    )
    received_on = DateField(label=_("Day of the mail"))
    received_time = TimeField(
        label=_("Time of the mail"),
        help_text=_("The request counts as received at this moment. For example 16.20."),
    )
    reason = forms.CharField(
        label=_("Why do you enter it yourself?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the dossier, where the hogeschool reads it."),
    )

    def __init__(self, *args: Any, scheme: Scheme, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(school.pk): school for school in schools().order_by("sort_key")}
        here = [(key, school.name) for key, school in self.known.items()]
        brins = {school.brin for school in self.known.values()}
        listed = sorted(
            ((brin, name) for brin, name in HOGESCHOLEN.items() if brin not in brins),
            key=lambda pair: sort_key(pair[1]),
        )
        self.fields["school"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Choose a hogeschool")),
            (gettext("In Banenbrug"), here),
            (gettext("Not in Banenbrug yet"), [*listed, (OTHER, gettext("Another hogeschool"))]),
        ]
        if scheme.claim_from != From.REQUEST:
            del self.fields["hours_wished"]
        self.fields["applicant"].choices = [  # type: ignore[attr-defined]
            (way.value, gettext(name)) for way, name in ways_to_ask(scheme)
        ]

    def clean(self) -> dict[str, Any]:
        """A hogeschool that is in no list needs its name."""
        told = self.cleaned_data
        if told.get("school") == OTHER and not told.get("school_name"):
            self.add_error("school_name", gettext("Write the name of the hogeschool."))
        return told

    @property
    def brin(self) -> str:
        """The code of the hogeschool, where it has one."""
        chosen = self.cleaned_data["school"]
        if chosen in self.known:
            return self.known[chosen].brin
        return chosen if chosen in HOGESCHOLEN else ""

    @property
    def named(self) -> str:
        """The name of the hogeschool."""
        chosen: str = self.cleaned_data["school"]
        if chosen in self.known:
            return self.known[chosen].name
        name: str = HOGESCHOLEN.get(chosen) or self.cleaned_data["school_name"].strip()
        return name

    @property
    def received_at(self) -> datetime:
        """The instant of the mail, on the clocks of the Netherlands."""
        day, time = self.cleaned_data["received_on"], self.cleaned_data["received_time"]
        return timezone.make_aware(datetime.combine(day, time))
