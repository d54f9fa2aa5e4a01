"""All addresses. Each one has a row in the table of doors (tests/house/doors.py)."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path, re_path

from banenbrug.organisations.signin import closed
from banenbrug.organisations.views import profile

SIGN_IN = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    path("tweede-stap/", second_step.authenticate, name="mfa_authenticate"),
    path("passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("nog-eens/wachtwoord/", account.reauthenticate, name="account_reauthenticate"),
    path("nog-eens/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("nog-eens/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("app/", app.activate_totp, name="mfa_activate_totp"),
    path("app/weg/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("herstelcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "herstelcodes/bestand/", codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("passkeys/nieuw/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/weg/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
"""The pages of allauth that we have."""

BACK_TO_PROFILE = [path("", profile, name=name) for name in ("mfa_index", "mfa_list_webauthn")]
"""Where allauth leads back to when something about signing in was changed."""

NOT_OURS = [
    path(f"dicht/{name}/", closed, name=name)
    for name in (
        "account_email",
        "account_email_verification_sent",
        "account_set_password",
        "account_signup",
    )
]
"""Names that allauth's code looks up; the pages are closed to everybody."""

urlpatterns = [
    path("", include("banenbrug.desk.urls")),
    path("", include("banenbrug.organisations.urls")),
    path("", include("banenbrug.contracts.urls")),
    path("", include("banenbrug.scheme.urls")),
    path("", include("banenbrug.opportunities.urls")),
    path("", include("banenbrug.dialogue.urls")),
    path("", include("banenbrug.placements.urls")),
    path("", include("banenbrug.story.urls")),
    path("", include("banenbrug.web.urls")),
    path("account/", include([*SIGN_IN, *BACK_TO_PROFILE, *NOT_OURS])),
]
