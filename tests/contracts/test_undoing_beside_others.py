"""A file is undone while somebody changes what it wrote, in transactions that commit."""

from typing import Any

import pytest

from banenbrug.contracts import undo
from banenbrug.contracts.actions import save_contract, set_clause
from banenbrug.contracts.models import Batch, Clause, Contract
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from tests.cast import Cast
from tests.contracts.conftest import entered
from tests.contracts.test_undoing import FIRST, LATER, NOW, read
from tests.two_at_once import at_once


def edit(contract: Contract, by: Membership) -> None:
    values = {"number": contract.number, "title": "Anders"}
    save_contract(by=by, contract=contract, supplier_name="Helder", values=values)


def change_clause(contract: Contract, by: Membership) -> None:
    set_clause(contract=contract, form="share_of_sum", values={"percentage": 9})


@pytest.mark.parametrize("go_on", [edit, change_clause])
def test_what_somebody_changes_while_a_file_is_undone_is_not_lost(
    own_database: str, cast: Cast, go_on: Any
) -> None:
    buyer, hr = cast.waterland.buyer, cast.waterland.hr
    with entered(buyer) as member:
        read(FIRST, member)
    with entered(buyer) as member:
        batch = read(LATER, member)
        assert Clause.objects.filter(contract__number="C-1").get().form == "share_of_sum"

    outcome = at_once(
        own_database,
        (hr, lambda by: go_on(Contract.objects.get(number="C-1"), by)),
        (buyer, lambda by: undo.undo(by=by, batch=batch, now=NOW)),
    )

    with pytest.raises(Refused) as refused:
        outcome.result()
    assert refused.value.code == "built_on"
    with entered(buyer):
        assert Batch.objects.get(pk=batch.pk).state == "committed"
        contract = Contract.objects.get(number="C-1")
        assert contract.title == ("Anders" if go_on is edit else "Schoon")
        assert contract.clauses.get().percentage == (7 if go_on is edit else 9)
