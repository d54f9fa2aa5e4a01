"""The key of a letter opens one door, once, for the person to whom it was sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.organisations import actions
from banenbrug.organisations.models import Doorkey, Invitation, Membership, User
from tests.cast import PASSWORD, Cast, Enter, browser
from tests.organisations.conftest import LONG_AGO, Inside, link_of

pytestmark = pytest.mark.django_db

IRIS = "iris@waterland.example"
SENTENCE = "de brug naar werk is lang"

Invite = Callable[..., Invitation]


def is_closed(client: Client, link: str) -> bool:
    page = client.get(link)
    closed = page.status_code == 404
    assert ("This link no longer works" in page.content.decode()) is closed
    return closed


def test_somebody_new_joins_with_a_password_and_is_in(
    client: Client, invited: Invite, inside: Inside, cast: Cast
) -> None:
    link = link_of(invited(IRIS, "hr"))
    page = client.get(link).content.decode()
    assert "Join Hogeschool Waterland" in page
    assert IRIS in page
    answer = client.post(link, {"password": SENTENCE}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk:today", args=["waterland"])
    assert "Iris Nieuw" in answer.content.decode()
    with inside(cast.waterland.keyholder):
        assert Membership.objects.get(user__email=IRIS).roles == ["hr"]


def test_the_key_works_once(client: Client, invited: Invite) -> None:
    link = link_of(invited(IRIS))
    client.post(link, {"password": SENTENCE})
    assert is_closed(browser(), link)
    assert is_closed(client, link)


@pytest.mark.parametrize("password", ["kort", "", "wachtwoord"])
def test_a_weak_password_is_refused_and_the_key_still_works(
    client: Client, invited: Invite, password: str
) -> None:
    link = link_of(invited(IRIS))
    page = client.post(link, {"password": password})
    assert page.context["form"].errors["password"]
    assert not User.objects.filter(email=IRIS).exists()
    assert not is_closed(client, link)


def test_an_existing_user_signs_in_first_and_then_joins(
    client: Client, invited: Invite, cast: Cast
) -> None:
    link = link_of(invited(cast.heuvelrug.hr.email, "hr"))
    sign_in = client.get(link, follow=True)
    assert sign_in.redirect_chain == [(f"{reverse('account_login')}?next={link}", 302)]
    who = {"login": cast.heuvelrug.hr.email, "password": PASSWORD, "next": link}
    assert client.post(reverse("account_login"), who).headers["Location"] == link
    page = client.post(link, follow=True).content.decode()
    assert "Hogeschool Waterland" in page
    assert "Hogeschool Heuvelrug" in page


def test_who_is_signed_in_as_somebody_else_cannot_use_the_key(
    invited: Invite, cast: Cast, enter: Enter, inside: Inside
) -> None:
    link = link_of(invited(cast.heuvelrug.hr.email, "keyholder"))
    page = enter(cast.zilver).post(link, follow=True)
    assert "This invitation is for hr@heuvelrug.example" in page.content.decode()
    with inside(cast.waterland.keyholder) as keyholder:
        here = Membership.objects.filter(organisation=keyholder.organisation)
        assert not here.filter(user__email__in=[cast.zilver.email, cast.heuvelrug.hr.email])


def test_the_key_of_a_withdrawn_invitation_is_closed(
    client: Client, invited: Invite, inside: Inside, cast: Cast
) -> None:
    invitation = invited(IRIS)
    link = link_of(invitation)
    with inside(cast.waterland.keyholder):
        actions.withdraw_invitation(invitation=invitation, now=timezone.now())
    assert is_closed(client, link)
    assert client.post(link, {"password": SENTENCE}).status_code == 404
    assert not User.objects.filter(email=IRIS).exists()


def test_a_key_expires_after_fourteen_days(client: Client, invited: Invite) -> None:
    assert is_closed(client, link_of(invited(IRIS, now=LONG_AGO)))
    almost = timezone.now() - timedelta(days=13, hours=23)
    assert not is_closed(client, link_of(invited("jan@waterland.example", now=almost)))


@pytest.mark.parametrize("secret", ["1-" + "0" * 40, "anything", "é"])
def test_a_made_up_key_is_closed(client: Client, invited: Invite, secret: str) -> None:
    invited(IRIS)
    assert is_closed(client, reverse("organisations:accept", kwargs={"secret": secret}))


def test_the_secret_of_a_key_stands_nowhere_in_the_database(invited: Invite) -> None:
    link = link_of(invited(IRIS))
    secret = link.strip("/").split("/")[-1]
    row = Doorkey.objects.values().get()
    assert secret.split("-")[1] not in str(row)
