"""Who finds which page of vacancies and placements, and at what cost."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banenbrug.foundation.months import Month
from banenbrug.placements import actions
from tests.cast import Cast, Enter
from tests.placements.conftest import TODAY, Walk, at, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

READING = ("vacancies", "placements", "figures", "vacancy", "placement")
WRITING = ("open_vacancy", "place", "end", "publish", "unpublish", "close", "hours")


@pytest.fixture
def pks(walk: Walk) -> dict[str, int | None]:
    """What each address of Waterland is about."""
    commitment = walk.commitment()
    vacancy, placement = walk.vacancy(commitment), walk.placed(commitment)
    with entered(walk.school.hr) as by:
        actions.publish_vacancy(by=by, vacancy=vacancy, today=TODAY)
    of_vacancy = dict.fromkeys(("vacancy", "place", "publish", "unpublish", "close"), vacancy.pk)
    of_placement = dict.fromkeys(("placement", "hours", "end"), placement.pk)
    lists = dict.fromkeys(("vacancies", "placements", "figures"))
    return {"open_vacancy": commitment.pk, **of_vacancy, **of_placement, **lists}


@pytest.mark.parametrize("name", READING + WRITING)
def test_nobody_of_elsewhere_finds_any_of_it(
    cast: Cast, enter: Enter, client: Client, pks: dict[str, int | None], name: str
) -> None:
    for member in (cast.heuvelrug.coordinator, cast.cleaner, cast.officer):
        assert enter(member).post(at(name, pks[name])).status_code == 404
        assert enter(member).get(at(name, pks[name])).status_code in (404, 405)
    if pks[name]:
        through_own_door = at(name, pks[name], "heuvelrug")
        assert enter(cast.heuvelrug.coordinator).post(through_own_door).status_code == 404
    client.logout()
    assert client.post(at(name, pks[name])).status_code == 404


@pytest.mark.parametrize("name", READING + WRITING)
def test_a_reporter_sees_nothing_and_a_reader_changes_nothing(
    cast: Cast, enter: Enter, pks: dict[str, int | None], name: str
) -> None:
    assert enter(cast.waterland.reporter).post(at(name, pks[name])).status_code == 404
    for member in (cast.waterland.reader, cast.waterland.buyer):
        expected = 403 if name in WRITING else 200
        assert enter(member).post(at(name, pks[name])).status_code == expected


@pytest.mark.parametrize("year", ["2014", "9999", "0", "abc", "²²²²"])
def test_a_year_without_rules_has_no_figures(cast: Cast, enter: Enter, year: str) -> None:
    client = enter(cast.waterland.reader)
    assert client.get(at("figures"), {"year": year}).status_code == 404
    assert client.get(at("figures"), {"year": "2025"}).status_code == 200


@pytest.mark.parametrize("name", ["vacancies", "placements", "figures", "vacancy", "placement"])
def test_thirty_rows_take_as_many_queries_as_one(
    walk: Walk,
    cast: Cast,
    enter: Enter,
    name: str,
) -> None:
    commitment = walk.commitment()
    vacancy = walk.vacancy(commitment, places=99)
    placement = walk.at_helder(commitment, vacancy=vacancy)
    walk.paid(placement, {Month(2026, 10): Decimal(104)}, walk.helder())
    address = at(name, {"vacancy": vacancy.pk, "placement": placement.pk}.get(name))
    client = enter(cast.waterland.hr)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(29):
        walk.vacancy(commitment)
        more = walk.at_helder(walk.commitment(f"C-1{number}"), vacancy=None)
        walk.paid(more, {Month(2026, 10): Decimal(104)}, walk.helder())
        walk.at_helder(commitment, vacancy=vacancy)
    walk.paid(placement, {Month(2026, month): Decimal(80) for month in range(1, 10)}, walk.helder())
    with CaptureQueriesContext(connection) as thirty:
        page = client.get(address)
    assert page.status_code == 200
    assert len(thirty) == len(one) <= 20
