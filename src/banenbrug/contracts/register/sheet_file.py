"""Spreadsheets: XLSX, XLSB, XLS and ODS, opened by a process of their own."""

import hashlib
import json
import subprocess
import sys
from functools import partial
from typing import Any

from banenbrug.contracts.register.archive import BROKEN
from banenbrug.contracts.register.csv_file import reader_of
from banenbrug.contracts.register.layout import Header, table_of
from banenbrug.contracts.register.table import Table
from banenbrug.foundation.refusals import N_, Refusal, Refused

MOST_SECONDS = 300
_PROCESS = "banenbrug.contracts.register.sheet_process"
_DELIMITER = ","
_MOST_SAID = 500

TOO_HEAVY = Refusal(
    "spreadsheet_too_heavy",
    N_(
        "This spreadsheet takes more memory or time than there is. It may have cells far outside "
        "the table. Copy the rows that matter into a new file. Nothing was read."
    ),
)


def open_sheet(content: bytes) -> Table:
    """Open the register in a spreadsheet.

    Raises `Refused`: spreadsheet_too_heavy, spreadsheet_broken, and what `layout.table_of` and
    `sheet_choice.choose_sheet` raise.
    """
    facts, rows = _unpacked(content)
    row, names, left = facts["header"]
    return table_of(
        partial(reader_of(rows), rows, "utf-8", _DELIMITER),
        Header(row, tuple(names), left),
        kind=facts["kind"],
        sheet=facts["sheet"],
        warnings=tuple(Refusal(**said) for said in facts["warnings"]),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _unpacked(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What the process says of the file, and its rows as CSV."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", _PROCESS],
            input=content,
            capture_output=True,
            env={},  # a stranger's file is opened there: it needs no secret of ours
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(TOO_HEAVY) from None
    if done.returncode:
        raise _ended(done.returncode, done.stderr)
    first, _, rows = done.stdout.partition(b"\n")
    facts = json.loads(first)
    if "refused" in facts:
        raise Refused(Refusal(**facts["refused"]))
    return facts, rows


def _ended(code: int, said: bytes) -> Exception:
    """Why the process gave no answer: the kernel stopped it, the file broke it, or we did."""
    if code < 0 or b"MemoryError" in said:
        return Refused(TOO_HEAVY)
    if b"PanicException" in said:
        return Refused(BROKEN)
    last = said[-_MOST_SAID:].decode(errors="replace")
    return RuntimeError(f"{_PROCESS} ended with {code}: {last}")
