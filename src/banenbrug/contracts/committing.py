"""Writing a file into the register: all of it or nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from banenbrug.contracts import previews, writing
from banenbrug.contracts.models import Batch
from banenbrug.contracts.outcomes import Follow, Outcome, compare
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.reading import open_tables
from banenbrug.contracts.register.table import Table
from banenbrug.engine.scopes import context_id, scope
from banenbrug.foundation.refusals import N_, Refusal, Refused

REGISTER_CHANGED = Refusal(
    "register_changed",
    N_("The register changed since you looked. Look at the changes once more."),
)

_WRITTEN = (
    *("state", "committed_at", "mapping", "digest", "counts", "warnings", "seen", "progress"),
    *("failure", "written_in", "content", "other_content"),
)


def files_of(batch: Batch) -> list[tuple[str, bytes]]:
    """The file that is kept with a batch, or the two that belong together."""
    contents = (batch.content, batch.other_content)
    return [(batch.file_name, bytes(content)) for content in contents if content]


@transaction.atomic
def write_kept(
    batch: Batch,
    *,
    now: datetime,
    follow: Follow = iter,
    compared: Callable[[], None] = lambda: None,
) -> Outcome:
    """Write a kept file as it was looked at; `Refused` when its figures are no longer those.

    `compared` is called between comparing and writing.
    """
    seen = batch.counts
    table = open_tables(files_of(batch))
    mapping = mappings.from_object(batch.mapping)
    return write(batch, table, mapping, now=now, seen=seen, follow=follow, compared=compared)


@transaction.atomic
def write(
    batch: Batch,
    table: Table,
    mapping: Mapping,
    *,
    now: datetime,
    seen: dict[str, Any] | None = None,
    follow: Follow = iter,
    compared: Callable[[], None] = lambda: None,
) -> Outcome:
    """Write a table into the register, under a context of the history of its own."""
    wait_for_others(batch.organisation_id)
    outcome = compare(table, mapping, organisation_id=batch.organisation_id, follow=follow)
    if seen is not None and seen != outcome.counts():
        raise Refused(REGISTER_CHANGED)
    compared()
    with scope():
        writing.write(
            organisation_id=batch.organisation_id,
            batch_id=batch.pk,
            changes=outcome.contracts["created"] + outcome.contracts["updated"],
        )
        batch.written_in = context_id()
    _close(batch, outcome, table, now=now)
    return outcome


def wait_for_others(organisation_id: int) -> None:
    """Be the only one who changes the register by a file, until the transaction ends.

    Two files compared with the same register would both add what is new in both.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('register', %s))", [organisation_id]
        )


def _close(batch: Batch, outcome: Outcome, table: Table, *, now: datetime) -> None:
    batch.state = Batch.State.COMMITTED
    batch.committed_at = now
    batch.mapping = outcome.mapping.as_json()
    batch.digest = outcome.digest
    batch.counts = outcome.counts()
    batch.warnings = previews.warnings_of(outcome)
    batch.seen = {**(batch.seen or {}), **previews.headers_of(table)}
    batch.seen.pop("differences", None)  # they are in the history from now on
    batch.progress = batch.failure = None
    batch.content, batch.other_content = b"", None  # cells of rejected rows may be private
    batch.save(update_fields=_WRITTEN)
    previews.forget_problems(batch)
    previews.keep_problems(batch, outcome.findings, table)
