"""What conversations and commitments refuse, as tables."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from banenbrug.dialogue import rules
from banenbrug.dialogue.rules import CommitmentState, ConversationState, Seat, Side
from banenbrug.foundation.refusals import Refusal

PLANNED, HELD, CANCELLED = ConversationState


def code(verdict: Refusal | None) -> str | None:
    return verdict.code if verdict else None


@pytest.mark.parametrize(
    ("state", "to", "refused"),
    [
        (PLANNED, PLANNED, None),
        (PLANNED, HELD, None),
        (PLANNED, CANCELLED, None),
        (CANCELLED, PLANNED, None),
        (CANCELLED, HELD, "conversation_cancelled"),
        (CANCELLED, CANCELLED, "conversation_cancelled"),
        (HELD, PLANNED, "conversation_held"),
        (HELD, HELD, "conversation_held"),
        (HELD, CANCELLED, "conversation_held"),
    ],
)
def test_a_conversation_only_makes_the_moves_of_the_table(
    state: ConversationState, to: ConversationState, refused: str | None
) -> None:
    assert code(rules.why_not_move(state=state.value, to=to)) == refused


@pytest.mark.parametrize(
    ("seats", "refused"),
    [
        (["procurement", "hr"], None),
        (["procurement", "hr", "supplier", "other"], None),
        (["procurement", "supplier"], "hr_missing"),
        (["hr", "other"], "procurement_missing"),
        (["supplier", "other"], "hands_missing"),
        ([], "hands_missing"),
    ],
)
def test_the_missing_hand_is_named(seats: list[str], refused: str | None) -> None:
    assert code(rules.why_not_both_hands(seats)) == refused


@pytest.mark.parametrize(
    ("hands", "chosen", "refused"),
    [
        (["hr"], None, None),
        ([], None, None),
        (["procurement", "hr"], None, "seat_unclear"),
        (["procurement", "hr"], Seat.HR, None),
        (["hr"], Seat.OTHER, None),
        (["hr"], Seat.PROCUREMENT, "seat_without_role"),
        ([], Seat.HR, "seat_without_role"),
        (["procurement"], Seat.SUPPLIER, "seat_without_role"),
    ],
)
def test_a_seat_asks_for_a_role_in_that_department(
    hands: list[str], chosen: Seat | None, refused: str | None
) -> None:
    assert code(rules.why_not_seat(name="Noor", hands=hands, chosen=chosen)) == refused


@pytest.mark.parametrize(
    ("hands", "chosen", "seat"),
    [
        (["hr"], None, Seat.HR),
        (["procurement"], None, Seat.PROCUREMENT),
        ([], None, Seat.OTHER),
        (["procurement", "hr"], Seat.HR, Seat.HR),
    ],
)
def test_without_a_choice_the_role_gives_the_seat(
    hands: list[str], chosen: Seat | None, seat: Seat
) -> None:
    assert rules.seat_of(hands=hands, chosen=chosen) is seat


@pytest.mark.parametrize(
    ("held_on", "refused"), [(date(2026, 1, 9), None), (date(2026, 1, 10), "held_in_future")]
)
def test_minutes_are_of_a_day_that_has_come(held_on: date, refused: str | None) -> None:
    assert code(rules.why_not_held_on(held_on=held_on, today=date(2026, 1, 9))) == refused


@pytest.mark.parametrize(
    ("kind", "number", "is_firm", "refused"),
    [
        ("jobs", None, True, "number_missing"),
        ("internships", None, True, "number_missing"),
        ("jobs", Decimal("0.5"), True, None),
        ("jobs", None, False, None),
        ("activity", None, True, None),
    ],
)
def test_a_firm_promise_of_places_says_how_many(
    kind: str, number: Decimal | None, is_firm: bool, refused: str | None
) -> None:
    assert code(rules.why_not_number(kind=kind, number=number, is_firm=is_firm)) == refused


@pytest.mark.parametrize(
    ("confirmed", "withdrawn", "state"),
    [
        ([], False, CommitmentState.UNCONFIRMED),
        (["school"], False, CommitmentState.WAITS_FOR_SUPPLIER),
        (["supplier"], False, CommitmentState.WAITS_FOR_SCHOOL),
        (["school", "supplier"], False, CommitmentState.CONFIRMED),
        (["school"], True, CommitmentState.WITHDRAWN),
    ],
)
def test_a_commitment_stands_where_its_two_sides_put_it(
    confirmed: list[str], withdrawn: bool, state: CommitmentState
) -> None:
    assert rules.commitment_state(confirmed=confirmed, withdrawn=withdrawn) is state


@pytest.mark.parametrize(
    ("confirmed", "withdrawn", "refused"),
    [
        ([], False, None),
        (["school"], False, None),
        (["supplier"], False, "already_confirmed"),
        ([], True, "commitment_withdrawn"),
    ],
)
def test_a_side_confirms_once_and_nothing_that_is_withdrawn(
    confirmed: list[str], withdrawn: bool, refused: str | None
) -> None:
    verdict = rules.why_not_confirm(side=Side.SUPPLIER, confirmed=confirmed, withdrawn=withdrawn)
    assert code(verdict) == refused


@pytest.mark.parametrize(
    ("confirmed", "withdrawn", "refused"),
    [
        (["supplier"], False, None),
        (["school", "supplier"], False, "confirmed_by_both"),
        ([], True, "commitment_withdrawn"),
    ],
)
def test_what_both_confirmed_is_not_taken_back_by_one(
    confirmed: list[str], withdrawn: bool, refused: str | None
) -> None:
    verdict = rules.why_not_withdraw(confirmed=confirmed, withdrawn=withdrawn, followed=False)
    assert code(verdict) == refused


def test_what_something_came_from_is_not_taken_back() -> None:
    verdict = rules.why_not_withdraw(confirmed=[], withdrawn=False, followed=True)
    assert code(verdict) == "commitment_followed"


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (rules.STATE_NAMES, rules.ConversationState),
        (rules.SEAT_NAMES, rules.Seat),
        (rules.BASIS_NAMES, rules.Basis),
        (rules.KIND_NAMES, rules.CommitmentKind),
        (rules.COMMITMENT_STATE_NAMES, rules.CommitmentState),
    ],
)
def test_every_state_and_kind_has_words(names: dict[str, str], keys: type[StrEnum]) -> None:
    assert set(names) == set(keys)
