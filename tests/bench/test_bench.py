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
    *("ratio_to_floor", "ratio_to_peer", "peak_mb", "queries", "slowest_query_seconds"),
}
IMPORTS = ("import-csv", "import-csv-again", "import-xlsx", "import-xlsx-again")
PAGES = ("list", "search", "dossier")
SUBMISSIONS = ("submit", "submissions-http")
ROUNDED = 0.0005
"""How far a figure that is told in three decimals may be off."""


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
    assert tuple(result["name"] for result in answer["results"]) == IMPORTS + PAGES + SUBMISSIONS
    assert all(result.keys() == KEYS for result in answer["results"])
    sizes = {result["name"]: result["n"] for result in answer["results"]}
    assert sizes.pop("submissions-http") == 100
    assert set(sizes.values()) == {150}


def test_a_ratio_is_that_of_the_two_times_beside_it(answer: dict[str, Any]) -> None:
    for result in answer["results"]:
        for other in ("floor", "peer"):
            seconds, ratio = result[f"{other}_seconds"], result[f"ratio_to_{other}"]
            if seconds is None:
                assert ratio is None
            else:
                lowest = (result["seconds"] - ROUNDED) / (seconds + ROUNDED)
                highest = (result["seconds"] + ROUNDED) / (seconds - ROUNDED)
                assert lowest - ROUNDED <= ratio <= highest + ROUNDED


def test_what_no_other_program_does_stands_alone(answer: dict[str, Any]) -> None:
    alone = {result["name"] for result in answer["results"] if result["peer"] is None}
    assert alone == {"import-csv-again", "import-xlsx-again", "submissions-http"}


def test_only_a_page_tells_its_queries_and_only_an_import_its_memory(
    answer: dict[str, Any],
) -> None:
    by_name = {result["name"]: result for result in answer["results"]}
    for name in PAGES:
        assert by_name[name]["queries"] > 0
        assert by_name[name]["peak_mb"] is None
    for name in IMPORTS:
        assert by_name[name]["queries"] is None
        assert by_name[name]["peak_mb"] > 0
    for name in SUBMISSIONS:
        assert (by_name[name]["queries"], by_name[name]["peak_mb"]) == (None, None)


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
