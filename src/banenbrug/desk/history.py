"""The history of a contract in words: what changed, when, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from banenbrug.contracts.categories import BY_CODE
from banenbrug.contracts.models import Contract
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership

SHOWN = {
    "number": N_("Contract number"),
    "title": N_("Title"),
    "supplier": N_("Supplier"),
    "category": N_("Category"),
    "cpv": N_("CPV code"),
    "value_per_year": N_("Value per year"),
    "value_total": N_("Total value"),
    "currency": N_("Currency"),
    "start": N_("Start"),
    "end": N_("End"),
    "extension_count": N_("Number of extension options"),
    "extension_months": N_("Months per extension"),
    "notice_months": N_("Notice in months"),
    "procedure": N_("Procedure"),
    "unit": N_("Academy or service"),
    "buyer": N_("Owner at procurement"),
    "hr": N_("Owner at HR"),
}
"""The facts whose changes are told, with their names; free text and keys of our own are not."""


@dataclass(frozen=True)
class Change:
    """One fact before and after; `label` is what it is called, `currency` that of amounts."""

    name: str
    label: str
    currency: str
    before: object
    after: object


@dataclass(frozen=True)
class Event:
    """One version of the contract: `label` is created, changed or deleted.

    `roles` are those that whoever did it has now, in English.
    """

    at: datetime
    label: str
    who: str
    roles: tuple[str, ...]
    changes: tuple[Change, ...]


def versions_of(contract: Contract) -> int:
    """How many versions of a contract there are."""
    number: int = _versions(contract).count()
    return number


def history_of(contract: Contract, *, after: int = 0, most: int = 20) -> list[Event]:
    """The versions of a contract, newest first: at most `most`, leaving out the `after` newest."""
    versions = list(
        _versions(contract)
        .select_related("pgh_context", "supplier", "unit", "buyer", "hr")
        .order_by("-pgh_id")[after : after + most + 1]
    )
    people = _people(contract.organisation_id, versions)
    pairs = zip(versions, [*versions[1:], None], strict=True)
    return [
        Event(
            at=version.pgh_created_at,
            label=version.pgh_label,
            who=who.name if who else "",
            roles=tuple(who.role_names) if who else (),
            changes=_changes(former, version),
        )
        for version, former in pairs
        for who in [people.get(_member(version))]
    ][:most]


def _versions(contract: Contract) -> Any:
    events = Contract.pgh_event_model.objects  # type: ignore[attr-defined]
    return events.filter(organisation_id=contract.organisation_id, pgh_obj_id=contract.pk)


def _member(version: Any) -> int | None:
    return version.pgh_context.metadata.get("member") if version.pgh_context else None


def _people(organisation_id: int, versions: Sequence[Any]) -> dict[int | None, Membership]:
    members = {member for version in versions if (member := _member(version)) is not None}
    found = Membership.objects.filter(organisation_id=organisation_id, pk__in=members)
    return {member.pk: member for member in found}


def _changes(former: Any, version: Any) -> tuple[Change, ...]:
    if former is None:
        return ()
    changes = (
        Change(name, label, version.currency, _said(former, name), _said(version, name))
        for name, label in SHOWN.items()
    )
    return tuple(change for change in changes if change.before != change.after)


def _said(version: Any, name: str) -> object:
    value = getattr(version, name)
    if name == "category" and value in BY_CODE:
        return BY_CODE[value].name
    return None if value == "" else value
