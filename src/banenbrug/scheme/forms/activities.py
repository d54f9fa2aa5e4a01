"""What is filled in about an activity after the grant, and about the hours worked for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banenbrug.scheme.forms.fields import DaysField, ReasonForm, text_field
from banenbrug.scheme.models import Activity
from banenbrug.web.fields import DateField, HoursField

SHOWN = ("days", "location", "procurement", "hr", "supplier", "contract")


class PlanActivityForm(forms.Form):
    """When, where and with whom an activity is."""

    days = DaysField(label=_("Days"))
    location = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("A building and a room, or a link to a video call."),
    )
    procurement = forms.CharField(
        label=_("Who takes part for procurement"), max_length=200, required=False
    )
    hr = forms.CharField(label=_("Who takes part for HR"), max_length=200, required=False)
    supplier = forms.CharField(
        label=_("Supplier"),
        max_length=120,
        required=False,
        help_text=_("In words of the hogeschool. The fund reads this, and never its register."),
    )
    contract = forms.CharField(label=_("Contract"), max_length=160, required=False)

    @staticmethod
    def of(activity: Activity) -> dict[str, Any]:
        """What the form shows of an activity that is planned."""
        return {name: getattr(activity, name) for name in SHOWN}


class HoldForm(forms.Form):
    """That an activity was held, with its last day."""

    held_on = DateField(label=_("What was the last day?"))


class CancelForm(ReasonForm):
    """Why an activity is not held."""

    reason = text_field(
        _("Why is it not held?"), rows=3, help_text=_("The others in this dossier read it.")
    )


class WorkForm(forms.Form):
    """Hours that the adviser worked on a day."""

    on = DateField(label=_("Day"))
    hours = HoursField(label=_("Hours"))
    what = forms.CharField(
        label=_("What did you do?"),
        max_length=200,
        help_text=_("The hogeschool reads this when it confirms the hours."),
    )


class DisputeForm(forms.Form):
    """What is wrong with hours that the adviser entered."""

    remark = forms.CharField(
        label=_("What is wrong?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The adviser gets this by letter."),
    )
