"""The benches run and tell what they measured; how quick it was is for `make bench`."""

import json
import signal
import subprocess
import sys
import time
from typing import Any

import psycopg
import pytest
from django.conf import settings

KEYS = {
    *("name", "n", "seconds", "floor_seconds", "peer", "peer_seconds"),
    *("ratio_to_floor", "ratio_to_peer", "peak_mb"),
}


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "banenbrug", "bench", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def databases_of(process: subprocess.Popen[str]) -> list[tuple[Any, ...]]:
    with psycopg.connect(settings.DATABASE_OWNER_URL) as server:
        return server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
            [f"banenbrug_bench_{process.pid}"],
        ).fetchall()


def wait_for_a_database_of(process: subprocess.Popen[str]) -> None:
    while not databases_of(process):
        assert process.poll() is None, "The bench ended before it made its database."
        time.sleep(0.05)


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    process = start("--rows", "150", "--times", "1", "--json")
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    assert databases_of(process) == []
    told: dict[str, Any] = json.loads(output)
    return told


def test_each_bench_gives_a_result_in_the_documented_form(answer: dict[str, Any]) -> None:
    assert [result["name"] for result in answer["results"]] == ["import-csv", "import-csv-again"]
    assert all(result.keys() == KEYS for result in answer["results"])
    assert {result["n"] for result in answer["results"]} == {150}


def test_a_ratio_is_that_of_the_two_times_beside_it(answer: dict[str, Any]) -> None:
    for result in answer["results"]:
        assert result["ratio_to_floor"] == pytest.approx(
            result["seconds"] / result["floor_seconds"], rel=0.05
        )
        assert result["ratio_to_peer"] is None


def test_an_interrupted_bench_leaves_no_database() -> None:
    process = start("import-csv", "--rows", "2000", "--times", "50")
    wait_for_a_database_of(process)
    process.send_signal(signal.SIGTERM)
    process.communicate()
    assert process.returncode == 130
    assert databases_of(process) == []


def test_an_unknown_bench_is_wrong_usage() -> None:
    process = start("import-papyrus")
    _, errors = process.communicate()
    assert process.returncode == 2
    assert "import-csv" in errors
