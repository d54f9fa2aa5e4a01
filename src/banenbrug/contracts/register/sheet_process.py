"""The process that opens one spreadsheet: the file on standard input, CSV on standard output.

A spreadsheet can be made so that its reader takes all memory, or dies: a cell far away, a text
that a million cells share, a part that never ends. So it is opened here, in a process of its own
that the kernel stops at `MOST_MEMORY` and `MOST_SECONDS`, and not in the process that serves
pages. The first line says in JSON which sheet was read, or why none; the rows come behind it, blank
ones too, so that each keeps its number.
"""

import csv
import io
import json
import resource
import sys
from typing import TextIO

from banenbrug.contracts.register.sheet_choice import Chosen, choose_sheet
from banenbrug.contracts.register.typed_cells import text_of
from banenbrug.foundation.refusals import Refused

MOST_MEMORY = 1536 << 20
MOST_SECONDS = 120
MOST_TEXT = 256 << 20
"""Characters of all cells together: 500,000 rows of 500. Whoever asked holds all of them."""


def main() -> None:
    """Answer one spreadsheet."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    try:
        chosen = choose_sheet(content)
    except Refused as refused:
        refusal = refused.refusal
        told = {"code": refusal.code, "message": refusal.message, "params": dict(refusal.params)}
        print(json.dumps({"refused": told}), file=out)
    else:
        print(json.dumps(chosen.facts), file=out)
        write_rows(chosen, out)
    out.flush()


def write_rows(chosen: Chosen, out: TextIO) -> None:
    """Write all rows of a sheet as CSV. Raises MemoryError beyond `MOST_TEXT`."""
    writer = csv.writer(out, lineterminator="\n")
    errors = dict(chosen.errors)
    left = MOST_TEXT
    for number, cells in enumerate(chosen.rows()):
        texts = [text_of(cell) for cell in cells]
        left -= sum(map(len, texts))
        if left < 0:
            raise MemoryError
        for column in errors.pop(number, {}) if errors else ():
            _put(texts, column - chosen.first_column, chosen.errors[number][column])
        writer.writerow(texts if any(texts) else ())


def _put(texts: list[str], place: int, text: str) -> None:
    if 0 <= place < len(texts):
        texts[place] = text


if __name__ == "__main__":
    main()
