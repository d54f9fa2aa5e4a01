"""CSV as it comes: several encodings and delimiters."""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice

from banenbrug.contracts.register.layout import (
    LAYOUT_ROWS,
    NOT_A_TABLE,
    header_in,
    table_of,
    usual_width,
)
from banenbrug.contracts.register.table import MAX_CELL, Table
from banenbrug.foundation.refusals import N_, Refusal, Refused

DELIMITERS = (";", "\t", "|", ",")
"""In order of preference where two divide the rows equally well: text holds commas most often."""

BINARY = Refusal(
    "binary",
    N_(
        "This file does not hold text. Choose a file that ends in xlsx, ods or csv. "
        "Nothing was read."
    ),
)

_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_MARKED_AS_TEXT = re.compile(r"'[=+@-]")
_WRAPPERS = (b'="', b"'=", b"'+", b"'@", b"'-")
_UNPRINTABLE = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26})
_NAMED_DELIMITER = re.compile(r'"?sep=([;,|\t])"?\s*[\r\n]', re.IGNORECASE)


def open_csv(content: bytes) -> Table:
    """Open CSV; raises `Refused` as `reading.open_table` says."""
    encoding = _encoding_of(content)
    start = _lines(content, encoding).read(1000).lstrip()
    named = _NAMED_DELIMITER.match(start)
    choices = (named[1],) if named else DELIMITERS
    heads = {mark: _head(content, encoding, mark) for mark in choices}
    scores = {mark: _evenness(head) for mark, head in heads.items()}
    delimiter = max(choices, key=lambda mark: scores[mark])
    if not scores[delimiter]:
        raise Refused(NOT_A_TABLE)
    return table_of(
        partial(reader_of(content), content, encoding, delimiter),
        header_in(heads[delimiter]),
        encoding=encoding,
        delimiter=delimiter,
        digest=hashlib.sha256(content).hexdigest(),
    )


def reader_of(content: bytes) -> Callable[[bytes, str, str], Iterator[list[str]]]:
    """What reads the records of this CSV: the slower one only where a cell may be wrapped."""
    return _unwrapped if any(wrapper in content for wrapper in _WRAPPERS) else records_in


def records_in(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """All records of CSV, blank ones too.

    Raises `Refused`: quote_not_closed, cell_too_large.
    """
    reader = csv.reader(_lines(content, encoding), delimiter=delimiter)
    csv.field_size_limit(MAX_CELL)
    records, record_starts, last_line = 0, 0, 0
    try:
        for record in reader:
            records += 1
            record_starts, last_line = last_line, reader.line_num
            yield record
    except csv.Error:
        is_open = content.count(b'"') % 2
        raise (_quote_not_closed if is_open else _cell_too_large)(records + 1) from None
    if last_line > record_starts + 1 and content.count(b'"') % 2:
        raise _quote_not_closed(records)


def _unwrapped(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """The records without what keeps a cell from being taken for a number or a formula.

    That is the formula ``="0012"``, or the apostrophe of ``'-20% off``, as our own exports write.
    """
    for record in records_in(content, encoding, delimiter):
        yield [_bare(cell) for cell in record]


def _bare(cell: str) -> str:
    if text := _TEXT_FORMULA.fullmatch(cell):
        return text[1]
    return cell[1:] if _MARKED_AS_TEXT.match(cell) else cell


def _lines(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _quote_not_closed(row: int) -> Refused:
    message = N_(
        "From row %(row)s on, a quotation mark is opened and never closed. Mend that row. "
        "Nothing was read."
    )
    return Refused(Refusal("quote_not_closed", message, {"row": row}))


def _cell_too_large(row: int) -> Refused:
    message = N_(
        "Row %(row)s has a cell of more than %(most)s characters. Shorten it. Nothing was read."
    )
    return Refused(Refusal("cell_too_large", message, {"row": row, "most": MAX_CELL}))


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


def _head(content: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    """The first records, as far as the quotation marks make sense."""
    head: list[list[str]] = []
    with suppress(Refused):
        head.extend(islice(records_in(content, encoding, delimiter), LAYOUT_ROWS))
    return head


def _evenness(records: Sequence[Sequence[str]]) -> float:
    """How well a delimiter divides: many columns in nearly all records; 0 for one column."""
    width, share = usual_width(records)
    return share**2 * (width - 1) if width > 1 else 0.0
