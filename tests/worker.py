"""A worker that does what waits, and one that is killed with a job in hand."""

from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import autodiscover_modules


def work() -> None:
    """Do what waits, as `banenbrug worker --once`."""
    autodiscover_modules("jobs", "letters")
    call_command("procrastinate", "worker", "--one-shot", "--concurrency=1")


def die_with(task: str, *, times: int = 1) -> None:
    """A worker took the jobs of a task, once more, and gave its last sign of life an hour ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 hour') RETURNING id"
        )
        (dead,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s"
            " WHERE task_name = %s",
            [dead, times, task],
        )
