"""The whole walk in one school: from a list in a file to counted jobs, and nobody else sees it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.urls import resolve
from django.utils import timezone

from tests.browser import chain
from tests.browser.conftest import Hall
from tests.browser.lens import Lens
from tests.browser.visitor import Visitor
from tests.cast import Cast

pytestmark = pytest.mark.browser

REGISTER = """\
Nummer;Titel;Leverancier;Categorie;Start;Eind;Waarde per jaar;Dienst;Social return
W-100;Schoonmaak campus Noord;Helder Schoonmaak B.V.;Schoonmaak;1-1-2025;31-12-2027;1180000;FB;5%
W-101;Catering in de kantines;Zilver Catering BV;Catering;1-3-2025;28-2-2028;640000,50;FB;nee
W-102;Groenonderhoud;Groen & Zo;Groenvoorziening;1-4-2024;onbekend;85000;FB;
;Zonder nummer;Naamloos;;;;;;
Totaal;;;;;;1905000,50;;
"""
SCHOOL = "waterland"
PAGES = {
    *("desk:today", "desk:contract", "desk:supplier"),
    *("opportunities:list", "opportunities:shortlist"),
    *("desk:register", "contracts:upload", "contracts:columns", "contracts:preview"),
    "contracts:problems",
    *("dialogue:plan", "dialogue:conversation", "dialogue:conversations", "dialogue:agree"),
    *("dialogue:commitment", "dialogue:shared_commitment"),
    *("placements:vacancies", "placements:open_vacancy", "placements:vacancy"),
    *("placements:place", "placements:placements", "placements:placement", "placements:figures"),
    *("placements:shared_vacancy", "placements:shared_placement"),
}


@dataclass(frozen=True)
class Walk:
    """What the walk left: who walked, and the numbers of what they made."""

    walkers: dict[str, Visitor]
    half_year: chain.HalfYear
    contract: int
    conversation: int
    commitment: int
    vacancy: int
    at_supplier: int
    on_payroll: int

    @property
    def lenses(self) -> list[Lens]:
        """What looked at their pages."""
        return [walker.lens for walker in self.walkers.values() if walker.lens]

    @property
    def pages(self) -> set[str]:
        """What kinds of page inside a door they came by."""
        opened = [path for method, path in self.addresses if method == "GET"]
        return {resolve(path).view_name for path in opened}

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """Every address inside a door that anybody came by, once."""
        visits = [visit for walker in self.walkers.values() for visit in walker.visits]
        return list(dict.fromkeys(visits))


def read_in(coordinator: Visitor, file: Path) -> int:
    """Read the register in, look at it first, and give the number of the contract of Helder."""
    coordinator.follow("desk:register", school=SCHOOL)
    coordinator.follow("contracts:upload", school=SCHOOL)
    coordinator.fill(file=file)
    coordinator.send()
    batch = coordinator.arrived_at("contracts:preview")
    assert coordinator.page.get_by_role("table").count() == 2  # rows to mend, and the columns
    coordinator.follow("contracts:columns", school=SCHOOL, pk=batch)
    coordinator.send()
    assert coordinator.arrived_at("contracts:preview") == batch
    coordinator.press("contracts:commit", school=SCHOOL, pk=batch)
    assert coordinator.arrived_at("contracts:preview") == batch
    sheet = f"/h/{SCHOOL}/inlezen/{batch}/herstellen.csv"
    assert coordinator.asks("GET", sheet) == 200
    coordinator.visits.append(("GET", sheet))
    coordinator.follow("desk:register", school=SCHOOL)
    coordinator.click(coordinator.page.get_by_role("link", name="Schoonmaak campus Noord"))
    return coordinator.arrived_at("desk:contract")


@pytest.fixture(scope="module")
def walk(hall: Hall, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The walk itself; whoever cannot take a step fails here, with what the page said."""
    cast, today = Cast(), timezone.localdate()
    half_year = chain.last_half_year(today)
    file = tmp_path_factory.mktemp("upload") / "contracten 2026.csv"
    file.write_text(REGISTER, "cp1252")
    coordinator = hall.enter(cast.waterland.coordinator, lens=True)
    contract = read_in(coordinator, file)
    coordinator.follow("opportunities:list", school=SCHOOL)
    coordinator.follow("opportunities:shortlist", school=SCHOOL)

    buyer = hall.enter(cast.waterland.buyer, lens=True)
    conversation = chain.talk(buyer, SCHOOL, contract, hr=cast.waterland.hr.name, today=today)
    commitment = chain.promise(buyer, SCHOOL, conversation, due=date(today.year + 1, 3, 1))

    supplier = hall.enter(cast.cleaner)
    supplier.follow("dialogue:shared_commitment", supplier="helder", pk=commitment)
    supplier.press("dialogue:confirm_shared", supplier="helder", pk=commitment)
    assert supplier.arrived_at("dialogue:shared_commitment") == commitment

    hr = hall.enter(cast.waterland.hr)
    vacancy = chain.open_vacancy(hr, SCHOOL, commitment, workplace="FB")
    hr.press("placements:publish", school=SCHOOL, pk=vacancy)
    placements = [
        chain.place(hr, SCHOOL, vacancy, route=route, first_day=half_year.starts_on, today=today)
        for route in ("via_supplier", "own_payroll")
    ]
    chain.pay(hr, SCHOOL, placements[0], half_year, hours=chain.ONE_JOB)
    chain.pay(hr, SCHOOL, placements[1], half_year, hours=chain.ONE_JOB / 5)
    for page in ("today", "figures", "placements", "vacancies"):
        hr.open(f"{'desk' if page == 'today' else 'placements'}:{page}", school=SCHOOL)
    buyer.open("dialogue:conversations", school=SCHOOL)
    supplier.open("desk:supplier", supplier="helder")
    supplier.follow("placements:shared_vacancy", supplier="helder", pk=vacancy)
    supplier.open("placements:shared_placement", supplier="helder", pk=placements[0])
    walkers = {"coordinator": coordinator, "buyer": buyer, "supplier": supplier, "hr": hr}
    return Walk(walkers, half_year, contract, conversation, commitment, vacancy, *placements)


