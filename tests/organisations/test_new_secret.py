"""The secret of an installation can be replaced without anybody losing the second step."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from pytest_django import Settings

from banenbrug.organisations.second_step import SecondStepAdapter, lock_anew
from tests.cast import Cast, user

pytestmark = pytest.mark.django_db

APP_SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def app(cast: Cast) -> Authenticator:
    """An app whose secret was locked with the secret of before."""
    locked = SecondStepAdapter().encrypt(APP_SECRET)
    return Authenticator.objects.create(
        user=user(cast.waterland.buyer.email), type="totp", data={"secret": locked}
    )


def opened(app: Authenticator) -> str:
    """The secret of the app, as signing in reads it."""
    app.refresh_from_db()
    return SecondStepAdapter().decrypt(app.data["secret"])


def test_a_former_secret_still_opens_what_it_locked(app: Authenticator, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-secret-of-fifty-signs-that-nobody-has-seen-yet"
    assert opened(app) == APP_SECRET


def test_locked_anew_the_former_secret_is_needed_no_longer(
    app: Authenticator, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-secret-of-fifty-signs-that-nobody-has-seen-yet"
    assert lock_anew() == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert opened(app) == APP_SECRET


def test_without_the_former_secret_nothing_opens(app: Authenticator, settings: Settings) -> None:
    settings.SECRET_KEY = "a-new-secret-of-fifty-signs-that-nobody-has-seen-yet"
    with pytest.raises(InvalidToken):
        opened(app)
