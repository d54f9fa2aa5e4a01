"""Reading a register file into the register: look first, then write, all or nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from banenbrug.contracts import staging, writing
from banenbrug.contracts.models import Batch, BatchProblem
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.findings import Findings, Problem
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
from banenbrug.contracts.rules import other_currency, why_not_dates
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.models import Membership

SHOWN_DIFFERENCES = 50


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of a file. `rows` is the sum of its outcomes."""

    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    skipped: int
    contracts: dict[str, int]
    findings: Findings
    mapping: Mapping
    differences: list[dict[str, Any]] = field(default_factory=list)

    def counts(self) -> dict[str, Any]:
        """The figures, as they are kept with the batch."""
        names = ("rows", "created", "updated", "unchanged", "rejected", "skipped", "contracts")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class _Staged:
    """A file whose contracts stand beside the register, compared with it."""

    findings: Findings
    mapping: Mapping
    digest: str


@transaction.atomic
def look(*, organisation_id: int, content: bytes, mapping: Mapping | None) -> Outcome:
    """What the file would do to the register of a school, without writing.

    The mapping is guessed where none is given.
    """
    staged = _stage(content, mapping, organisation_id=organisation_id)
    return _outcome(
        staged, differences=staging.differences(SHOWN_DIFFERENCES, organisation_id=organisation_id)
    )


@transaction.atomic
def keep(*, by: Membership, file_name: str, content: bytes, now: datetime) -> Batch:
    """Keep an uploaded file with its guessed mapping; nothing of it stands in the register yet."""
    table = open_table(content)
    mapping = guess(table)
    return Batch.objects.create(
        organisation_id=by.organisation_id,
        file_name=file_name[-200:],
        content=content,
        digest=mappings.digest(table, mapping),
        mapping=mapping.as_json(),
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def remap(*, batch: Batch, mapping: Mapping) -> None:
    """Read the kept file by another mapping from now on."""
    batch = _locked(batch)
    table = open_table(bytes(batch.content))
    mappings.columns_in(table, mapping)
    batch.mapping = mapping.as_json()
    batch.digest = mappings.digest(table, mapping)
    batch.save(update_fields=["mapping", "digest"])


@transaction.atomic
def commit(*, batch: Batch, digest: str, now: datetime) -> Outcome:
    """Write the kept file into the register, as it was last looked at.

    Refuses another digest than the one that was looked at, and a file that was written already.
    """
    batch = _locked(batch)
    if batch.digest != digest:
        raise Refused(
            Refusal(
                "other_preview",
                N_("The columns were read differently meanwhile. Look at the preview again."),
            )
        )
    mapping = mappings.from_object(batch.mapping)
    return _write(batch, content=bytes(batch.content), mapping=mapping, now=now)


@transaction.atomic
def read_in(
    *, organisation_id: int, file_name: str, content: bytes, mapping: Mapping | None, now: datetime
) -> tuple[Batch, Outcome]:
    """Read a file in at once, as a command does; the file itself is not kept."""
    batch = Batch.objects.create(
        organisation_id=organisation_id,
        file_name=file_name[-200:],
        content=b"",
        digest="",
        mapping={},
        made_at=now,
    )
    return batch, _write(batch, content=content, mapping=mapping, now=now)


@transaction.atomic
def discard(*, batch: Batch) -> None:
    """Forget a file that was only looked at."""
    batch = _locked(batch)
    batch.state = Batch.State.DISCARDED
    batch.content = b""
    batch.save(update_fields=["state", "content"])


def _write(batch: Batch, *, content: bytes, mapping: Mapping | None, now: datetime) -> Outcome:
    _wait_for_others(batch.organisation_id)
    staged = _stage(content, mapping, organisation_id=batch.organisation_id)
    outcome = _outcome(staged, differences=[])
    writing.write(
        organisation_id=batch.organisation_id,
        batch_id=batch.pk,
        has_changes=bool(outcome.created or outcome.updated),
    )
    batch.state = Batch.State.COMMITTED
    batch.committed_at = now
    batch.mapping = staged.mapping.as_json()
    batch.digest = staged.digest
    batch.counts = outcome.counts()
    batch.warnings = [warned.in_english() for warned in staged.findings.warnings]
    batch.content = b""  # the register holds what we need; cells that were rejected may be private
    batch.save()
    _keep_problems(batch, staged.findings)
    return outcome


def _wait_for_others(organisation_id: int) -> None:
    # Two files compared with the same register would both add what is new in both.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('register', %s))", [organisation_id]
        )


def _stage(content: bytes, mapping: Mapping | None, *, organisation_id: int) -> _Staged:
    table = open_table(content)
    mapping = mapping or guess(table)
    contracts, findings = parse(table, mapping)
    staging.stage(contracts)
    staging.compare(organisation_id=organisation_id)
    _reject_conflicts(findings, mapping, organisation_id=organisation_id)
    return _Staged(findings, mapping, mappings.digest(table, mapping))


def _reject_conflicts(findings: Findings, mapping: Mapping, *, organisation_id: int) -> None:
    """Reject the rows that can be read, but that the register has no place for."""
    conflicts = staging.conflicts(organisation_id=organisation_id)
    headers = dict(mapping.columns)
    for conflict in conflicts:
        findings.reject([_problem(conflict, headers)], rows=conflict.rows)
    if conflicts:
        findings.problems.sort(key=lambda problem: problem.row)


def _problem(conflict: staging.Conflict, headers: dict[str, str]) -> Problem:
    wrong = why_not_dates(start=conflict.start, end=conflict.end)
    if wrong:
        name = "end" if conflict.says_end else "start"
        value = str(conflict.end if conflict.says_end else conflict.start)
    else:
        wrong = other_currency(said=conflict.currency, known=conflict.known_currency or "")
        name = "value_per_year" if conflict.says_per_year else "value_total"
        value = conflict.currency
    return Problem(conflict.row, headers.get(name, ""), value, wrong)


def _outcome(staged: _Staged, *, differences: list[dict[str, Any]]) -> Outcome:
    counted = staging.counts()
    findings = staged.findings
    return Outcome(
        rows=findings.rows,
        rejected=findings.rejected,
        skipped=findings.skipped,
        contracts={name: contracts for name, (_, contracts) in counted.items()},
        findings=findings,
        mapping=staged.mapping,
        differences=differences,
        **{name: rows for name, (rows, _) in counted.items()},
    )


def _keep_problems(batch: Batch, findings: Findings) -> None:
    rows = (
        BatchProblem(
            organisation_id=batch.organisation_id,
            batch=batch,
            row=problem.row,
            column=problem.column[:200],
            code=problem.code,
            message=problem.refusal.message,
            params=dict(problem.refusal.params),
            value=problem.value,
        )
        for problem in findings.problems
    )
    while some := list(islice(rows, 2000)):
        BatchProblem.objects.bulk_create(some)


def _locked(batch: Batch) -> Batch:
    """The kept file as it stands now, ours until the transaction ends; refuses a closed one."""
    batch = Batch.objects.select_for_update().get(
        pk=batch.pk, organisation_id=batch.organisation_id
    )
    if batch.state != Batch.State.PREVIEWED:
        raise Refused(
            Refusal(
                "batch_closed",
                N_("This file was already read in or put aside. Read it in again to change it."),
            )
        )
    return batch
