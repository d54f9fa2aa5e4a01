"""History of rows, written by triggers of the database: bulk writes are seen as well.

`tracked()` gives a model an event table with the same row policy as the model. The application role
may add to it and read it, never change it. Statement triggers: one insert per statement, however
many rows it touches.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

from banenbrug.engine.policies import Rows

M = TypeVar("M", bound=models.Model)


def tracked(*, without: tuple[str, ...] = ()) -> Callable[[type[M]], type[M]]:
    """Keep every version of a row, apart from the columns named in `without`."""

    def decorate(model: type[M]) -> type[M]:
        track: Callable[[type[M]], type[M]] = pghistory.track(
            pghistory.InsertEvent("created"),
            pghistory.UpdateEvent("changed", condition=pgtrigger.AnyChange(exclude=list(without))),
            pghistory.DeleteEvent("deleted"),
            exclude=list(without) or None,
            model_name=f"{model.__name__}Event",
            append_only=False,
            meta={"constraints": [_same_policy(model)]},
            attrs={"privileges": "SELECT, INSERT"},
        )
        return track(model)

    return decorate


def _same_policy(model: type[models.Model]) -> Rows:
    [policy] = [c for c in model._meta.constraints if isinstance(c, Rows)]
    _, _, arguments = policy.deconstruct()
    arguments["name"] = f"{model._meta.label_lower.replace('.', '_')}event_rows"
    copied: Any = type(policy)(**arguments)
    return copied  # type: ignore[no-any-return]
