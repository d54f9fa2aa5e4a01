"""Where a line in the order of receipt stands, in one word of its request and its application."""

from collections.abc import Mapping
from enum import StrEnum

from banenbrug.foundation.refusals import N_
from banenbrug.scheme.rules.states import ApplicationState, RequestState


class Stand(StrEnum):
    """One word for a request with its application, in the order of its course."""

    NEW = "new"
    ASSIGNED = "assigned"
    INTAKE = "intake"
    PLANNING = "planning"
    DECISION = "decision"
    WAITING = "waiting"
    RETURNED = "returned"
    GRANTED = "granted"
    RUNNING = "running"
    LATE = "late"
    COMPLETED = "completed"
    SETTLED = "settled"
    REJECTED = "rejected"
    ENDED = "ended"


STAND_NAMES: Mapping[Stand, str] = {
    Stand.NEW: N_("New"),
    Stand.ASSIGNED: N_("With the adviser"),
    Stand.INTAKE: N_("Intake planned"),
    Stand.PLANNING: N_("Plan in the making"),
    Stand.DECISION: N_("Decision needed"),
    Stand.WAITING: N_("Waits for hours"),
    Stand.RETURNED: N_("Returned with remarks"),
    Stand.GRANTED: N_("Granted"),
    Stand.RUNNING: N_("Under way"),
    Stand.LATE: N_("Evaluation late"),
    Stand.COMPLETED: N_("Ready to settle"),
    Stand.SETTLED: N_("Settled"),
    Stand.REJECTED: N_("Rejected"),
    Stand.ENDED: N_("Ended"),
}

STAND_MEANINGS: Mapping[Stand, str] = {
    Stand.NEW: "waits",
    Stand.ASSIGNED: "busy",
    Stand.INTAKE: "busy",
    Stand.PLANNING: "busy",
    Stand.DECISION: "waits",
    Stand.WAITING: "waits",
    Stand.RETURNED: "busy",
    Stand.GRANTED: "done",
    Stand.RUNNING: "busy",
    Stand.LATE: "late",
    Stand.COMPLETED: "waits",
    Stand.SETTLED: "quiet",
    Stand.REJECTED: "quiet",
    Stand.ENDED: "quiet",
}
"""What its badge means."""

CALM = frozenset({Stand.GRANTED, Stand.RUNNING, Stand.SETTLED, Stand.REJECTED, Stand.ENDED})
"""Stands in which nobody at the fund has something to do."""

_OF_APPLICATION: Mapping[ApplicationState, Stand] = {
    ApplicationState.SUBMITTED: Stand.DECISION,
    ApplicationState.WAITING: Stand.WAITING,
    ApplicationState.RETURNED: Stand.RETURNED,
    ApplicationState.GRANTED: Stand.GRANTED,
    ApplicationState.RUNNING: Stand.RUNNING,
    ApplicationState.COMPLETED: Stand.COMPLETED,
    ApplicationState.SETTLED: Stand.SETTLED,
    ApplicationState.REJECTED: Stand.REJECTED,
    ApplicationState.WITHDRAWN: Stand.ENDED,
}
_OF_REQUEST: Mapping[RequestState, Stand] = {
    RequestState.DRAFT: Stand.NEW,
    RequestState.INTAKE: Stand.INTAKE,
    RequestState.PLANNING: Stand.PLANNING,
    RequestState.CLOSED: Stand.ENDED,
    RequestState.WITHDRAWN: Stand.ENDED,
    RequestState.LAPSED: Stand.ENDED,
}


def stand_of(*, request: str, application: str | None, has_adviser: bool, is_late: bool) -> Stand:
    """Where a line stands: `request` and `application` are states.

    `is_late`: an evaluation of it is late. While the plan is a draft the state of the request tells
    more.
    """
    if is_late:
        return Stand.LATE
    if application is not None and application != ApplicationState.DRAFT:
        return _OF_APPLICATION[ApplicationState(application)]
    state = RequestState(request)
    if state is RequestState.SUBMITTED:
        return Stand.ASSIGNED if has_adviser else Stand.NEW
    return _OF_REQUEST[state]
