"""From a contract to minutes: planning, the table, holding, cancelling."""

from datetime import timedelta

import pytest

from banenbrug.dialogue import actions
from banenbrug.dialogue.models import Conversation, Participant
from banenbrug.dialogue.queries import talks_of_contract
from banenbrug.dialogue.rules import Seat
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from tests.cast import Cast, Member
from tests.dialogue.conftest import NOW, TODAY, Inside, Walk

pytestmark = pytest.mark.django_db


def hold(by: Membership, conversation: Conversation) -> Conversation:
    return actions.hold_conversation(
        by=by, conversation=conversation, held_on=TODAY, minutes="Goed gesprek.", today=TODAY
    )


def test_seats_follow_from_roles(walk: Walk, cast: Cast, inside: Inside) -> None:
    school = cast.waterland
    contract = walk.contract()
    walk.planned(contract, school.coordinator, school.hr, school.buyer)
    with inside(school.buyer):
        [talk] = talks_of_contract(contract)
        assert [(person.name, person.seat) for person in talk.people] == [
            (school.buyer.name, Seat.PROCUREMENT),
            (school.hr.name, Seat.HR),
            ("accountmanager", Seat.SUPPLIER),
            (school.coordinator.name, Seat.OTHER),
        ]
        assert (talk.procurement, talk.hr) == (school.buyer.name, school.hr.name)


@pytest.mark.parametrize(
    ("who", "refused"),
    [("buyer", "hr_missing"), ("hr", "procurement_missing"), ("coordinator", "hands_missing")],
)
def test_holding_asks_for_both_hands(
    walk: Walk, cast: Cast, inside: Inside, who: str, refused: str
) -> None:
    person: Member = getattr(cast.waterland, who)
    conversation = walk.planned(walk.contract(), person)
    with inside(cast.waterland.buyer) as buyer:
        with pytest.raises(Refused) as refusal:
            hold(buyer, conversation)
        assert refusal.value.code == refused
        assert Conversation.objects.get().state == "planned"


def test_the_missing_hand_can_join_later(walk: Walk, cast: Cast, inside: Inside) -> None:
    school = cast.waterland
    conversation = walk.planned(walk.contract(), school.buyer)
    with inside(school.buyer) as buyer:
        actions.change_participants(
            by=buyer, conversation=conversation, members=[buyer, school.hr.row]
        )
        assert hold(buyer, conversation).state == "held"


def test_changing_the_table_keeps_who_stays(walk: Walk, cast: Cast, inside: Inside) -> None:
    school = cast.waterland
    conversation = walk.planned(walk.contract())
    with inside(school.buyer) as buyer:
        before = Participant.objects.get(member=buyer).pk
        actions.change_participants(
            by=buyer,
            conversation=conversation,
            members=[buyer, school.coordinator.row],
            supplier_role="directeur",
        )
        assert Participant.objects.get(member=buyer).pk == before
        assert set(Participant.objects.values_list("seat", "role")) == {
            ("procurement", ""),
            ("other", ""),
            ("supplier", "directeur"),
        }


def test_who_works_for_both_takes_the_chosen_seat(walk: Walk, cast: Cast, inside: Inside) -> None:
    conversation = walk.planned(walk.contract())
    with inside(cast.waterland.hr) as both:
        both.roles = ["buyer", "hr"]
        both.save()
        with pytest.raises(Refused) as unclear:
            actions.change_participants(by=both, conversation=conversation, members=[both])
        assert unclear.value.code == "seat_unclear"
        actions.change_participants(
            by=both, conversation=conversation, members=[both], seats={both.pk: Seat.PROCUREMENT}
        )
        assert Participant.objects.get().seat == "procurement"


def test_nobody_sits_for_a_department_without_a_role_there(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    with inside(cast.waterland.buyer) as buyer:
        with pytest.raises(Refused) as refusal:
            actions.change_participants(
                by=buyer, conversation=conversation, members=[buyer], seats={buyer.pk: Seat.HR}
            )
        assert refusal.value.code == "seat_without_role"
        assert Participant.objects.count() == 3


def test_a_held_conversation_no_longer_changes(walk: Walk, cast: Cast, inside: Inside) -> None:
    conversation = walk.held(walk.contract())
    with inside(cast.waterland.buyer) as buyer:
        changes = (
            lambda: hold(buyer, conversation),
            lambda: actions.cancel_conversation(by=buyer, conversation=conversation),
            lambda: actions.change_participants(by=buyer, conversation=conversation, members=[]),
            lambda: actions.plan_again(
                by=buyer, conversation=conversation, planned_at=NOW, place=""
            ),
        )
        for change in changes:
            with pytest.raises(Refused) as refusal:
                change()
            assert refusal.value.code == "conversation_held"
        kept = Conversation.objects.get()
        assert (kept.minutes, kept.mood, kept.held_on) == (
            "Het gaat goed in gebouw Kade.",
            4,
            TODAY,
        )
        assert kept.participants.count() == 3


def test_minutes_of_a_day_to_come_are_refused_at_that_field(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    with inside(cast.waterland.buyer) as buyer, pytest.raises(Refused) as refusal:
        actions.hold_conversation(
            by=buyer,
            conversation=conversation,
            held_on=TODAY + timedelta(days=1),
            minutes="Vooruit geschreven",
            today=TODAY,
        )
    assert (refusal.value.code, refusal.value.field) == ("held_in_future", "held_on")


def test_minutes_hold_no_bsn(walk: Walk, cast: Cast, inside: Inside) -> None:
    conversation = walk.planned(walk.contract())
    with inside(cast.waterland.buyer) as buyer, pytest.raises(Refused) as refusal:
        actions.hold_conversation(
            by=buyer,
            conversation=conversation,
            held_on=TODAY,
            minutes="De kandidaat is 123 456 782.",
            today=TODAY,
        )
    assert (refusal.value.code, refusal.value.field) == ("looks_like_bsn", "minutes")


def test_a_cancelled_conversation_can_be_planned_again(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    later = NOW + timedelta(days=14)
    with inside(cast.waterland.hr) as hr:
        actions.cancel_conversation(by=hr, conversation=conversation)
        with pytest.raises(Refused) as refusal:
            hold(hr, conversation)
        assert refusal.value.code == "conversation_cancelled"
        again = actions.plan_again(
            by=hr, conversation=conversation, planned_at=later, place=" Online "
        )
        assert (again.state, again.planned_at, again.place) == ("planned", later, "Online")
        assert again.participants.count() == 3


def test_a_member_of_another_school_moves_nothing(walk: Walk, cast: Cast, inside: Inside) -> None:
    conversation = walk.planned(walk.contract())
    with inside(cast.heuvelrug.buyer) as other, pytest.raises(Conversation.DoesNotExist):
        actions.cancel_conversation(by=other, conversation=conversation)
    with inside(cast.waterland.buyer):
        assert Conversation.objects.get().state == "planned"
