"""What each letter about a dossier says: msgids, in which the values of the letter are filled in.

A value whose name ends in `day` is a date in ISO form, one that ends in `hours` a number of hours;
both are shown in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from banenbrug.foundation.refusals import N_


class LetterKind(StrEnum):
    """Every letter about a dossier."""

    REQUEST_RECEIVED = "request_received"
    NEW_REQUEST = "new_request"
    HAND_ASKED = "hand_asked"
    COLLEAGUE_ASKED = "colleague_asked"
    ADVISER_ASSIGNED = "adviser_assigned"
    DOSSIER_FOR_YOU = "dossier_for_you"
    INTAKE_PLANNED = "intake_planned"
    INTAKE_HELD = "intake_held"
    PLAN_READY = "plan_ready"
    PLAN_REMARK = "plan_remark"
    APPLICATION_RECEIVED = "application_received"
    APPLICATION_WAITS = "application_waits"
    NEW_APPLICATION = "new_application"
    GRANTED = "granted"
    GRANTED_ADVISER = "granted_adviser"
    RETURNED = "returned"
    REJECTED = "rejected"
    HOURS_CAME_FREE = "hours_came_free"
    WORK_ENTERED = "work_entered"
    WORK_DISPUTED = "work_disputed"
    EVALUATION_OPEN = "evaluation_open"
    HALF_TIME = "half_time"
    TWO_DAYS = "two_days"
    OVERDUE = "overdue"
    NEW_EVALUATION = "new_evaluation"
    ASKED_BACK = "asked_back"
    EVALUATION_ACCEPTED = "evaluation_accepted"
    EVALUATION_WAIVED = "evaluation_waived"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CLOSED = "closed"


@dataclass(frozen=True)
class LetterText:
    """A letter in msgids: the subject, its paragraphs, and what the link leads to."""

    subject: str
    lines: tuple[str, ...]
    link: str = N_("Open the dossier")


LETTERS: Mapping[LetterKind, LetterText] = {
    LetterKind.REQUEST_RECEIVED: LetterText(
        N_("We received your request for support"),
        (
            N_("Your request in the scheme “%(scheme)s” came in on %(received_day)s."),
            N_("The fund now looks for an adviser. You need to do nothing until you hear from us."),
        ),
    ),
    LetterKind.NEW_REQUEST: LetterText(
        N_("New request from %(school)s"),
        (
            N_("%(school)s asks for support in the scheme “%(scheme)s”."),
            N_("Assign an adviser, so that the intake talk can be planned."),
        ),
    ),
    LetterKind.HAND_ASKED: LetterText(
        N_("Does your department take part?"),
        (
            N_("%(asker)s wants to ask for support in the scheme “%(scheme)s”."),
            N_("For this procurement and HR both have to take part. You are asked for %(hand)s."),
            N_("Open the link, read the request, and say whether you take part."),
            N_("The link is yours alone. It works once, for thirty days."),
        ),
        N_("Read and answer"),
    ),
    LetterKind.COLLEAGUE_ASKED: LetterText(
        N_("A colleague asks for support"),
        (
            N_("%(name)s (%(email)s) asked for support in the scheme “%(scheme)s”."),
            N_("The request is in your dossiers. Your keyholder can invite this colleague."),
        ),
    ),
    LetterKind.ADVISER_ASSIGNED: LetterText(
        N_("Your adviser is known"),
        (
            N_("%(adviser)s advises you in the scheme “%(scheme)s”."),
            N_("The adviser contacts you to plan the intake talk."),
        ),
    ),
    LetterKind.DOSSIER_FOR_YOU: LetterText(
        N_("A dossier for you: %(school)s"),
        (
            N_("The fund assigned the request of %(school)s to you."),
            N_("Take it in hand and plan the intake talk."),
        ),
    ),
    LetterKind.INTAKE_PLANNED: LetterText(
        N_("The intake talk is on %(intake_day)s"),
        (
            N_("%(adviser)s planned the intake talk on %(intake_day)s at %(time)s: %(place)s."),
            N_("Come with somebody from procurement and somebody from HR."),
        ),
    ),
    LetterKind.INTAKE_HELD: LetterText(
        N_("What we agreed in the intake talk"),
        (
            N_("%(adviser)s wrote down what came of the intake talk."),
            N_("Look at what you do before the plan is made."),
        ),
    ),
    LetterKind.PLAN_READY: LetterText(
        N_("Your plan is ready to read"),
        (
            N_("%(adviser)s made version %(number)s of the plan, for %(plan_hours)s hours."),
            N_("Read it together. You can comment on each part, or submit it to the fund."),
        ),
        N_("Read the plan"),
    ),
    LetterKind.PLAN_REMARK: LetterText(
        N_("Remark on the plan of %(school)s"),
        (N_("%(by)s of %(school)s made a remark on version %(number)s of the plan."),),
        N_("Read the plan"),
    ),
    LetterKind.APPLICATION_RECEIVED: LetterText(
        N_("We received your application: place %(place)s"),
        (
            N_("Your application of %(asked_hours)s hours has place %(place)s in the order."),
            N_("The hours are set aside for you. The fund decides now."),
        ),
    ),
    LetterKind.APPLICATION_WAITS: LetterText(
        N_("We received your application: it waits for hours"),
        (
            N_("Your application of %(asked_hours)s hours has place %(place)s in the order."),
            N_(
                "There are not enough free hours now, so it waits. When hours come free, they go"
                " to who waits longest. We then write to you."
            ),
        ),
    ),
    LetterKind.NEW_APPLICATION: LetterText(
        N_("New application from %(school)s"),
        (N_("%(school)s submitted a plan of %(asked_hours)s hours. It waits for your decision."),),
    ),
    LetterKind.GRANTED: LetterText(
        N_("Your hours are granted"),
        (
            N_("The fund granted %(granted_hours)s hours of support to %(school)s."),
            N_("The adviser plans the activities with you. The grant letter is in the dossier."),
        ),
    ),
    LetterKind.GRANTED_ADVISER: LetterText(
        N_("%(school)s can begin: %(granted_hours)s hours"),
        (N_("The fund granted the plan of %(school)s. Plan the activities together."),),
    ),
    LetterKind.RETURNED: LetterText(
        N_("Your plan comes back with remarks"),
        (
            N_("The fund asks you to mend the plan: %(reason)s"),
            N_("Your place stays. Mend the plan with your adviser and submit it again."),
        ),
        N_("Read the plan"),
    ),
    LetterKind.REJECTED: LetterText(
        N_("Your application was rejected"),
        (
            N_("The fund rejected your application: %(reason)s"),
            N_("Do you want to know more? Ask the fund."),
        ),
    ),
    LetterKind.HOURS_CAME_FREE: LetterText(
        N_("Hours came free for you"),
        (
            N_("Your application waited for hours. %(free_hours)s hours came free for you."),
            N_("They are set aside now. The fund decides about your plan."),
        ),
    ),
    LetterKind.WORK_ENTERED: LetterText(
        N_("Do you confirm %(worked_hours)s hours?"),
        (
            N_("%(by)s entered %(worked_hours)s hours on %(work_day)s: %(what)s."),
            N_("Confirm them, or say what is wrong."),
        ),
        N_("Look at the hours"),
    ),
    LetterKind.WORK_DISPUTED: LetterText(
        N_("%(school)s disputes %(worked_hours)s hours"),
        (
            N_("%(by)s says of the hours on %(work_day)s: %(remark)s"),
            N_("Talk about it. You can take the hours back and enter them anew."),
        ),
        N_("Look at the hours"),
    ),
    LetterKind.EVALUATION_OPEN: LetterText(
        N_("Tell what came of “%(activity)s”"),
        (
            N_("“%(activity)s” was held. Fill in the evaluation no later than %(due_day)s."),
            N_("It takes about ten minutes. Others learn from what you write."),
        ),
        N_("Open the evaluation"),
    ),
    LetterKind.HALF_TIME: LetterText(
        N_("Reminder: the evaluation of “%(activity)s”"),
        (N_("You are half way: the evaluation is due no later than %(due_day)s."),),
        N_("Open the evaluation"),
    ),
    LetterKind.TWO_DAYS: LetterText(
        N_("Two days left for the evaluation of “%(activity)s”"),
        (N_("The evaluation is due no later than %(due_day)s."),),
        N_("Open the evaluation"),
    ),
    LetterKind.OVERDUE: LetterText(
        N_("The evaluation of “%(activity)s” is late"),
        (
            N_("It was due on %(due_day)s. Without it the fund cannot settle the hours."),
            N_("Is something in the way? Tell the fund."),
        ),
        N_("Open the evaluation"),
    ),
    LetterKind.NEW_EVALUATION: LetterText(
        N_("Evaluation of %(school)s: “%(activity)s”"),
        (N_("%(school)s submitted the evaluation. Accept it or ask back."),),
        N_("Read the evaluation"),
    ),
    LetterKind.ASKED_BACK: LetterText(
        N_("A question about your evaluation"),
        (N_("The fund asks about “%(activity)s”: %(reason)s"),),
        N_("Open the evaluation"),
    ),
    LetterKind.EVALUATION_ACCEPTED: LetterText(
        N_("Your evaluation is accepted"),
        (N_("The fund accepted the evaluation of “%(activity)s”. Thank you."),),
    ),
    LetterKind.EVALUATION_WAIVED: LetterText(
        N_("The fund does without the evaluation of “%(activity)s”"),
        (
            N_("The fund waits for this evaluation no longer: %(reason)s"),
            N_("You need to do nothing. Do you still want to tell? Ask the fund."),
        ),
    ),
    LetterKind.SETTLED: LetterText(
        N_("Your hours are settled"),
        (
            N_("Of %(granted_hours)s hours %(worked_hours)s were worked."),
            N_("%(unused_hours)s hours go back, to who waits for them."),
        ),
    ),
    LetterKind.WITHDRAWN: LetterText(
        N_("%(school)s withdrew"),
        (N_("%(by)s of %(school)s withdrew: %(reason)s"),),
    ),
    LetterKind.LAPSED: LetterText(
        N_("Your request lapsed"),
        (N_("The scheme “%(scheme)s” ended, and your request with it."),),
    ),
    LetterKind.CLOSED: LetterText(
        N_("Your dossier is closed"),
        (
            N_("The fund closed your dossier in the scheme “%(scheme)s”: %(reason)s"),
            N_("You can still read all of it."),
        ),
    ),
}
