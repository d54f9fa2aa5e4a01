"""The list of opportunities: running contracts with their stored scores."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from banenbrug.contracts.categories import BY_CODE
from banenbrug.contracts.models import Contract
from banenbrug.opportunities.models import Standing
from banenbrug.opportunities.queries import bars_of
from banenbrug.opportunities.rules import Scale

_SORTS = {
    "points": ("points", "value", "-contract_id"),
    "-points": ("-points", "-value", "contract_id"),
    "value": ("value", "-contract_id"),
    "-value": ("-value", "contract_id"),
}


def standings(
    organisation_id: int,
    *,
    category: str = "",
    clause: str = "",
    region: str = "",
    sort: str = "-points",
) -> QuerySet[Standing, int]:
    """Keys of standings as a reader asked for them; unknown words leave the list as it is."""
    found = Standing.objects.filter(organisation_id=organisation_id)
    if category:
        found = found.filter(category="" if category == "none" else category)
    if clause:
        found = found.filter(has_clause=clause == "yes")
    if region:
        found = found.filter(is_near={"near": True, "far": False}.get(region))
    order = _SORTS.get(sort, _SORTS["-points"])
    return found.order_by(*order).values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of opportunities."""

    standing: Standing
    contract: Contract
    category: str
    bars: list[tuple[int, int]]


def rows_of(organisation_id: int, standings: Iterable[int], scale: Scale) -> list[Row]:
    """One page of the list: only its own rows are joined with their contracts."""
    keys = list(standings)
    here = Standing.objects.filter(organisation_id=organisation_id)
    found = here.select_related("contract__supplier").in_bulk(keys)
    return [_row(found[key], scale) for key in keys if key in found]


def _row(standing: Standing, scale: Scale) -> Row:
    category = BY_CODE.get(standing.category)
    name = category.name if category else ""
    return Row(standing, standing.contract, name, bars_of(standing, scale))
