"""The whole course, from a request to hours that went back, and what the ledger says of it."""

from decimal import Decimal

import pytest

from banenbrug.scheme.models import Allowance, HoursEntry, Purse, Scheme
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db


def totals(course: Course, scheme: Scheme) -> tuple[Decimal, ...]:
    """Claimed, granted and returned of the scheme."""
    with acting(course.cast.officer):
        purse = Purse.objects.get(scheme=scheme)
    return purse.claimed, purse.granted, purse.returned


def test_hours_go_from_claim_to_grant_to_work_and_back(course: Course, scheme: Scheme) -> None:
    application = course.application(scheme, hours="24")
    assert totals(course, scheme) == (24, 0, 0)
    application = course.settled(course.scheme(slug="andere", name="Andere"), hours="24")
    assert (application.granted, application.worked, application.returned) == (24, 18, 6)
    with acting(course.cast.officer):
        entries = HoursEntry.objects.filter(application=application).order_by("pk")
        assert [(entry.kind, entry.hours) for entry in entries] == [
            ("claim", 24),
            ("unclaim", -24),
            ("grant", 24),
            ("work", 18),
            ("return", -6),
        ]
        allowance = Allowance.objects.get(scheme=application.scheme)
    assert (allowance.claimed, allowance.granted, allowance.returned) == (0, 24, 6)
