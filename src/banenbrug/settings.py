"""Settings, read from the environment; docs/operators lists them.

`DATABASE_URL` logs in as the application role, `DATABASE_OWNER_URL` as the owner of the tables. The
console script sets both for the embedded server; `BANENBRUG_AS_OWNER` picks the second for the few
commands that need it.
"""

import os
from pathlib import Path
from typing import Any

import pgtrigger
import structlog
from psycopg.conninfo import conninfo_to_dict

from banenbrug.engine.embedded import home

BASE = Path(__file__).parent
HOME = home()


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0", "no", "false")


def _database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    known = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in parts.items() if key not in known},
        **{known[key]: str(value) for key, value in parts.items() if key in known},
    }


NO_SECRET = "no secret was given: the check refuses to serve with this one"


def _secret() -> str:
    given = os.environ.get("BANENBRUG_SECRET_KEY", "")
    kept = HOME / "secret-key"
    if not given and kept.exists():
        return kept.read_text().strip()
    return given or NO_SECRET


DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
APPLICATION_ROLE = conninfo_to_dict(DATABASE_URL).get("user", "banenbrug_app")
DATABASES = {
    "default": _database(DATABASE_OWNER_URL if _flag("BANENBRUG_AS_OWNER") else DATABASE_URL)
}

DEMO = _flag("BANENBRUG_DEMO")
DEMO_URL = "/demo/" if DEMO else ""
DEBUG = False
SECRET_KEY = _secret()
# Former secrets, newest first: what was made with them stays readable while a new one takes over.
SECRET_KEY_FALLBACKS = [
    secret for secret in os.environ.get("BANENBRUG_OLD_SECRET_KEYS", "").split(",") if secret
]
ALLOWED_HOSTS = os.environ.get("BANENBRUG_HOSTS", "localhost,127.0.0.1").split(",")
ORIGIN = os.environ.get("BANENBRUG_ORIGIN", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
# Where weaknesses are reported, as `mailto:…` or `https://…`: /.well-known/security.txt (RFC 9116).
SECURITY_CONTACT = os.environ.get("BANENBRUG_SECURITY_CONTACT", "")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "banenbrug.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "banenbrug.engine",
    "banenbrug.organisations",
    "banenbrug.contracts",
    "banenbrug.scheme",
    "banenbrug.dialogue",
    "banenbrug.placements",
    "banenbrug.opportunities",
    "banenbrug.desk",
    "banenbrug.story",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "banenbrug.web.packing.PackedPages",
    "banenbrug.web.csp.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "banenbrug.organisations.frame.FrameMiddleware",  # innermost: see docs/house.md
]

ROOT_URLCONF = "banenbrug.urls"
WSGI_APPLICATION = "banenbrug.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "banenbrug.desk.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "banenbrug.web.templatetags.bb",
                "banenbrug.web.templatetags.components",
            ],
        },
    }
]
FORM_RENDERER = "banenbrug.web.forms.Renderer"

AFTERMATH = [
    "banenbrug.contracts.aftermath.follow",
    "banenbrug.opportunities.standings.follow",
    "banenbrug.desk.tallies.follow",
]

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "organisations:choose"
LOGIN_URL = "account_login"
DOOR_HOMES = {
    "school": "desk:today",
    "supplier": "desk:supplier",
    "partner": "desk:partner",
    "fund": "desk:fund",
    "adviser": "desk:adviser",
}
ACCOUNT_ADAPTER = "banenbrug.organisations.signin.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "banenbrug.organisations.signin_forms.SignInForm",
    "reauthenticate": "banenbrug.organisations.signin_forms.PasswordAgainForm",
    "change_password": "banenbrug.organisations.signin_forms.ChangePasswordForm",
    "reset_password": "banenbrug.organisations.signin_forms.ForgottenPasswordForm",
    "reset_password_from_key": "banenbrug.organisations.signin_forms.ResetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address; there is no other way in
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
PASSWORD_RESET_TIMEOUT = 2 * 3600  # as the letter says
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when something about signing in changes
MFA_ADAPTER = "banenbrug.organisations.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Banenbrug"
MFA_TOTP_TOLERANCE = 1  # a phone may run half a minute behind
MFA_FORMS = {
    "authenticate": "banenbrug.organisations.signin_forms.SecondStepForm",
    "reauthenticate": "banenbrug.organisations.signin_forms.CodeAgainForm",
    "activate_totp": "banenbrug.organisations.signin_forms.AppForm",
    "add_webauthn": "banenbrug.organisations.signin_forms.PasskeyForm",
    "edit_webauthn": "banenbrug.organisations.signin_forms.PasskeyNameForm",
}
# Limits on signing in count over all processes. The rows are written in the transaction of the
# request: an attempt that was refused is an answer, so it commits, and attempts at the same moment
# wait for one another.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "engine_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# What anybody may send from a public page, beside the limits on signing in.
ACCOUNT_RATE_LIMITS = {
    "knock": "10/m/ip,60/d/ip,3/h/key",
    "question": "5/m/ip,30/d/ip",
}
# Behind a proxy the address of a visitor stands in a header; limits on signing in go by it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("BANENBRUG_PROXIES", "0"))

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE / "web" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "banenbrug.web.storage.HashedFiles"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ORIGIN.startswith("https://"):
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A mail relay, or else files under HOME, so that a demonstration never mails anybody.
EMAIL_HOST = os.environ.get("BANENBRUG_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("BANENBRUG_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("BANENBRUG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BANENBRUG_MAIL_PASSWORD", "")
EMAIL_USE_TLS = _flag("BANENBRUG_MAIL_TLS")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("BANENBRUG_MAIL_FROM", "Banenbrug <banenbrug@localhost>")

PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = False  # kept by privileges, see engine.history
PGTRIGGER_MIGRATIONS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            # Never the default, which prints local variables: they hold what people typed.
            "processor": structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("BANENBRUG_LOG_LEVEL", "WARNING")},
}
