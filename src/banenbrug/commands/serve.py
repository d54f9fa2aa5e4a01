"""`banenbrug serve`: the web server, once the check has passed."""

import argparse
import importlib
import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from banenbrug.commands.check import may_serve
from banenbrug.commands.lifeline import hold, hold_to_starter
from banenbrug.foundation.refusals import N_, Refusal, refuse
from banenbrug.story.queries import is_demonstration

_GRACE = 10  # seconds for requests that are under way when the server stops


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--quiet", action="store_true", help="say only what goes wrong")


def run(options: argparse.Namespace) -> None:
    """Serve until a signal ends it."""
    hold_to_starter()
    may_serve()
    refuse(_why_not_in_earnest())
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    Server(
        "banenbrug.wsgi",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.processes,
        blocking_threads=options.threads,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.warning if options.quiet else LogLevels.info,
    ).serve(target_loader=_loader(os.getpid()))


def _why_not_in_earnest() -> Refusal | None:
    # `demo --fresh` would wipe it, and `demo` lets everybody in.
    if is_demonstration() and not settings.DEMO:
        return Refusal(
            "demonstration_in_use",
            N_("This database is a demonstration. Use another one for real data."),
        )
    return None


def _loader(server: int) -> Callable[[str], Callable[..., Any]]:
    """Load the application in a process of the server, which must not outlive the server."""

    def load(module: str) -> Callable[..., Any]:
        hold(server)
        application: Callable[..., Any] = importlib.import_module(module).application
        return application

    return load
