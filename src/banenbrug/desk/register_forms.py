"""Forms of the list of contracts: filters in the address, and what happens to chosen contracts."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.actions import OWNERS
from banenbrug.contracts.forms.contracts import category_choices
from banenbrug.desk.register import CLAUSES
from banenbrug.organisations.models import Membership, Unit
from banenbrug.organisations.queries import people_of_hand


class RegisterFilter(forms.Form):
    """What narrows the list; sent by GET, so that it stands in the address."""

    q = forms.CharField(
        label=_("Search in title, number and supplier"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    unit = forms.ChoiceField(label=_("Academy or service"), required=False)
    clause = forms.ChoiceField(label=_("Social clause"), required=False)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", gettext("All categories")),
            *category_choices()[1:],
        ]
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", gettext("All academies and services")),
            *((str(unit.pk), unit.name) for unit in units),
        ]
        self.fields["clause"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Does not matter")),
            *((word, gettext(name)) for word, name in CLAUSES.items()),
        ]


class SaveView(forms.Form):
    """The name under which somebody keeps what the list shows now."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)


class ChooseCategory(forms.Form):
    """The category of all chosen contracts."""

    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]


class ChooseOwners(forms.Form):
    """The owners of all chosen contracts; who is not chosen here stays as it was."""

    buyer = forms.ModelChoiceField(
        label=_("Owner at procurement"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Leave as it is"),
    )
    hr = forms.ModelChoiceField(
        label=_("Owner at HR"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Leave as it is"),
    )

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hand in OWNERS.items():
            self.fields[name].queryset = people_of_hand(  # type: ignore[attr-defined]
                organisation_id, hand
            )

    def clean(self) -> dict[str, Any]:
        """Nobody chosen is a mistake."""
        values = super().clean() or {}
        if not any(values.get(name) for name in OWNERS) and not self.errors:
            raise forms.ValidationError(_("Choose at least one owner."))
        return {name: person for name, person in values.items() if person}
