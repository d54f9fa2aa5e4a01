"""A second step: codes of an app and recovery codes, set up by the person and asked at the door."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from banenbrug.organisations.models import User
from banenbrug.organisations.queries import second_step_of
from tests.cast import PASSWORD, Cast, browser, user
from tests.organisations.codes import code

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("account_login")
PROFILE = reverse("organisations:profile")
APP = reverse("mfa_activate_totp")
CODES = reverse("mfa_view_recovery_codes")
SECOND_STEP = reverse("mfa_authenticate")


@pytest.fixture
def bram(cast: Cast) -> User:
    """The buyer of Waterland."""
    return user(cast.waterland.buyer.email)


def sign_in(who: User, client: Client | None = None) -> tuple[Client, Any]:
    """Fill in address and password; gives the browser and the answer."""
    client = client or browser()
    return client, client.post(SIGN_IN, {"login": who.email, "password": PASSWORD})


def prove(client: Client, page: str) -> Any:
    """Open a page that changes signing in, which asks for the password once more."""
    asked = client.get(page)
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    return client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)


def set_up(who: User) -> tuple[Client, str]:
    """Set up an app; gives the browser and the secret that the app keeps."""
    client, _ = sign_in(who)
    page = prove(client, APP)
    secret: str = page.context["form"].secret
    done = client.post(APP, {"code": code(secret)})
    assert done.headers["Location"] == CODES
    return client, secret


def is_in(client: Client) -> bool:
    """Whether this browser is signed in."""
    return client.get(PROFILE).status_code == 200


def test_an_app_is_set_up_with_a_square_in_the_page_and_a_key_to_type(bram: User) -> None:
    client, _ = sign_in(bram)
    page = prove(client, APP)
    text = page.content.decode()
    secret = page.context["form"].secret
    assert f"<code>{secret}</code>" in text
    assert '<svg class="bb-qr" role="img" aria-label="QR code for your app"' in text
    assert "data:" not in text and "style=" not in text


def test_a_wrong_first_code_sets_up_nothing(bram: User) -> None:
    client, _ = sign_in(bram)
    prove(client, APP)
    page = client.post(APP, {"code": "000000"})
    assert page.context["form"].errors == {
        "code": ["This code is not right, or it is too old. Try the next one."]
    }
    assert not second_step_of(bram.pk).is_on


def test_with_an_app_the_password_alone_does_not_sign_in(bram: User) -> None:
    _, secret = set_up(bram)
    client, answer = sign_in(bram)
    assert answer.headers["Location"] == SECOND_STEP
    assert not is_in(client)
    assert client.post(SECOND_STEP, {"code": "12345"}).status_code == 200
    assert not is_in(client)
    client.post(SECOND_STEP, {"code": code(secret, periods_ahead=1)})
    assert is_in(client)


def test_a_code_works_once(bram: User) -> None:
    _, secret = set_up(bram)
    shown = code(secret)
    first, _ = sign_in(bram)
    first.post(SECOND_STEP, {"code": shown})
    second, _ = sign_in(bram)
    second.post(SECOND_STEP, {"code": shown})
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_works_once_and_the_profile_counts_what_is_left(bram: User) -> None:
    client, _ = set_up(bram)
    page = client.get(CODES).content.decode()
    codes = re.findall(r"<li><code>(\d{8})</code></li>", page)
    assert len(codes) == 10
    lost, _ = sign_in(bram)
    lost.post(SECOND_STEP, {"code": codes[3]})
    again, _ = sign_in(bram)
    again.post(SECOND_STEP, {"code": codes[3]})
    assert (is_in(lost), is_in(again)) == (True, False)
    assert "You have 9 codes left." in lost.get(PROFILE).content.decode()


def test_recovery_codes_are_kept_as_a_file_of_text(bram: User) -> None:
    client, _ = set_up(bram)
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file.headers["Content-Type"].startswith("text/plain")
    assert len(re.findall(r"^\d{8}$", file.content.decode(), re.MULTILINE)) == 10


def test_new_recovery_codes_replace_the_former(bram: User) -> None:
    client, _ = set_up(bram)

    def seen() -> list[str]:
        return re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())

    former = seen()
    client.post(reverse("mfa_generate_recovery_codes"))
    assert len(seen()) == 10
    assert set(seen()).isdisjoint(former)


def test_without_the_app_the_recovery_codes_go_too(bram: User) -> None:
    client, _ = set_up(bram)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=bram).exists()
    fresh, _ = sign_in(bram)
    assert is_in(fresh)


def test_what_changes_signing_in_asks_for_the_password_once_more(bram: User) -> None:
    client = browser()
    client.force_login(bram)
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        where = client.get(reverse(name)).headers["Location"]
        assert where.startswith(reverse("account_reauthenticate"))


def test_five_wrong_codes_close_the_second_step_for_a_while(bram: User) -> None:
    _, secret = set_up(bram)
    client, _ = sign_in(bram)
    for _ in range(5):
        client.post(SECOND_STEP, {"code": "000000"})
    page = client.post(SECOND_STEP, {"code": code(secret, periods_ahead=1)})
    assert page.context["form"].errors == {
        "code": ["Signing in failed too often. Wait five minutes."]
    }
    assert not is_in(client)


def test_the_secrets_of_apps_and_codes_are_not_readable_in_the_database(bram: User) -> None:
    _, secret = set_up(bram)
    rows = {row.type: row.data for row in Authenticator.objects.filter(user=bram)}
    assert set(rows) == {"totp", "recovery_codes"}
    assert secret not in str(rows)
    assert rows["totp"]["secret"].startswith("gAAAA")
    assert rows["recovery_codes"]["seed"].startswith("gAAAA")
