"""Reading in a register of contracts: the first time, and the same file again."""

import gc
import resource
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from django.apps import apps
from django.db import transaction

from banenbrug.bench import plain_import
from banenbrug.bench.ground import Ground
from banenbrug.bench.process import run_in
from banenbrug.bench.results import Result
from banenbrug.bench.stage import SCHOOL, copy_of
from banenbrug.contracts import batches
from banenbrug.contracts.models import Contract
from banenbrug.contracts.register.reading import read_file
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Organisation

_EVENTS = ("SupplierEvent", "ContractEvent", "ClauseEvent")


class WrongResult(RuntimeError):
    """A run did something else than was to be measured: its time says nothing."""


@dataclass(frozen=True)
class Run:
    """One run: from the file on disk to the commit, and what then stood in the database.

    `peak_mb`: the most memory of the process, and of the reader of spreadsheets beside it.
    """

    seconds: float
    peak_mb: float
    contracts: int
    versions: int
    counts: dict[str, Any]


def first_time(name: str, ending: str, ground: Ground) -> Result:
    """The first time, beside the floor and the peer, in turn."""
    file = ground.register(ending)
    floors, peers, runs = [], [], []
    for _ in range(ground.times):
        with copy_of(ground.template) as database:
            floors.append(run_in(database, plainly, file))
        with copy_of(ground.template) as database:
            runs.append(run_in(database, read_in, file, ground.now))
        with copy_of(ground.template) as database:
            peers.append(run_in(database, with_peer, file))
    rows = runs[0].counts["rows"]
    for run in (*floors, *peers, *runs):
        if (run.contracts, run.versions) != (rows, runs[0].versions):
            raise WrongResult(f"Of {rows} rows became {run.contracts} contracts: {run}")
    return Result(
        name=name,
        n=rows,
        seconds=_median(runs),
        floor_seconds=_median(floors),
        peer="django-import-export, bulk",
        peer_seconds=_median(peers),
        peak_mb=max(run.peak_mb for run in runs),
    )


def second_time(name: str, ending: str, ground: Ground) -> Result:
    """The same file again; here the floor is the first time."""
    file = ground.register(ending)
    firsts, runs = [], []
    for _ in range(ground.times):
        with copy_of(ground.template) as database:
            firsts.append(run_in(database, read_in, file, ground.now))
            runs.append(run_in(database, read_in, file, ground.now))
    rows = runs[0].counts["rows"]
    for first, run in zip(firsts, runs, strict=True):
        if run.counts["unchanged"] != rows or run.versions != first.versions:
            raise WrongResult(
                f"The same {rows} rows again: {run.counts}, and the history went from"
                f" {first.versions} to {run.versions} rows."
            )
    return Result(
        name=name,
        n=rows,
        seconds=_median(runs),
        floor_seconds=_median(firsts),
        peak_mb=max(run.peak_mb for run in runs),
    )


def read_in(file: Path, now: datetime) -> Run:
    """One run of ours, in the process of its own."""

    def work(school: int) -> dict[str, Any]:
        _, outcome = batches.read_in(
            organisation_id=school,
            files=[(file.name, read_file(file))],
            mapping=None,
            now=now,
        )
        return outcome.counts()

    return _timed(work)


def plainly(file: Path) -> Run:
    """One run of the floor, in the process of its own."""

    def work(school: int) -> dict[str, Any]:
        plain_import.read_in(file, organisation_id=school)
        return {}

    return _timed(work)


def with_peer(file: Path) -> Run:
    """One run of the peer, in the process of its own."""
    from banenbrug.bench import peer_import  # its library is there for development only

    def work(school: int) -> dict[str, Any]:
        peer_import.read_in(file, organisation_id=school)
        return {}

    return _timed(work)


def _timed(work: Callable[[int], dict[str, Any]]) -> Run:
    school = Organisation.objects.get(slug=SCHOOL).pk
    gc.collect()
    start = perf_counter()
    with transaction.atomic(), scope(organisation_id=school, via="bench"):
        counts = work(school)
    seconds = perf_counter() - start
    peak = sum(map(_peak_mb, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
    with transaction.atomic(), scope(organisation_id=school):
        contracts = Contract.objects.count()
        return Run(seconds, peak, contracts, _versions(), counts)


def _peak_mb(whose: int) -> float:
    # A spreadsheet is read in a process of its own, beside ours.
    return resource.getrusage(whose).ru_maxrss / 1024


def _versions() -> int:
    """History rows of all that a register fills; the batch itself is a new one each time."""
    events = [apps.get_model("contracts", name) for name in _EVENTS]
    return sum(event._default_manager.count() for event in events)


def _median(runs: list[Run]) -> float:
    return median(run.seconds for run in runs)
