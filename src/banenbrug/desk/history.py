"""The history of a contract in words: what changed, when, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from banenbrug.contracts.models import Contract
from banenbrug.organisations.models import Membership

SHOWN = (
    "number",
    "title",
    "supplier",
    "category",
    "cpv",
    "value_per_year",
    "value_total",
    "currency",
    "start",
    "end",
    "extension_count",
    "extension_months",
    "notice_months",
    "procedure",
    "unit",
)
"""The facts whose changes are told; free text and keys of our own are not."""


@dataclass(frozen=True)
class Change:
    """One fact before and after."""

    name: str
    before: object
    after: object


@dataclass(frozen=True)
class Event:
    """One version of the contract: `label` is created, changed or deleted."""

    at: datetime
    label: str
    who: str
    changes: tuple[Change, ...]


def history_of(contract: Contract, *, last: int = 20) -> list[Event]:
    """The latest versions of a contract, newest first."""
    versions = list(
        _versions()
        .filter(organisation_id=contract.organisation_id, pgh_obj_id=contract.pk)
        .select_related("pgh_context", "supplier", "unit")
        .order_by("-pgh_id")[: last + 1]
    )
    names = _names(contract.organisation_id, versions)
    pairs = zip(versions, [*versions[1:], None], strict=True)
    return [
        Event(
            at=version.pgh_created_at,
            label=version.pgh_label,
            who=names.get(_member(version), ""),
            changes=_changes(former, version),
        )
        for version, former in pairs
    ][:last]


def _versions() -> Any:
    return Contract.pgh_event_model.objects  # type: ignore[attr-defined]


def _member(version: Any) -> int | None:
    return version.pgh_context.metadata.get("member") if version.pgh_context else None


def _names(organisation_id: int, versions: Sequence[Any]) -> dict[int | None, str]:
    members = {member for version in versions if (member := _member(version)) is not None}
    rows = Membership.objects.filter(organisation_id=organisation_id, pk__in=members)
    return dict(rows.values_list("pk", "name"))


def _changes(former: Any, version: Any) -> tuple[Change, ...]:
    if former is None:
        return ()
    pairs = ((name, getattr(former, name), getattr(version, name)) for name in SHOWN)
    return tuple(Change(name, old, new) for name, old, new in pairs if old != new)
