"""Reading a register file into the register: look first, then write, all or nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from banenbrug.contracts import staging
from banenbrug.contracts.models import Batch, BatchProblem
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.findings import Findings
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
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
def look(*, content: bytes, mapping: Mapping | None) -> Outcome:
    """What the file would do, without writing; the mapping is guessed where none is given."""
    staged = _stage(content, mapping)
    return _outcome(staged, with_differences=True)


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
    _refuse_unless_open(batch)
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
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    _refuse_unless_open(batch)
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
    _refuse_unless_open(batch)
    batch.state = Batch.State.DISCARDED
    batch.content = b""
    batch.save(update_fields=["state", "content"])


def _write(batch: Batch, *, content: bytes, mapping: Mapping | None, now: datetime) -> Outcome:
    staged = _stage(content, mapping)
    outcome = _outcome(staged, with_differences=False)
    staging.write(
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


def _stage(content: bytes, mapping: Mapping | None) -> _Staged:
    table = open_table(content)
    mapping = mapping or guess(table)
    contracts, findings = parse(table, mapping)
    staging.stage(contracts)
    staging.compare()
    return _Staged(findings, mapping, mappings.digest(table, mapping))


def _outcome(staged: _Staged, *, with_differences: bool) -> Outcome:
    counted = staging.counts()
    findings = staged.findings
    return Outcome(
        rows=findings.rows,
        rejected=findings.rejected,
        skipped=findings.skipped,
        contracts={name: contracts for name, (_, contracts) in counted.items()},
        findings=findings,
        mapping=staged.mapping,
        differences=staging.differences(SHOWN_DIFFERENCES) if with_differences else [],
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


def _refuse_unless_open(batch: Batch) -> None:
    if batch.state != Batch.State.PREVIEWED:
        raise Refused(
            Refusal(
                "batch_closed",
                N_("This file was already read in or put aside. Read it in again to change it."),
            )
        )
