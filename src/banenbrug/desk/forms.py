"""Forms of pages that look across the rooms."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SupplierDoorForm(forms.Form):
    """Who at the supplier gets the first key."""

    contact_name = forms.CharField(label=_("Name of the contact"), max_length=120)
    contact_email = forms.EmailField(
        label=_("Work address of the contact"),
        help_text=_("The letter with the link goes to this address."),
    )
