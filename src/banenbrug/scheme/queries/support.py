"""What a hogeschool sees of support: its own requests, and what is left for it in each scheme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from banenbrug.scheme.models import Allowance, Application, Request, Scheme
from banenbrug.scheme.queries.next_steps import Progress, progress
from banenbrug.scheme.queries.requests import requests_of_school
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.states import ApplicationState
from banenbrug.scheme.rules.support import CapPeriod


@dataclass(frozen=True)
class OwnRequest:
    """A request of a hogeschool with the hours of all its plans."""

    progress: Progress
    asked: Decimal
    granted: Decimal
    worked: Decimal

    @property
    def request(self) -> Request:
        """The request itself."""
        return self.progress.request


def own_requests(school_id: int) -> list[OwnRequest]:
    """The requests of a hogeschool, the latest first."""
    found = list(requests_of_school(school_id))
    ended = [ApplicationState.REJECTED.value, ApplicationState.WITHDRAWN.value]
    sums = Application.objects.filter(request__in=[request.pk for request in found])
    rows = (
        sums.exclude(state__in=ended)
        .values_list("request_id")
        .annotate(asked=Sum("hours"), granted=Sum("granted"), worked=Sum("worked"))
    )
    hours = {pk: of for pk, *of in rows}
    none = (ZERO, ZERO, ZERO)
    return [OwnRequest(each, *hours.get(each.request.pk, none)) for each in progress(found)]


@dataclass(frozen=True)
class Share:
    """What one hogeschool may have of a scheme, and what it has. `year` is 0 where it is once."""

    scheme: Scheme
    year: int
    cap: Decimal
    asked: Decimal = ZERO
    granted: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """Hours that it can still ask for."""
        return self.cap - self.asked - self.granted

    @property
    def is_used(self) -> bool:
        """Whether it asked for hours or got them."""
        return bool(self.asked or self.granted)


def shares_of(school_id: int, schemes: Iterable[Scheme], *, today: date) -> list[Share]:
    """What a hogeschool has of these schemes and of those that it took part in, this year."""
    rows = Allowance.objects.filter(school_id=school_id, year__in=[0, today.year])
    shares = {
        row.scheme_id: Share(
            row.scheme, row.year, row.cap, row.claimed + row.waiting, row.granted - row.returned
        )
        for row in rows.select_related("scheme").order_by("-scheme__opens", "pk")
    }
    for scheme in schemes:
        if scheme.pk not in shares:
            year = today.year if scheme.cap_period == CapPeriod.PER_YEAR else 0
            shares[scheme.pk] = Share(scheme, year, scheme.cap)
    return list(shares.values())
