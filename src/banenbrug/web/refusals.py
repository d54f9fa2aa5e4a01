"""What a rule refuses, shown at the field it is about, or else above the form."""

from django import forms

from banenbrug.foundation.refusals import Refused
from banenbrug.web.words import say


def show_refusal(form: forms.Form, refused: Refused) -> None:
    """Add the refusal to a form, which keeps everything that was typed."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, forms.ValidationError(say(refused.refusal), code=refused.code))
