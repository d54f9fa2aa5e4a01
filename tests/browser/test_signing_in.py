"""Signing in with a passkey, made by Chromium's own virtual key, and with codes of an app."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.browser.site import Site, serve
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD, Cast
from tests.organisations.codes import code

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A device that knows its owner by a finger, and says so at once."""


@pytest.fixture(scope="module")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The program at a name: a passkey belongs to a name, never to a number."""
    home = tmp_path_factory.mktemp("home")
    with serve(database=database, home=home, host="localhost") as site:
        yield site


class Owner:
    """Somebody with a browser that runs scripts, and a device that keeps passkeys."""

    def __init__(self, hall: Hall) -> None:
        self.visitor = hall.anonymous(lens=True)
        assert self.visitor.lens
        self.page: Page = self.visitor.lens.page
        self.page.set_default_timeout(10_000)
        self.origin = hall.site.origin
        session = self.page.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        self._session = session
        added = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        self._device = added["authenticatorId"]

    def open(self, name: str) -> None:
        """Open a page by its name."""
        self.page.goto(f"{self.origin}{reverse(name)}")

    def press(self, words: str) -> None:
        """Press a button or link by what it says in English."""
        self.page.locator("main").get_by_text(words, exact=True).click()

    def is_unsure(self) -> None:
        """From now on the device does not know its owner."""
        self._session.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self._device, "isUserVerified": False},
        )

    def faults(self) -> list[str]:
        """What the console and axe hold against the pages."""
        assert self.visitor.lens
        return [*self.visitor.lens.axe(), *self.visitor.lens.faults()]


@pytest.fixture
def owner(hall: Hall) -> Owner:
    """An owner who reads English."""
    made = Owner(hall)
    made.page.context.add_cookies([{"name": "django_language", "value": "en", "url": made.origin}])
    return made


def sign_in(owner: Owner, email: str) -> None:
    """Fill in address and password."""
    owner.open("account_login")
    owner.page.locator("[name=login]").fill(email)
    owner.page.locator("[name=password]").fill(PASSWORD)
    owner.page.get_by_role("button", name="Sign in", exact=True).click()


def prove(owner: Owner) -> None:
    """Type the password once more, as what changes signing in asks."""
    owner.page.locator("main [name=password]").fill(PASSWORD)
    owner.press("Go on")


def test_a_passkey_is_made_and_signs_in_without_a_password(owner: Owner) -> None:
    sign_in(owner, Cast().waterland.buyer.email)
    owner.open("organisations:profile")
    owner.press("Add a passkey")
    prove(owner)
    owner.page.locator("[name=name]").fill("Work laptop")
    assert owner.faults() == []
    owner.press("Make the passkey")
    expect(owner.page.locator("h1")).to_have_text("Recovery codes")
    assert owner.faults() == []
    owner.press("I have kept them")
    expect(owner.page.get_by_text("Work laptop", exact=True)).to_be_visible()
    assert owner.faults() == []

    owner.page.context.clear_cookies(name="sessionid")
    owner.open("account_login")
    assert owner.faults() == []
    owner.press("Sign in with a passkey")
    owner.page.wait_for_url("**/h/waterland/")
    expect(owner.page.locator("h1")).to_contain_text("Bram")


def test_a_device_that_does_not_know_its_owner_opens_nothing_and_the_page_says_so(
    owner: Owner,
) -> None:
    sign_in(owner, Cast().waterland.hr.email)
    owner.open("mfa_add_webauthn")
    prove(owner)
    owner.press("Make the passkey")
    owner.page.wait_for_url("**/herstelcodes/")

    owner.page.context.clear_cookies(name="sessionid")
    owner.is_unsure()
    owner.open("account_login")
    owner.press("Sign in with a passkey")
    expect(owner.page.get_by_role("alert")).to_contain_text("That did not work")
    assert owner.page.url.endswith(reverse("account_login"))


def test_without_javascript_there_is_a_password_and_no_passkey(hall: Hall) -> None:
    visitor: Visitor = hall.anonymous()
    visitor.open("account_login")
    assert visitor.page.locator("form[data-passkey]").is_visible() is False
    visitor.sign_in(Cast().waterland.reader.email).arrived_at("desk:today")


def test_an_app_is_set_up_and_asked_for_without_javascript(hall: Hall) -> None:
    coordinator = Cast().waterland.coordinator.email
    visitor = hall.enter(coordinator)
    visitor.open("organisations:profile")
    visitor.follow("mfa_activate_totp")
    visitor.fill(password=PASSWORD)
    visitor.send()
    secret = visitor.text("main p > code")
    visitor.fill(code=code(secret))
    visitor.send()
    visitor.arrived_at("mfa_view_recovery_codes")
    assert visitor.page.locator("main li code").count() == 10

    again = hall.enter(coordinator)
    again.arrived_at("mfa_authenticate")
    again.fill(code=code(secret, periods_ahead=1))
    again.send()
    again.arrived_at("desk:today")
