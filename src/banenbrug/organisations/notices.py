"""What is told to somebody by letter when signing in changes, and by whom it was changed."""

from enum import IntEnum

from banenbrug.foundation.refusals import N_


class Notice(IntEnum):
    """One change of how somebody signs in. A number, because jobs carry nothing else."""

    PASSWORD_CHANGED = 1
    APP_ADDED = 2
    APP_REMOVED = 3
    PASSKEY_ADDED = 4
    PASSKEY_REMOVED = 5
    NEW_RECOVERY_CODES = 6
    SECOND_STEP_TAKEN_AWAY = 7


NOTICE_TEXTS: dict[Notice, str] = {
    Notice.PASSWORD_CHANGED: N_("Your password was changed."),
    Notice.APP_ADDED: N_("From now on you sign in with your password and a code of your app."),
    Notice.APP_REMOVED: N_("Signing in no longer asks for a code of your app."),
    Notice.PASSKEY_ADDED: N_("A passkey was added. You can sign in with it."),
    Notice.PASSKEY_REMOVED: N_("A passkey was removed. It no longer works."),
    Notice.NEW_RECOVERY_CODES: N_("New recovery codes were made. The former ones no longer work."),
    Notice.SECOND_STEP_TAKEN_AWAY: N_(
        "A keyholder took away your codes and passkeys. Your password no longer works either."
        " Choose a new one, and set up a second step again on your own page."
    ),
}

ALLAUTH_NOTICES: dict[str, Notice] = {
    "account/email/password_changed": Notice.PASSWORD_CHANGED,
    "account/email/password_reset": Notice.PASSWORD_CHANGED,
    "mfa/email/totp_activated": Notice.APP_ADDED,
    "mfa/email/totp_deactivated": Notice.APP_REMOVED,
    "mfa/email/webauthn_added": Notice.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": Notice.PASSKEY_REMOVED,
    "mfa/email/recovery_codes_generated": Notice.NEW_RECOVERY_CODES,
}
"""What allauth's letters are about, by the names of its templates."""

ALLAUTH_MESSAGES: dict[str, str] = {
    "account/messages/password_changed.txt": N_(
        "Your password is changed. Everywhere else you are signed out."
    ),
    "mfa/messages/totp_activated.txt": N_("From now on signing in asks for a code of your app."),
    "mfa/messages/totp_deactivated.txt": N_("Signing in no longer asks for a code of your app."),
    "mfa/messages/recovery_codes_generated.txt": N_(
        "Here are your recovery codes. Keep them in a safe place, not in your mail."
    ),
    "mfa/messages/webauthn_added.txt": N_("The passkey is added. You can sign in with it."),
    "mfa/messages/webauthn_removed.txt": N_("The passkey is removed."),
}
"""What the page says, by the names of allauth's templates; what is not here goes without saying."""
