"""What states are called, what their badges mean, and why a step is not for now.

A table for each kind: states are words, so *draft* of a request equals *draft* of an application.
"""

from collections.abc import Mapping
from typing import Any

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.scheme.rules.states import (
    ActivityState,
    ApplicationState,
    EvaluationState,
    RequestState,
    Side,
    State,
    WorkState,
)

_R, _A, _E, _W, _V = RequestState, ApplicationState, EvaluationState, WorkState, ActivityState

REQUEST_NAMES: Mapping[RequestState, str] = {
    _R.DRAFT: N_("Not submitted yet"),
    _R.SUBMITTED: N_("Submitted"),
    _R.INTAKE: N_("Intake planned"),
    _R.PLANNING: N_("Running"),
    _R.CLOSED: N_("Closed"),
    _R.WITHDRAWN: N_("Withdrawn"),
    _R.LAPSED: N_("Lapsed"),
}
APPLICATION_NAMES: Mapping[ApplicationState, str] = {
    _A.DRAFT: N_("Plan in the making"),
    _A.SUBMITTED: N_("Decision needed"),
    _A.WAITING: N_("Waits for hours"),
    _A.RETURNED: N_("Returned with remarks"),
    _A.GRANTED: N_("Granted"),
    _A.REJECTED: N_("Rejected"),
    _A.WITHDRAWN: N_("Withdrawn"),
    _A.RUNNING: N_("Under way"),
    _A.COMPLETED: N_("Ready to settle"),
    _A.SETTLED: N_("Settled"),
}
ACTIVITY_NAMES: Mapping[ActivityState, str] = {
    _V.PLANNED: N_("Planned"),
    _V.HELD: N_("Was held"),
    _V.CANCELLED: N_("Cancelled"),
}
EVALUATION_NAMES: Mapping[EvaluationState, str] = {
    _E.OPEN: N_("To be written"),
    _E.SUBMITTED: N_("Submitted"),
    _E.ASKED_BACK: N_("Asked back"),
    _E.ACCEPTED: N_("Accepted"),
    _E.WAIVED: N_("Not needed any more"),
}
WORK_NAMES: Mapping[WorkState, str] = {
    _W.ENTERED: N_("Waits for the hogeschool"),
    _W.CONFIRMED: N_("Confirmed"),
    _W.DISPUTED: N_("Disputed"),
    _W.WITHDRAWN: N_("Taken back"),
}
SIDE_NAMES: Mapping[Side, str] = {
    Side.SCHOOL: N_("Hogeschool"),
    Side.FUND: N_("Fund"),
    Side.ADVISER: N_("Adviser"),
    Side.CLOCK: N_("Calendar"),
}

REQUEST_MEANINGS: Mapping[RequestState, str] = {
    _R.DRAFT: "quiet",
    _R.SUBMITTED: "waits",
    _R.INTAKE: "busy",
    _R.PLANNING: "busy",
    _R.CLOSED: "quiet",
    _R.WITHDRAWN: "quiet",
    _R.LAPSED: "quiet",
}
APPLICATION_MEANINGS: Mapping[ApplicationState, str] = {
    _A.DRAFT: "busy",
    _A.SUBMITTED: "waits",
    _A.WAITING: "waits",
    _A.RETURNED: "waits",
    _A.GRANTED: "done",
    _A.REJECTED: "late",
    _A.WITHDRAWN: "quiet",
    _A.RUNNING: "busy",
    _A.COMPLETED: "waits",
    _A.SETTLED: "quiet",
}
ACTIVITY_MEANINGS: Mapping[ActivityState, str] = {
    _V.PLANNED: "busy",
    _V.HELD: "done",
    _V.CANCELLED: "quiet",
}
EVALUATION_MEANINGS: Mapping[EvaluationState, str] = {
    _E.OPEN: "waits",
    _E.SUBMITTED: "waits",
    _E.ASKED_BACK: "waits",
    _E.ACCEPTED: "done",
    _E.WAIVED: "quiet",
}
WORK_MEANINGS: Mapping[WorkState, str] = {
    _W.ENTERED: "waits",
    _W.CONFIRMED: "done",
    _W.DISPUTED: "late",
    _W.WITHDRAWN: "quiet",
}

