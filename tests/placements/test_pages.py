"""The walk in the browser's shoes: commitment, vacancy, placement, hours, figures."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.contracts.models import Supplier
from banenbrug.foundation.months import Month
from banenbrug.placements.models import PaidHours, Placement, Vacancy
from tests.cast import Cast, Enter
from tests.placements.conftest import TODAY, Walk, at, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

VACANCY = {
    "title": "Medewerker schoonmaak",
    "tasks": "Lokalen en gangen.",
    "hours_per_week": "24",
    "places": "1",
    "employer": "helder schoonmaak bv",
    "workplace": "",
}
PLACEMENT = {
    "route": "via_supplier",
    "contract_form": "fixed_term",
    "employer": "Helder Schoonmaak",
    "workplace": "",
    "planned_hours_per_week": "24",
    "started_on": "15-09-2026",
    "in_register": "on",
    "checked_on": "1 september 2026",
    "register_from": "",
    "register_until": "",
}


def read(client: Client, address: str) -> str:
    """A page that is there."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_walk_from_a_commitment_to_a_counted_job_and_back(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    commitment = walk.commitment()
    client = enter(cast.waterland.hr)
    assert at("open_vacancy", commitment.pk) in read(client, at("vacancies"))
    opened = client.post(at("open_vacancy", commitment.pk), VACANCY)
    with entered(cast.waterland.hr):
        vacancy = Vacancy.objects.get()
        assert vacancy.employer == walk.helder()
    assert opened.headers["Location"] == at("vacancy", vacancy.pk)
    assert at("place", vacancy.pk) in read(client, at("vacancy", vacancy.pk))

    placed = client.post(at("place", vacancy.pk), PLACEMENT)
    with entered(cast.waterland.hr):
        placement = Placement.objects.get()
    assert placed.headers["Location"] == at("placement", placement.pk)
    page = read(client, at("placement", placement.pk))
    assert "Employee W-001" in page
    assert "November 2026" in page
    assert "August 2026" not in page

    employer = placement.employer_id
    typed = {f"hours_{employer}_2026-09": "52,5", f"hours_{employer}_2026-10": "110.5"}
    assert client.post(at("hours", placement.pk), typed).status_code == 302
    page = read(client, at("placement", placement.pk))
    assert "163 hours ÷ 1,326 = 0.1229" in page

    figures = read(client, at("figures"))
    assert "163 hours ÷ 1,326 = 0.1229" in figures
    assert "25.5 × 52 weeks = 1,326 hours a year, 110.5 hours a month" in figures
    assert "With 52.2 weeks it would be 0.12" in figures
    assert at("placement", placement.pk) in figures
    contract = {"school": "waterland", "pk": commitment.contract_id}
    assert reverse("desk:contract", kwargs=contract) in figures
    assert "So do not add them" in figures


def test_everybody_reads_a_published_vacancy_and_nobody_a_closed_one(
    walk: Walk, cast: Cast, enter: Enter, client: Client
) -> None:
    vacancy = walk.vacancy(walk.commitment())
    public = reverse("placements:public_vacancies")
    assert "Medewerker schoonmaak" not in read(client, public)
    enter(cast.waterland.hr).post(at("publish", vacancy.pk))
    client.logout()
    client.cookies["django_language"] = "en"
    page = read(client, public)
    assert "Medewerker schoonmaak" in page
    assert "Hogeschool Waterland" in page
    enter(cast.waterland.hr).post(at("unpublish", vacancy.pk))
    assert "Medewerker schoonmaak" not in read(client, public)
    client.post(at("publish", vacancy.pk))
    client.post(at("close", vacancy.pk))
    assert "Medewerker schoonmaak" not in read(client, public)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"tasks": "Voor 123456782"}, "looks like a BSN"),
        ({"employer": "Onbekend BV"}, "is not in the register of suppliers"),
        ({"hours_per_week": "41"}, "at most 40 hours"),
        ({"hours_per_week": "24.55"}, "at most one decimal"),
    ],
)
def test_a_refused_vacancy_says_why_and_keeps_what_was_typed(
    walk: Walk, cast: Cast, enter: Enter, wrong: dict[str, str], words: str
) -> None:
    client = enter(cast.waterland.hr)
    page = client.post(at("open_vacancy", walk.commitment().pk), {**VACANCY, **wrong})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert next(iter(wrong.values())) in page.content.decode()
    with entered(cast.waterland.hr):
        assert not Vacancy.objects.exists()


