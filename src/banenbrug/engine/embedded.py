"""The embedded PostgreSQL server: started by the first process that needs it, stopped by the last.

Every process holds a shared `flock` on `server.users`; who can make it exclusive on leaving is the
last and stops the server. The kernel frees the lock of a killed process. A second lock, the gate
(`server.gate`), is held exclusively around joining and leaving, so starts and stops never overlap.
A program that creates or stops the cluster inherits the gate: it stays shut until that program
ends, even when the process that started it is killed.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from banenbrug.engine.cluster import Cluster, Role
from banenbrug.engine.server_account import ServerUnavailable

__all__ = ["Embedded", "Role", "ServerUnavailable", "address", "home", "join"]


def home() -> Path:
    """The folder of all run-time files: `BANENBRUG_HOME`, or `var` in the current folder."""
    return Path(os.environ.get("BANENBRUG_HOME") or "var").absolute()


def join(home: Path, *, durable: bool = True) -> "Embedded":
    """Start the server of this home, or join it when it runs; `leave` when done.

    `durable=False` is for tests: quicker, and a crash may cost committed rows.
    Raises `ServerUnavailable` with what happened and what to do.
    """
    cluster = Cluster(home.absolute(), durable=durable)
    try:
        _make_home(cluster.home)
        with _gate(cluster.home) as gate:
            users = _open(cluster.home / "server.users")
            try:
                fcntl.flock(users, fcntl.LOCK_SH)
                cluster.ensure_running(gate)
            except BaseException:
                _release(cluster, users=users, gate=gate)
                raise
    except OSError as error:
        raise ServerUnavailable(
            f"The folder {cluster.home} cannot be used: {error}. Make it writable for you, "
            "or set BANENBRUG_HOME to another folder."
        ) from error
    return Embedded(cluster, users)


def address(home: Path, role: Role, database: str = "banenbrug") -> str:
    """The libpq URL that the server of this home has once it runs, fit for `DATABASE_URL`."""
    return Cluster(home.absolute(), durable=True).url(role, database)


class Embedded:
    """The hold of one process on the embedded server; made by `join`."""

    def __init__(self, cluster: Cluster, users: int) -> None:
        self._cluster = cluster
        self._users: int | None = users

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.leave()

    def url(self, role: Role, database: str = "banenbrug") -> str:
        """The libpq URL for `role` over the unix socket, fit for `DATABASE_URL`."""
        return self._cluster.url(role, database)

    def leave(self) -> None:
        """Let go of the server, and stop it when nobody else holds it. Twice is once."""
        users, self._users = self._users, None
        if users is not None:
            with _gate(self._cluster.home) as gate:
                _release(self._cluster, users=users, gate=gate)


def _make_home(home: Path) -> None:
    # The server account of root has to pass this folder, and may not look around in it.
    home.mkdir(mode=0o711 if os.getuid() == 0 else 0o700, parents=True, exist_ok=True)


def _open(path: Path) -> int:
    """Open a lock file. Python's descriptors are closed in programs that we start."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


@contextmanager
def _gate(home: Path) -> Iterator[int]:
    gate = _open(home / "server.gate")
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield gate
    finally:
        os.close(gate)


def _release(cluster: Cluster, *, users: int, gate: int) -> None:
    try:
        if _is_last(users):
            cluster.stop_if_running(gate)
    finally:
        os.close(users)


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
