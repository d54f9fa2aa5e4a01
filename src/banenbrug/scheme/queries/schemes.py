"""Reads of schemes: the public ones, those of a fund, and how each stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Min, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from banenbrug.scheme.models import (
    Activity,
    Allowance,
    Application,
    PlanActivity,
    Purse,
    Request,
    Scheme,
)
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.schemes import Standing, Terms
from banenbrug.scheme.rules.terms import Phase


@dataclass(frozen=True)
class Offer:
    """A scheme with its hours, as the public page shows it."""

    scheme: Scheme
    purse: Purse
    phase: Phase

    @property
    def granted(self) -> Decimal:
        """Hours that were granted and not given back."""
        granted: Decimal = self.purse.granted - self.purse.returned
        return granted

    @property
    def left(self) -> Decimal:
        """Hours that nobody asked for or got."""
        left: Decimal = self.purse.total - self.purse.claimed - self.granted
        return left


def published() -> QuerySet[Scheme]:
    """The schemes that everybody sees."""
    return Scheme.objects.filter(is_published=True).select_related("fund", "adviser")


def offers(schemes: Iterable[Scheme], *, today: date) -> list[Offer]:
    """Schemes with their hours: open ones first, then what opens, then what is over."""
    found = list(schemes)
    purses = {p.scheme_id: p for p in Purse.objects.filter(scheme__in=[s.pk for s in found])}
    made = [Offer(scheme, purses[scheme.pk], scheme.phase(today)) for scheme in found]
    order = [Phase.OPEN, Phase.TO_COME, Phase.CLOSED, Phase.OVER]
    return sorted(
        made, key=lambda offer: (order.index(offer.phase), -offer.scheme.opens.toordinal())
    )


def public_offer(slug: str, *, today: date) -> Offer:
    """One scheme of the public page; 404 when it is not there."""
    [offer] = offers([get_object_or_404(published(), slug=slug)], today=today)
    return offer


def schemes_of_fund(fund_id: int) -> QuerySet[Scheme]:
    """The schemes of a fund, the latest first."""
    return Scheme.objects.filter(fund_id=fund_id).select_related("fund").order_by("-opens", "name")


def purse_of(scheme: Scheme) -> Purse:
    """The running totals of a scheme."""
    return Purse.objects.get(scheme=scheme)


def terms_of(scheme: Scheme, purse: Purse) -> Terms:
    """What an officer set, as the rules ask for it."""
    return Terms(
        total=purse.total,
        cap=scheme.cap,
        cap_period=scheme.cap_period,
        opens=scheme.opens,
        closes=scheme.closes,
        runs_until=scheme.runs_until,
        evaluation_days=scheme.evaluation_days,
        kinds=tuple(scheme.kinds),
        applicants=tuple(scheme.applicants),
        place_from=scheme.place_from,
        claim_from=scheme.claim_from,
    )


def standing_of(scheme: Scheme, *, purse: Purse, allowances: Sequence[Allowance]) -> Standing:
    """What has happened in a scheme so far."""
    span = {"first": Min("received_at"), "last": Max("received_at")}
    received = [
        *Request.objects.filter(scheme=scheme).aggregate(**span).values(),
        *Application.objects.filter(scheme=scheme).aggregate(**span).values(),
    ]
    instants = [timezone.localtime(instant).date() for instant in received if instant]
    activities = Activity.objects.filter(application__scheme=scheme)
    planned = PlanActivity.objects.filter(version__application__scheme=scheme)
    days = [day for row in activities.values_list("days", flat=True) for day in row]
    return Standing(
        taken=purse.claimed + purse.granted - purse.returned,
        most_taken=max(
            (a.claimed + a.waiting + a.granted - a.returned for a in allowances), default=ZERO
        ),
        first_received=min(instants, default=None),
        last_received=max(instants, default=None),
        last_day=max(days, default=None),
        kinds_in_use=frozenset(planned.values_list("kind", flat=True)),
    )
