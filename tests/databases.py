"""Test databases: one template with all tables and the cast, copied in a moment (0.04 s)."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql
from psycopg.conninfo import make_conninfo

from banenbrug.engine import grants
from tests import cast

SOURCES = Path(__file__).parents[1]
TEMPLATE = "banenbrug_test_template"


def owner(database: str | None = None) -> psycopg.Connection[tuple[object, ...]]:
    """A connection of the owner, outside Django."""
    named = {"dbname": database} if database else {}
    address = make_conninfo(str(settings.DATABASE_OWNER_URL), **named)
    return psycopg.connect(address, autocommit=True)


def ensure_template() -> None:
    """Make the template anew when migrations or the cast have changed."""
    fingerprint = _fingerprint()
    with owner() as server:
        # Until this connection closes: two runs at once must not make it both.
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [TEMPLATE])
        found = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [TEMPLATE],
        ).fetchone()
        if not found or found[0] != fingerprint:
            _make_template(server, fingerprint)


def _make_template(server: psycopg.Connection[tuple[object, ...]], fingerprint: str) -> None:
    server.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
    server.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 ENCODING 'UTF8'")
    with using(TEMPLATE, as_owner=True):
        call_command("migrate", interactive=False, verbosity=0)
        grants.apply()
    with using(TEMPLATE), transaction.atomic():
        cast.build(now=timezone.now())
    server.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(
            sql.Identifier(TEMPLATE), sql.Literal(fingerprint)
        )
    )


def _fingerprint() -> str:
    rooms = SOURCES / "src" / "banenbrug"
    parts = sorted([*rooms.glob("*/migrations/*.py"), *rooms.glob("*/models.py")])
    parts += sorted(rooms.glob("*/models/*.py"))
    parts += [*sorted(rooms.glob("engine/*.py")), SOURCES / "tests" / "cast.py"]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes())
    return digest.hexdigest()


@contextmanager
def using(database: str, *, as_owner: bool = False) -> Iterator[None]:
    """Point Django at another database, as the application role or as the owner."""
    former = dict(connection.settings_dict)
    wanted = psycopg.conninfo.conninfo_to_dict(
        settings.DATABASE_OWNER_URL if as_owner else settings.DATABASE_URL
    )
    connection.close()
    connection.settings_dict.update(
        NAME=database, USER=wanted.get("user", ""), PASSWORD=wanted.get("password", "")
    )
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(former)


@contextmanager
def copy_of_template(name: str, *, template: str = TEMPLATE) -> Iterator[str]:
    """A database of its own, dropped afterwards; `template` is another to copy."""
    name = f"{name}_{os.getpid()}"
    with owner() as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            connection.close()
            # Without FORCE: the owner may not end sessions of the application role. PostgreSQL
            # waits up to 5 seconds for those that are closing.
            server.execute(f"DROP DATABASE IF EXISTS {name}")