_REQUEST_NOT_NOW: Mapping[RequestState, Refusal] = {
    _R.DRAFT: Refusal(
        "request_draft",
        N_("This request is not submitted yet. The hogeschool finishes and submits it first."),
    ),
    _R.SUBMITTED: Refusal(
        "request_submitted", N_("This request is submitted. The next step is the intake talk.")
    ),
    _R.INTAKE: Refusal(
        "request_in_intake",
        N_("The intake talk is planned. First write down what came of it."),
    ),
    _R.PLANNING: Refusal(
        "request_in_planning", N_("The intake talk was held already. Go on with the plan.")
    ),
    _R.CLOSED: Refusal("request_closed", N_("This request is closed. Start a new one.")),
    _R.WITHDRAWN: Refusal("request_withdrawn", N_("This request is withdrawn. Start a new one.")),
    _R.LAPSED: Refusal(
        "request_lapsed",
        N_("This request lapsed when the scheme ended. Ask the fund what is open."),
    ),
}
_APPLICATION_NOT_NOW: Mapping[ApplicationState, Refusal] = {
    _A.DRAFT: Refusal(
        "application_draft",
        N_("This plan is not submitted yet. The hogeschool submits it first."),
    ),
    _A.SUBMITTED: Refusal(
        "application_submitted", N_("This application is submitted. The fund decides now.")
    ),
    _A.WAITING: Refusal(
        "application_waiting",
        N_("This application waits for hours. It gets them in the order of receipt."),
    ),
    _A.RETURNED: Refusal(
        "application_returned",
        N_("This plan was returned. The hogeschool mends it and submits it again."),
    ),
    _A.GRANTED: Refusal(
        "application_granted", N_("These hours are granted. Go on with the activities.")
    ),
    _A.REJECTED: Refusal(
        "application_rejected", N_("This application was rejected. Make a new plan.")
    ),
    _A.WITHDRAWN: Refusal(
        "application_withdrawn", N_("This application was withdrawn. Make a new plan.")
    ),
    _A.RUNNING: Refusal(
        "application_running",
        N_("The activities are under way. First hold or cancel all, and account for them."),
    ),
    _A.COMPLETED: Refusal(
        "application_completed",
        N_("Everything is held and accounted for. The fund settles the hours now."),
    ),
    _A.SETTLED: Refusal(
        "application_settled", N_("This application is settled, so nothing changes any more.")
    ),
}
_ACTIVITY_NOT_NOW: Mapping[ActivityState, Refusal] = {
    _V.PLANNED: Refusal(
        "activity_planned", N_("This activity is still to come. First say that it was held.")
    ),
    _V.HELD: Refusal("activity_held", N_("This activity was held already.")),
    _V.CANCELLED: Refusal("activity_cancelled", N_("This activity is cancelled.")),
}
_EVALUATION_NOT_NOW: Mapping[EvaluationState, Refusal] = {
    _E.OPEN: Refusal(
        "evaluation_open", N_("The hogeschool has not submitted this evaluation yet.")
    ),
    _E.SUBMITTED: Refusal(
        "evaluation_submitted",
        N_("This evaluation is submitted. The fund accepts it or asks back."),
    ),
    _E.ASKED_BACK: Refusal(
        "evaluation_asked_back", N_("The fund asked back. The hogeschool answers first.")
    ),
    _E.ACCEPTED: Refusal(
        "evaluation_accepted", N_("This evaluation is accepted, so nothing changes any more.")
    ),
    _E.WAIVED: Refusal(
        "evaluation_waived", N_("The fund does without this evaluation. Nobody waits for it.")
    ),
}
_WORK_NOT_NOW: Mapping[WorkState, Refusal] = {
    _W.ENTERED: Refusal("work_entered", N_("These hours wait for the hogeschool.")),
    _W.CONFIRMED: Refusal(
        "work_confirmed",
        N_("These hours are confirmed. Only the fund can still correct them, with a reason."),
    ),
    _W.DISPUTED: Refusal(
        "work_disputed", N_("The hogeschool disputes these hours. Talk, then confirm or take back.")
    ),
    _W.WITHDRAWN: Refusal("work_withdrawn", N_("These hours were taken back.")),
}

_WORDS: Mapping[type[State], tuple[Mapping[Any, str], Mapping[Any, str], Mapping[Any, Refusal]]] = {
    RequestState: (REQUEST_NAMES, REQUEST_MEANINGS, _REQUEST_NOT_NOW),
    ApplicationState: (APPLICATION_NAMES, APPLICATION_MEANINGS, _APPLICATION_NOT_NOW),
    ActivityState: (ACTIVITY_NAMES, ACTIVITY_MEANINGS, _ACTIVITY_NOT_NOW),
    EvaluationState: (EVALUATION_NAMES, EVALUATION_MEANINGS, _EVALUATION_NOT_NOW),
    WorkState: (WORK_NAMES, WORK_MEANINGS, _WORK_NOT_NOW),
}


def name_of(state: State) -> str:
    """What a state is called: a msgid."""
    return _WORDS[type(state)][0][state]


def meaning_of(state: State) -> str:
    """What its badge means: done, busy, waits, late or quiet."""
    return _WORDS[type(state)][1][state]


def not_now(state: State) -> Refusal:
    """Why nothing but the next step can be done in this state."""
    return _WORDS[type(state)][2][state]
