"""Two people who set or choose at the same moment, in transactions that commit."""

import pytest

from banenbrug.contracts.actions import save_contract
from banenbrug.foundation.refusals import Refused
from banenbrug.opportunities import actions
from banenbrug.opportunities.models import Choice, Weights
from banenbrug.opportunities.queries import choice_of
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand
from tests.cast import Cast
from tests.dialogue.conftest import NOW, TODAY, entered
from tests.two_at_once import at_once


def test_the_first_weights_of_a_school_are_set_by_two_and_both_count(
    own_database: str, cast: Cast
) -> None:
    def more_for_category(by: Membership) -> None:
        actions.save_weights(by=by, values={"category": 5}, today=TODAY)

    def more_for_region(by: Membership) -> None:
        actions.save_weights(by=by, values={"region": 4}, today=TODAY)

    buyer, coordinator = cast.waterland.buyer, cast.waterland.coordinator
    at_once(own_database, (buyer, more_for_category), (coordinator, more_for_region)).result()
    with entered(buyer):
        own = Weights.objects.get()
    assert (own.category, own.region) == (5, 4)


def test_a_list_that_is_signed_meanwhile_is_closed_with_its_signature(
    own_database: str, cast: Cast
) -> None:
    buyer, hr = cast.waterland.buyer, cast.waterland.hr
    with entered(buyer) as member:
        contract = save_contract(
            by=member,
            contract=None,
            supplier_name="Helder",
            values={"number": "C-1", "title": "Schoonmaak", "category": "cleaning"},
        )
        actions.put_in(by=member, contracts=[contract], today=TODAY, now=NOW)

    def sign(by: Membership) -> None:
        actions.sign(by=by, hand=Hand.HR, shown=[contract.pk], today=TODAY, now=NOW)

    outcome = at_once(
        own_database,
        (buyer, lambda by: actions.choose_anew(by=by, now=NOW)),
        (hr, sign),
    )
    with pytest.raises(Refused):
        outcome.result()
    with entered(buyer):
        [closed] = Choice.objects.exclude(closed_at=None)
        assert not closed.signatures.exists(), "Nobody signs a list that is closed."
        assert choice_of(buyer.organisation.pk) is None
