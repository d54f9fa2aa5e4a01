"""What an advisory organisation reads of its own work: dossiers, days to come, hours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from banenbrug.foundation.months import Month
from banenbrug.organisations.models import Membership
from banenbrug.scheme.models import Activity, Request, Work
from banenbrug.scheme.queries.receipts import Receipt, receipts_of_adviser
from banenbrug.scheme.queries.tasks import day_of
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.states import (
    OPEN_REQUEST,
    ActivityState,
    RequestState,
    WorkState,
)

_GOING_ON = Q(state__in=[state.value for state in OPEN_REQUEST])

VIEWS = ("mine", "all", "ended")
"""The views of the dossiers, by their word in the address."""


@dataclass(frozen=True)
class OwnDossier:
    """A dossier of an advisory organisation with the hours of all its plans."""

    receipts: Sequence[Receipt]

    @property
    def latest(self) -> Receipt:
        """The plan that is worked on now, or the request itself."""
        return self.receipts[-1]

    @property
    def granted(self) -> Decimal:
        """Hours that it keeps of what was granted."""
        return sum((receipt.granted or ZERO for receipt in self.receipts), ZERO)

    @property
    def worked(self) -> Decimal:
        """Hours that were worked and confirmed."""
        return sum((receipt.worked or ZERO for receipt in self.receipts), ZERO)

    @property
    def left(self) -> Decimal:
        """Hours of the grants that are neither worked, entered nor given back."""
        return sum((r.application.left for r in self.receipts if r.application), ZERO)


def dossiers_of(member: Membership, view: str, *, today: date) -> list[OwnDossier]:
    """The dossiers of one view, where most waits for somebody first."""
    found = receipts_of_adviser(_requests(member).filter(_views(member)[view]), today=today)
    of: dict[int, list[Receipt]] = defaultdict(list)
    for receipt in sorted(found, key=_by_number):
        of[receipt.request.pk].append(receipt)
    return [OwnDossier(receipts) for receipts in of.values()]


def counts_of(member: Membership) -> Mapping[str, int]:
    """How many dossiers each view has, in one query."""
    views = _views(member)
    rows = _requests(member).values_list("state", "adviser_member")
    going_on = {state.value for state in OPEN_REQUEST}
    counts = dict.fromkeys(views, 0)
    for state, in_hand in rows:
        counts["ended"] += state not in going_on
        counts["all"] += state in going_on
        counts["mine"] += state in going_on and in_hand == member.pk
    return counts


def open_dossiers(member: Membership, *, today: date) -> list[Receipt]:
    """Everything that goes on at an advisory organisation."""
    return receipts_of_adviser(_requests(member).filter(_GOING_ON), today=today)


def _requests(member: Membership) -> QuerySet[Request]:
    return Request.objects.filter(adviser_id=member.organisation_id)


def _views(member: Membership) -> Mapping[str, Q]:
    return {
        "mine": _GOING_ON & Q(adviser_member=member.pk),
        "all": _GOING_ON,
        "ended": ~_GOING_ON,
    }


def _by_number(receipt: Receipt) -> tuple[datetime, int, int]:
    number = receipt.application.number if receipt.application else 0
    return (receipt.request.started_at, receipt.request.pk, number)


@dataclass(frozen=True)
class Event:
    """Something on a day: an intake talk (with its time, without a title) or an activity."""

    day: date
    at: datetime | None
    title: str
    school: str
    place: str
    person: str
    page: str
    pk: int
    is_held: bool


def events_of(member: Membership, *, mine: bool) -> list[Event]:
    """Everything with a day in the dossiers of an organisation, by day; two queries."""
    own = {"adviser_member": member.pk} if mine else {}
    talks = _requests(member).filter(intake_at__isnull=False, **own).select_related("school")
    activities = (
        Activity.objects.filter(
            adviser_id=member.organisation_id,
            **{f"application__request__{name}": value for name, value in own.items()},
        )
        .exclude(state=ActivityState.CANCELLED.value)
        .select_related("school", "application__request")
    )
    found = [*map(_talk, talks), *(event for one in activities for event in _days(one))]
    return sorted(found, key=lambda event: (event.day, event.at is None, event.school, event.pk))


Days = list[tuple[date, list[Event]]]


def by_month(events: Iterable[Event]) -> list[tuple[Month, Days]]:
    """Events under their day, and days under their month, in the order that they have."""
    days = [(day, list(own)) for day, own in groupby(events, key=lambda event: event.day)]
    return [(month, list(own)) for month, own in groupby(days, key=lambda pair: Month.of(pair[0]))]


def _talk(request: Request) -> Event:
    assert request.intake_at is not None
    return Event(
        day=day_of(request.intake_at),
        at=request.intake_at,
        title="",
        school=request.school.name,
        place=request.intake_place,
        person=request.adviser_person,
        page="scheme:dossier",
        pk=request.pk,
        is_held=request.state not in (RequestState.SUBMITTED, RequestState.INTAKE),
    )


def _days(activity: Activity) -> Iterable[Event]:
    held = [activity.held_on] if activity.held_on else []
    for day in sorted({*activity.days, *held}):
        yield Event(
            day=day,
            at=None,
            title=activity.title,
            school=activity.school.name,
            place=activity.location,
            person=activity.application.request.adviser_person,
            page="scheme:activity",
            pk=activity.pk,
            is_held=activity.state == ActivityState.HELD,
        )


@dataclass(frozen=True)
class MonthHours:
    """Hours of one person in a month: wait for the hogeschool, confirmed, disputed."""

    month: Month
    entered: Decimal
    confirmed: Decimal
    disputed: Decimal

    @property
    def total(self) -> Decimal:
        """All of them."""
        return self.entered + self.confirmed + self.disputed


def hours_of(member: Membership) -> QuerySet[Work]:
    """The hours that somebody entered, the latest day first; what was taken back is not in it."""
    found = Work.objects.filter(adviser_id=member.organisation_id, member=member.pk)
    return (
        found.exclude(state=WorkState.WITHDRAWN.value)
        .select_related("school", "activity")
        .order_by("-on", "-pk")
    )


def hours_by_month(member: Membership) -> list[MonthHours]:
    """The hours of somebody by the month in which they were worked, the latest first."""
    rows = (
        hours_of(member)
        .order_by()
        .annotate(month=TruncMonth("on"))
        .values_list("month", "state")
        .annotate(sum=Sum("hours"))
    )
    of: dict[Month, dict[str, Decimal]] = defaultdict(dict)
    for month, state, hours in rows:
        of[Month.of(month)][state] = hours
    return [
        MonthHours(
            month,
            of[month].get(WorkState.ENTERED.value, ZERO),
            of[month].get(WorkState.CONFIRMED.value, ZERO),
            of[month].get(WorkState.DISPUTED.value, ZERO),
        )
        for month in sorted(of, reverse=True)
    ]
