"""One prepared demonstration for all tests of a file: making it takes longest."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.story.processes import Demo, banenbrug, processes_of


@pytest.fixture(scope="package")
def home() -> Iterator[Path]:
    """A home folder (a short path) in which a demonstration is prepared and nothing runs."""
    folder = Path(tempfile.mkdtemp(prefix="bb-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        prepared = banenbrug(folder, "demo", "--prepare")
        assert prepared.returncode == 0, prepared.stderr
        yield folder
    finally:
        left_over = processes_of(folder)
        for pid in left_over:
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(folder)
    assert left_over == []


@pytest.fixture
def start(home: Path) -> Iterator[Callable[[], Demo]]:
    """Starts demonstrations, and ends what a failed test leaves behind."""
    started: list[Demo] = []

    def one_more() -> Demo:
        started.append(Demo(home))
        return started[-1]

    yield one_more
    for demo in started:
        with demo.process:  # which closes its pipes
            if demo.process.poll() is None:
                demo.end(signal.SIGINT)
