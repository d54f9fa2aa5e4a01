"""Forms of the register: text becomes values."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.actions import OWNERS
from banenbrug.contracts.categories import CATEGORIES
from banenbrug.contracts.models import Contract
from banenbrug.contracts.rules import CLAUSE_NAMES, ClauseForm
from banenbrug.organisations.models import Membership, Unit
from banenbrug.organisations.queries import people_of, units_of
from banenbrug.organisations.roles import HAND_ROLES
from banenbrug.web.fields import DateField, EuroField


def category_choices() -> list[tuple[str, str]]:
    """The categories in the reader's language, by name."""
    named = sorted((gettext(category.name), category.code) for category in CATEGORIES)
    return [("", gettext("Not chosen")), *((code, name) for name, code in named)]


class ContractFields(forms.Form):
    """The facts of a contract that people fill in."""

    number = forms.CharField(label=_("Contract number"), max_length=60)
    title = forms.CharField(label=_("Title"), max_length=200)
    supplier_name = forms.CharField(
        label=_("Supplier"),
        max_length=200,
        help_text=_("Another spelling of a known supplier is recognised."),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    value_per_year = EuroField(
        label=_("Value per year"), required=False, help_text=_("In euros, without VAT.")
    )
    start = DateField(label=_("Start"), required=False)
    end = DateField(label=_("End"), required=False)
    extension_count = forms.IntegerField(
        label=_("Number of extension options"), required=False, min_value=0, max_value=20
    )
    extension_months = forms.IntegerField(
        label=_("Months per extension"), required=False, min_value=0, max_value=120
    )
    notice_months = forms.IntegerField(
        label=_("Notice in months"), required=False, min_value=0, max_value=60
    )
    unit = forms.ModelChoiceField(
        label=_("Academy or service"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Not chosen"),
    )
    buyer = forms.ModelChoiceField(
        label=_("Owner at procurement"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Not chosen"),
    )
    hr = forms.ModelChoiceField(
        label=_("Owner at HR"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Not chosen"),
    )
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, *args: Any, organisation_id: int, currency: str = "EUR", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if currency != "EUR":  # a list that was read in may hold other currencies
            value: Any = self.fields["value_per_year"]
            value.unit_before = currency
            value.help_text = gettext("In %(currency)s, without VAT.") % {"currency": currency}
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units_of(organisation_id)  # type: ignore[attr-defined]
        for name, hand in OWNERS.items():
            # An owner who has left stays in the list, so that saving takes nobody away unseen.
            works_here = Q(ended_at=None, roles__overlap=[r.value for r in HAND_ROLES[hand]])
            kept = Q(pk=getattr(self.initial.get(name), "pk", None))
            self.fields[name].queryset = (  # type: ignore[attr-defined]
                people_of(organisation_id).filter(works_here | kept)
            )

    @classmethod
    def initial_of(cls, contract: Contract) -> dict[str, Any]:
        """The values of a contract that is to be changed."""
        values = {name: getattr(contract, name, None) for name in cls.base_fields}
        return {**values, "supplier_name": contract.supplier.name}


class ClauseFields(forms.Form):
    """A social clause: its form, and the measure that belongs to that form."""

    form = forms.ChoiceField(label=_("What kind of clause is it?"))
    percentage = forms.DecimalField(
        label=_("Percentage"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        localize=True,
    )
    amount = EuroField(label=_("Amount"), required=False)
    places = forms.DecimalField(
        label=_("Number of places"),
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=2,
        localize=True,
    )
    text = forms.CharField(
        label=_("Text of the clause"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (form.value, gettext(CLAUSE_NAMES[form])) for form in ClauseForm
        ]
