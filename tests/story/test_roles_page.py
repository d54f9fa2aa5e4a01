"""Stepping into a role without a password: only in a demonstration, and only in its story."""

import pytest
from django.db import ProgrammingError
from django.test import Client
from pytest_django import Settings

from banenbrug.organisations.models import Installation, User
from banenbrug.story.people import PEOPLE
from tests import cast as people
from tests.databases import owner

NOOR = PEOPLE["waterland-coordinator"]


@pytest.fixture
def marked(own_database: str) -> None:
    """A database that its owner marked as a demonstration."""
    with owner(own_database) as connection:
        connection.execute("INSERT INTO organisations_installation (id, demo) VALUES (1, true)")


@pytest.fixture
def demo_mode(settings: Settings) -> None:
    """What BANENBRUG_DEMO=1 does."""
    settings.DEMO = True
    settings.DEMO_URL = "/demo/"


@pytest.fixture
def noor(own_database: str) -> User:
    """A user under the address of somebody of the story."""
    user: User = User.objects.get(email=NOOR.email)
    return user


def test_everybody_in_the_story_has_a_button(marked: None, demo_mode: None, client: Client) -> None:
    page = client.get("/demo/")
    assert page.status_code == 200
    for key, person in PEOPLE.items():
        assert f'action="/demo/{key}/"' in page.content.decode()
        assert person.name in page.content.decode()


def test_one_click_signs_in_and_leads_to_the_first_page(
    marked: None, demo_mode: None, noor: User, client: Client
) -> None:
    client.force_login(people.user(people.Cast().zilver.email))
    answer = client.post("/demo/waterland-coordinator/", follow=True)
    assert answer.redirect_chain[-1][0] == "/h/waterland/"
    assert client.session["_auth_user_id"] == str(noor.pk)


def test_who_is_not_in_the_story_cannot_be_stepped_into(
    marked: None, demo_mode: None, client: Client
) -> None:
    for stranger in ("waterland-reporter", "zilver-contact", "nobody"):
        assert client.post(f"/demo/{stranger}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_link_alone_signs_nobody_in(marked: None, demo_mode: None, client: Client) -> None:
    assert client.get("/demo/waterland-coordinator/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_a_foreign_site_cannot_sign_a_visitor_in(marked: None, demo_mode: None, noor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/demo/waterland-coordinator/").status_code == 403


def test_the_setting_alone_opens_nothing_beside_real_data(
    own_database: str, demo_mode: None, noor: User, client: Client
) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/waterland-coordinator/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_mark_alone_opens_nothing_without_the_setting(
    marked: None, noor: User, client: Client
) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/waterland-coordinator/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_application_cannot_mark_its_own_database(own_database: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        Installation.objects.create(pk=1, demo=True)
