"""Background work: deferred in the transaction that causes it, done in a scope of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from banenbrug.engine.scopes import scope


def job(*, name: str, attempts: int = 5) -> Callable[[Callable[..., None]], Task[Any, Any, Any]]:
    """Make a function with `organisation_id` or `user_id` among its arguments into a job.

    It runs in one transaction with the scope of that organisation, or of that person. A job that
    fails is tried again `attempts` times, with longer pauses each time.
    """

    def decorate(function: Callable[..., None]) -> Task[Any, Any, Any]:
        @wraps(function)
        def framed(**arguments: int) -> None:
            whose = {
                key: arguments[key] for key in ("organisation_id", "user_id") if key in arguments
            }
            with transaction.atomic(), scope(**whose, via=f"job {name}"):
                function(**arguments)

        retry = RetryStrategy(max_attempts=attempts, exponential_wait=4)
        return app.task(name=name, retry=retry)(framed)

    return decorate


def defer(name: str, **arguments: int) -> None:
    """Leave work to the worker by the name of its job, for who stands below the job itself.

    It is done if and only if the present transaction commits.
    """
    app.configure_task(name).defer(**arguments)
