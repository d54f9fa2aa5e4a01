"""Keys from a row to its parent in the same organisation."""

from collections.abc import Sequence
from typing import Any

from django.db import models


class ParentKey(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key whose bound is kept by a `CompositeKey` in `Meta.constraints`.

    No constraint and no index of its own: the composite key and an index that starts with the
    organisation do that work. Parents are never deleted from under their children.
    """

    def __init__(self, to: Any, **options: Any) -> None:
        options.setdefault("on_delete", models.PROTECT)
        options.setdefault("related_name", "+")
        options["db_constraint"] = False
        options["db_index"] = False
        super().__init__(to, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        kwargs.pop("db_index", None)
        return name, path, args, kwargs
