"""`banenbrug manage …`: Django's own commands, such as makemigrations."""

import argparse

from django.core.management import execute_from_command_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything after `manage` goes to Django."""
    parser.add_argument("words", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> None:
    """Run the command of Django."""
    execute_from_command_line(["banenbrug manage", *options.words])
