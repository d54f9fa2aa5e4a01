"""Two people who act on the same thing at the same moment, in transactions that commit."""

import pytest

from banenbrug.dialogue import actions
from banenbrug.dialogue.models import Confirmation, Conversation
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from tests.cast import Cast
from tests.dialogue.conftest import NOW, TODAY, Walk, entered
from tests.two_at_once import at_once


def test_who_moves_a_conversation_second_meets_what_the_first_made_of_it(
    own_database: str, cast: Cast
) -> None:
    walk = Walk(cast)
    conversation = walk.planned(walk.contract())

    def hold(by: Membership) -> None:
        actions.hold_conversation(
            by=by, conversation=conversation, held_on=TODAY, minutes="Goed.", today=TODAY
        )

    def cancel(by: Membership) -> None:
        actions.cancel_conversation(by=by, conversation=conversation)

    outcome = at_once(own_database, (cast.waterland.buyer, hold), (cast.waterland.hr, cancel))
    with pytest.raises(Refused) as refusal:
        outcome.result()
    assert refusal.value.code == "conversation_held"
    with entered(cast.waterland.buyer):
        assert Conversation.objects.get().state == "held"


def test_what_is_withdrawn_meanwhile_is_not_confirmed(own_database: str, cast: Cast) -> None:
    commitment = Walk(cast).commitment()

    def withdraw(by: Membership) -> None:
        actions.withdraw_commitment(by=by, commitment=commitment, now=NOW)

    def confirm(by: Membership) -> None:
        actions.confirm_commitment(by=by, commitment=commitment, now=NOW)

    outcome = at_once(own_database, (cast.waterland.buyer, withdraw), (cast.cleaner, confirm))
    with pytest.raises(Refused) as refusal:
        outcome.result()
    assert refusal.value.code == "commitment_withdrawn"


def test_what_both_confirmed_meanwhile_is_not_withdrawn(own_database: str, cast: Cast) -> None:
    commitment = Walk(cast).commitment()

    def confirm(by: Membership) -> None:
        actions.confirm_commitment(by=by, commitment=commitment, now=NOW)

    def withdraw(by: Membership) -> None:
        actions.withdraw_commitment(by=by, commitment=commitment, now=NOW)

    with entered(cast.waterland.hr) as hr:
        confirm(hr)
    outcome = at_once(own_database, (cast.cleaner, confirm), (cast.waterland.buyer, withdraw))
    with pytest.raises(Refused) as refusal:
        outcome.result()
    assert refusal.value.code == "confirmed_by_both"


def test_two_of_one_side_confirm_once_between_them(own_database: str, cast: Cast) -> None:
    commitment = Walk(cast).commitment()

    def confirm(by: Membership) -> None:
        actions.confirm_commitment(by=by, commitment=commitment, now=NOW)

    outcome = at_once(own_database, (cast.waterland.buyer, confirm), (cast.waterland.hr, confirm))
    with pytest.raises(Refused) as refusal:
        outcome.result()
    assert refusal.value.code == "already_confirmed"
    with entered(cast.waterland.buyer):
        assert Confirmation.objects.get().by == cast.waterland.buyer.name
