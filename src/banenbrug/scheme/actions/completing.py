"""An application gets ready to settle by itself, with the last thing that was waited for."""

from datetime import datetime

from django.db.models import Count, Q

from banenbrug.foundation.refusals import Refusal
from banenbrug.scheme.actions.marks import CLOCK, mark
from banenbrug.scheme.models import Application
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import (
    IS_ACCOUNTED,
    ActivityState,
    ApplicationState,
    Side,
    Step,
    WorkState,
)


def why_not_complete(application: Application) -> Refusal | None:
    """What an application still waits for before its hours can be settled, if anything."""
    unsettled = [WorkState.ENTERED.value, WorkState.DISPUTED.value]
    planned, account = Q(activities__state=ActivityState.PLANNED.value), "activities__evaluations"
    accounted = Q(**{f"{account}__state__in": [state.value for state in IS_ACCOUNTED]})
    found = Application.objects.filter(pk=application.pk).aggregate(
        planned=Count("activities", filter=planned, distinct=True),
        open_evaluations=Count(account, filter=~accounted, distinct=True),
        waiting_work=Count(
            "activities__work", filter=Q(activities__work__state__in=unsettled), distinct=True
        ),
    )
    return dossiers.why_not_complete(**found)


def complete(application: Application, *, now: datetime) -> None:
    """Set an application ready to settle if nothing is waited for. The caller holds it."""
    if why_not_move(Step.COMPLETE, state=application.state, side=Side.CLOCK) is not None:
        return
    if why_not_complete(application) is None:
        application.state = ApplicationState.COMPLETED.value
        application.save(update_fields=["state"])
        mark(Step.COMPLETE, application.request, by=CLOCK, now=now, application=application)
