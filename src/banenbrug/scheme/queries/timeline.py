"""What happened in a dossier, in words: made of its marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from banenbrug.foundation.refusals import N_
from banenbrug.scheme.models import Request
from banenbrug.scheme.queries.requests import marks_of
from banenbrug.scheme.rules.states import Side, Step
from banenbrug.scheme.rules.words import SIDE_NAMES

WORDS: Mapping[str, str] = {
    "start_request": N_("The request was begun"),
    "admit": N_("Let in from the public page"),
    "ask_hand": N_("Somebody was asked to take part"),
    "hand_procurement": N_("Procurement takes part"),
    "hand_hr": N_("HR takes part"),
    Step.SUBMIT_REQUEST: N_("The request was submitted"),
    "assign_adviser": N_("An adviser was assigned"),
    "take_in_hand": N_("The adviser has it in hand"),
    Step.PLAN_INTAKE: N_("The intake talk was planned"),
    Step.HOLD_INTAKE: N_("The intake talk was held"),
    "start_plan": N_("A plan was begun"),
    "offer_plan": N_("A plan was offered"),
    Step.SUBMIT_APPLICATION: N_("The application was submitted"),
    Step.CLAIM: N_("Hours came free for the application"),
    Step.CLAIM_AHEAD: N_("The application got hours ahead of the order"),
    Step.GRANT: N_("The hours were granted"),
    Step.RETURN: N_("The plan was returned with remarks"),
    Step.REJECT: N_("The application was rejected"),
    Step.WITHDRAW_APPLICATION: N_("The application was withdrawn"),
    Step.HOLD_ACTIVITY: N_("An activity was held"),
    Step.CANCEL_ACTIVITY: N_("An activity was cancelled"),
    Step.SUBMIT_EVALUATION: N_("An evaluation was submitted"),
    Step.ASK_BACK: N_("The fund asked back"),
    Step.ACCEPT_EVALUATION: N_("An evaluation was accepted"),
    Step.WAIVE_EVALUATION: N_("The fund did without an evaluation"),
    Step.COMPLETE: N_("Everything was held and accounted for"),
    "correct": N_("Worked hours were corrected"),
    Step.SETTLE: N_("The hours were settled"),
    Step.CLOSE_REQUEST: N_("The dossier was closed"),
    Step.WITHDRAW_REQUEST: N_("The request was withdrawn"),
    Step.LAPSE_REQUEST: N_("The request lapsed"),
}


@dataclass(frozen=True)
class Happening:
    """One line of the timeline; `what` and `side` are msgids."""

    what: str
    by: str
    side: str
    at: datetime
    text: str


def timeline_of(request: Request) -> list[Happening]:
    """What happened in a dossier, the latest first."""
    return [
        Happening(WORDS[mark.what], mark.by, SIDE_NAMES[Side(mark.side)], mark.at, mark.text)
        for mark in marks_of(request)
    ]
