"""Every test meets a real PostgreSQL as the application role, with the cast in place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests import cast as people
from tests.databases import copy_of_template, ensure_template, using

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One copy of the template for all tests that roll back (overrides pytest-django's)."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        ensure_template()
        with copy_of_template("banenbrug_test") as name, using(name):
            yield


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """A database for this test alone, where transactions really commit."""
    with (
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        copy_of_template("banenbrug_own") as name,
        using(name),
    ):
        yield name


@pytest.fixture
def cast() -> people.Cast:
    """The people and organisations that stand in every test database."""
    return people.Cast()


@pytest.fixture
def client() -> Client:
    """A browser that reads English, the language of the source."""
    return people.browser()


@pytest.fixture
def enter(client: Client, cast: people.Cast) -> people.Enter:
    """Sign in as one of the cast: `enter(cast.waterland.buyer)` gives the client."""

    def sign_in(member: people.Member) -> Client:
        client.force_login(people.user(member.email))
        return client

    return sign_in


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and worked figures; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: {SHARED} is absent, real files cannot be tried.")
    return SHARED
