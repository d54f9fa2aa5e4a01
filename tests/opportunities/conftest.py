"""Contracts of Waterland to choose from."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from banenbrug.contracts.actions import save_contract
from banenbrug.contracts.models import Contract
from banenbrug.engine.scopes import scope
from banenbrug.opportunities.standings import keep_current
from tests.cast import Cast

Write = Callable[..., Contract]
Weigh = Callable[..., None]


@pytest.fixture
def write(db: None, cast: Cast) -> Write:
    """Write a contract of Waterland: `write("Schoonmaak", value_per_year=…)`."""

    def contract(title: str, *, supplier: str = "Helder", **facts: Any) -> Contract:
        with scope(organisation_id=cast.waterland.organisation.pk):
            return save_contract(
                by=cast.waterland.buyer.row,
                contract=None,
                supplier_name=supplier,
                values={"number": title, "title": title, **facts},
            )

    return contract


@pytest.fixture
def weigh(db: None, cast: Cast) -> Weigh:
    """Weigh the contracts of Waterland as of a day."""

    def school(today: date) -> None:
        here = cast.waterland.organisation.pk
        with scope(organisation_id=here):
            assert keep_current(here, today=today)

    return school
