"""allauth's forms with our words. What they do and refuse is allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _

NEW_PASSWORD_HINT = _("At least 12 signs. A sentence is easy to remember.")


def _relabel(form: forms.Form, **words: Any) -> None:
    """Give fields other labels; a field that has no hint of ours has none."""
    for name, label in words.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""


class SignInForm(account.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, login=_("Work address"), password=_("Password"))


class PasswordAgainForm(account.ReauthenticateForm):
    """The password of who is signed in already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, password=_("Password"))


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, oldpassword=_("Your present password"))
        _relabel_new_password(self)


class ForgottenPasswordForm(account.ResetPasswordForm):
    """Where the letter goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, email=_("Work address"))


class ResetPasswordForm(account.ResetPasswordKeyForm):
    """A new password, with the link of the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel_new_password(self)


def _relabel_new_password(form: forms.Form) -> None:
    _relabel(form, password1=_("Your new password"), password2=_("Your new password once more"))
    form.fields["password1"].help_text = NEW_PASSWORD_HINT


class _CodeForm(forms.Form):
    """A code of six signs, or a recovery code of eight."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The six digits that your app shows now, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autocapitalize": "off",
                "spellcheck": "false",
                "data-width": "short",
            }
        ),
    )


class SecondStepForm(_CodeForm, codes.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_CodeForm, codes.ReauthenticateForm):
    """A code of who is signed in already."""


class AppForm(_CodeForm, app.ActivateTOTPForm):
    """The first code of an app, which proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("The six digits that your app shows now.")


class PasskeyForm(passkeys.AddWebAuthnForm):
    """A new passkey. It always asks for a face, finger or PIN, so it signs in by itself."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        help_text=_("So that you know it later, such as “Work laptop”."),
        max_length=60,
    )
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class PasskeyNameForm(passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=60)
