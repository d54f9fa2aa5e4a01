"""What was decided or asked about one application or activity, and why: read from the marks."""

from banenbrug.scheme.models import Activity, Application, Mark
from banenbrug.scheme.rules.states import Step

DECIDED = (Step.GRANT, Step.RETURN, Step.REJECT)
"""What a fund decides about a plan."""

COURSE = (
    Step.SUBMIT_APPLICATION,
    Step.CLAIM,
    Step.CLAIM_AHEAD,
    *DECIDED,
    Step.WITHDRAW_APPLICATION,
    Step.SETTLE,
)
"""What happens to an application between its plan and its settlement, its activities aside."""


def last_mark(application: Application, *steps: Step) -> Mark | None:
    """The last time that one of these steps was taken with an application."""
    found = Mark.objects.filter(
        request=application.request_id,
        application_id=application.pk,
        what__in=[step.value for step in steps],
    )
    return found.order_by("-at", "-pk").first()


def course_of(application: Application) -> list[Mark]:
    """What happened to an application, the latest first."""
    found = Mark.objects.filter(
        request=application.request_id,
        application_id=application.pk,
        what__in=[step.value for step in COURSE],
    )
    return list(found.order_by("-at", "-pk"))


def last_of_activity(activity: Activity, step: Step) -> Mark | None:
    """The last time that a step was taken with an activity or its evaluation."""
    found = Mark.objects.filter(
        request=activity.application.request_id, activity_id=activity.pk, what=step.value
    )
    return found.order_by("-at", "-pk").first()
