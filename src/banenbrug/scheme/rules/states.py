"""States and moves of everything in a dossier, in one table that the documentation draws.

`MOVES` says who may take which step from where to where; `moves.why_not_move` is asked by every
action and by the page that greys its button. What else a step needs stands in the other rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from banenbrug.foundation.refusals import N_


class Side(StrEnum):
    """Who takes a step: one of the three parties of a dossier, or the calendar."""

    SCHOOL = "school"
    FUND = "fund"
    ADVISER = "adviser"
    CLOCK = "clock"


class RequestState(StrEnum):
    """Where a request for support stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INTAKE = "intake"
    PLANNING = "planning"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class ApplicationState(StrEnum):
    """Where an application stands: a plan on its way to hours, and those hours on theirs to use."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    RETURNED = "returned"
    GRANTED = "granted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    RUNNING = "running"
    COMPLETED = "completed"
    SETTLED = "settled"


class ActivityState(StrEnum):
    """Where one activity stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class EvaluationState(StrEnum):
    """Where the account of one activity stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    ASKED_BACK = "asked_back"
    ACCEPTED = "accepted"
    WAIVED = "waived"


class WorkState(StrEnum):
    """Where hours stand that the adviser entered."""

    ENTERED = "entered"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


State = RequestState | ApplicationState | ActivityState | EvaluationState | WorkState


class Step(StrEnum):
    """Every step that somebody can take in a dossier."""

    SUBMIT_REQUEST = "submit_request"
    PLAN_INTAKE = "plan_intake"
    HOLD_INTAKE = "hold_intake"
    CLOSE_REQUEST = "close_request"
    WITHDRAW_REQUEST = "withdraw_request"
    LAPSE_REQUEST = "lapse_request"
    SUBMIT_APPLICATION = "submit_application"
    CLAIM = "claim"
    CLAIM_AHEAD = "claim_ahead"
    GRANT = "grant"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW_APPLICATION = "withdraw_application"
    START = "start"
    COMPLETE = "complete"
    SETTLE = "settle"
    HOLD_ACTIVITY = "hold_activity"
    CANCEL_ACTIVITY = "cancel_activity"
    SUBMIT_EVALUATION = "submit_evaluation"
    ASK_BACK = "ask_back"
    ACCEPT_EVALUATION = "accept_evaluation"
    WAIVE_EVALUATION = "waive_evaluation"
    CONFIRM_WORK = "confirm_work"
    DISPUTE_WORK = "dispute_work"
    WITHDRAW_WORK = "withdraw_work"


@dataclass(frozen=True)
class Move:
    """One row of the table: a step, what it is called, who takes it, from where and to where."""

    step: Step
    name: str
    side: Side
    sources: tuple[State, ...]
    target: State


_R, _A, _E, _W = RequestState, ApplicationState, EvaluationState, WorkState
_OPEN = (_R.DRAFT, _R.SUBMITTED, _R.INTAKE, _R.PLANNING)

MOVES: tuple[Move, ...] = (
    Move(Step.SUBMIT_REQUEST, N_("Submit the request"), Side.SCHOOL, (_R.DRAFT,), _R.SUBMITTED),
    Move(
        Step.PLAN_INTAKE,
        N_("Plan the intake talk"),
        Side.ADVISER,
        (_R.SUBMITTED, _R.INTAKE),
        _R.INTAKE,
    ),
    Move(
        Step.HOLD_INTAKE,
        N_("Write what came of the intake talk"),
        Side.ADVISER,
        (_R.INTAKE,),
        _R.PLANNING,
    ),
    Move(
        Step.CLOSE_REQUEST,
        N_("Close the request"),
        Side.FUND,
        (_R.SUBMITTED, _R.INTAKE, _R.PLANNING),
        _R.CLOSED,
    ),
    Move(Step.WITHDRAW_REQUEST, N_("Withdraw the request"), Side.SCHOOL, _OPEN, _R.WITHDRAWN),
    Move(Step.LAPSE_REQUEST, N_("Let the request lapse"), Side.CLOCK, _OPEN, _R.LAPSED),
    Move(
        Step.SUBMIT_APPLICATION,
        N_("Submit the application"),
        Side.SCHOOL,
        (_A.DRAFT, _A.RETURNED),
        _A.SUBMITTED,
    ),
    Move(Step.CLAIM, N_("Get hours that came free"), Side.CLOCK, (_A.WAITING,), _A.SUBMITTED),
    Move(
        Step.CLAIM_AHEAD,
        N_("Give hours ahead of the order"),
        Side.FUND,
        (_A.WAITING,),
        _A.SUBMITTED,
    ),
    Move(Step.GRANT, N_("Grant the hours"), Side.FUND, (_A.SUBMITTED,), _A.GRANTED),
    Move(
        Step.RETURN,
        N_("Return the plan with remarks"),
        Side.FUND,
        (_A.SUBMITTED, _A.WAITING),
        _A.RETURNED,
    ),
    Move(
        Step.REJECT,
        N_("Reject the application"),
        Side.FUND,
        (_A.SUBMITTED, _A.WAITING, _A.RETURNED),
        _A.REJECTED,
    ),
    Move(
        Step.WITHDRAW_APPLICATION,
        N_("Withdraw the application"),
        Side.SCHOOL,
        (_A.DRAFT, _A.SUBMITTED, _A.WAITING, _A.RETURNED),
        _A.WITHDRAWN,
    ),
    Move(
        Step.START,
        N_("Hold an activity or enter hours"),
        Side.ADVISER,
        (_A.GRANTED, _A.COMPLETED),
        _A.RUNNING,
    ),
    Move(
        Step.COMPLETE,
        N_("Everything is held and accounted for"),
        Side.CLOCK,
        (_A.GRANTED, _A.RUNNING),
        _A.COMPLETED,
    ),
    Move(Step.SETTLE, N_("Settle the hours"), Side.FUND, (_A.COMPLETED,), _A.SETTLED),
    Move(
        Step.HOLD_ACTIVITY,
        N_("Say that the activity was held"),
        Side.ADVISER,
        (ActivityState.PLANNED,),
        ActivityState.HELD,
    ),
    Move(
        Step.CANCEL_ACTIVITY,
        N_("Cancel the activity"),
        Side.ADVISER,
        (ActivityState.PLANNED,),
        ActivityState.CANCELLED,
    ),
    Move(
        Step.SUBMIT_EVALUATION,
        N_("Submit the evaluation"),
        Side.SCHOOL,
        (_E.OPEN, _E.ASKED_BACK),
        _E.SUBMITTED,
    ),
    Move(Step.ASK_BACK, N_("Ask back"), Side.FUND, (_E.SUBMITTED,), _E.ASKED_BACK),
    Move(
        Step.ACCEPT_EVALUATION, N_("Accept the evaluation"), Side.FUND, (_E.SUBMITTED,), _E.ACCEPTED
    ),
    Move(
        Step.WAIVE_EVALUATION,
        N_("Do without the evaluation"),
        Side.FUND,
        (_E.OPEN, _E.ASKED_BACK),
        _E.WAIVED,
    ),
    Move(
        Step.CONFIRM_WORK,
        N_("Confirm the hours"),
        Side.SCHOOL,
        (_W.ENTERED, _W.DISPUTED),
        _W.CONFIRMED,
    ),
    Move(Step.DISPUTE_WORK, N_("Dispute the hours"), Side.SCHOOL, (_W.ENTERED,), _W.DISPUTED),
    Move(
        Step.WITHDRAW_WORK,
        N_("Take back the hours"),
        Side.ADVISER,
        (_W.ENTERED, _W.DISPUTED),
        _W.WITHDRAWN,
    ),
)
"""The whole table. An application that meets no free hours goes to *waiting* on submission."""

MOVE: Mapping[Step, Move] = {move.step: move for move in MOVES}

OPEN_REQUEST = frozenset(_OPEN)
"""States in which a request goes on."""

HOLDS_HOURS = frozenset({_A.DRAFT, _A.SUBMITTED, _A.WAITING, _A.RETURNED})
"""States in which an application may claim hours or wait for them."""

IS_GRANTED = frozenset({_A.GRANTED, _A.RUNNING, _A.COMPLETED, _A.SETTLED})
"""States after the hours were granted."""

IN_WORK = frozenset({_A.GRANTED, _A.RUNNING})
"""States in which activities are held and hours entered."""

TAKES_HOURS = IN_WORK | {_A.COMPLETED}
"""States in which hours of the adviser are entered and corrected: until they are settled."""

IS_ACCOUNTED = frozenset({_E.ACCEPTED, _E.WAIVED})
"""States of an evaluation for which nobody waits any more."""

IS_OVER = frozenset({_A.REJECTED, _A.WITHDRAWN, _A.SETTLED})
"""States that end an application."""
