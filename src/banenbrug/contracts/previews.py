"""What was seen of a file, kept with it: figures, columns, first changes, problems with rows."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from banenbrug.contracts.columns import columns_of, known_by
from banenbrug.contracts.models import Batch, BatchProblem
from banenbrug.contracts.outcomes import Files, Outcome, cells_of, compare
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.findings import Findings, Warned
from banenbrug.contracts.register.findings import Outcome as RowOutcome
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.personal import holds_bsn
from banenbrug.contracts.register.reading import open_table, open_tables
from banenbrug.contracts.register.table import Table

MAX_DIFFERENCES = 500
"""Changed contracts that are shown fact by fact; more are only counted, and the page says so."""

LONGEST_CELL = 5000
"""Characters of a cell that the sheet of problems gives back."""

_LOOKED_AT = ("mapping", "digest", "counts", "warnings", "seen", "failure")
"""What a look changes of a batch: not its bytes, of which there may be very many."""


@dataclass
class Kept:
    """Files as they may be kept: `personal` are the columns that were taken out of them.

    `sheet` is the name of the sheet that is read; `warnings` is what was said of a file that is
    kept in another form; `table` is the one file as it was opened, where it is kept as it came.
    """

    files: list[tuple[str, bytes]] = field(default_factory=list)
    personal: list[str] = field(default_factory=list)
    sheet: str = ""
    warnings: list[dict[str, Any]] = field(default_factory=list)
    table: Table | None = None


def without_personal(files: Files) -> Kept:
    """The files without columns of personal data.

    A file that has one is kept as CSV without what stood in it; its rows keep their numbers.
    """
    kept = Kept()
    for name, content in files:
        table = open_table(content)
        kept.sheet = kept.sheet or table.sheet
        if table.personal:
            content = _as_csv(table)
            kept.personal += [header for header in table.personal if header not in kept.personal]
            kept.warnings += [_warning(Warned("", refusal)) for refusal in table.warnings]
        elif len(files) == 1:
            kept.table = table
        kept.files.append((name, content))
    return kept


def look(batch: Batch, table: Table, mapping: Mapping) -> None:
    """Keep with a batch what the table would do to the register.

    Without all the columns that are needed there is nothing to compare yet.
    """
    batch.mapping = mapping.as_json()
    batch.counts, batch.warnings, differences = {}, [], []
    forget_problems(batch)
    if not mapping.missing():
        outcome = compare(
            table, mapping, organisation_id=batch.organisation_id, differences=MAX_DIFFERENCES
        )
        batch.digest = outcome.digest
        batch.counts = outcome.counts()
        batch.warnings = warnings_of(outcome)
        differences = outcome.differences
        keep_problems(batch, outcome.findings, table)
    batch.seen = {
        **(batch.seen or {}),
        **headers_of(table),
        "columns": columns_of(table, mapping),
        "differences": differences,
    }
    batch.save(update_fields=_LOOKED_AT)


def look_again(batch: Batch, files: Files) -> None:
    """Look at a kept file once more, by the mapping that it has."""
    look(batch, open_tables(files), mappings.from_object(batch.mapping))


def forget(batch: Batch, state: str) -> None:
    """Keep nothing of a file but its name and what was counted."""
    forget_problems(batch)
    batch.state = state
    batch.content, batch.other_content = b"", None
    batch.seen = batch.failure = None
    batch.save(update_fields=["state", "content", "other_content", "seen", "failure"])


def headers_of(table: Table) -> dict[str, list[str]]:
    """What the columns are called, and by which of them the file is known again."""
    return {"headers": list(table.headers), "known_by": known_by(table.headers)}


def warnings_of(outcome: Outcome) -> list[dict[str, Any]]:
    """What is said of the whole file, for a reader in any language."""
    return [_warning(warned) for warned in outcome.findings.warnings]


def _warning(warned: Warned) -> dict[str, Any]:
    params = {name: value for name, value in warned.params.items() if value is not None}
    return {"code": warned.code, "message": warned.refusal.message, "params": params}


def keep_problems(batch: Batch, findings: Findings, table: Table) -> None:
    """Keep why rows were rejected or skipped, each rejected row whole with its first problem."""
    rejected = {
        problem.row
        for problem in findings.problems
        if problem.outcome is RowOutcome.REJECTED and problem.column in {"", *table.headers}
    }
    cells = dict(cells_of(table, rejected)) if rejected else {}
    rows = (
        BatchProblem(
            organisation_id=batch.organisation_id,
            batch=batch,
            row=problem.row,
            outcome=problem.outcome.value,
            column=problem.column[:200],
            code=problem.code,
            message=problem.refusal.message,
            params=dict(problem.refusal.params),
            value=problem.value,
            cells=_kept(cells.pop(problem.row, None)),
        )
        for problem in findings.problems
    )
    while some := list(islice(rows, 2000)):
        BatchProblem.objects.bulk_create(some)


def forget_problems(batch: Batch) -> None:
    """Take away what was kept of rejected rows."""
    BatchProblem.objects.filter(organisation_id=batch.organisation_id, batch=batch).delete()


def _kept(cells: Any) -> list[str] | None:
    if cells is None:
        return None
    return ["" if holds_bsn(cell) else cell[:LONGEST_CELL] for cell in cells]


def _as_csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(_lines(table))
    return text.getvalue().encode("utf-8-sig")


def _lines(table: Table) -> Iterator[list[str]]:
    """Headers and rows, with empty lines where rows were left out, so that numbers stay."""
    yield from ([] for _ in range(table.header_row - 1))
    yield list(table.headers)
    last = table.header_row
    for number, cells in table.rows():
        yield from ([] for _ in range(number - last - 1))
        yield list(cells)
        last = number
