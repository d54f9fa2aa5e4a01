"""Forms of pages that look across the rooms."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.models import Supplier
from banenbrug.foundation.names import company_key
from banenbrug.organisations.models import Organisation
from banenbrug.organisations.queries import suppliers_with_a_door


class SupplierDoorForm(forms.Form):
    """Who at the supplier gets the key, and whether the supplier is here already."""

    account = forms.ModelChoiceField(
        label=_("Is the supplier here already?"),
        queryset=Organisation.objects.none(),
        required=False,
    )
    contact_name = forms.CharField(label=_("Name of the contact"), max_length=120)
    contact_email = forms.EmailField(
        label=_("Work address of the contact"),
        help_text=_("The letter with the link goes to this address."),
    )

    def __init__(self, *args: Any, supplier: Supplier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = suppliers_with_a_door()
        field.empty_label = gettext("No, make a new door")
        same = (o for o in field.queryset if company_key(o.name) == supplier.company_key)
        self.initial = {"account": next(same, None)}
