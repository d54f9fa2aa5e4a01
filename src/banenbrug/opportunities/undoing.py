"""The last change of the weights, and how to take it back, from the history of the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from banenbrug.opportunities.bands import Part
from banenbrug.opportunities.models import CategoryWeight, Weights
from banenbrug.organisations.models import Membership

_SETTINGS = ("labour_cost", "suitable_low", "suitable_high", "places")
_FIELDS: dict[type[Weights] | type[CategoryWeight], tuple[str, ...]] = {
    Weights: (*(part.value for part in Part), *_SETTINGS),
    CategoryWeight: ("score", "labour_low", "labour_high"),
}


@dataclass(frozen=True, slots=True)
class LastChange:
    """When the weights were changed last, by whom, and under which context of the history."""

    context: UUID
    at: datetime
    who: str


def last_change(organisation_id: int) -> LastChange | None:
    """The last change that the history knows."""
    found = []
    for model in _FIELDS:
        events = _events(model, organisation_id).select_related("pgh_context")
        event = events.order_by("-pgh_created_at", "-pgh_id").first()
        if event is not None and event.pgh_context is not None:
            found.append(event)
    if not found:
        return None
    last = max(found, key=lambda event: event.pgh_created_at)
    member = last.pgh_context.metadata.get("member")
    name = (
        Membership.objects.filter(organisation_id=organisation_id, pk=member)
        .values_list("name", flat=True)
        .first()
    )
    return LastChange(last.pgh_context_id, last.pgh_created_at, name or "")


def take_back(organisation_id: int, change: LastChange) -> None:
    """Put every row that the change touched back to what it was before."""
    for model, fields in _FIELDS.items():
        for former, key in _former(model, organisation_id, change.context):
            rows: Any = model._default_manager.filter(organisation_id=organisation_id, **key)
            if former is None or former.pgh_label == "deleted":
                rows.delete()
                continue
            row = rows.first() or model(organisation_id=organisation_id, **key)
            for name in fields:
                setattr(row, name, getattr(former, name))
            row.save()


def _former(
    model: type[Weights] | type[CategoryWeight], organisation_id: int, context: UUID
) -> Iterator[tuple[Any, dict[str, str]]]:
    """For each row that was touched its version before, and what it is found by."""
    events = _events(model, organisation_id)
    seen = set()
    for event in events.filter(pgh_context_id=context).order_by("pgh_id"):
        key = {"category": event.category} if model is CategoryWeight else {}
        if tuple(key.values()) not in seen:
            seen.add(tuple(key.values()))
            before = events.filter(pgh_id__lt=event.pgh_id, **key).order_by("-pgh_id")
            yield before.first(), key


def _events(model: type[Weights] | type[CategoryWeight], organisation_id: int) -> Any:
    kept: Any = model.pgh_event_model  # type: ignore[union-attr]
    return kept.objects.filter(organisation_id=organisation_id)
