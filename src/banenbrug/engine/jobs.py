"""Jobs of the engine itself."""

from typing import Any

from django.core.management import call_command
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from banenbrug.engine.models import CacheEntry

PATIENCE = 60
"""Seconds without a sign of life after which a worker is taken for dead."""

MOST_TIMES = 5
"""How often a job is begun before it is left: what kills each worker would stop all other work."""


@app.periodic(cron="* * * * *")
@app.task(name="engine.take_over", queueing_lock="engine.take_over", pass_context=True)
async def take_over(context: JobContext, timestamp: int) -> None:
    """Do the jobs again that a killed worker had in hand; without this they would wait for ever.

    One that a worker did not survive `MOST_TIMES` times stays as failed.
    """
    manager: Any = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=PATIENCE):
        if job.attempts >= MOST_TIMES:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(job)


@app.periodic(cron="17 * * * *")
@app.task(name="engine.tidy", queueing_lock="engine.tidy")
def tidy(timestamp: int) -> None:
    """Forget sessions and limits that have expired: they name visitors and serve nothing more."""
    call_command("clearsessions")
    CacheEntry.objects.filter(expires__lt=timezone.now()).delete()
