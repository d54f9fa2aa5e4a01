"""`banenbrug worker`: does the background jobs, such as sending letters."""

import argparse

from django.core.management import call_command
from django.utils.module_loading import autodiscover_modules

from banenbrug.commands.check import may_serve
from banenbrug.commands.lifeline import hold_to_starter


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--once` does what waits and stops."""
    parser.add_argument("--once", action="store_true")


def run(options: argparse.Namespace) -> None:
    """Work until a signal ends it."""
    hold_to_starter()
    may_serve()
    autodiscover_modules("jobs", "letters")  # a job that was never imported cannot be done
    # What a job was given may name a person; jobs are read by every scope, so done ones go.
    words = ["worker", "--delete-jobs", "successful"]
    call_command("procrastinate", *words, *(["--one-shot"] if options.once else []))
