"""Recognising files by their content, and opening the table in them."""

from collections.abc import Sequence
from pathlib import Path

from banenbrug.contracts.register import csv_file, joining, ocds_file, sheet_file
from banenbrug.contracts.register.table import MAX_BYTES, Table
from banenbrug.foundation.refusals import N_, Refusal, Refused

FILE_EMPTY = Refusal("file_empty", N_("This file is empty. Nothing was read."))
FILE_TOO_LARGE = Refusal(
    "file_too_large",
    N_("This file is larger than %(megabytes)s MB. Split it in two. Nothing was read."),
    {"megabytes": MAX_BYTES // 1024 // 1024},
)
PICTURE = Refusal(
    "picture",
    N_(
        "This is a picture, not a table. Choose a file that ends in xlsx, ods or csv. "
        "Nothing was read."
    ),
)
DOCUMENT = Refusal(
    "document",
    N_(
        "This is a document, not a table. Choose a file that ends in xlsx, ods or csv. "
        "Nothing was read."
    ),
)
WEB_PAGE = Refusal(
    "web_page",
    N_(
        "This is a web page, whatever its name says. Open it in a spreadsheet program, save it "
        "as xlsx and choose that file. Nothing was read."
    ),
)

_SIGNATURES: tuple[tuple[bytes, Refusal], ...] = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"RIFF", PICTURE),
    (b"%PDF", DOCUMENT),
    (b"{\\rtf", DOCUMENT),
    (b"MIME-Version:", WEB_PAGE),
)
_SHEETS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_START = 1000


def read_file(path: Path) -> bytes:
    """The content of a file; raises `Refused` (file_too_large) before reading one too large."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused(FILE_TOO_LARGE)
    return path.read_bytes()


def open_table(content: bytes) -> Table:
    """Open the table in a file's content; the rows are streamed from it, never held together.

    Raises `Refused`; docs/commands.md names the codes.
    """
    start = content[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content.strip():
        raise Refused(FILE_EMPTY)
    if len(content) > MAX_BYTES:
        raise Refused(FILE_TOO_LARGE)
    for signature, refusal in _SIGNATURES:
        if content.startswith(signature):
            raise Refused(refusal)
    if content.startswith(_SHEETS):
        return sheet_file.open_sheet(content)
    if start.startswith((b"{", b"[")):
        return ocds_file.open_ocds(content)
    if start.startswith(b"<"):
        raise Refused(WEB_PAGE)
    return csv_file.open_csv(content)


def open_tables(files: Sequence[tuple[str, bytes]]) -> Table:
    """Open files, as name and content, that belong together, in any order.

    One of them is a register; the others hold nothing but amounts by its contract number. Raises
    `Refused`: as `open_table`, and files_do_not_join.
    """
    tables = [(name, open_table(content)) for name, content in files]
    return tables[0][1] if len(tables) == 1 else joining.joined(tables)


def belonging(files: Sequence[tuple[str, bytes]]) -> list[list[tuple[str, bytes]]]:
    """Put files that are to be read in together with the amounts that belong to them.

    A file with amounts goes to the register whose contract numbers it has; every other file is
    read by itself. Raises `Refused` as `open_table`.
    """
    if len(files) == 1:
        return [list(files)]
    tables = [open_table(content) for _, content in files]
    groups = [[file] for file in files]
    for place, table in enumerate(tables):
        for other, register in enumerate(tables):
            if other != place and joining.shares_numbers(register, table):
                groups[other] += groups[place]
                groups[place] = []
                break
    return [group for group in groups if group]