def test_every_page_of_the_walk_opens_and_works_without_javascript(walk: Walk) -> None:
    assert [failure for walker in walk.walkers.values() for failure in walker.failures] == []
    assert walk.pages == PAGES


def test_both_counters_are_right_and_stand_apart(walk: Walk, hall: Hall) -> None:
    year = walk.half_year.year
    hr = walk.walkers["hr"]
    hr.open("placements:figures", f"?year={year}", school=SCHOOL)
    assert hr.text("#via-procurement b") == "0,5"
    assert hr.text("#statutory b") == "0,1"
    counted = hall.site.command("count", "--school", SCHOOL, "--year", str(year))
    assert counted["via_procurement_jobs"] == 0.5
    assert counted["statutory_jobs"] == 0.1


def test_a_counted_job_leads_back_to_the_contract_line(walk: Walk) -> None:
    hr = walk.walkers["hr"]
    hr.open("placements:figures", f"?year={walk.half_year.year}", school=SCHOOL)
    figure = hr.page.locator("section", has=hr.page.locator("details")).first
    figure.locator("summary").click()
    assert "÷" in figure.locator("dd").first.inner_text()
    hr.click(figure.locator("tbody th a", has_text="W-001"))
    assert hr.arrived_at("placements:placement") == walk.at_supplier
    hr.follow("placements:vacancy", school=SCHOOL, pk=walk.vacancy)
    hr.follow("dialogue:commitment", school=SCHOOL, pk=walk.commitment)
    hr.follow("dialogue:conversation", school=SCHOOL, pk=walk.conversation)
    hr.follow("desk:contract", school=SCHOOL, pk=walk.contract)
    assert "W-100" in hr.text("#line")
    links = {
        "dialogue:conversation": walk.conversation,
        "dialogue:commitment": walk.commitment,
        "placements:vacancy": walk.vacancy,
        "placements:placement": walk.on_payroll,
    }
    for name, pk in links.items():
        hr.open("desk:contract", school=SCHOOL, pk=walk.contract)
        hr.follow(name, school=SCHOOL, pk=pk)


def test_everybody_reads_the_published_vacancy(walk: Walk, hall: Hall) -> None:
    anybody = hall.anonymous(lens=True)
    for name in ("desk:start", "account_login", "placements:public_vacancies"):
        anybody.open(name)
    assert anybody.page.get_by_role("heading", name="Medewerker dagschoonmaak").count() == 1
    assert anybody.lens and anybody.lens.faults() == []


