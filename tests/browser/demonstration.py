"""The story of the demonstration in a database of its own, told once for all browser tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from banenbrug.organisations.models import Installation, User
from banenbrug.story.actions import tell
from tests.browser.site import Site, serve
from tests.cast import PASSWORD
from tests.databases import copy_of_template, owner, using

_DEMO = {"BANENBRUG_DEMO": "1"}


@contextmanager
def told() -> Iterator[str]:
    """A database that holds the story and nothing of the cast; everybody has the password."""
    with copy_of_template("banenbrug_story") as name:
        with owner(name) as server:
            server.execute("TRUNCATE organisations_organisation, organisations_user CASCADE")
        with using(name, as_owner=True):
            Installation.objects.update_or_create(pk=1, defaults={"demo": True})
        with using(name):
            tell(now=timezone.now(), today=timezone.localdate())
            User.objects.update(password=make_password(PASSWORD))
        yield name


@contextmanager
def served(story: str, home: Path) -> Iterator[Site]:
    """A demonstration of its own, with a copy of the story."""
    with (
        copy_of_template("banenbrug_demo", template=story) as name,
        serve(database=name, home=home, more=_DEMO) as site,
    ):
        yield site
