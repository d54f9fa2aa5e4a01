"""Where a bench runs: a database of its own, copied anew for each run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from django.conf import settings
from django.core.management import call_command
from psycopg import sql

from banenbrug.bench.process import run_as_owner_in, run_in
from banenbrug.engine import grants
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.actions import found_organisation
from banenbrug.organisations.roles import Kind

SCHOOL = "bench"


@contextmanager
def template(*, now: datetime) -> Iterator[str]:
    """A database with all tables, the grants and one empty school; dropped in the end.

    Raises `Refused` (no_owner, may_not_create_database).
    """
    if not settings.DATABASE_OWNER_URL:
        message = N_("Set DATABASE_OWNER_URL: a bench makes a database of its own.")
        raise Refused(Refusal("no_owner", message))
    with _database(f"banenbrug_bench_{os.getpid()}", like="template0") as name:
        run_as_owner_in(name, _furnish)
        run_in(name, _found_school, now)
        yield name


@contextmanager
def copy_of(template: str) -> Iterator[str]:
    """A fresh copy of the template; dropped in the end."""
    with _database(f"{template}_copy", like=template) as name:
        yield name


def _furnish() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    grants.apply()


def _found_school(now: datetime) -> None:
    found_organisation(kind=Kind.SCHOOL, slug=SCHOOL, name="Bench", now=now)


@contextmanager
def _database(name: str, *, like: str) -> Iterator[str]:
    known = {"name": sql.Identifier(name), "like": sql.Identifier(like)}
    with psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True) as server:
        try:
            server.execute(
                sql.SQL("CREATE DATABASE {name} TEMPLATE {like} ENCODING 'UTF8'").format(**known)
            )
        except psycopg.errors.InsufficientPrivilege as error:
            message = N_("The role of DATABASE_OWNER_URL may not create a database: %(why)s.")
            why = {"why": str(error).strip()}
            raise Refused(Refusal("may_not_create_database", message, why)) from error
        try:
            yield name
        finally:
            # Without FORCE: the owner may not end sessions of the application role. PostgreSQL
            # waits up to 5 seconds for those that are closing.
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {name}").format(**known))
