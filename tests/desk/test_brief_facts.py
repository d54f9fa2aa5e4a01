"""The facts on the brief of a conversation."""

from datetime import date

import pytest

from banenbrug.contracts.models import Contract
from banenbrug.desk.brief import brief_of
from banenbrug.dialogue.models import Conversation
from banenbrug.moments.rules import MomentKind
from tests.cast import Cast
from tests.desk.conftest import TODAY, Chain, entered

pytestmark = pytest.mark.django_db


def lit(cast: Cast, talk: Conversation) -> list[MomentKind]:
    with entered(cast.waterland.reader):
        found = Conversation.objects.select_related("contract").get(pk=talk.pk)
        return [moment.kind for moment in brief_of(found, today=TODAY).lit]


def test_a_review_that_was_held_in_another_conversation_is_no_moment_any_more(
    chain: Chain, cast: Cast
) -> None:
    contract = chain.contract()
    with entered(cast.waterland.buyer):
        Contract.objects.filter(pk=contract.pk).update(start=date(2024, 3, 20))
    talk = chain.planned(contract)
    assert lit(cast, talk) == [MomentKind.REVIEW]
    review = chain.commitment(contract).conversation
    assert review is not None
    assert lit(cast, talk) == []
    assert lit(cast, review) == [MomentKind.REVIEW]
