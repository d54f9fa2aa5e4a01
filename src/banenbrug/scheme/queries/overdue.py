"""What the calendar ends."""

from datetime import date

from django.db.models import F, Q, QuerySet

from banenbrug.scheme.models import Request
from banenbrug.scheme.rules.states import RequestState


def requests_to_lapse(*, fund_id: int, today: date) -> QuerySet[Request]:
    """Requests that came to nothing in a scheme that is over.

    A draft lapses with the last day of applying, anything else with the last day of the scheme,
    as long as no application of it was granted.
    """
    drafts = Q(state=RequestState.DRAFT.value, scheme__closes__lt=today)
    others = Q(
        state__in=[s.value for s in (RequestState.SUBMITTED, RequestState.INTAKE)],
        scheme__runs_until__lt=today,
    )
    planning = Q(
        state=RequestState.PLANNING.value,
        scheme__runs_until__lt=today,
    ) & ~Q(applications__granted__gt=0)
    found = Request.objects.filter(drafts | others | planning, fund_id=fund_id)
    return found.filter(scheme__fund_id=F("fund_id")).order_by("pk").distinct()
