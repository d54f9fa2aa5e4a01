"""Forms for reading in a list: the file, and which column of it is what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.fields import FIELDS, REQUIRED
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.table import MAX_BYTES

FIELD_NAMES = {
    "number": _("Contract number"),
    "title": _("Title"),
    "supplier": _("Supplier"),
    "supplier_code": _("Supplier code"),
    "kvk": _("KVK number"),
    "vat": _("VAT number"),
    "category": _("Category"),
    "cpv": _("CPV code"),
    "start": _("Start"),
    "end": _("End"),
    "value_per_year": _("Value per year"),
    "value_total": _("Total value"),
    "amount": _("Amount of a payment"),
    "date": _("Date of a payment"),
    "currency": _("Currency"),
    "extension_count": _("Number of extension options"),
    "extension_months": _("Months per extension"),
    "notice_months": _("Notice in months"),
    "owner_unit": _("Academy or service"),
    "procedure": _("Procedure"),
    "clause": _("Social return"),
    "description": _("Description"),
}


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Your list, as a CSV file"),
        help_text=_("Save a spreadsheet as CSV first. You then see what changes."),
    )

    def clean_file(self) -> Any:
        """Refuse a file that is larger than can be looked at."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                gettext("This file is larger than %(size)s MB. Split it in parts.")
                % {"size": MAX_BYTES // 1024 // 1024}
            )
        return file


class ColumnsForm(forms.Form):
    """Which column is what; the guess of the program stands in it already."""

    shape = forms.ChoiceField(
        label=_("What is in the file?"),
        choices=[("contracts", _("Contracts")), ("spend", _("Payments to suppliers"))],
        widget=forms.RadioSelect,
    )
    leave_unreadable_dates = forms.BooleanField(
        label=_("Leave a date empty when it cannot be read"), required=False
    )

    def __init__(self, *args: Any, headers: Sequence[str], mapping: Mapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        columns = dict(mapping.columns)
        self.initial = {
            "shape": mapping.shape,
            "leave_unreadable_dates": "end" in mapping.leave_empty,
            **{f"column_{name}": columns.get(name, "") for name in FIELDS},
        }
        choices = [("", gettext("Not in the file")), *((header, header) for header in headers)]
        needed = REQUIRED.get(self.data.get("shape", ""), REQUIRED[mapping.shape])
        for name in FIELDS:
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=FIELD_NAMES.get(name, name), choices=choices, required=name in needed
            )

    def chosen(self) -> Mapping:
        """The mapping that was filled in; `Refused` where it cannot be."""
        columns = {name: self.cleaned_data[f"column_{name}"] for name in FIELDS}
        kept = self.mapping.leave_empty - {"start", "end"}
        dates = {"start", "end"} if self.cleaned_data["leave_unreadable_dates"] else set()
        return mappings.from_object(
            {
                **self.mapping.as_json(),
                "shape": self.cleaned_data["shape"],
                "columns": {name: header for name, header in columns.items() if header},
                "leave_empty": sorted(name for name in kept | dates if columns.get(name)),
            }
        )
