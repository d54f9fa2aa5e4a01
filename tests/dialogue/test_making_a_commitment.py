"""From minutes to a commitment behind which both sides stand."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from banenbrug.dialogue import actions
from banenbrug.dialogue.models import Commitment, Confirmation, Conversation
from banenbrug.dialogue.queries import agreements_of_contract
from banenbrug.dialogue.rules import CommitmentState
from banenbrug.foundation.refusals import Refused
from tests.cast import Cast, Member
from tests.dialogue.conftest import NOW, Inside, Walk

pytestmark = pytest.mark.django_db


def agree(walk: Walk, inside: Inside, conversation: Conversation, **changed: object) -> None:
    promise: dict[str, object] = {
        "basis": "clause",
        "kind": "jobs",
        "side": "supplier",
        "what": "Een baan in De Werf",
        "number": Decimal("1.5"),
        "due": date(2025, 6, 1),
        "is_firm": True,
    }
    with inside(walk.cast.waterland.hr) as hr:
        actions.agree_commitment(
            by=hr,
            conversation=Conversation.objects.get(pk=conversation.pk),
            now=NOW,
            **{**promise, **changed},  # type: ignore[arg-type]
        )


def confirm(inside: Inside, member: Member, commitment: Commitment) -> None:
    with inside(member) as by:
        actions.confirm_commitment(by=by, commitment=commitment, now=NOW)


def test_a_commitment_comes_from_a_conversation_that_was_held(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    with pytest.raises(Refused) as refusal:
        agree(walk, inside, walk.planned(walk.contract()))
    assert refusal.value.code == "conversation_not_held"
    with inside(cast.waterland.buyer):
        assert not Commitment.objects.exists()


def test_a_firm_commitment_on_jobs_without_a_number_is_refused_at_that_field(
    walk: Walk, inside: Inside
) -> None:
    with pytest.raises(Refused) as refusal:
        agree(walk, inside, walk.held(walk.contract()), number=None)
    assert (refusal.value.code, refusal.value.field) == ("number_missing", "number")


def test_what_was_agreed_holds_no_bsn(walk: Walk, inside: Inside) -> None:
    with pytest.raises(Refused) as refusal:
        agree(walk, inside, walk.held(walk.contract()), what="Een baan voor 123.456.782")
    assert (refusal.value.code, refusal.value.field) == ("looks_like_bsn", "what")


def test_the_supplier_with_a_door_reads_along_at_once(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    agree(walk, inside, walk.held(walk.contract()))
    with inside(cast.cleaner):
        commitment = Commitment.objects.get()
        assert commitment.organisation.slug == "waterland"
        assert commitment.number == Decimal("1.5")
    with inside(cast.zilver):
        assert not Commitment.objects.exists()


def test_a_commitment_with_a_supplier_without_a_door_stays_at_the_school(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    agree(walk, inside, walk.held(walk.contract(shared=False)))
    with inside(cast.cleaner):
        assert not Commitment.objects.exists()
    with inside(cast.waterland.buyer):
        assert Commitment.objects.get().counterparty_id is None


def test_both_sides_confirm_and_then_it_stands(walk: Walk, cast: Cast, inside: Inside) -> None:
    commitment = walk.commitment()
    confirm(inside, cast.cleaner, commitment)
    confirm(inside, cast.waterland.coordinator, commitment)
    with inside(cast.waterland.reader):
        [agreement] = agreements_of_contract(commitment.contract)
        assert agreement.state is CommitmentState.CONFIRMED
        assert agreement.school
        assert agreement.supplier
        assert agreement.school.by == cast.waterland.coordinator.name
        assert agreement.supplier.by == cast.cleaner.name


def test_the_side_that_confirms_is_the_side_one_works_for(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    commitment = walk.commitment()
    with inside(cast.zilver) as zilver, pytest.raises(ValueError, match="neither side"):
        actions.confirm_commitment(by=zilver, commitment=commitment, now=NOW)
    confirm(inside, cast.cleaner, commitment)
    with inside(cast.waterland.buyer):
        assert Confirmation.objects.get().side == "supplier"


@pytest.mark.parametrize("side", ["school", "supplier"])
def test_a_side_confirms_once(walk: Walk, cast: Cast, inside: Inside, side: str) -> None:
    member = cast.cleaner if side == "supplier" else cast.waterland.buyer
    commitment = walk.commitment()
    confirm(inside, member, commitment)
    with pytest.raises(Refused) as refusal:
        confirm(inside, member, commitment)
    assert refusal.value.code == "already_confirmed"
    with inside(cast.waterland.buyer):
        assert Confirmation.objects.count() == 1


@pytest.mark.parametrize("who", ["school", "supplier"])
def test_a_confirmation_can_be_neither_changed_nor_taken_away(
    walk: Walk, cast: Cast, inside: Inside, who: str
) -> None:
    confirm(inside, cast.cleaner, walk.commitment())
    with inside(cast.cleaner if who == "supplier" else cast.waterland.buyer):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Confirmation.objects.update(by="Iemand anders")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Confirmation.objects.all().delete()
        assert Confirmation.objects.get().by == cast.cleaner.name


def test_the_supplier_cannot_change_what_was_agreed(walk: Walk, cast: Cast, inside: Inside) -> None:
    walk.commitment()
    with inside(cast.cleaner):
        assert Commitment.objects.update(what="Iets anders") == 0


def test_what_one_side_confirmed_can_be_withdrawn_and_then_stands_still(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    commitment = walk.commitment()
    with inside(cast.waterland.buyer) as buyer:
        actions.withdraw_commitment(by=buyer, commitment=commitment, now=NOW)
        with pytest.raises(Refused) as twice:
            actions.withdraw_commitment(by=buyer, commitment=commitment, now=NOW)
        assert twice.value.code == "commitment_withdrawn"
    with pytest.raises(Refused) as refusal:
        confirm(inside, cast.cleaner, commitment)
    assert refusal.value.code == "commitment_withdrawn"


def test_the_supplier_withdraws_nothing(walk: Walk, cast: Cast, inside: Inside) -> None:
    commitment = walk.commitment()
    with inside(cast.cleaner) as helder, pytest.raises(ValueError, match="Only the school"):
        actions.withdraw_commitment(by=helder, commitment=commitment, now=NOW)


def test_what_both_confirmed_is_not_withdrawn_by_one(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    commitment = walk.commitment()
    confirm(inside, cast.cleaner, commitment)
    confirm(inside, cast.waterland.hr, commitment)
    with inside(cast.waterland.hr) as hr, pytest.raises(Refused) as refusal:
        actions.withdraw_commitment(by=hr, commitment=commitment, now=NOW)
    assert refusal.value.code == "confirmed_by_both"
