"""The second step of reading in a list: what each column of the file becomes."""

from collections import Counter
from collections.abc import Mapping as JsonObject
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.fields import FIELDS, REQUIRED, SPEND, USED, Kind
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.foundation.formats import DateOrder, parse_date, show_date
from banenbrug.foundation.money import format_euro, parse_cents
from banenbrug.foundation.numbers import DecimalSign
from banenbrug.foundation.refusals import N_, Unreadable
from banenbrug.web.words import active_language

Column = JsonObject[str, Any]
"""A column as `contracts.columns` tells it."""

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
    "notice_date": _("Last day to give notice"),
    "owner_unit": _("Academy or service"),
    "procedure": _("Procedure"),
    "status": _("Status"),
    "clause": _("Social return"),
    "description": _("Description"),
    "clause_form": _("Social return"),
    "clause_percentage": _("Percentage of social return"),
    "clause_text": _("Words about social return"),
}
"""What pages call the fields that a column can fill, and the facts that come of them."""

_KIND_NAMES = {
    Kind.TEXT: N_("text"),
    Kind.CODE: N_("text"),
    Kind.KVK: N_("number of 8 digits"),
    Kind.VAT: N_("VAT number"),
    Kind.CPV: N_("CPV code"),
    Kind.CURRENCY: N_("currency"),
    Kind.COUNT: N_("number"),
    Kind.MONTHS: N_("number of months"),
    Kind.CLAUSE: N_("yes, no, a percentage or words"),
}

_CHOICES: dict[str, tuple[str, ...]] = {"date_order": ("dmy", "mdy"), "decimal": (",", ".")}
_CHOICE_LABELS = {
    "date_order": _("How are the dates meant?"),
    "decimal": _("How are the amounts meant?"),
}


@dataclass(frozen=True)
class ColumnRow:
    """One line of the table of columns; `becomes` and `choice` are fields of the form."""

    header: str
    example: str
    read_as: str
    is_personal: bool
    is_open: bool = False
    becomes_name: Any = ""
    becomes: forms.BoundField | None = None
    choice: forms.BoundField | None = None


