"""Where the columns of a table are: the row with their names, and what those names are."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from banenbrug.contracts.register.guessing import how_many_recognised
from banenbrug.contracts.register.personal import is_personal
from banenbrug.contracts.register.table import (
    MAX_COLUMNS,
    MAX_HEADER,
    MAX_ROWS,
    SAMPLE_ROWS,
    Row,
    Table,
)
from banenbrug.foundation.refusals import N_, Refusal, Refused

Records = Callable[[], Iterator[list[str]]]
"""All records of a file from the first, blank ones too, so that their place is the row number."""

LAYOUT_ROWS = 50
"""Rows in which the column names are looked for."""

NOT_A_TABLE = Refusal(
    "not_a_table",
    N_(
        "This is not a table: it has no columns. The columns of a CSV file are divided by a "
        "semicolon, a comma or a tab. Nothing was read."
    ),
)
NO_ROWS = Refusal(
    "no_rows", N_("This file has column names but no rows below them. Nothing was read.")
)
TOO_MANY_ROWS = Refusal(
    "too_many_rows",
    N_("This file has more than %(most)s rows. Split it in parts. Nothing was read."),
    {"most": MAX_ROWS},
)

_ENOUGH_NAMES = 3
"""Column names known to us that make a row the header, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, the last row that they take up, and blank columns before them."""

    row: int
    names: tuple[str, ...]
    left: int = 0


def table_of(records: Records, header: Header, **facts: Any) -> Table:
    """The table below a header; `facts` are the other fields of `Table`.

    Raises `Refused`: too_many_columns, no_rows, and what reading the records raises.
    """
    if len(header.names) > MAX_COLUMNS:
        raise Refused(_too_many_columns(len(header.names)))
    sample = tuple(islice(_rows(records, header, ()), SAMPLE_ROWS))
    if not sample:
        raise Refused(NO_ROWS)
    hidden = _personal_columns(header.names, sample)
    read = partial(_rows, records, header, hidden)
    return Table(
        headers=header.names,
        header_row=header.row,
        personal=tuple(header.names[column] for column in hidden),
        sample=tuple(islice(read(), SAMPLE_ROWS)) if hidden else sample,
        rows=read,
        **facts,
    )


def header_in(records: Sequence[Sequence[str]]) -> Header:
    """The row that names the columns, in the first records of a file.

    That is the row with the most names that we know; where no row has enough of them the first
    that fills at least half of the columns: a title above it fills fewer.
    """
    width, _ = usual_width(records)
    filled = [sum(1 for cell in cells if cell.strip()) for cells in records]
    usual = next((n for n, cells in enumerate(filled) if cells >= max(2, width / 2)), None)
    known = [
        how_many_recognised(cells) if cells_filled > 1 else 0
        for cells, cells_filled in zip(records, filled, strict=True)
    ]
    best = max(range(len(known)), key=lambda n: known[n], default=0)
    if known and known[best] >= _ENOUGH_NAMES and (usual is None or known[best] > known[usual]):
        usual = best
    if usual is None:
        raise Refused(NOT_A_TABLE)
    left = min((_first_filled(cells) for cells in records[usual:] if any(cells)), default=0)
    names = _without_blank_end(records[usual], records[usual + 1 :])[left:]
    return Header(usual + 1, named(names), left)


def usual_width(records: Sequence[Sequence[str]]) -> tuple[int, float]:
    """The number of cells that most records have, and the share of records that have it."""
    widths = Counter(len(cells) for cells in records if "".join(cells).strip())
    if not widths:
        return 0, 0.0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, times / widths.total()


def named(cells: Sequence[str]) -> tuple[str, ...]:
    """Headers without line breaks, each once: the second *Naam* is called *Naam (2)*."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:MAX_HEADER] or f"column {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _first_filled(cells: Sequence[str]) -> int:
    return next((place for place, cell in enumerate(cells) if cell.strip()), len(cells))


def _without_blank_end(cells: Sequence[str], below: Sequence[Sequence[str]]) -> Sequence[str]:
    """Cut columns off the end that have neither a name nor anything below."""
    width = max((n for row in below for n, cell in enumerate(row, 1) if cell.strip()), default=0)
    last = max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return cells[: max(width, last)]


def _personal_columns(headers: Sequence[str], sample: Sequence[Row]) -> tuple[int, ...]:
    def filled(column: int) -> list[str]:
        return [cell for _, cells in sample if (cell := cells[column].strip())]

    return tuple(n for n, header in enumerate(headers) if is_personal(header, filled(n)))


def _rows(records: Records, header: Header, hidden: Sequence[int]) -> Iterator[Row]:
    """Rows below the header that are not blank, each at least as long as the header."""
    width = len(header.names)
    count = 0
    for number, cells in enumerate(records(), start=1):
        if number <= header.row or not any(map(str.strip, cells)):
            continue
        count += 1
        if count > MAX_ROWS:
            raise Refused(TOO_MANY_ROWS)
        if header.left:
            cells = cells[header.left :]
        if len(cells) != width:
            cells = _fitted(cells, width)
        for column in hidden:
            cells[column] = ""
        yield number, cells


def _fitted(cells: list[str], width: int) -> list[str]:
    """Fill a short row up, and cut blank cells off the end of a long one."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells + [""] * (width - len(cells))


def _too_many_columns(columns: int) -> Refusal:
    message = N_(
        "This file has %(columns)s columns; at most %(most)s can be read. Keep the columns that "
        "matter. Nothing was read."
    )
    return Refusal("too_many_columns", message, {"columns": columns, "most": MAX_COLUMNS})
