"""Writing down what happened: who took which step, when and why."""

from dataclasses import dataclass
from datetime import datetime

from banenbrug.foundation.refusals import refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.models import Activity, Application, Mark, Request
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import Side, Step

KIND_SIDES = {"school": Side.SCHOOL, "fund": Side.FUND, "adviser": Side.ADVISER}
"""On which side of a dossier an organisation of a kind stands."""


@dataclass(frozen=True)
class Actor:
    """Who acts, for which side. `member` is None for the calendar and for a personal link."""

    side: Side
    name: str
    member: Membership | None = None


CLOCK = Actor(Side.CLOCK, "Banenbrug")
"""What happens by itself."""


def actor(member: Membership) -> Actor:
    """A member, acting for his or her organisation."""
    return Actor(KIND_SIDES[member.organisation.kind], member.name, member)


def ask_move(step: Step, *, state: str, by: Actor) -> None:
    """Refuse a step that is not for now or not for this side."""
    refuse(why_not_move(step, state=state, side=by.side))


def mark(
    what: str,
    request: Request,
    *,
    by: Actor,
    now: datetime,
    application: Application | None = None,
    activity: Activity | None = None,
    text: str = "",
) -> Mark:
    """Write one thing down in the dossier."""
    return Mark.objects.create(
        **request.parties,
        request=request,
        application_id=application.pk if application else None,
        activity_id=activity.pk if activity else None,
        what=str(what),
        side=by.side.value,
        by=by.name,
        at=now,
        text=text.strip(),
    )
