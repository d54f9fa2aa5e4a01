"""Browser tests: the program runs in processes of its own, and Chromium walks through it."""

import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright
from pytest_django import DjangoDbBlocker

from banenbrug.contracts.actions import link_account, supplier_by_name
from banenbrug.engine.scopes import scope
from tests.browser.demonstration import served, told
from tests.browser.lens import WIDE, Lens
from tests.browser.site import Site, serve
from tests.browser.visitor import Visitor
from tests.cast import Cast, Member, School
from tests.databases import copy_of_template, using

CHROMIUM = os.environ.get("BANENBRUG_CHROMIUM", "/usr/bin/chromium")


class Hall:
    """Where visitors come in, each with a browser of their own."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self.site = site
        self._visitors: list[Visitor] = []
        self._shapes: set[tuple[str, ...]] = set()

    def anonymous(self, *, lens: bool = False, screen: ViewportSize = WIDE) -> Visitor:
        """Somebody who has not signed in."""
        visitor = Visitor(
            self._browser, self.site.origin, lens=self._lens if lens else None, screen=screen
        )
        self._visitors.append(visitor)
        return visitor

    def enter(
        self, who: Member | str, *, lens: bool = False, screen: ViewportSize = WIDE
    ) -> Visitor:
        """Somebody who signed in on the page for it: one of the cast, or an address."""
        email = who if isinstance(who, str) else who.email
        return self.anonymous(lens=lens, screen=screen).sign_in(email)

    def _lens(self, owner: BrowserContext) -> Lens:
        return Lens(self._browser, owner, self._shapes)

    def close(self) -> None:
        """Send everybody home."""
        for visitor in self._visitors:
            visitor.close()


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database for one module, in which both schools know Helder and its door."""
    cast = Cast()
    with django_db_blocker.unblock(), copy_of_template("banenbrug_browser") as name:
        with using(name):
            for school in (cast.waterland, cast.heuvelrug):
                _link(school, cast.cleaner)
        yield name


def _link(school: School, account: Member) -> None:
    pk = school.organisation.pk
    with transaction.atomic(), scope(organisation_id=pk):
        supplier = supplier_by_name(organisation_id=pk, name=account.organisation.name)
        link_account(supplier=supplier, account=account.organisation)


@pytest.fixture(scope="module")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The program, served."""
    with serve(database=database, home=tmp_path_factory.mktemp("home")) as site:
        yield site


@pytest.fixture(scope="session")
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database with the story of the demonstration, to copy."""
    with django_db_blocker.unblock(), told() as name:
        yield name


@pytest.fixture(scope="module")
def demonstration(
    story: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A demonstration for one module, served."""
    with django_db_blocker.unblock(), served(story, tmp_path_factory.mktemp("home")) as site:
        yield site


@pytest.fixture(scope="module")
def hall(site: Site) -> Iterator[Hall]:
    """The way in. Playwright is here for one module at a time, and ends before the database does.

    While it runs it keeps an event loop in this thread, in which Django refuses to query.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        hall = Hall(browser, site)
        yield hall
        hall.close()
        browser.close()
