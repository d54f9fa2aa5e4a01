"""`banenbrug check`: whether this installation may serve, and why not."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from banenbrug.engine.grants import why_not_serve
from banenbrug.foundation.refusals import N_, Refusal, refuse
from banenbrug.settings import NO_SECRET
from banenbrug.story.queries import is_demonstration
from banenbrug.web.papers import why_no_papers


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> dict[str, object]:
    """Refuse what may not serve, and what would serve without making PDFs."""
    may_serve()
    refuse(why_no_papers())
    call_command("check", databases=["default"])
    return {"check": "ok"}


def may_serve() -> None:
    """Raise `Refused` when this installation must not serve."""
    refuse(why_not_serve())
    refuse(_why_not_migrated())
    refuse(_why_not_demonstration())
    if settings.SECRET_KEY == NO_SECRET:
        refuse(
            Refusal("no_secret", N_("Set BANENBRUG_SECRET_KEY to a long random text of your own."))
        )


def _why_not_demonstration() -> Refusal | None:
    if settings.DEMO and not is_demonstration():
        return Refusal(
            "demo_beside_real_data",
            N_(
                "BANENBRUG_DEMO lets everybody in without a password, and this database is not a"
                " demonstration. Unset it, or run `banenbrug demo` on a database of its own."
            ),
        )
    return None


def _why_not_migrated() -> Refusal | None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return Refusal(
            "database_not_ready",
            N_("The database is not up to date. Run `banenbrug migrate` first."),
        )
    return None
