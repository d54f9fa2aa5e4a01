"""Jobs of the register: reading a long file in, its words, and forgetting abandoned files."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from banenbrug.contracts import committing, previews, words
from banenbrug.contracts.models import Batch
from banenbrug.contracts.progress import Progress
from banenbrug.engine.scopes import scope
from banenbrug.engine.work import job
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.queries import schools

KEPT_FOR = timedelta(days=1)
"""How long a file is kept that was looked at and not read in."""

OUR_FAULT = Refusal(
    "import_failed",
    N_("Something went wrong on our side. Nothing was read in. Try again in a minute."),
)

_log = logging.getLogger(__name__)


@job(name="contracts.write_file")
def write_file(*, organisation_id: int, batch_id: int, member_id: int) -> None:
    """Write a file that waits; again, where a killed worker had it in hand.

    No lock on the row of the batch before the end: its progress is written from outside.
    """
    committing.wait_for_others(organisation_id)
    batch = Batch.objects.filter(
        organisation_id=organisation_id, pk=batch_id, state=Batch.State.QUEUED
    ).first()
    if batch is None:
        return
    with scope(member_id=member_id):
        refusal = _written(batch)
        if refusal:
            _put_back(batch, refusal)


def _written(batch: Batch) -> Refusal | None:
    try:
        with Progress(batch) as progress:
            committing.write_kept(
                batch,
                now=timezone.now(),
                follow=progress.follow,
                compared=lambda: progress.tell(3),
            )
    except Refused as refused:
        return refused.refusal
    except Exception:  # whatever it is, who waits for the file has to hear of it
        _log.exception("Reading in file %s failed.", batch.pk)
        return OUR_FAULT
    return None


def _put_back(batch: Batch, refusal: Refusal) -> None:
    """Back to the preview, which is made anew, with the reason."""
    batch = Batch.objects.get(organisation_id=batch.organisation_id, pk=batch.pk)
    batch.state = Batch.State.PREVIEWED
    batch.progress = None
    batch.failure = {
        "code": refusal.code,
        "message": refusal.message,
        "params": dict(refusal.params),
    }
    batch.save(update_fields=["state", "progress", "failure"])
    if refusal == committing.REGISTER_CHANGED:
        previews.look_again(batch, committing.files_of(batch))


@job(name="contracts.refresh_words")
def refresh_words(*, organisation_id: int) -> None:
    """Make the words by which contracts and suppliers are found anew, after a long file."""
    words.refresh(organisation_id=organisation_id)


@job(name="contracts.forget_files")
def forget_files(*, organisation_id: int) -> None:
    """Remove the bytes of files that were looked at a day ago and never read in.

    Also of one whose job was given up, as when its worker died of it again and again.
    """
    committing.wait_for_others(organisation_id)
    old = Batch.objects.filter(
        organisation_id=organisation_id,
        state__in=(Batch.State.PREVIEWED, Batch.State.QUEUED),
        made_at__lt=timezone.now() - KEPT_FOR,
    )
    for batch in old.select_for_update().defer("content", "other_content"):
        previews.forget(batch, Batch.State.EXPIRED)


@app.periodic(cron="23 * * * *")
@app.task(name="contracts.forget_files_everywhere", queueing_lock="contracts.forget_files")
def forget_files_everywhere(timestamp: int) -> None:
    """Once an hour one job for each school."""
    with transaction.atomic():
        for pk in schools().values_list("pk", flat=True):
            forget_files.defer(organisation_id=pk)
