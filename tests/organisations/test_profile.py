"""The page of one's own account."""

import pytest
from django.conf import settings
from django.urls import reverse

from banenbrug.organisations.models import User
from tests.cast import PASSWORD, Cast, Enter, user

pytestmark = pytest.mark.django_db

PROFILE = reverse("organisations:profile")


def test_it_says_who_one_is_in_which_organisation(cast: Cast, enter: Enter) -> None:
    page = enter(cast.waterland.buyer).get(PROFILE).content.decode()
    for words in ("buyer@waterland.example", "Hogeschool Waterland", "Bram de Wit: buyer"):
        assert words in page
    assert "Heuvelrug" not in page


def test_it_says_that_a_password_alone_is_not_much(cast: Cast, enter: Enter) -> None:
    page = enter(cast.waterland.buyer).get(PROFILE).content.decode()
    assert "Whoever knows your password can come in." in page
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page


def test_another_language_holds_for_pages_and_letters(cast: Cast, enter: Enter) -> None:
    client = enter(cast.waterland.buyer)
    answer = client.post(PROFILE, {"language": "nl"})
    assert answer.headers["Location"] == PROFILE
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"
    assert user(cast.waterland.buyer.email).language == "nl"
    client.post(PROFILE, {"language": "en"})
    assert user(cast.waterland.buyer.email).language == "en"


def test_an_unknown_language_is_refused(cast: Cast, enter: Enter) -> None:
    before = user(cast.waterland.buyer.email).language
    page = enter(cast.waterland.buyer).post(PROFILE, {"language": "fy"})
    assert page.context["form"].errors
    assert User.objects.get(email=cast.waterland.buyer.email).language == before


def test_a_stranger_is_led_to_the_door_and_back(cast: Cast, enter: Enter) -> None:
    page = enter(cast.waterland.buyer)
    page.logout()
    assert page.get(PROFILE).headers["Location"] == f"{reverse('account_login')}?next={PROFILE}"


def test_passkeys_without_javascript_say_so(cast: Cast, enter: Enter) -> None:
    client = enter(cast.waterland.buyer)
    asked = client.get(reverse("mfa_add_webauthn"))
    page = client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)
    text = page.content.decode()
    assert "<noscript><p>Passkeys need JavaScript." in text
    assert '<form method="post" data-passkey="make" hidden' in text
    assert "<script>" not in text
