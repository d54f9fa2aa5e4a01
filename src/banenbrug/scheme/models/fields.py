"""A column of hours."""

from collections.abc import Sequence
from typing import Any

from django.db import models


class HoursField(models.DecimalField):  # type: ignore[type-arg]
    """Hours with two decimals: quarters are exact."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 8, "decimal_places": 2, **options})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs
