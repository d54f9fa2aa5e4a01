"""What is refused of vacancies, placements and paid hours, as tables."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from banenbrug.foundation.months import Month
from banenbrug.foundation.refusals import Refusal
from banenbrug.placements import moves
from banenbrug.placements.rules import ContractForm, Route

TODAY = date(2026, 11, 23)


def code(refusal: Refusal | None) -> str | None:
    """The code of a verdict; its message can be filled in."""
    if refusal is not None:
        assert "%(" not in refusal.in_english()
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("withdrawn", "kind", "verdict"),
    [
        (False, "jobs", None),
        (False, "internships", None),
        (False, "purchase", "commitment_without_places"),
        (False, "activity", "commitment_without_places"),
        (True, "jobs", "commitment_withdrawn"),
    ],
)
def test_a_vacancy_comes_from_a_commitment_that_stands_and_gives_places(
    withdrawn: bool, kind: str, verdict: str | None
) -> None:
    assert code(moves.why_not_open_vacancy(withdrawn=withdrawn, kind=kind)) == verdict


@pytest.mark.parametrize(
    ("closed", "places", "filled", "verdict"),
    [
        (False, 1, 0, None),
        (False, 2, 1, None),
        (False, 1, 1, "vacancy_full"),
        (False, 1, 2, "vacancy_full"),
        (True, 2, 0, "vacancy_closed"),
    ],
)
def test_a_vacancy_takes_people_while_it_is_open_and_has_a_place(
    closed: bool, places: int, filled: int, verdict: str | None
) -> None:
    assert code(moves.why_not_fill(closed=closed, places=places, filled=filled)) == verdict


@pytest.mark.parametrize(
    ("route", "with_employer", "without"),
    [
        (Route.OWN_PAYROLL, "employer_is_school", None),
        (Route.HIRED_IN, None, "lender_missing"),
        (Route.WSW_SECONDMENT, None, "lender_missing"),
        (Route.VIA_SUPPLIER, None, "employer_missing"),
        (Route.VIA_SUBCONTRACTOR, None, "employer_missing"),
        (Route.UNPAID, None, None),
    ],
)
def test_who_pays_the_wage_fits_the_route(
    route: Route, with_employer: str | None, without: str | None
) -> None:
    assert code(moves.why_not_employer(route=route, has_employer=True)) == with_employer
    assert code(moves.why_not_employer(route=route, has_employer=False)) == without


@pytest.mark.parametrize(
    ("route", "form", "verdict"),
    [
        (Route.OWN_PAYROLL, ContractForm.PERMANENT, None),
        (Route.OWN_PAYROLL, ContractForm.AGENCY, "form_not_on_route"),
        (Route.OWN_PAYROLL, ContractForm.TRIAL_PLACEMENT, "form_is_unpaid"),
        (Route.HIRED_IN, ContractForm.AGENCY, None),
        (Route.WSW_SECONDMENT, ContractForm.WSW_SECONDMENT, None),
        (Route.WSW_SECONDMENT, ContractForm.PERMANENT, "form_not_on_route"),
        (Route.VIA_SUPPLIER, ContractForm.BBL, None),
        (Route.VIA_SUPPLIER, ContractForm.BOL_INTERNSHIP, "form_is_unpaid"),
        (Route.UNPAID, ContractForm.BOL_INTERNSHIP, None),
        (Route.UNPAID, ContractForm.BBL, "form_is_paid"),
    ],
)
def test_the_contract_with_the_person_can_occur_along_the_route(
    route: Route, form: ContractForm, verdict: str | None
) -> None:
    assert code(moves.why_not_contract_form(route=route, form=form)) == verdict


def test_every_route_has_contract_forms_and_every_form_a_route() -> None:
    assert set(moves.ROUTE_FORMS) == set(Route)
    assert frozenset().union(*moves.ROUTE_FORMS.values()) == set(ContractForm)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, None),
        ({"in_register": True}, "register_not_checked"),
        ({"in_register": True, "checked_on": TODAY}, None),
        ({"in_register": True, "checked_on": date(2026, 11, 24)}, "register_checked_in_future"),
        ({"register_from": date(2026, 1, 1)}, "register_days_without_yes"),
        ({"register_until": date(2026, 1, 1)}, "register_days_without_yes"),
        (
            {
                "in_register": True,
                "checked_on": TODAY,
                "register_from": date(2026, 2, 2),
                "register_until": date(2026, 2, 1),
            },
            "register_ends_before_start",
        ),
        (
            {
                "in_register": True,
                "checked_on": TODAY,
                "register_from": date(2026, 2, 2),
                "register_until": date(2026, 2, 2),
            },
            None,
        ),
    ],
)
def test_a_yes_in_the_register_was_checked_and_its_days_follow_each_other(
    facts: dict[str, Any], verdict: str | None
) -> None:
    nothing = dict.fromkeys(("register_from", "register_until", "checked_on"))
    asked = {"in_register": False, "today": TODAY, **nothing, **facts}
    assert code(moves.why_not_register(**asked)) == verdict


@pytest.mark.parametrize(
    ("month", "hours", "route", "verdict"),
    [
        (Month(2026, 3), "104", Route.VIA_SUPPLIER, None),
        (Month(2026, 3), "0", Route.UNPAID, None),
        (Month(2026, 3), "1", Route.UNPAID, "hours_unpaid"),
        (Month(2026, 2), "10", Route.VIA_SUPPLIER, "hours_before_start"),
        (Month(2026, 11), "10", Route.VIA_SUPPLIER, None),
        (Month(2026, 12), "10", Route.VIA_SUPPLIER, "hours_in_future"),
        (Month(2026, 3), "744", Route.VIA_SUPPLIER, None),
        (Month(2026, 3), "744.0001", Route.VIA_SUPPLIER, "hours_too_many"),
        (Month(2026, 4), "744", Route.VIA_SUPPLIER, "hours_too_many"),
        (Month(2026, 3), "-0.5", Route.VIA_SUPPLIER, "hours_negative"),
    ],
)
def test_paid_hours_are_of_a_month_that_was_worked_for_a_wage(
    month: Month, hours: str, route: Route, verdict: str | None
) -> None:
    asked = moves.why_not_hours(
        month=month,
        hours=Decimal(hours),
        route=route,
        started_on=date(2026, 3, 31),
        ended_on=None,
        today=TODAY,
    )
    assert code(asked) == verdict


@pytest.mark.parametrize(
    ("month", "verdict"), [(Month(2026, 5), None), (Month(2026, 6), "hours_after_end")]
)
def test_no_hours_are_paid_after_the_month_of_the_last_day(
    month: Month, verdict: str | None
) -> None:
    asked = moves.why_not_hours(
        month=month,
        hours=Decimal(10),
        route=Route.HIRED_IN,
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 5, 1),
        today=TODAY,
    )
    assert code(asked) == verdict


@pytest.mark.parametrize(
    ("ended_on", "last_paid", "verdict"),
    [
        (date(2026, 3, 1), None, None),
        (date(2026, 2, 28), None, "last_day_before_first"),
        (date(2026, 5, 1), Month(2026, 5), None),
        (date(2026, 4, 30), Month(2026, 5), "ends_before_hours"),
    ],
)
def test_a_placement_ends_after_its_first_day_and_after_its_paid_hours(
    ended_on: date, last_paid: Month | None, verdict: str | None
) -> None:
    asked = moves.why_not_end(started_on=date(2026, 3, 1), ended_on=ended_on, last_paid=last_paid)
    assert code(asked) == verdict


def test_pseudonyms_have_at_least_three_figures() -> None:
    assert [moves.pseudonym_of(number) for number in (1, 14, 1000)] == ["W-001", "W-014", "W-1000"]


OWN, OTHER = 1, 2


@pytest.mark.parametrize(
    ("route", "without", "at_supplier", "at_another"),
    [
        ("own_payroll", False, False, False),
        ("hired_in", False, False, False),
        ("wsw_secondment", False, False, False),
        ("via_supplier", False, True, False),
        ("via_subcontractor", False, True, True),
        ("unpaid", False, True, False),
    ],
)
def test_a_supplier_reads_of_its_own_people_and_those_of_its_subcontractors(
    route: str, without: bool, at_supplier: bool, at_another: bool
) -> None:
    assert [
        moves.is_shared(route=Route(route), employer_id=employer, supplier_id=OWN)
        for employer in (None, OWN, OTHER)
    ] == [without, at_supplier, at_another]


@pytest.mark.parametrize(
    ("shown", "now", "verdict"),
    [
        (None, None, None),
        (Decimal("10.0"), Decimal("10.0000"), None),
        (Decimal(0), None, "hours_changed_meanwhile"),
        (None, Decimal(0), "hours_changed_meanwhile"),
        (Decimal(10), Decimal(11), "hours_changed_meanwhile"),
    ],
)
def test_hours_are_corrected_only_by_who_saw_what_they_are(
    shown: Decimal | None, now: Decimal | None, verdict: str | None
) -> None:
    assert code(moves.why_not_hours_shown(shown=shown, now=now)) == verdict
