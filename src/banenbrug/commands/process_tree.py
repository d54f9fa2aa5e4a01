"""Commands of our own that run beside one another: they start together and all end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from banenbrug.commands.lifeline import PARENT
from banenbrug.foundation.refusals import N_, Refusal, Refused

Words = Sequence[str]
"""The words of a command behind `banenbrug`."""

_GRACE = 10.0  # seconds for a process to end by itself
_PAUSE = 0.2  # seconds
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ProcessTree:
    """The processes that were started here; leaving the block ends every one of them."""

    def __init__(self, *, environment: Mapping[str, str]) -> None:
        self._environment = {**environment, PARENT: str(os.getpid())}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "ProcessTree":
        return self

    def __exit__(self, *failure: object) -> None:
        # A second Ctrl-C must not leave half of them behind.
        former = {number: signal.signal(number, signal.SIG_IGN) for number in _SIGNALS}
        try:
            self._end()
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def start(self, name: str, words: Words) -> None:
        """Start a command. Its own process group keeps the terminal's Ctrl-C from reaching it."""
        self._running[name] = subprocess.Popen(
            [sys.executable, "-m", "banenbrug", *words],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            process_group=0,
        )

    def finish(self, name: str, words: Words) -> None:
        """Run a command to its end; `Refused` when it fails."""
        self.start(name, words)
        code = self._running[name].wait()
        del self._running[name]
        if code:
            raise Refused(_ended(name))

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait for something that the processes bring about; `Refused` when one of them ends."""
        while not ready():
            self._look()

    def _look(self) -> None:
        for name, process in self._running.items():
            if process.poll() is not None:
                raise Refused(_ended(name))
        time.sleep(_PAUSE)

    def _end(self) -> None:
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + _GRACE
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            _kill_group(process.pid)
            process.wait()


def _kill_group(group: int) -> None:
    """Whatever a process left behind in its group goes too."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _ended(name: str) -> Refusal:
    return Refusal(
        "process_ended",
        N_("%(name)s stopped by itself; what it said stands above. Everything was stopped."),
        {"name": name},
    )