def test_an_employer_that_is_new_is_added_only_with_the_placement(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    vacancy = walk.vacancy(walk.commitment())
    new = {**PLACEMENT, "employer": "Nieuw Werk BV", "employer_is_new": "on"}
    client = enter(cast.waterland.hr)
    refused = client.post(at("place", vacancy.pk), {**new, "checked_on": ""})
    assert "on which day the employer checked" in refused.content.decode()
    with entered(cast.waterland.hr):
        assert not Supplier.objects.filter(name="Nieuw Werk BV").exists()
    assert client.post(at("place", vacancy.pk), new).status_code == 302
    with entered(cast.waterland.hr):
        assert Placement.objects.get().employer == Supplier.objects.get(name="Nieuw Werk BV")


def test_one_wrong_month_is_named_and_nothing_is_saved(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    placement = walk.placed(walk.commitment())
    typed = {"hours_0_2026-09": "100", "hours_0_2026-10": "800"}
    response = enter(cast.waterland.hr).post(at("hours", placement.pk), typed)
    page = response.content.decode()
    assert "This month has no more than 744 hours." in page
    assert 'href="#id_hours_0_2026-10"' in page
    assert 'value="800"' in page
    with entered(cast.waterland.hr):
        assert not PaidHours.objects.exists()


def test_a_month_that_was_not_sent_keeps_its_hours(walk: Walk, cast: Cast, enter: Enter) -> None:
    placement = walk.placed(walk.commitment())
    walk.paid(placement, {Month(2026, 9): Decimal(100), Month(2026, 10): Decimal(90)})
    typed = {"hours_0_2026-10": "", "was_hours_0_2026-10": "90.0000"}
    assert enter(cast.waterland.hr).post(at("hours", placement.pk), typed).status_code == 302
    with entered(cast.waterland.hr):
        assert PaidHours.objects.get().month == Month(2026, 9).first


def test_hours_that_somebody_else_changed_are_shown_before_they_are_written_over(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    placement = walk.placed(walk.commitment())
    walk.paid(placement, {Month(2026, 10): Decimal("90.5")})
    client = enter(cast.waterland.hr)
    shown = 'name="was_hours_0_2026-10" value="{}"'
    assert shown.format("90.5000") in read(client, at("placement", placement.pk))
    walk.paid(placement, {Month(2026, 10): Decimal("95.5")})
    typed = {"hours_0_2026-10": "80", "was_hours_0_2026-10": "90.5000"}
    page = client.post(at("hours", placement.pk), typed).content.decode()
    assert "Somebody changed these hours to 95.5 meanwhile." in page
    assert 'value="80"' in page
    assert shown.format("95.5000") in page
    with entered(cast.waterland.hr):
        assert PaidHours.objects.get().hours == Decimal("95.5")
    again = {**typed, "was_hours_0_2026-10": "95.5000"}
    assert client.post(at("hours", placement.pk), again).status_code == 302
    with entered(cast.waterland.hr):
        assert PaidHours.objects.get().hours == 80


def test_hours_that_were_changed_keep_what_was_shown_until_that_is_told(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    placement = walk.placed(walk.commitment())
    walk.paid(placement, {Month(2026, 10): Decimal(95)})
    typed = {"hours_0_2026-10": "80", "was_hours_0_2026-10": "90", "hours_0_2026-09": "x"}
    page = enter(cast.waterland.hr).post(at("hours", placement.pk), typed).content.decode()
    assert 'name="was_hours_0_2026-10" value="90"' in page


def test_hours_of_another_employer_get_a_column(walk: Walk, cast: Cast, enter: Enter) -> None:
    placement = walk.placed(walk.commitment())
    helder = walk.helder()
    client = enter(cast.waterland.hr)
    page = read(client, at("placement", placement.pk) + "?leg=Helder+Schoonmaak")
    assert f"hours_{helder.pk}_2026-10" in page
    address = at("hours", placement.pk) + "?leg=Helder+Schoonmaak"
    assert f'action="{address}"' in page
    client.post(address, {"hours_0_2026-10": "40", f"hours_{helder.pk}_2026-10": "60"})
    with entered(cast.waterland.hr):
        hours = PaidHours.objects.order_by("hours").values_list("employer", "hours")
        assert list(hours) == [(None, 40), (helder.pk, 60)]


def test_a_column_for_an_unknown_employer_is_refused(walk: Walk, cast: Cast, enter: Enter) -> None:
    placement = walk.placed(walk.commitment())
    page = read(enter(cast.waterland.hr), at("placement", placement.pk) + "?leg=Onbekend")
    assert "“Onbekend” is not in the register of suppliers" in page


def test_earlier_months_than_the_last_twelve_can_be_reached(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    placement = walk.placed(walk.commitment(), started_on=TODAY.replace(year=2025, month=3))
    client = enter(cast.waterland.hr)
    page = read(client, at("placement", placement.pk))
    assert "?until=2025-11" in page
    assert "hours_0_2025-11" not in page
    earlier = read(client, at("placement", placement.pk) + "?until=2025-11")
    assert "hours_0_2025-11" in earlier
    assert "hours_0_2025-03" in earlier
    assert "Earlier months" not in earlier


def test_a_placement_ends_on_its_page(walk: Walk, cast: Cast, enter: Enter) -> None:
    placement = walk.placed(walk.commitment())
    client = enter(cast.waterland.hr)
    early = client.post(at("end", placement.pk), {"ended_on": "31-12-2025", "reason": ""})
    assert "before the first day" in early.content.decode()
    free = client.post(at("end", placement.pk), {"ended_on": "31-10-2026", "reason": "Ziek"})
    assert "Ziek is not one of the available choices" in free.content.decode()
    client.post(at("end", placement.pk), {"ended_on": "31-10-2026", "reason": "moved_on"})
    assert '<option value="moved_on" selected>' in read(client, at("end", placement.pk))
    page = read(client, at("placement", placement.pk))
    assert "moved on to other work" in page
    assert "_2026-10" in page  # the fields for the hours of a month
    assert "_2026-11" not in page


def test_an_unpaid_placement_is_an_effort_and_asks_no_hours(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    placement = walk.placed(walk.commitment(), route="unpaid", contract_form="bol_internship")
    client = enter(cast.waterland.reader)
    page = read(client, at("placement", placement.pk))
    assert "so it has no paid hours" in page
    assert "hours_0_" not in page
    figures = read(client, at("figures"))
    assert "1 unpaid placement is an effort" in figures


def test_the_supplier_reads_what_came_from_its_commitments(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    commitment = walk.commitment()
    vacancy = walk.vacancy(commitment)
    placement = walk.at_helder(commitment, vacancy=vacancy)
    walk.paid(placement, {Month(2026, 10): Decimal(104)}, walk.helder())
    for name, pk, words in (
        ("shared_vacancy", vacancy.pk, "Lokalen en gangen."),
        ("shared_placement", placement.pk, "October 2026"),
    ):
        address = reverse(f"placements:{name}", kwargs={"supplier": "helder", "pk": pk})
        assert words in read(enter(cast.cleaner), address)
        zilver = reverse(f"placements:{name}", kwargs={"supplier": "zilver", "pk": pk})
        assert enter(cast.zilver).get(zilver).status_code == 404
        assert enter(cast.zilver).get(address).status_code == 404
        assert enter(cast.waterland.hr).get(address).status_code == 404
