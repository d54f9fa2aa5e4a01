"""Forms of vacancies, placements and paid hours: text becomes values."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts.models import Supplier
from banenbrug.foundation.hours import format_hours
from banenbrug.foundation.months import Month, months_between
from banenbrug.foundation.refusals import Refusal
from banenbrug.organisations.models import Unit
from banenbrug.organisations.queries import units_of
from banenbrug.placements.queries import HoursMatrix, supplier_named
from banenbrug.placements.rules import (
    CONTRACT_FORM_NAMES,
    END_REASON_NAMES,
    ROUTE_NAMES,
    ContractForm,
    EndReason,
    Route,
)
from banenbrug.web.fields import DateField, HoursField
from banenbrug.web.words import active_language

NO_PEOPLE = _("Write no names of people and nothing about health.")
MONTHS_SHOWN = 12


class WeekHoursField(HoursField):
    """Hours a week, above 0 and at most 40, in tenths; gives an exact `Decimal`."""

    def validate(self, value: Decimal | None) -> None:
        """Refuse what is no working week."""
        super().validate(value)
        if value is not None and not 0 < value <= 40:
            raise forms.ValidationError(gettext("A week has more than 0 and at most 40 hours."))
        if value is not None and value != round(value, 1):
            raise forms.ValidationError(gettext("Write at most one decimal, for example 25.5."))


def _unknown_supplier(name: str) -> str:
    message = gettext("“%(name)s” is not in the register of suppliers. Check the name.")
    return message % {"name": name}


class EmployerForm(forms.Form):
    """A form that asks who employs somebody: a supplier by name, or the hogeschool itself."""

    employer = forms.CharField(
        label=_("Employer"),
        max_length=200,
        required=False,
        help_text=_(
            "The name of a supplier in any spelling. Leave empty if it is the hogeschool itself."
        ),
    )
    employer_is_new = forms.BooleanField(
        label=_("This employer is not in the register of suppliers yet. Add it."), required=False
    )
    workplace = forms.ModelChoiceField(
        label=_("Workplace at the hogeschool"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("elsewhere"),
    )

    def __init__(self, *args: Any, organisation_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation_id = organisation_id
        self.fields["workplace"].queryset = units_of(organisation_id)  # type: ignore[attr-defined]

    def clean(self) -> None:
        """A name that nobody knows is a typing error, unless the box says that it is new."""
        super().clean()
        name = self.cleaned_data.get("employer")
        if not name or self.cleaned_data.get("employer_is_new"):
            return
        if supplier_named(self.organisation_id, name) is None:
            self.add_error("employer", _unknown_supplier(name))


class VacancyForm(EmployerForm):
    """A vacancy."""

    title = forms.CharField(label=_("What is the work?"), max_length=120)
    tasks = forms.CharField(
        label=_("Tasks"),
        required=False,
        help_text=NO_PEOPLE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    hours_per_week = WeekHoursField(label=_("Hours a week"))
    places = forms.IntegerField(
        label=_("Number of places"),
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"data-width": "short"}),
    )
    field_order = ("title", "tasks", "hours_per_week", "places")


class RegisterForm(forms.Form):
    """What the employer declares of the register of the banenafspraak; never the ground for it."""

    in_register = forms.BooleanField(
        label=_("The employer declares: this person is in the register of the banenafspraak"),
        help_text=_(
            "Without this the hours are not counted. Never write down why somebody is in it."
        ),
        required=False,
    )
    checked_on = DateField(
        label=_("Register checked by the employer on"),
        required=False,
        help_text=_("Needed if the employer declares it. Day, month, year: 31-12-2027."),
    )
    register_from = DateField(label=_("First day in the register, if known"), required=False)
    register_until = DateField(label=_("Last day in the register, if known"), required=False)


class PlacementForm(EmployerForm, RegisterForm):
    """A placement: facts about the work, a pseudonym instead of a person."""

    route = forms.ChoiceField(
        label=_("Along which route?"),
        help_text=_("It decides whether the job counts as ours or as one via procurement."),
    )
    contract_form = forms.ChoiceField(label=_("Form of contract"))
    planned_hours_per_week = WeekHoursField(
        label=_("Planned hours a week"), help_text=_("A forecast. Only paid hours are counted.")
    )
    started_on = DateField(label=_("First day"))
    field_order = (
        "route",
        "contract_form",
        "employer",
        "employer_is_new",
        "workplace",
        "planned_hours_per_week",
        "started_on",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["route"].choices = [  # type: ignore[attr-defined]
            (route.value, gettext(ROUTE_NAMES[route])) for route in Route
        ]
        self.fields["contract_form"].choices = [  # type: ignore[attr-defined]
            (form.value, gettext(CONTRACT_FORM_NAMES[form])) for form in ContractForm
        ]


class EndForm(forms.Form):
    """The end of a placement."""

    ended_on = DateField(label=_("Last day"))
    reason = forms.TypedChoiceField(
        label=_("Why did it end?"), coerce=EndReason, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            ("", gettext("not said")),
            *((reason.value, gettext(END_REASON_NAMES[reason])) for reason in EndReason),
        ]


class LegForm(forms.Form):
    """One more employer in a job that is stacked over several."""

    leg = forms.CharField(
        label=_("Another employer in this job"),
        max_length=200,
        help_text=_("The name of a supplier in any spelling."),
    )

    def __init__(self, *args: Any, organisation_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation_id = organisation_id

    def clean_leg(self) -> Supplier:
        """The supplier that has this name."""
        name: str = self.cleaned_data["leg"]
        supplier = supplier_named(self.organisation_id, name)
        if supplier is None:
            raise forms.ValidationError(_unknown_supplier(name))
        return supplier


class HoursForm(forms.Form):
    """Paid hours: a field for each month and each employer, and beside it what was shown there."""

    def __init__(
        self,
        *args: Any,
        matrix: HoursMatrix,
        months: Sequence[Month],
        school: str,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.matrix, self.months, self.school = matrix, months, school
        for month in months:
            for employer in matrix.employers:
                name = self.name_of(employer, month)
                self.fields[name] = self._field(employer, month)
                self.fields[self.shown_of(name)] = forms.DecimalField(
                    required=False,
                    initial=self._kept(employer, month),
                    widget=forms.HiddenInput,
                )

    @staticmethod
    def name_of(employer: Supplier | None, month: Month | str) -> str:
        """The name of the field of a month at an employer."""
        return f"hours_{employer.pk if employer else 0}_{month}"

    @staticmethod
    def shown_of(name: str) -> str:
        """The name of the hidden field with what was shown in a field."""
        return f"was_{name}"

    def _kept(self, employer: Supplier | None, month: Month) -> Decimal | None:
        return self.matrix.hours.get((employer.pk if employer else None, month))

    def _field(self, employer: Supplier | None, month: Month) -> HoursField:
        words = {
            "month": date_format(month.first, "F Y"),
            "employer": employer.name if employer else self.school,
        }
        label = gettext("Paid hours in %(month)s at %(employer)s") % words
        return HoursField(
            label=label,
            required=False,
            initial=self._kept(employer, month),
            widget=forms.TextInput(attrs={"aria-label": label}),
        )

    @property
    def employer_names(self) -> list[str]:
        """The heads of the columns."""
        return [employer.name if employer else self.school for employer in self.matrix.employers]

    def rows(
        self,
    ) -> list[tuple[date, list[tuple[forms.BoundField, forms.BoundField]], Decimal | None]]:
        """The table: the first day of the month, its fields, and the sum as it is kept."""
        return [
            (
                month.first,
                [
                    (self[name], self[self.shown_of(name)])
                    for name in (self.name_of(one, month) for one in self.matrix.employers)
                ],
                self.matrix.of_month(month),
            )
            for month in self.months
        ]

    def total(self) -> Decimal:
        """The hours of the months in the table, as they are kept."""
        return sum((self.matrix.of_month(month) or Decimal(0) for month in self.months), Decimal(0))

    def hours_at(self, employer: Supplier | None) -> dict[Month, Decimal | None]:
        """What was sent for an employer, also empty. What was not sent is not there."""
        names = {month: self.name_of(employer, month) for month in self.months}
        return {
            month: self.cleaned_data[name] for month, name in names.items() if name in self.data
        }

    def shown_at(self, employer: Supplier | None) -> dict[Month, Decimal | None]:
        """What was shown for an employer when it was filled in."""
        return {
            month: self.cleaned_data[self.shown_of(self.name_of(employer, month))]
            for month in self.months
        }

    def show_now(self, name: str, changed: Refusal) -> Refusal:
        """Say what somebody else wrote at a field, and count that as shown from here on."""
        now = changed.params.get("now")
        sent = {field: self.data.get(field) for field in self.data}
        self.data = {**sent, self.shown_of(name): "" if now is None else str(now)}
        if not isinstance(now, Decimal):
            return changed
        return replace(changed, params={"now": format_hours(now, active_language())})


def months_to_fill(*, started_on: date, ended_on: date | None, until: Month) -> tuple[Month, ...]:
    """The last `MONTHS_SHOWN` months up to `until` in which the placement ran, latest first."""
    last = min(until, Month.of(ended_on)) if ended_on else until
    return months_between(Month.of(started_on), last)[-MONTHS_SHOWN:][::-1]
