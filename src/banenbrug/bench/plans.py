"""Plans that wait to be submitted, as many as a bench asks, and whether their hours came right.

The owner writes them, because that takes a fraction of the time; submitting them is what is
measured. Keys of one kind are in a row of their own, far from other numbers, so that they can be
told apart in a statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

from django.db import connection, transaction
from django.utils import timezone

from banenbrug.engine.scopes import scope
from banenbrug.organisations.actions import add_member, found_organisation
from banenbrug.organisations.models import Organisation, User
from banenbrug.organisations.roles import Kind, Role
from banenbrug.scheme.models import (
    Application,
    Hand,
    PlanActivity,
    PlanVersion,
    Purse,
    Request,
    Scheme,
)
from banenbrug.scheme.queries.ledger_check import ledger_of
from banenbrug.scheme.rules.states import RequestState
from banenbrug.scheme.rules.support import SupportKind

SLUG = "bench"
MOST = Decimal(9999)
APPLICATIONS, REQUESTS, VERSIONS, PLACES = 71_000_000, 72_000_000, 73_000_000, 74_000_000
"""From where the keys and the places count."""


class WrongLedger(RuntimeError):
    """The hours are not what they should be: the time says nothing."""


@dataclass(frozen=True)
class School:
    """A school of a bench, and who applies there."""

    pk: int
    slug: str
    emails: Sequence[str]


def found_school(slug: str, *, people: int, now: datetime) -> School:
    """A school with so many people at HR."""
    known = Organisation.objects.filter(slug=slug).first()
    made = known or found_organisation(kind=Kind.SCHOOL, slug=slug, name=slug.title(), now=now)
    emails = [f"hr{number}@{slug}.example" for number in range(people)]
    with transaction.atomic(), scope(organisation_id=made.pk):
        for email in emails:
            add_member(
                organisation=made,
                user=User.objects.create_user(email),
                name=email.partition("@")[0],
                roles=[Role.HR.value],
                now=now,
            )
    return School(made.pk, slug, emails)


def open_scheme(*, total: Decimal, cap: Decimal, now: datetime) -> Scheme:
    """A scheme that is open today; its places begin at `PLACES`."""
    fund = found_organisation(kind=Kind.FUND, slug="bench-fund", name="Fund", now=now)
    today = timezone.localtime(now).date()
    scheme = Scheme.objects.create(
        fund=fund,
        slug=SLUG,
        name="Bench",
        opens=today - timedelta(days=1),
        closes=today + timedelta(days=30),
        runs_until=today + timedelta(days=90),
        cap=cap,
        kinds=[kind.value for kind in SupportKind],
        applicants=[Role.HR.value],
        is_published=True,
        made_at=now,
    )
    Purse.objects.create(
        fund=fund, scheme=scheme, is_published=True, total=total, last_place=PLACES
    )
    return scheme


def offer_plans(
    scheme: Scheme, schools: Sequence[School], *, hours: Decimal, now: datetime
) -> None:
    """One plan for each of `schools`, in this order; both hands are given."""
    for model, first in (
        (Application, APPLICATIONS),
        (Request, REQUESTS),
        (PlanVersion, VERSIONS),
    ):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)",
                [model._meta.db_table, first],
            )
    parties = [{"school_id": school.pk, "fund_id": scheme.fund_id} for school in schools]
    requests = Request.objects.bulk_create(
        Request(
            **of,
            scheme=scheme,
            state=RequestState.PLANNING.value,
            question="?",
            phase="no_action",
            applicant_name="Bench",
            applicant_email=school.emails[0],
            applicant_role="hr_central",
            started_at=now,
            received_at=now,
        )
        for of, school in zip(parties, schools, strict=True)
    )
    Hand.objects.bulk_create(
        Hand(**of, request=request, hand=hand, name=hand, email=f"{hand}@x.example", given_at=now)
        for of, request in zip(parties, requests, strict=True)
        for hand in ("procurement", "hr")
    )
    applications = Application.objects.bulk_create(
        Application(**of, request=request, scheme=scheme)
        for of, request in zip(parties, requests, strict=True)
    )
    versions = PlanVersion.objects.bulk_create(
        PlanVersion(
            **of,
            application=application,
            number=1,
            goal="More jobs",
            made_by="Adviser",
            made_at=now,
            offered_at=now,
        )
        for of, application in zip(parties, applications, strict=True)
    )
    PlanActivity.objects.bulk_create(
        PlanActivity(
            **of,
            version=version,
            position=1,
            kind=SupportKind.PRESENTATION.value,
            title="Presentation",
            hours=hours,
            days=[scheme.opens],
        )
        for of, version in zip(parties, versions, strict=True)
    )


def check(expected: int) -> list[str]:
    """Look at the whole ledger; the state of all that was received, in the order of receipt.

    Raises `WrongLedger`: a total that differs from its entries, too many hours, a gap in the order,
    or somebody who was overtaken.
    """
    scheme = Scheme.objects.get(slug=SLUG)
    with transaction.atomic(), scope(organisation_id=scheme.fund_id):
        found = ledger_of(scheme)
        received = Application.objects.filter(scheme=scheme, place__isnull=False)
        rows = list(
            received.order_by("received_at", "place").values_list("place", "state", "claimed")
        )
    if found.differences:
        raise WrongLedger("; ".join(str(one) for one in found.differences))
    if found.left < 0 or sum(claimed for _, _, claimed in rows) != found.sums.claimed:
        raise WrongLedger(f"{found.sums.claimed} of {found.total} hours are claimed.")
    if len(rows) != expected:
        raise WrongLedger(f"{len(rows)} of {expected} submissions are there.")
    if any(place != wanted for (place, _, _), wanted in zip(rows, count(PLACES + 1), strict=False)):
        raise WrongLedger("Places are not in the order of receipt, or have a gap.")
    states = [state for _, state, _ in rows]
    if states != sorted(states):  # submitted, then waiting
        raise WrongLedger("Somebody was overtaken.")
    return states
