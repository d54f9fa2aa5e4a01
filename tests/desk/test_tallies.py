"""The tally of a register follows what is written, by the days that contracts end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from banenbrug.contracts.actions import remove_clause, set_clause
from banenbrug.contracts.models import Contract
from banenbrug.desk import tallies
from banenbrug.desk.models import Tally
from tests.cast import Cast
from tests.desk.conftest import Chain, entered

FIRST, LATER = date(2030, 1, 1), date(2031, 6, 30)


@contextmanager
def change(cast: Cast, title: str) -> Iterator[Contract]:
    """Change a contract; afterwards the tally is what counting everything anew gives."""
    with entered(cast.waterland.buyer):
        yield Contract.objects.get(title=title)
    kept = tally(cast)
    with entered(cast.waterland.buyer) as buyer:
        tallies.refresh(organisation_id=buyer.organisation_id)
    assert kept == tally(cast)


def tally(cast: Cast) -> set[tuple[object, ...]]:
    """All rows: end, currency, clause, result, how many and for how much."""
    with entered(cast.waterland.buyer) as buyer:
        rows = Tally.objects.filter(organisation_id=buyer.organisation_id)
        names = ("ends_on", "currency", "has_clause", "has_result", "contracts", "value")
        return set(rows.values_list(*names))


def row(
    end: date | None, *, clause: bool = False, result: bool = False, contracts: int = 1
) -> tuple[object, ...]:
    return (end, "EUR", clause, result, contracts, contracts * 100_000_00)


@pytest.fixture
def two(chain: Chain, cast: Cast) -> None:
    chain.contract("Schoonmaak")
    chain.contract("Groen")
    assert tally(cast) == {row(None, contracts=2)}


@pytest.mark.usefixtures("two")
def test_a_contract_moves_from_one_day_of_ending_to_another(cast: Cast) -> None:
    for end in (FIRST, LATER, None):
        with change(cast, "Groen") as contract:
            contract.end = end
            contract.save()
        assert tally(cast) == ({row(None), row(end)} if end else {row(None, contracts=2)})


@pytest.mark.usefixtures("two")
def test_two_changes_of_one_contract_in_a_transaction_are_followed(cast: Cast) -> None:
    with change(cast, "Groen") as contract:
        for contract.end in (FIRST, LATER):
            contract.save()
    assert tally(cast) == {row(None), row(LATER)}


@pytest.mark.usefixtures("two")
def test_a_clause_that_comes_and_goes_is_followed(cast: Cast) -> None:
    with change(cast, "Groen") as contract:
        set_clause(contract=contract, form="best_effort", values={})
    assert tally(cast) == {row(None), row(None, clause=True)}
    with change(cast, "Groen") as contract:
        remove_clause(contract=contract, form="best_effort")
    assert tally(cast) == {row(None, contracts=2)}


def test_a_job_that_came_of_a_contract_is_followed(chain: Chain, cast: Cast) -> None:
    chain.placement(chain.commitment(chain.contract("Groen")), None)
    assert tally(cast) == {row(None, result=True)}


@pytest.mark.usefixtures("two")
def test_more_than_is_followed_one_by_one_is_tallied_as_a_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "AT_ONCE", 1)
    with change(cast, "Groen"):
        Contract.objects.update(end=FIRST)
    assert tally(cast) == {row(FIRST, contracts=2)}
