"""`banenbrug demo`: the whole product with a fictional story, in one process tree.

It migrates as the owner, marks the database as a demonstration, lets the application role tell the
story, and then runs the web server and the worker until Ctrl-C. It refuses to touch real data.
"""

import argparse
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from django.db import OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from banenbrug.commands import migrate
from banenbrug.commands.process_tree import ProcessTree
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.models import Installation, Organisation, User
from banenbrug.story.ageing import age_history
from banenbrug.story.queries import is_demonstration, is_told

_HOST = "127.0.0.1"
_ONE_AT_A_TIME = 0x62616E656E  # the key of the advisory lock: any number that nobody else uses
_PORT_FREES = 2.0  # seconds that a former demonstration has to end
_NOT_FOR_CHILDREN = ("BANENBRUG_AS_OWNER", "DATABASE_OWNER_URL", "BANENBRUG_MAIL_HOST")
_START_ANEW = "SET LOCAL lock_timeout = '5s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve, and how far to go."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fresh", action="store_true", help="tell the story anew")
    parser.add_argument("--prepare", action="store_true", help="stop before serving")


def run(options: argparse.Namespace) -> dict[str, object] | None:
    """Prepare, then serve until a signal; every process that was started ends with this one."""
    # A shell that starts something in the background lets it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with _alone() as held:
        if not options.prepare:
            _refuse_taken(options.port)
        with ProcessTree(environment=_environment(options.port)) as tree:
            _prepare(tree, fresh=options.fresh)
            if options.prepare:
                return {"demo": "ready"}
            try:
                _serve(tree, held=held, port=options.port)
            except KeyboardInterrupt:
                print("\nStopped. `banenbrug demo` goes on where you were.", flush=True)
    return None


def _prepare(tree: ProcessTree, *, fresh: bool) -> None:
    refuse(_why_not_here())
    if fresh:
        _start_anew()
    migrate.bring_up_to_date(verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"demo": True})
    told = is_told()
    connections.close_all()
    if not told:
        print("Telling the story…", flush=True)
        tree.finish("the story", ["tell-story"])
    age_history()
    connections.close_all()


def _serve(tree: ProcessTree, *, held: BaseDatabaseWrapper, port: int) -> None:
    tree.start("the web server", ["serve", "--port", str(port), "--quiet"])
    tree.wait_until(lambda: _answers(port))
    tree.start("the worker", ["worker"])
    print(f"Banenbrug is at http://localhost:{port}/ (Ctrl-C stops it)", flush=True)
    tree.wait_until(lambda: _is_gone(held))
    raise Refused(
        Refusal("database_gone", N_("The database stopped. Everything was stopped; start again."))
    )


def _why_not_here() -> Refusal | None:
    """A demonstration goes into an empty database or into an earlier demonstration."""
    with connection.cursor() as cursor:
        found = set(connection.introspection.table_names(cursor))
    if Installation._meta.db_table in found and is_demonstration():
        return None
    ours = {*connection.introspection.django_table_names(), "django_migrations"}
    inhabited = any(
        model._meta.db_table in found and model._default_manager.exists()
        for model in (Organisation, User)
    )
    if inhabited or found - ours:
        return Refusal(
            "real_data",
            N_(
                "This database holds other data than a demonstration, so no demonstration is"
                " started in it. Unset DATABASE_URL, or set BANENBRUG_HOME to an empty folder."
            ),
        )
    return None


def _start_anew() -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_START_ANEW)
    except OperationalError as error:
        raise Refused(
            Refusal(
                "database_in_use",
                N_("Another program uses this database. Stop it, then start anew: %(why)s"),
                {"why": str(error).strip()},
            )
        ) from error


@contextmanager
def _alone() -> Iterator[BaseDatabaseWrapper]:
    """Hold the database as the only demonstration; the server frees it when this process ends."""
    held = connection.copy()
    try:
        with held.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_AT_A_TIME])
            answer = cursor.fetchone()
        if answer != (True,):
            raise Refused(
                Refusal(
                    "demonstration_runs",
                    N_("A demonstration runs here already. Stop that one first, with Ctrl-C."),
                )
            )
        yield held
    finally:
        held.close()


def _is_gone(held: BaseDatabaseWrapper) -> bool:
    return not held.is_usable()


def _environment(port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_CHILDREN}
    return {**kept, "BANENBRUG_DEMO": "1", "BANENBRUG_ORIGIN": f"http://localhost:{port}"}


def _refuse_taken(port: int) -> None:
    deadline = time.monotonic() + _PORT_FREES
    while _is_taken(port):
        if time.monotonic() > deadline:
            raise Refused(
                Refusal(
                    "port_taken",
                    N_("Port %(port)s is taken. Choose another: banenbrug demo --port %(other)s"),
                    {"port": port, "other": port + 1},
                )
            )
        time.sleep(0.1)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return True
    return False


def _answers(port: int) -> bool:
    client = HTTPConnection(_HOST, port, timeout=5)
    try:
        client.request("GET", "/healthz")
        client.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        client.close()
    return True
