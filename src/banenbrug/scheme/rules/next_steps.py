"""What is open in a dossier and who has it: from the facts of its rows. Pure.

The pages *Today* of all three parties and the dossier itself say the same, because they ask here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banenbrug.foundation.refusals import N_
from banenbrug.scheme.rules.facts import ActivityFacts, ApplicationFacts, DossierFacts
from banenbrug.scheme.rules.states import (
    ActivityState,
    ApplicationState,
    EvaluationState,
    RequestState,
    Side,
)


class Open(StrEnum):
    """One kind of thing that somebody has to do."""

    FINISH_REQUEST = "finish_request"
    GIVE_HAND = "give_hand"
    DO_HOMEWORK = "do_homework"
    READ_PLAN = "read_plan"
    CONFIRM_WORK = "confirm_work"
    WRITE_EVALUATION = "write_evaluation"
    ASSIGN_ADVISER = "assign_adviser"
    DECIDE = "decide"
    JUDGE_EVALUATION = "judge_evaluation"
    SETTLE = "settle"
    CLOSE = "close"
    PLAN_INTAKE = "plan_intake"
    HOLD_INTAKE = "hold_intake"
    MAKE_PLAN = "make_plan"
    WRITE_PLAN = "write_plan"
    MEND_PLAN = "mend_plan"
    HOLD_ACTIVITY = "hold_activity"
    SETTLE_DISPUTE = "settle_dispute"
    WAIT_FOR_HOURS = "wait_for_hours"


@dataclass(frozen=True)
class OpenText:
    """How something open is called for who has it, and for who waits; both are msgids."""

    do: str
    waits: str


TEXTS: Mapping[Open, OpenText] = {
    Open.FINISH_REQUEST: OpenText(N_("Finish the request"), N_("finishes the request")),
    Open.GIVE_HAND: OpenText(
        N_("Say that your department takes part"), N_("says whether both departments take part")
    ),
    Open.DO_HOMEWORK: OpenText(N_("Do the homework"), N_("does the homework")),
    Open.READ_PLAN: OpenText(
        N_("Read the plan and submit it"), N_("reads the plan and submits it")
    ),
    Open.CONFIRM_WORK: OpenText(N_("Confirm the hours"), N_("confirms the hours")),
    Open.WRITE_EVALUATION: OpenText(N_("Write the evaluation"), N_("writes the evaluation")),
    Open.ASSIGN_ADVISER: OpenText(N_("Assign an adviser"), N_("assigns an adviser")),
    Open.DECIDE: OpenText(N_("Decide about the plan"), N_("decides about the plan")),
    Open.JUDGE_EVALUATION: OpenText(N_("Read the evaluation"), N_("reads the evaluation")),
    Open.SETTLE: OpenText(N_("Settle the hours"), N_("settles the hours")),
    Open.CLOSE: OpenText(N_("Close the dossier"), N_("closes the dossier")),
    Open.PLAN_INTAKE: OpenText(N_("Plan the intake talk"), N_("plans the intake talk")),
    Open.HOLD_INTAKE: OpenText(
        N_("Hold the intake talk and write what came of it"), N_("holds the intake talk")
    ),
    Open.MAKE_PLAN: OpenText(N_("Make the plan"), N_("makes the plan")),
    Open.WRITE_PLAN: OpenText(N_("Write the plan and offer it"), N_("makes the plan")),
    Open.MEND_PLAN: OpenText(
        N_("Mend the plan after the remarks of the fund"), N_("mends the plan")
    ),
    Open.HOLD_ACTIVITY: OpenText(N_("Hold the activity"), N_("holds the activity")),
    Open.SETTLE_DISPUTE: OpenText(
        N_("Settle the hours that are disputed"), N_("settles the disputed hours")
    ),
    Open.WAIT_FOR_HOURS: OpenText(
        N_("The application waits for hours"), N_("gives hours as soon as they come free")
    ),
}

PAGES: Mapping[Open, str] = {
    Open.FINISH_REQUEST: "scheme:write_request",
    Open.GIVE_HAND: "scheme:hands",
    Open.DO_HOMEWORK: "scheme:dossier",
    Open.READ_PLAN: "scheme:plan",
    Open.CONFIRM_WORK: "scheme:activity",
    Open.WRITE_EVALUATION: "scheme:evaluation",
    Open.ASSIGN_ADVISER: "scheme:assign",
    Open.DECIDE: "scheme:decide",
    Open.JUDGE_EVALUATION: "scheme:evaluation",
    Open.SETTLE: "scheme:application",
    Open.CLOSE: "scheme:dossier",
    Open.PLAN_INTAKE: "scheme:plan_intake",
    Open.HOLD_INTAKE: "scheme:hold_intake",
    Open.MAKE_PLAN: "scheme:dossier",
    Open.WRITE_PLAN: "scheme:write_plan",
    Open.MEND_PLAN: "scheme:write_plan",
    Open.HOLD_ACTIVITY: "scheme:activity",
    Open.SETTLE_DISPUTE: "scheme:activity",
    Open.WAIT_FOR_HOURS: "scheme:application",
}
"""The page on which it is done, by the name of its address. Its number is `OpenStep.pk`."""


@dataclass(frozen=True)
class OpenStep:
    """Something open: what, who has it, the number of what it is about, and its day if it has one.

    `about` names it further: the title of an activity, the text of homework, a department.
    """

    what: Open
    side: Side
    pk: int
    due: date | None = None
    about: str = ""
    application: int | None = None

    @property
    def page(self) -> str:
        """The name of the page on which it is done."""
        return PAGES[self.what]

    @property
    def do(self) -> str:
        """What it is called for who has it: a msgid."""
        return TEXTS[self.what].do

    @property
    def waits(self) -> str:
        """What others wait for, behind the name of who has it: a msgid."""
        return TEXTS[self.what].waits


def open_steps(facts: DossierFacts) -> Iterator[OpenStep]:
    """Everything that is open in a dossier, in the order of its course."""
    state = RequestState(facts.state)
    if state in (RequestState.CLOSED, RequestState.WITHDRAWN, RequestState.LAPSED):
        return
    yield from _of_request(facts, state)
    for number, text, due in facts.homework:
        yield OpenStep(Open.DO_HOMEWORK, Side.SCHOOL, facts.pk, due, text or str(number))
    if state is RequestState.PLANNING:  # before that an application only holds a place or a claim
        for application in facts.applications:
            yield from _of_application(application)


def _of_request(facts: DossierFacts, state: RequestState) -> Iterator[OpenStep]:
    if state is RequestState.DRAFT:
        yield OpenStep(Open.FINISH_REQUEST, Side.SCHOOL, facts.pk)
    if facts.needs_hands:
        for hand in ("procurement", "hr"):
            if hand not in facts.hands:
                yield OpenStep(Open.GIVE_HAND, Side.SCHOOL, facts.pk, about=hand)
    if state is RequestState.SUBMITTED and not facts.has_adviser:
        yield OpenStep(Open.ASSIGN_ADVISER, Side.FUND, facts.pk, facts.received_on)
    elif state is RequestState.SUBMITTED:
        yield OpenStep(Open.PLAN_INTAKE, Side.ADVISER, facts.pk)
    elif state is RequestState.INTAKE:
        yield OpenStep(Open.HOLD_INTAKE, Side.ADVISER, facts.pk, facts.intake_on)
    elif state is RequestState.PLANNING:
        yield from _of_planning(facts)


def _of_planning(facts: DossierFacts) -> Iterator[OpenStep]:
    ended = {ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.SETTLED}
    if not facts.applications:
        yield OpenStep(Open.MAKE_PLAN, Side.ADVISER, facts.pk)
    elif all(application.state in ended for application in facts.applications):
        yield OpenStep(Open.CLOSE, Side.FUND, facts.pk)


def _of_application(facts: ApplicationFacts) -> Iterator[OpenStep]:
    state = ApplicationState(facts.state)

    def step(what: Open, side: Side, due: date | None = None) -> OpenStep:
        return OpenStep(what, side, facts.pk, due, application=facts.pk)

    if state in (ApplicationState.DRAFT, ApplicationState.RETURNED):
        if facts.offered:
            yield step(Open.READ_PLAN, Side.SCHOOL)
        elif state is ApplicationState.RETURNED:
            yield step(Open.MEND_PLAN, Side.ADVISER)
        else:
            yield step(Open.WRITE_PLAN, Side.ADVISER)
    elif state is ApplicationState.SUBMITTED:
        yield step(Open.DECIDE, Side.FUND, facts.received_on)
    elif state is ApplicationState.WAITING:
        yield step(Open.WAIT_FOR_HOURS, Side.FUND)
    else:
        for activity in facts.activities:
            yield from _of_activity(activity, facts.pk)
        if state is ApplicationState.COMPLETED:
            yield step(Open.SETTLE, Side.FUND)


def _of_activity(facts: ActivityFacts, application: int) -> Iterator[OpenStep]:
    def step(what: Open, side: Side, due: date | None = None) -> OpenStep:
        return OpenStep(what, side, facts.pk, due, facts.title, application)

    if facts.state == ActivityState.PLANNED:
        yield step(Open.HOLD_ACTIVITY, Side.ADVISER, facts.last_day)
    if facts.entered:
        yield step(Open.CONFIRM_WORK, Side.SCHOOL)
    if facts.disputed:
        yield step(Open.SETTLE_DISPUTE, Side.ADVISER)
    if facts.evaluation in (EvaluationState.OPEN, EvaluationState.ASKED_BACK):
        yield step(Open.WRITE_EVALUATION, Side.SCHOOL, facts.due)
    elif facts.evaluation == EvaluationState.SUBMITTED:
        yield step(Open.JUDGE_EVALUATION, Side.FUND)


COURSE: tuple[str, ...] = (
    N_("Request"),
    N_("Intake"),
    N_("Plan"),
    N_("Decision"),
    N_("Activities"),
    N_("Evaluation"),
    N_("Settlement"),
)
"""The course of a dossier, as a stepper shows it."""


def place_in_course(facts: DossierFacts) -> int:
    """How far a dossier is, counted from 1; 8 when it is over. The least far application counts."""
    state = RequestState(facts.state)
    if state is RequestState.CLOSED:
        return len(COURSE) + 1
    if state in (RequestState.DRAFT, RequestState.WITHDRAWN, RequestState.LAPSED):
        return 1
    if state in (RequestState.SUBMITTED, RequestState.INTAKE):
        return 2
    live = [_place(application) for application in facts.applications]
    places = [place for place in live if place]
    return min(places) if places else 3


def _place(facts: ApplicationFacts) -> int:
    state = ApplicationState(facts.state)
    if state in (ApplicationState.DRAFT, ApplicationState.RETURNED):
        return 3
    if state in (ApplicationState.SUBMITTED, ApplicationState.WAITING):
        return 4
    if state in (ApplicationState.REJECTED, ApplicationState.WITHDRAWN):
        return 0
    if state is ApplicationState.SETTLED:
        return 8
    if any(activity.state == ActivityState.PLANNED for activity in facts.activities):
        return 5
    to_write = {EvaluationState.OPEN, EvaluationState.ASKED_BACK, EvaluationState.SUBMITTED}
    return 6 if any(a.evaluation in to_write for a in facts.activities) else 7
