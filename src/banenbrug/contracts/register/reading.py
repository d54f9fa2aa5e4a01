"""Recognising a file by its content, and opening the table in it.

Only CSV has a reader so far; a reader for another kind of file takes its place in `open_table`.
"""

from pathlib import Path

from banenbrug.contracts.register import csv_file
from banenbrug.contracts.register.table import MAX_BYTES, Table
from banenbrug.foundation.refusals import N_, Refusal, Refused

FILE_EMPTY = Refusal("file_empty", N_("This file is empty. Nothing was read."))
FILE_TOO_LARGE = Refusal(
    "file_too_large",
    N_("This file is larger than %(megabytes)s MB. Split it in two. Nothing was read."),
    {"megabytes": MAX_BYTES // 1024 // 1024},
)
SPREADSHEET = Refusal(
    "spreadsheet_not_read",
    N_("This is a spreadsheet. Save it as CSV and choose that file. Nothing was read."),
)
PICTURE = Refusal(
    "picture",
    N_("This is a picture, not a table. Choose a file that ends in csv. Nothing was read."),
)
DOCUMENT = Refusal(
    "document",
    N_("This is a document, not a table. Choose a file that ends in csv. Nothing was read."),
)

_SIGNATURES: tuple[tuple[bytes, Refusal], ...] = (
    (b"PK\x03\x04", SPREADSHEET),
    (b"PK\x05\x06", SPREADSHEET),
    (b"\xd0\xcf\x11\xe0", SPREADSHEET),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"RIFF", PICTURE),
    (b"%PDF", DOCUMENT),
    (b"{\\rtf", DOCUMENT),
)


def read_file(path: Path) -> bytes:
    """The content of a file; raises `Refused` (file_too_large) before reading one too large."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused(FILE_TOO_LARGE)
    return path.read_bytes()


def open_table(content: bytes) -> Table:
    """Open the table in a file's content; the rows are streamed from it, never held together.

    Raises `Refused`: file_empty, file_too_large, spreadsheet_not_read, picture, document, binary,
    not_a_table, quote_not_closed, too_many_columns, no_rows.
    """
    if not content.strip():
        raise Refused(FILE_EMPTY)
    if len(content) > MAX_BYTES:
        raise Refused(FILE_TOO_LARGE)
    for signature, refusal in _SIGNATURES:
        if content.startswith(signature):
            raise Refused(refusal)
    return csv_file.open_csv(content)
