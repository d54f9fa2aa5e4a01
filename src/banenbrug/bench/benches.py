"""The benches by name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from banenbrug.bench.crowd import crowd
from banenbrug.bench.ground import Ground
from banenbrug.bench.imports import first_time, second_time
from banenbrug.bench.pages import PAGES
from banenbrug.bench.results import Result
from banenbrug.bench.submissions import submit
from banenbrug.bench.submissions_http import over_http

IMPORTS: Mapping[str, Callable[[Ground], Result]] = {
    "import-csv": partial(first_time, "import-csv", ".csv"),
    "import-csv-again": partial(second_time, "import-csv-again", ".csv"),
    "import-xlsx": partial(first_time, "import-xlsx", ".xlsx"),
    "import-xlsx-again": partial(second_time, "import-xlsx-again", ".xlsx"),
}
SUBMISSIONS: Mapping[str, Callable[[Ground], Result]] = {
    "submit": submit,
    "submissions-http": over_http,
}
NAMES = (*IMPORTS, *PAGES, *SUBMISSIONS)


def measure(names: Sequence[str], *, ground: Ground) -> Iterator[Result]:
    """Run these benches one after the other; those of pages share one database."""
    for name in names:
        if name in IMPORTS:
            yield IMPORTS[name](ground)
    pages = [name for name in names if name in PAGES]
    with ExitStack() as stack:
        if pages:
            there = stack.enter_context(
                crowd(template=ground.template, rows=ground.rows, now=ground.now)
            )
        for name in pages:
            yield PAGES[name](crowd=there, turns=ground.times)
    for name in names:
        if name in SUBMISSIONS:
            yield SUBMISSIONS[name](ground)
