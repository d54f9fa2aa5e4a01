"""The benches by name."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from banenbrug.bench.imports import import_csv, import_csv_again
from banenbrug.bench.results import Result
from banenbrug.bench.stage import template

BENCHES: dict[str, Callable[..., Result]] = {
    "import-csv": import_csv,
    "import-csv-again": import_csv_again,
}


def measure(names: Sequence[str], *, register: Path, times: int, now: datetime) -> Iterator[Result]:
    """Run these benches one after the other, on a register file of `banenbrug make-register`.

    Each run is done `times` times; the median counts.
    """
    with template(now=now) as database:
        for name in names:
            yield BENCHES[name](template=database, file=register, times=times, now=now)
