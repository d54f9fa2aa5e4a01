"""Processes that hold an embedded server, and what shows of one from outside."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

HOLD = """
import sys
from pathlib import Path
import psycopg
from banenbrug.engine.embedded import join
with join(Path(sys.argv[1]), durable=sys.argv[2] == "durable") as server:
    with psycopg.connect(server.url("application")) as connection:
        print(*connection.execute("SELECT pg_postmaster_start_time()").fetchone(), flush=True)
    sys.stdin.readline()
"""
PATIENCE = 30  # seconds


class Holder:
    """Another process that holds the server until it is told to leave."""

    def __init__(self, home: Path, *, durable: bool = False) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(home), "durable" if durable else "quick"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def started_at(self) -> str:
        """Wait until it holds the server; the start time of that server."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell_to_leave(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()

    def leave(self) -> None:
        self.tell_to_leave()
        assert self.process.wait(PATIENCE) == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def folder_that_ends_unused() -> Iterator[Path]:
    """A folder with a short path; nothing may run in it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bb-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        left_over = processes_naming(folder)
        for pid in left_over:
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(folder)
    assert left_over == []


def processes_naming(folder: Path) -> list[int]:
    table = subprocess.check_output(["ps", "-A", "-o", "pid=,args="], text=True)
    return [int(line.split()[0]) for line in table.splitlines() if str(folder) in line]


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster(home: Path) -> int:
    return int((home / "postgresql" / "postmaster.pid").read_text().splitlines()[0])


def eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def write_row(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('brug')")


def rows(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT word FROM kept").fetchall()


def failure_as(account: str, url: str) -> str:
    """What stops this operating-system user from logging in; empty when nothing does.

    Forks without exec, because the Python of root may be closed to others.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        user = pwd.getpwnam(account)
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError as error:
            os.write(writer, str(error).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        failure = pipe.read()
    os.waitpid(child, 0)
    return failure
