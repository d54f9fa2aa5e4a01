"""A real list of payments becomes purchases, and one of its suppliers gets somebody a job."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve
from django.utils import timezone

from tests.browser import chain
from tests.browser.conftest import Hall
from tests.browser.site import Site
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.real_data]

MAPPING = Path(__file__).parents[2] / "docs" / "examples" / "spend-mapping.json"
SCHOOL = "heuvelrug"


@pytest.fixture(scope="module")
def answer(site: Site, shared: Path) -> Any:
    """What the import says of the file."""
    file = shared / "data" / "spend" / "supplier-spend-2026-27_sample.csv"
    if not file.exists():
        pytest.skip(f"SKIPPED LOUDLY: {file} is absent, the walk on a real file cannot be made.")
    return site.command(
        "import-contracts", str(file), "--school", SCHOOL, "--mapping", str(MAPPING)
    )


def test_every_line_of_the_file_has_one_outcome(answer: Any) -> None:
    outcomes = ("created", "updated", "unchanged", "rejected", "skipped")
    assert answer["rows"] == sum(answer[outcome] for outcome in outcomes) > 2000
    assert answer["contracts"]["created"] > 100


def test_one_of_its_suppliers_is_followed_to_a_counted_job(answer: Any, hall: Hall) -> None:
    cast, today = Cast().heuvelrug, timezone.localdate()
    half_year = chain.last_half_year(today)
    buyer = hall.enter(cast.buyer)
    buyer.follow("desk:register", school=SCHOOL)
    buyer.follow("opportunities:list", school=SCHOOL)
    buyer.follow("opportunities:shortlist", school=SCHOOL)
    first = buyer.page.locator("main h2 a").first.get_attribute("href")
    assert first
    contract = int(resolve(first).kwargs["pk"])
    conversation = chain.talk(buyer, SCHOOL, contract, hr=cast.hr.name, today=today)
    commitment = chain.promise(buyer, SCHOOL, conversation, due=date(today.year + 1, 3, 1))

    hr = hall.enter(cast.hr)
    vacancy = chain.open_vacancy(hr, SCHOOL, commitment)
    placement = chain.place(
        hr,
        SCHOOL,
        vacancy,
        route="via_supplier",
        first_day=half_year.starts_on,
        today=today,
    )
    chain.pay(hr, SCHOOL, placement, half_year, hours=chain.ONE_JOB)
    hr.open("placements:figures", f"?year={half_year.year}", school=SCHOOL)
    assert hr.text("#via-procurement b") == "0,5"
    assert hr.text("#statutory b") == "0,0"
    hr.open("desk:contract", school=SCHOOL, pk=contract)
    hr.follow("placements:placement", school=SCHOOL, pk=placement)
    assert buyer.failures == hr.failures == []