def test_another_school_a_supplier_a_stranger_and_anybody_find_nothing(
    walk: Walk, hall: Hall
) -> None:
    cast = Cast()
    outsiders = {
        "the coordinator of another school": hall.enter(cast.heuvelrug.coordinator),
        "another supplier": hall.enter(cast.zilver),
        "a stranger": hall.enter(cast.stranger),
        "anybody": hall.anonymous(),
    }
    addresses = walk.addresses
    assert len(addresses) > 35
    answers = {
        (who, method, path): visitor.asks(method, path)
        for who, visitor in outsiders.items()
        for method, path in addresses
    }
    assert {asked: answer for asked, answer in answers.items() if answer != 404} == {}


def test_who_took_part_finds_nothing_behind_the_door_of_the_other(walk: Walk) -> None:
    supplier, hr = walk.walkers["supplier"], walk.walkers["hr"]
    at_school = [visit for visit in walk.addresses if visit[1].startswith("/h/")]
    at_supplier = [visit for visit in walk.addresses if visit[1].startswith("/leverancier/")]
    assert {supplier.asks(*visit) for visit in at_school} == {404}
    assert {hr.asks(*visit) for visit in at_supplier} == {404}


def test_a_number_of_another_opens_nothing_behind_ones_own_door(walk: Walk, hall: Hall) -> None:
    cast = Cast()
    other, zilver = hall.enter(cast.heuvelrug.coordinator), hall.enter(cast.zilver)
    tried = []
    for method, path in walk.addresses:
        if not any(part.isdigit() for part in path.split("/")):
            continue
        own = path.replace("/waterland/", "/heuvelrug/").replace("/helder/", "/zilver/")
        who = zilver if own.startswith("/leverancier/") else other
        tried.append((own, who.asks(method, own)))
    assert len(tried) > 25
    assert [one for one in tried if one[1] != 404] == []


@pytest.mark.parametrize("fault", ["barriers", "spills", "console"])
def test_no_page_of_the_walk_has(fault: str, walk: Walk) -> None:
    assert [found for lens in walk.lenses for found in getattr(lens, fault)] == []


def test_a_form_sent_empty_says_what_to_mend_and_takes_one_there(walk: Walk) -> None:
    buyer = walk.walkers["buyer"]
    assert buyer.lens
    buyer.open("dialogue:plan", school=SCHOOL, pk=walk.contract)
    page = buyer.lens.page
    page.goto(buyer.page.url)
    with page.expect_navigation():
        page.locator("main form[method=post] button.nl-button--primary").click()
    summary = page.get_by_role("alert")
    assert summary.evaluate("one => one === document.activeElement")
    assert buyer.lens.axe() == []
    summary.get_by_role("link").first.click()
    assert page.locator(":focus").get_attribute("name") == "planned_on"


def test_what_is_not_there_or_not_allowed_is_an_orderly_page(walk: Walk, hall: Hall) -> None:
    reader = hall.enter(Cast().waterland.reader, lens=True)
    assert reader.lens
    for path, status in (("nergens/", 404), (f"h/{SCHOOL}/inlezen/", 403)):
        answer = reader.lens.page.goto(f"{reader.origin}/{path}")
        assert answer and answer.status == status
        assert reader.lens.axe() == []


def test_the_language_changes_on_the_spot_and_stays(walk: Walk) -> None:
    buyer = walk.walkers["buyer"]
    buyer.open("desk:contract", school=SCHOOL, pk=walk.contract)
    assert language(buyer) == "nl"
    for switched in ("en", "nl"):
        buyer.click(buyer.page.locator(f'button[name=language][value="{switched}"]:visible'))
        assert buyer.arrived_at("desk:contract") == walk.contract
        assert language(buyer) == switched
        buyer.open("opportunities:shortlist", school=SCHOOL)
        assert language(buyer) == switched
        buyer.open("desk:contract", school=SCHOOL, pk=walk.contract)


def language(visitor: Visitor) -> str | None:
    """The language that the page says it is in."""
    return visitor.page.locator("html").get_attribute("lang")
