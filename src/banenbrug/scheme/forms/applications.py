"""What the hogeschool fills in to hand a plan in, and the fund when it decides about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from banenbrug.scheme.forms.fields import ReasonForm, text_field


class SubmitForm(forms.Form):
    """The application form beside the plan; `version` is the number of the one that was read."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    expected = text_field(
        _("What do you expect to come of it?"),
        help_text=_("For example: talks with three suppliers, and two jobs. No names."),
    )
    mandate_name = forms.CharField(
        label=_("Who decided that you apply?"),
        max_length=120,
        help_text=_("Somebody who may decide this for the hogeschool."),
    )
    mandate_role = forms.CharField(
        label=_("What is the role of this person?"),
        max_length=120,
        help_text=_("For example: director of operations."),
    )


class GrantForm(forms.Form):
    """A remark to the hogeschool with the hours that it gets."""

    remark = text_field(
        _("Remark"), rows=3, required=False, help_text=_("It stands in the grant letter.")
    )


class ReturnForm(ReasonForm):
    """What has to be mended in a plan."""

    reason = text_field(
        _("What has to be mended?"),
        rows=4,
        help_text=_("The hogeschool and the adviser get this by letter."),
    )


class RejectForm(ReasonForm):
    """Why a plan gets no hours."""

    reason = text_field(
        _("Why do you reject it?"), rows=4, help_text=_("The hogeschool gets this by letter.")
    )


class WithdrawForm(ReasonForm):
    """Why a hogeschool stops."""

    reason = text_field(
        _("Why do you withdraw it?"),
        rows=4,
        help_text=_("The fund and the adviser get this by letter."),
    )


class AheadForm(ReasonForm):
    """Why an application goes before others."""

    reason = text_field(
        _("Why does this application go first?"),
        rows=4,
        help_text=_("It stands in the ledger for good, and everybody in the dossier reads it."),
    )
