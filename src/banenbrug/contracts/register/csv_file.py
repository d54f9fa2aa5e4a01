"""CSV as it comes: several encodings and delimiters, a title above the headers, blank rows."""

import codecs
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice

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

DELIMITERS = (";", "\t", "|", ",")
"""In order of preference where two divide the rows equally well: text holds commas most often."""

BINARY = Refusal(
    "binary",
    N_("This file does not hold text. Choose a file that ends in csv. Nothing was read."),
)
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

_LAYOUT_ROWS = 50
_UNPRINTABLE = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26})
_MARKUP = ("<", "{", "[")
_NAMED_DELIMITER = re.compile(r'"?sep=([;,|\t])"?\s*[\r\n]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns are: what divides them, and on which row their names stand."""

    encoding: str
    delimiter: str
    header_row: int
    headers: tuple[str, ...]


def open_csv(content: bytes) -> Table:
    """Open CSV; raises `Refused` as `reading.open_table` says."""
    layout = _find_layout(content)
    sample = tuple(islice(_rows(content, layout, ()), SAMPLE_ROWS))
    if not sample:
        raise Refused(NO_ROWS)
    hidden = _personal_columns(layout.headers, sample)
    read = partial(_rows, content, layout, hidden)
    return Table(
        headers=layout.headers,
        header_row=layout.header_row,
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        digest=hashlib.sha256(content).hexdigest(),
        personal=tuple(layout.headers[column] for column in hidden),
        sample=tuple(islice(read(), SAMPLE_ROWS)),
        rows=read,
    )


def _personal_columns(headers: Sequence[str], sample: Sequence[Row]) -> tuple[int, ...]:
    def filled(column: int) -> list[str]:
        return [cell for _, cells in sample if (cell := cells[column].strip())]

    return tuple(n for n, header in enumerate(headers) if is_personal(header, filled(n)))


def _rows(content: bytes, layout: _Layout, hidden: Sequence[int]) -> Iterator[Row]:
    """Rows below the header that are not blank, each at least as long as the header."""
    width = len(layout.headers)
    records = _records(content, layout.encoding, layout.delimiter)
    count = 0
    for number, cells in enumerate(records, start=1):
        if number <= layout.header_row or not any(map(str.strip, cells)):
            continue
        count += 1
        if count > MAX_ROWS:
            raise Refused(TOO_MANY_ROWS)
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


def _records(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """All records, blank ones too, so that their place is the row number of a spreadsheet."""
    reader = csv.reader(_lines(content, encoding), delimiter=delimiter)
    records, record_starts, last_line = 0, 0, 0
    try:
        for record in reader:
            records += 1
            record_starts, last_line = last_line, reader.line_num
            yield record
    except csv.Error:
        raise _quote_not_closed(records + 1) from None
    if last_line > record_starts + 1 and content.count(b'"') % 2:
        raise _quote_not_closed(records)


def _lines(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _quote_not_closed(row: int) -> Refused:
    message = N_(
        "From row %(row)s on, a quotation mark is opened and never closed. Mend that row. "
        "Nothing was read."
    )
    return Refused(Refusal("quote_not_closed", message, {"row": row}))


def _encoding_of(content: bytes) -> str:
    """UTF-8 where the bytes are that, UTF-16 where they say so, else cp1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates: tuple[str, ...] = ("utf-16",)
    elif len(content.translate(None, _UNPRINTABLE)) != len(content):
        raise Refused(BINARY)
    else:
        candidates = ("utf-8-sig", "cp1252")
    for encoding in candidates:
        with suppress(UnicodeDecodeError):
            if "\0" not in content.decode(encoding):
                return encoding
    raise Refused(BINARY)


def _find_layout(content: bytes) -> _Layout:
    encoding = _encoding_of(content)
    start = _lines(content, encoding).read(1000).lstrip()
    if start.startswith(_MARKUP):
        raise Refused(NOT_A_TABLE)
    named = _NAMED_DELIMITER.match(start)
    choices = (named[1],) if named else DELIMITERS
    heads = {mark: _head(content, encoding, mark) for mark in choices}
    scores = {mark: _evenness(records) for mark, records in heads.items()}
    delimiter = max(choices, key=lambda mark: scores[mark])
    if not scores[delimiter]:
        raise Refused(NOT_A_TABLE)
    row, cells = _header_in(heads[delimiter])
    if len(cells) > MAX_COLUMNS:
        raise Refused(_too_many_columns(len(cells)))
    return _Layout(encoding, delimiter, row, _named(cells))


def _head(content: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    """The first records, as far as the quotation marks make sense."""
    records: list[list[str]] = []
    with suppress(Refused):
        records.extend(islice(_records(content, encoding, delimiter), _LAYOUT_ROWS))
    return records


def _usual_width(records: Sequence[Sequence[str]]) -> tuple[int, float]:
    """The number of cells that most records have, and the share of records that have it."""
    widths = Counter(len(cells) for cells in records if "".join(cells).strip())
    if not widths:
        return 0, 0.0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, times / widths.total()


def _evenness(records: Sequence[Sequence[str]]) -> float:
    """How well a delimiter divides: many columns in nearly all records; 0 for one column."""
    width, share = _usual_width(records)
    return share**2 * (width - 1) if width > 1 else 0.0


def _header_in(records: Sequence[Sequence[str]]) -> tuple[int, Sequence[str]]:
    """The first row that fills at least half of the columns: a title above it fills fewer."""
    width, _ = _usual_width(records)
    for number, cells in enumerate(records, start=1):
        filled = sum(1 for cell in cells if cell.strip())
        if filled >= max(2, width / 2):
            return number, cells
    raise Refused(NOT_A_TABLE)


def _too_many_columns(columns: int) -> Refusal:
    message = N_(
        "This file has %(columns)s columns; at most %(most)s can be read. Keep the columns that "
        "matter. Nothing was read."
    )
    return Refusal("too_many_columns", message, {"columns": columns, "most": MAX_COLUMNS})


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """Headers without line breaks, each once: the second *Naam* is called *Naam (2)*."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:MAX_HEADER] or f"column {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)
