"""The program as it is really served: its own processes, over a database of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from django.conf import settings
from psycopg.conninfo import make_conninfo

from banenbrug.commands.process_tree import ProcessTree


@dataclass(frozen=True)
class Site:
    """Where it answers, and the environment in which its commands run."""

    origin: str
    environment: Mapping[str, str]

    def command(self, *words: str) -> Any:
        """Run `banenbrug … --json` on this database and give the answer that it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "banenbrug", *words, "--json"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)


@contextmanager
def serve(
    *,
    database: str,
    home: Path,
    host: str = "127.0.0.1",
    more: Mapping[str, str] | None = None,
    beside: Sequence[str] = (),
) -> Iterator[Site]:
    """Serve a database until the block ends, with the commands of `beside` next to it."""
    port = free_port()
    origin = f"http://{host}:{port}"
    environment = {
        **os.environ,
        "DATABASE_URL": make_conninfo(settings.DATABASE_URL, dbname=database),
        "DATABASE_OWNER_URL": make_conninfo(settings.DATABASE_OWNER_URL, dbname=database),
        "BANENBRUG_HOME": str(home),
        "BANENBRUG_HOSTS": host,
        "BANENBRUG_ORIGIN": origin,
        **(more or {}),
    }
    with ProcessTree(environment=environment) as processes:
        processes.start("the web server", ["serve", "--port", str(port), "--quiet"])
        for command in beside:
            processes.start(command, [command])
        processes.wait_until(lambda: _answers(f"{origin}/healthz"))
        yield Site(origin, environment)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
