"""A demonstration as a real process tree, in a home folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 60  # seconds
_COMPILED = Path(__file__).parents[2] / "var" / "test" / "compiled"
_FROM_OUTSIDE = (
    *("DATABASE_URL", "DATABASE_OWNER_URL", "BANENBRUG_AS_OWNER", "BANENBRUG_DEMO"),
    "PYTHONDONTWRITEBYTECODE",  # without kept bytecode every process starts three times as slowly
)


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of somebody who has set nothing but the home folder."""
    kept = {name: value for name, value in os.environ.items() if name not in _FROM_OUTSIDE}
    ours = {
        "BANENBRUG_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONPYCACHEPREFIX": str(_COMPILED),
    }
    return {**kept, **ours, **more}


def banenbrug(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "banenbrug", *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Demo:
    """`banenbrug demo` on a free port, from the start until it has ended."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "banenbrug", "demo", "--port", str(self.port)],
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def until_ready(self) -> str:
        """The line with the address."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "http://" in line:
                return line
        raise AssertionError(self.process.communicate()[1])

    def get(self, path: str, *, method: str = "GET") -> tuple[int, str]:
        """Status and text of a page."""
        client = HTTPConnection("localhost", self.port, timeout=PATIENCE)
        client.request(method, path)
        answer = client.getresponse()
        text = answer.read().decode()
        client.close()
        return answer.status, text

    def children(self) -> list[int]:
        """Every process below the demonstration, deepest last, the embedded server apart."""
        found, new = [], [self.process.pid]
        while new:
            new = [pid for parent in new for pid in _children_of(parent)]
            found += new
        return [pid for pid in found if "-m banenbrug" in _command(pid)]

    def end(self, how: signal.Signals) -> int:
        """Send a signal to the demonstration alone; its exit code."""
        self.process.send_signal(how)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode

    def is_listening(self) -> bool:
        """Whether anything answers at the port."""
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """A port at which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_running(pid: int) -> bool:
    """Whether the process is there and is no zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def processes_of(home: Path) -> list[int]:
    """Every process that runs with this home folder in its environment or its arguments."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(home) in told and is_running(int(folder.name)):
            found.append(int(folder.name))
    return found


def eventually(holds: Callable[[], bool]) -> bool:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _children_of(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for t in threads for child in (t / "children").read_text().split()]
    except FileNotFoundError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        return ""
