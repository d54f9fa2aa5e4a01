"""Contracts of Waterland to choose from."""

from collections.abc import Callable
from typing import Any

import pytest

from banenbrug.contracts.actions import save_contract
from banenbrug.contracts.models import Contract
from banenbrug.engine.scopes import scope
from tests.cast import Cast

Write = Callable[..., Contract]


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
