"""Paid hours: whole months at once, per employer, correctable."""

from decimal import Decimal

import pytest
from django.apps import apps

from banenbrug.contracts.actions import supplier_by_name
from banenbrug.foundation.months import Month
from banenbrug.foundation.refusals import Refused
from banenbrug.placements import queries
from banenbrug.placements.figures import count_of
from banenbrug.placements.models import PaidHours, Placement
from banenbrug.placements.rules import Employer
from tests.placements.conftest import Walk, entered

MAY, JUNE, JULY = Month(2026, 5), Month(2026, 6), Month(2026, 7)


def kept(walk: Walk, placement: Placement) -> dict[tuple[Employer, Month], Decimal]:
    """What the matrix of the placement holds."""
    with entered(walk.school.hr):
        found = Placement.objects.select_related("employer").get(pk=placement.pk)
        return dict(queries.hours_of(found).hours)


def versions(walk: Walk) -> int:
    """How many versions of hours the history has."""
    with entered(walk.school.hr):
        return int(apps.get_model("placements", "PaidHoursEvent").objects.count())


def test_months_are_written_corrected_and_taken_away_at_once(walk: Walk) -> None:
    placement = walk.placed(walk.commitment())
    walk.paid(placement, {MAY: Decimal("104"), JUNE: Decimal("96.5")})
    walk.paid(placement, {MAY: Decimal("100"), JUNE: None, JULY: Decimal(0)})
    assert kept(walk, placement) == {(None, MAY): Decimal(100), (None, JULY): Decimal(0)}


def test_what_stays_the_same_leaves_no_trace_in_the_history(walk: Walk) -> None:
    placement = walk.placed(walk.commitment())
    walk.paid(placement, {MAY: Decimal("104"), JUNE: Decimal("96.5")})
    before = versions(walk)
    walk.paid(placement, {MAY: Decimal("104.0"), JUNE: Decimal("96.50"), JULY: None})
    assert versions(walk) == before
    walk.paid(placement, {MAY: Decimal("103")})
    assert versions(walk) == before + 1


def test_a_stacked_job_has_hours_at_each_employer(walk: Walk) -> None:
    commitment = walk.commitment()
    placement = walk.at_helder(commitment)
    helder = walk.helder()
    with entered(walk.school.hr) as by:
        other = supplier_by_name(organisation_id=by.organisation_id, name="Polder Groen")
    walk.paid(placement, {MAY: Decimal(52)}, helder)
    walk.paid(placement, {MAY: Decimal("34.6667")}, other)
    with entered(walk.school.hr):
        found = Placement.objects.select_related("employer").get(pk=placement.pk)
        matrix = queries.hours_of(found)
    assert [employer and employer.name for employer in matrix.employers] == [
        "Helder Schoonmaak",
        "Polder Groen",
    ]
    assert matrix.of_month(MAY) == Decimal("86.6667")
    assert matrix.of_month(JUNE) is None


def test_one_wrong_month_keeps_all_months_as_they_were_and_is_named(walk: Walk) -> None:
    placement = walk.placed(walk.commitment())
    walk.paid(placement, {MAY: Decimal(104)})
    with pytest.raises(Refused) as refused:
        walk.paid(placement, {MAY: Decimal(90), Month(2026, 12): Decimal(10)})
    assert (refused.value.code, refused.value.field) == ("hours_in_future", "2026-12")
    assert kept(walk, placement) == {(None, MAY): Decimal(104)}


def test_the_supplier_reads_the_hours_and_cannot_write_them(walk: Walk) -> None:
    placement = walk.at_helder(walk.commitment())
    walk.paid(placement, {MAY: Decimal(104)}, walk.helder())
    with entered(walk.cast.cleaner):
        shared = Placement.objects.get()
        assert queries.hours_per_month(shared) == [(MAY.first, Decimal(104))]
        assert PaidHours.objects.update(hours=1) == 0
    with entered(walk.cast.zilver):
        assert not Placement.objects.exists()
        assert not PaidHours.objects.exists()


def test_hours_at_another_employer_are_not_shared(walk: Walk) -> None:
    placement = walk.at_helder(walk.commitment())
    with entered(walk.school.hr) as by:
        other = supplier_by_name(organisation_id=by.organisation_id, name="Polder Groen")
    walk.paid(placement, {MAY: Decimal(52)}, walk.helder())
    walk.paid(placement, {MAY: Decimal(34)}, other)
    with entered(walk.cast.cleaner):
        assert PaidHours.objects.get().hours == 52


def test_planned_hours_are_a_forecast_and_make_no_jobs(walk: Walk) -> None:
    walk.placed(walk.commitment(), planned_hours_per_week=Decimal(36))
    with entered(walk.school.hr) as by:
        counted = count_of(by.organisation_id, 2026)
    assert (counted.statutory.exact, counted.via_procurement.exact, counted.heads) == (0, 0, 1)
