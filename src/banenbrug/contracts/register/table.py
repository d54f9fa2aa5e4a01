"""A table in a file, as every reader of files hands it over: headers above rows of text cells.

A reader of typed cells (spreadsheets) writes dates as ISO and numbers with a decimal point, so
that nothing behind this module needs to know what kind of file the rows came from.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from banenbrug.contracts.register.findings import Problem
from banenbrug.foundation.refusals import Refusal

Row = tuple[int, Sequence[str]]
"""Row number as a spreadsheet shows it (the first row is 1), and its cells: one for each header,
and more only where the row holds something beyond the last header."""

SAMPLE_ROWS = 1000
"""Rows that are looked at to recognise columns."""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 500_000
MAX_COLUMNS = 200
MAX_HEADER = 200


MAX_CELL = 100_000
"""Characters of one cell; a spreadsheet program stops at 32,767."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headers, and the rows below them that are not blank.

    `rows()` starts anew at each call and streams; it raises `Refused` where the file turns out to
    be broken half-way. Columns in `personal` look like personal data: their cells come out
    empty. `digest` is the SHA-256 of the file's bytes.

    `kind` is csv, xlsx, xlsb, xls, ods or ocds; `encoding` and `delimiter` are '' for all but
    csv, and `sheet` is '' for what has no sheets. `known` holds (field, header) pairs of columns
    that the file itself names, so that nobody has to guess. `warnings` are said of the file as a
    whole. Where two files were joined, `weights` says for how many source rows a row stands, if
    more than one, and `problems` holds the rows that belong to no other.
    """

    headers: tuple[str, ...]
    header_row: int
    digest: str
    personal: tuple[str, ...]
    sample: tuple[Row, ...]
    rows: Callable[[], Iterator[Row]]
    kind: str = "csv"
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    known: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Refusal, ...] = ()
    weights: Mapping[int, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def column(self, header: str) -> list[str]:
        """The cells of one column in the sample, blank ones left out."""
        index = self.headers.index(header)
        return [cell for _, cells in self.sample if (cell := cells[index].strip())]
