"""Reading a register file into the register: look first, then write, all or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from banenbrug.contracts import committing, jobs, outcomes, previews
from banenbrug.contracts.committing import files_of
from banenbrug.contracts.file_queries import mapping_before
from banenbrug.contracts.models import Batch
from banenbrug.contracts.outcomes import Files, Outcome
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.reading import open_tables
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.models import Membership

LONG = 5000
"""From so many rows on a file is read in by a job, while nobody has to wait for it."""


@transaction.atomic
def look(*, organisation_id: int, files: Files, mapping: Mapping | None) -> Outcome:
    """What the files would do to the register of a school, without writing.

    The mapping is guessed where none is given.
    """
    table = open_tables(files)
    return outcomes.compare(
        table,
        mapping or guess(table),
        organisation_id=organisation_id,
        differences=previews.MAX_DIFFERENCES,
    )


@transaction.atomic
def keep(*, by: Membership, files: Files, now: datetime) -> Batch:
    """Keep an uploaded file, or two that belong together; nothing of it stands in the register yet.

    Its columns are read as in the last file with the same columns, or else as they seem to be.
    What looks like personal data is not kept. Raises `Refused` as `open_tables`.
    """
    kept = previews.without_personal(files)
    files = kept.files
    table = kept.table or open_tables(files)
    before = mapping_before(by.organisation_id, headers=table.headers)
    batch = Batch.objects.create(
        organisation_id=by.organisation_id,
        file_name=_name_of(files),
        content=files[0][1],
        other_content=files[1][1] if len(files) > 1 else None,
        digest="",
        mapping={},
        seen={
            "personal": kept.personal,
            "sheet": kept.sheet,
            "warnings": kept.warnings,
            "as_before": before is not None,
        },
        made_by=by,
        made_at=now,
    )
    previews.look(batch, table, before or guess(table))
    return batch


@transaction.atomic
def remap(*, batch: Batch, mapping: Mapping) -> None:
    """Read the kept file by another mapping from now on."""
    batch = _locked(batch)
    table = open_tables(files_of(batch))
    mappings.columns_in(table, mapping)
    batch.failure = None
    previews.look(batch, table, mapping)


@transaction.atomic
def commit(*, by: Membership, batch: Batch, digest: str, now: datetime) -> None:
    """Write the kept file into the register as it was last looked at; a long one by a job.

    Refuses another digest than the one that was looked at, a file that was written already, and
    one whose figures changed with the register: that one is looked at anew.
    """
    batch = _locked(batch)
    if not digest or batch.digest != digest:
        raise Refused(
            Refusal(
                "other_preview",
                N_("The columns were read differently meanwhile. Look at the preview again."),
            )
        )
    if batch.counts["rows"] < LONG:
        committing.write_kept(batch, now=now)
        return
    batch.state, batch.failure = Batch.State.QUEUED, None
    batch.save(update_fields=["state", "failure"])
    jobs.write_file.defer(organisation_id=batch.organisation_id, batch_id=batch.pk, member_id=by.pk)


@transaction.atomic
def look_again(*, batch: Batch) -> None:
    """Compare a kept file with the register once more."""
    batch = _locked(batch)
    previews.look_again(batch, files_of(batch))


@transaction.atomic
def read_in(
    *, organisation_id: int, files: Files, mapping: Mapping | None, now: datetime
) -> tuple[Batch, Outcome]:
    """Read files in at once, as a command does; the files themselves are not kept."""
    batch = Batch.objects.create(
        organisation_id=organisation_id,
        file_name=_name_of(files),
        content=b"",
        digest="",
        mapping={},
        made_at=now,
    )
    table = open_tables(files)
    return batch, committing.write(batch, table, mapping or guess(table), now=now)


@transaction.atomic
def discard(*, batch: Batch) -> None:
    """Forget a file that was only looked at."""
    previews.forget(_locked(batch), Batch.State.DISCARDED)


def _name_of(files: Sequence[tuple[str, bytes]]) -> str:
    return " + ".join(name for name, _ in files)[-200:]


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
