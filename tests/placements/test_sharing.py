"""What a supplier reads of placements and hours: at once, and from the day it gets a door."""

from decimal import Decimal

from django.db import transaction

from banenbrug.contracts.actions import supplier_by_name
from banenbrug.desk.actions import open_supplier_door
from banenbrug.engine.scopes import scope
from banenbrug.foundation.months import Month
from banenbrug.organisations.models import Organisation
from banenbrug.placements.models import PaidHours, Placement
from tests.placements.conftest import NOW, Walk, entered, make_commitment

MAY = Month(2026, 5)
CASES = (
    ("own_payroll", "fixed_term", None),
    ("hired_in", "agency", "Helder Schoonmaak"),
    ("via_supplier", "fixed_term", "Helder Schoonmaak"),
    ("via_supplier", "fixed_term", "Polder Groen"),
    ("via_subcontractor", "fixed_term", "Polder Groen"),
    ("unpaid", "bol_internship", None),
    ("unpaid", "bol_internship", "Helder Schoonmaak"),
    ("unpaid", "bol_internship", "Polder Groen"),
)
READ = {
    ("via_supplier", "Helder Schoonmaak"),
    ("via_subcontractor", "Polder Groen"),
    ("unpaid", "Helder Schoonmaak"),
}


def place_all(walk: Walk, *, has_door: bool) -> None:
    """One placement of each case."""
    with entered(walk.school.hr) as by:
        commitment = make_commitment(by, account=walk.cast.cleaner if has_door else None)
        names = {name for _, _, name in CASES if name}
        found = {
            name: supplier_by_name(organisation_id=by.organisation_id, name=name) for name in names
        }
    for route, form, name in CASES:
        employer = found[name] if name else None
        walk.placed(commitment, route=route, contract_form=form, employer=employer)


def read_cases(walk: Walk, account: Organisation) -> set[tuple[str, str | None]]:
    """Route and employer of what the supplier reads."""
    with transaction.atomic(), scope(organisation_id=account.pk):
        pks = set(Placement.objects.values_list("pk", flat=True))
    with entered(walk.school.hr):
        rows = Placement.objects.filter(pk__in=pks).values_list("route", "employer__name")
        return set(rows)


def open_door(walk: Walk) -> Organisation:
    """Give Helder its door at the school."""
    helder = walk.helder()
    with entered(walk.school.coordinator) as by:
        return open_supplier_door(
            by=by,
            supplier=helder,
            contact_name="Iemand",
            contact_email="iemand@helder.example",
            now=NOW,
        )


def test_a_supplier_reads_of_its_people_and_those_of_its_subcontractors(walk: Walk) -> None:
    place_all(walk, has_door=True)
    assert read_cases(walk, walk.cast.cleaner.organisation) == READ


def test_who_gets_a_door_later_reads_the_same(walk: Walk) -> None:
    place_all(walk, has_door=False)
    assert read_cases(walk, open_door(walk)) == READ


def test_who_gets_a_door_later_reads_no_hours_at_another_employer(walk: Walk) -> None:
    with entered(walk.school.hr) as by:
        commitment = make_commitment(by)
        polder = supplier_by_name(organisation_id=by.organisation_id, name="Polder Groen")
    placement = walk.at_helder(commitment)
    walk.paid(placement, {MAY: Decimal(52)}, walk.helder())
    walk.paid(placement, {MAY: Decimal(34)}, polder)
    account = open_door(walk)
    with transaction.atomic(), scope(organisation_id=account.pk):
        assert PaidHours.objects.get().hours == 52
