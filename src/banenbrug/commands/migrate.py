"""`banenbrug migrate`: bring the tables up to date and grant what the application may do."""

import argparse

from django.core.management import call_command

from banenbrug.engine import grants


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> None:
    """Migrate and grant, and tell which migrations were applied."""
    bring_up_to_date(verbosity=1)


def bring_up_to_date(*, verbosity: int) -> None:
    """Migrate as the owner, then grant; the same again changes nothing."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    grants.apply()