class ColumnsForm(forms.Form):
    """Which column is what; what the program thinks stands in it already."""

    shape = forms.ChoiceField(
        label=_("What is in the file?"),
        choices=[("contracts", _("Contracts")), ("spend", _("Payments to suppliers"))],
        widget=forms.RadioSelect,
    )
    currency = forms.RegexField(
        "^[A-Za-z]{3}$",
        label=_("Currency of amounts without a sign"),
        help_text=_("Three letters, such as EUR."),
        widget=forms.TextInput(attrs={"data-width": "short"}),
    )
    year = forms.IntegerField(
        label=_("Year of the payments"),
        help_text=_("Only when the payments in the file have no date."),
        min_value=1900,
        max_value=2999,
        required=False,
        widget=forms.TextInput(attrs={"data-width": "short", "inputmode": "numeric"}),
    )
    leave_empty = forms.BooleanField(
        label=_("Leave a cell empty when it cannot be read"),
        help_text=_("Otherwise its row is rejected. Number, title and supplier always are."),
        required=False,
    )

    def __init__(
        self, *args: Any, columns: Sequence[Column], mapping: Mapping, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.mapping = mapping
        self.initial = {
            "shape": mapping.shape,
            "currency": mapping.currency,
            "year": mapping.year,
            "leave_empty": bool(mapping.leave_empty),
        }
        shape = str(self.data.get("shape", mapping.shape))
        names = USED.get(shape, USED[mapping.shape])
        becomes = [("", gettext("Not read in"))]
        becomes += [(name, str(FIELD_NAMES.get(name, name))) for name in FIELDS if name in names]
        for place, column in enumerate(columns):
            if not column.get("is_personal"):
                self._add_column(place, column, becomes)

    def _add_column(self, place: int, column: Column, becomes: list[tuple[str, str]]) -> None:
        self.fields[f"field_{place}"] = forms.ChoiceField(
            label=column["header"], choices=becomes, required=False, initial=column["field"]
        )
        setting = column.get("choice")
        if setting and setting not in self.fields:
            self.fields[setting] = forms.ChoiceField(
                label=_CHOICE_LABELS[setting],
                choices=[(way, _read(column, way)) for way in _CHOICES[setting]],
                widget=forms.RadioSelect,
                initial=column[setting],
            )

    def rows(self) -> list[ColumnRow]:
        """The lines of the table; the first column that asks for a choice holds its buttons."""
        asked: set[str] = set()
        rows = []
        for place, column in enumerate(self.columns):
            setting = column.get("choice", "")
            is_first = bool(setting) and setting not in asked
            asked.add(setting)
            is_personal = bool(column.get("is_personal"))
            rows.append(
                ColumnRow(
                    header=column["header"],
                    example=column.get("example", ""),
                    read_as=read_as(column),
                    is_personal=is_personal,
                    is_open=bool(setting) and getattr(self.mapping, setting) is None,
                    becomes_name=FIELD_NAMES.get(column.get("field", ""), ""),
                    becomes=None if is_personal else self[f"field_{place}"],
                    choice=self[setting] if is_first else None,
                )
            )
        return rows

    def clean(self) -> dict[str, Any]:
        """Ask for the fields without which there is no contract, each from one column."""
        said = super().clean() or {}
        names = Counter(name for _, name in self._said())
        for name, columns in names.items():
            if columns > 1:
                message = gettext("Two columns become “%(field)s”. Choose one of them.")
                self.add_error(None, message % {"field": FIELD_NAMES[name]})
        needed = list(REQUIRED.get(said.get("shape", ""), ()))
        if said.get("shape") == SPEND and not said.get("year"):
            needed.append("date")
        if missing := [str(FIELD_NAMES[name]) for name in needed if name not in names]:
            message = gettext("Say which column is: %(fields)s.")
            self.add_error(None, message % {"fields": ", ".join(missing)})
        return said

    def chosen(self) -> Mapping:
        """The mapping that was filled in; `Refused` where it cannot be."""
        columns = {name: header for header, name in self._said()}
        shape = self.cleaned_data["shape"]
        settings = {name: self.cleaned_data[name] for name in _CHOICES if name in self.fields}
        leaves = self.cleaned_data["leave_empty"]
        return mappings.from_object(
            {
                **self.mapping.as_json(),
                **settings,
                "shape": shape,
                "currency": self.cleaned_data["currency"],
                "year": self.cleaned_data["year"],
                "columns": columns,
                "leave_empty": sorted(columns.keys() - set(REQUIRED[shape])) if leaves else [],
            }
        )

    def _said(self) -> list[tuple[str, str]]:
        """Headers with the fields that they become."""
        said = (
            (column["header"], self.cleaned_data.get(f"field_{place}", ""))
            for place, column in enumerate(self.columns)
        )
        return [(header, name) for header, name in said if name]


def open_choices(columns: Sequence[Column], mapping: Mapping) -> int:
    """How many columns wait for somebody to say how they are meant."""
    settings = (column.get("choice", "") for column in columns)
    return sum(1 for setting in settings if setting and getattr(mapping, setting) is None)


def read_as(column: Column) -> str:
    """How the example of a column was understood, in the reader's language."""
    if not column.get("field"):
        return ""
    kind = FIELDS[column["field"]].kind
    if kind in _KIND_NAMES:
        return gettext(_KIND_NAMES[kind])
    read = _read(column, column["date_order" if kind is Kind.DATE else "decimal"])
    if kind is Kind.DATE or not read:
        return read
    if column["decimal"] == ",":
        return gettext("%(amount)s, a comma marks the decimals") % {"amount": read}
    return gettext("%(amount)s, a point marks the decimals") % {"amount": read}


def _read(column: Column, way: str) -> str:
    """What the example says when it is read in one of two ways; '' where it says nothing."""
    example, kind = column["example"], FIELDS[column["field"]].kind
    try:
        if kind is Kind.DATE:
            day = parse_date(example, cast(DateOrder, way))
            return show_date(day, active_language(), style="table")
        return format_euro(parse_cents(example, cast(DecimalSign, way)), active_language())
    except Unreadable:
        return ""
