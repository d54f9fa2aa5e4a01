"""Killed in the middle of a submission: the ledger balances, and nothing confirmed is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from banenbrug.engine.embedded import Embedded, address, join
from tests.engine.holders import folder_that_ends_unused, postmaster
from tests.story.processes import PATIENCE, banenbrug, environment

ROUNDS = 5
"""In every second of which the database server is killed as well."""


def addresses(home: Path) -> dict[str, str]:
    """Where the server of this home answers, for who does not hold it."""
    return {
        "DATABASE_URL": address(home, "application"),
        "DATABASE_OWNER_URL": address(home, "owner"),
    }


def submitter(home: Path, what: str) -> subprocess.Popen[str]:
    """The process that submits."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.scheme.submitter", what],
        env=environment(home, **addresses(home)),
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def home() -> Iterator[Path]:
    """A durable server of its own, with plans that wait to be submitted.

    It is made by a quick one: that takes a third of the time.
    """
    with folder_that_ends_unused() as folder:
        with join(folder, durable=False):
            migrated = banenbrug(folder, "migrate", **addresses(folder))
            assert migrated.returncode == 0, migrated.stderr
            with submitter(folder, "prepare") as process:
                assert process.wait(PATIENCE) == 0
        with join(folder):
            yield folder


def killed_after(home: Path, confirmed: int, *, pause: float, with_server: bool) -> list[int]:
    """Let it submit so many, and kill it a moment later: the applications that it confirmed."""
    with submitter(home, "submit") as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(confirmed)]
        time.sleep(pause)
        if with_server:
            os.kill(postmaster(home), signal.SIGKILL)
        process.kill()
        told += process.stdout.readlines()
    return [int(line) for line in told if line.endswith("\n")]


def ledger(home: Path) -> dict[str, Any]:
    """What `banenbrug ledger` says; it refuses when a total differs from its entries."""
    done = banenbrug(home, "ledger", "--scheme", "de-brug", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def received(server: Embedded) -> dict[int, int]:
    """The place of every application that was received, as the owner of the tables sees it."""
    with psycopg.connect(server.url("owner")) as connection:
        found = connection.execute(
            "SELECT id, place FROM scheme_application WHERE place IS NOT NULL ORDER BY place"
        )
        return dict(found.fetchall())


def test_after_each_kill_the_ledger_balances_and_every_confirmed_submission_is_there(
    home: Path,
) -> None:
    chance = Random(20261127)
    confirmed: list[int] = []
    for number in range(ROUNDS):
        confirmed += killed_after(
            home,
            chance.randint(2, 6),
            pause=chance.uniform(0, 0.03),
            with_server=number % 2 == 1,
        )
        told = ledger(home)
        assert told["claimed"] + told["granted"] - told["returned"] + told["left"] == 80
        with join(home) as server:
            places = received(server)
        assert set(confirmed) <= set(places)
        assert list(places.values()) == list(range(1, len(places) + 1))
    assert len(confirmed) == len(set(confirmed)) >= 2 * ROUNDS
