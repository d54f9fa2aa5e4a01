"""Forms of pages that look across the rooms."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.organisations.models import Organisation

NEW = "new"


class SupplierDoorForm(forms.Form):
    """Who at the supplier gets the first key."""

    contact_name = forms.CharField(label=_("Name of the contact"), max_length=120)
    contact_email = forms.EmailField(
        label=_("Work address of the contact"),
        help_text=_("The letter with the link goes to this address."),
    )


_OF_A_NEW_PARTNER = ("partner_name", "contact_name", "contact_email")


class PartnerForm(forms.Form):
    """Which partner is asked along: one that the school knows, or a new one with its contact."""

    partner = forms.ChoiceField(label=_("Which partner?"), widget=forms.RadioSelect)
    partner_name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=200,
        required=False,
        help_text=_("For example a foundation that trains people, or a social firm."),
    )
    contact_name = forms.CharField(label=_("Name of the contact"), max_length=120, required=False)
    contact_email = forms.EmailField(
        label=_("Work address of the contact"),
        required=False,
        help_text=_("The letter with the link goes to this address."),
    )

    def __init__(self, *args: Any, known: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(partner.pk): partner for partner in known}
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, partner.name) for pk, partner in self.known.items()] + [
            (NEW, gettext("Another partner"))
        ]
        if not known:
            field.required, field.initial, field.widget = False, NEW, forms.HiddenInput()
            for name in _OF_A_NEW_PARTNER:
                self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """A new partner has a name and somebody to write to."""
        chosen = self.known.get(self.cleaned_data.get("partner", ""))
        if chosen is None and "partner" not in self.errors:
            for name in _OF_A_NEW_PARTNER:
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, gettext("Nothing is filled in here."))
        return {**self.cleaned_data, "partner": chosen}
