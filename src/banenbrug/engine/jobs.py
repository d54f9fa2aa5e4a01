"""Jobs of the engine itself."""

from typing import Any

from procrastinate import JobContext
from procrastinate.contrib.django import app

PATIENCE = 60
"""Seconds without a sign of life after which a worker is taken for dead."""


@app.periodic(cron="* * * * *")
@app.task(name="engine.take_over", queueing_lock="engine.take_over", pass_context=True)
async def take_over(context: JobContext, timestamp: int) -> None:
    """Do the jobs again that a killed worker had in hand; without this they would wait for ever."""
    manager: Any = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=PATIENCE):
        await manager.retry_job(job)
