"""Whose turn it is in a dossier: the one thing to do next, what else is open, who others are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from banenbrug.foundation.formats import show_date
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership
from banenbrug.scheme.models import Request
from banenbrug.scheme.rules.next_steps import Open, OpenStep
from banenbrug.scheme.rules.support import HOMEWORK, HomeworkKind
from banenbrug.scheme.views.shared import OpenLine, at
from banenbrug.web.words import active_language

_BUTTONS: Mapping[Open, tuple[str, str]] = {
    Open.FINISH_REQUEST: (
        N_("Go on with the request"),
        N_("What you filled in is saved. Go on where you stopped."),
    ),
    Open.GIVE_HAND: (N_("See who takes part"), N_("Procurement and HR both have to take part.")),
    Open.DO_HOMEWORK: (N_("See the homework"), N_("Tick it off when it is done.")),
    Open.READ_PLAN: (N_("Read the plan"), N_("You can comment on each part, or submit it.")),
    Open.CONFIRM_WORK: (
        N_("See the hours"),
        N_("The adviser entered hours. Confirm them, or say what is wrong."),
    ),
    Open.WRITE_EVALUATION: (
        N_("Open the evaluation"),
        N_("It takes about ten minutes. Others learn from what you write."),
    ),
    Open.ASSIGN_ADVISER: (
        N_("Choose an adviser"),
        N_("The hogeschool waits to hear who advises it."),
    ),
    Open.DECIDE: (
        N_("Read the plan and decide"),
        N_("Grant the hours, return the plan with remarks, or reject it with a reason."),
    ),
    Open.JUDGE_EVALUATION: (N_("Read the evaluation"), N_("Accept it, or ask back.")),
    Open.SETTLE: (
        N_("See the hours"),
        N_("Everything is held and accounted for. What was not used goes back."),
    ),
    Open.CLOSE: (N_("Close the dossier"), N_("Every plan in this dossier is over.")),
    Open.PLAN_INTAKE: (
        N_("Plan the intake talk"),
        N_("Agree on a day on which procurement and HR are both there."),
    ),
    Open.HOLD_INTAKE: (
        N_("Write what came of it"),
        N_("Write down what you heard, and who does what before the plan."),
    ),
    Open.MAKE_PLAN: (N_("Begin the plan"), N_("The intake talk was held.")),
    Open.WRITE_PLAN: (
        N_("Write the plan"),
        N_("The hogeschool reads it when you offer it."),
    ),
    Open.MEND_PLAN: (
        N_("Write the plan"),
        N_("The remarks of the fund stand in the letters."),
    ),
    Open.HOLD_ACTIVITY: (
        N_("Open the activity"),
        N_("Say that it was held, and enter your hours."),
    ),
    Open.SETTLE_DISPUTE: (N_("See the hours"), N_("Talk about it, and take back what is wrong.")),
    Open.WAIT_FOR_HOURS: (
        N_("Open the application"),
        N_("Hours that come free go to who waits longest."),
    ),
}
"""What the button of each open thing says, and one sentence beside it."""

_SINCE = frozenset({Open.ASSIGN_ADVISER, Open.DECIDE})
_ON = frozenset({Open.HOLD_INTAKE, Open.HOLD_ACTIVITY})


@dataclass(frozen=True)
class Turn:
    """Something open as the dossier shows it. With `posts` its button writes something."""

    title: str
    text: str
    button: str
    url: str
    who: str
    waits: str
    about: str
    when: str
    is_late: bool
    posts: bool = False


@dataclass(frozen=True)
class Turns:
    """What this reader has to do, first the next thing; and what others have."""

    mine: Sequence[Turn]
    others: Sequence[Turn]

    @property
    def next(self) -> Turn | None:
        """The one thing to do now."""
        return self.mine[0] if self.mine else None

    @property
    def later(self) -> Sequence[Turn]:
        """What else is for this reader."""
        return self.mine[1:]


def turns_of(
    member: Membership, dossier: Request, lines: Sequence[OpenLine], *, today: date
) -> Turns:
    """What is open in a dossier, apart by who has it."""
    turns = [(line.is_mine, _turn(member, dossier, line, today=today)) for line in lines]
    return Turns(
        mine=[turn for is_mine, turn in turns if is_mine],
        others=[turn for is_mine, turn in turns if not is_mine],
    )


def _turn(member: Membership, dossier: Request, line: OpenLine, *, today: date) -> Turn:
    step = line.step
    button, text = _BUTTONS[step.what]
    urls = {
        Open.DO_HOMEWORK: "#homework",
        Open.CLOSE: at(member, "scheme:close_request", dossier.pk),
        Open.MAKE_PLAN: at(member, "scheme:start_plan", dossier.pk),
    }
    about = about_of(step)
    missing = gettext("%(department)s does not take part yet") % {"department": about}
    when, is_late = _when(step, today=today)
    return Turn(
        title=missing if step.what is Open.GIVE_HAND else gettext(step.do),
        text=gettext(text),
        button=gettext(button),
        url=urls.get(step.what, line.url),
        who=line.who,
        waits=gettext(step.waits),
        about="" if step.what is Open.GIVE_HAND else about,
        when=when,
        is_late=is_late,
        posts=step.what is Open.MAKE_PLAN,
    )


def about_of(step: OpenStep) -> str:
    """What something open is about, in words: a department, homework, an activity; or nothing."""
    if step.what is Open.GIVE_HAND:
        return gettext("HR") if step.about == "hr" else gettext("Procurement")
    if step.what is Open.DO_HOMEWORK and step.about in set(HomeworkKind):
        return gettext(HOMEWORK[HomeworkKind(step.about)])
    return step.about


def _when(step: OpenStep, *, today: date) -> tuple[str, bool]:
    """The day of a step in words, and whether it is past."""
    if step.due is None:
        return "", False
    day = {"day": show_date(step.due, active_language(), style="sentence")}
    if step.what in _SINCE:
        return gettext("Received on %(day)s") % day, False
    if step.what in _ON:
        return gettext("Planned on %(day)s") % day, False
    if step.due < today:
        return gettext("Late: it was due on %(day)s") % day, True
    return gettext("No later than %(day)s") % day, False
