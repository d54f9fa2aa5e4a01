"""The benches by name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from banenbrug.bench.ground import Ground
from banenbrug.bench.imports import first_time, second_time
from banenbrug.bench.results import Result

BENCHES: Mapping[str, Callable[[Ground], Result]] = {
    "import-csv": partial(first_time, "import-csv", ".csv"),
    "import-csv-again": partial(second_time, "import-csv-again", ".csv"),
    "import-xlsx": partial(first_time, "import-xlsx", ".xlsx"),
    "import-xlsx-again": partial(second_time, "import-xlsx-again", ".xlsx"),
}


def measure(names: Sequence[str], *, ground: Ground) -> Iterator[Result]:
    """Run these benches one after the other."""
    for name in names:
        yield BENCHES[name](ground)
