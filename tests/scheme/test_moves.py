"""The table of moves: complete, and each step by one party from its own states."""

from enum import StrEnum

import pytest

from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import (
    IS_OVER,
    MOVES,
    ApplicationState,
    EvaluationState,
    RequestState,
    Side,
    Step,
)
from banenbrug.scheme.rules.words import meaning_of, name_of, not_now

KINDS = sorted({type(move.target) for move in MOVES}, key=lambda kind: kind.__name__)
STATES = [(kind, state) for kind in KINDS for state in kind]


def test_every_step_has_one_row() -> None:
    assert sorted(move.step for move in MOVES) == sorted(Step)


@pytest.mark.parametrize("step", Step)
def test_a_step_is_taken_by_its_party_from_its_states_and_nowhere_else(step: Step) -> None:
    [move] = [move for move in MOVES if move.step is step]
    for state in type(move.target):
        for side in Side:
            refusal = why_not_move(step, state=state, side=side)
            allowed = side is move.side and state in move.sources
            assert (refusal is None) == allowed, (state, side)


@pytest.mark.parametrize(("kind", "state"), STATES)
def test_every_state_has_a_name_a_badge_and_a_reason_with_a_way_on(kind: type, state: str) -> None:
    assert name_of(kind(state))
    assert meaning_of(kind(state)) in {"done", "busy", "waits", "late", "quiet"}
    assert not_now(kind(state)).in_english().endswith(".")


def test_every_reason_has_a_code_of_its_own() -> None:
    codes = [not_now(state).code for _, state in STATES]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", [RequestState, ApplicationState, EvaluationState])
def test_every_state_can_be_reached_from_the_first(kind: type[StrEnum]) -> None:
    reached = {next(iter(kind))}
    if kind is ApplicationState:
        reached.add(ApplicationState.WAITING)  # on submission, where no hours are free
    for _ in MOVES:
        for move in MOVES:
            if isinstance(move.target, kind) and reached & set(move.sources):
                reached.add(move.target)
    assert reached == set(kind)


def test_nothing_leads_out_of_an_end() -> None:
    ends = {*IS_OVER, RequestState.CLOSED, RequestState.WITHDRAWN, RequestState.LAPSED}
    for move in MOVES:
        for source in move.sources:
            assert not any(source is end for end in ends), move.step
