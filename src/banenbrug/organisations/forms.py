"""Forms about people: text becomes values here, rules judge in the actions."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.organisations.roles import KIND_ROLES, ROLE_NAMES, Kind


class RolesForm(forms.Form):
    """The roles of one person, out of those of this kind of organisation."""

    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (role.value, gettext(ROLE_NAMES[role])) for role in KIND_ROLES[Kind(kind)]
        ]


class InvitationForm(RolesForm):
    """Whom to invite."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("Work address"), help_text=_("The letter with the link goes to this address.")
    )
    field_order = ("name", "email", "roles")


class NewPasswordForm(forms.Form):
    """The password of somebody who joins for the first time."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 signs. A sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> str:
        """The rules for passwords of the installation."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class LanguageForm(forms.Form):
    """The language of pages and letters."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
