"""A stranger walks from the start page to a counted job, with nothing but the words on screen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from django.utils import timezone
from playwright.sync_api import ViewportSize
from pytest_django import DjangoDbBlocker

from tests.browser.chain import HalfYear, last_half_year
from tests.browser.conftest import Hall
from tests.browser.demonstration import served
from tests.browser.lens import PHONE, WIDE
from tests.browser.site import Site
from tests.browser.stranger import Stranger, dutch

pytestmark = pytest.mark.browser

SCHOOL = "Hogeschool Heuvelrug"
HEADERS = (
    *("Contractnummer", "Omschrijving", "Leverancier", "Categorie"),
    *("Ingangsdatum", "Einddatum", "Jaarwaarde", "Social return"),
)
ROWS = (
    ("H-1", "Schoonmaak hoofdgebouw", "De Werf Schoonmaak B.V.", "Schoonmaak", 940000, "5%"),
    ("H-2", "Groenonderhoud campus", "Lindengaard Groen B.V.", "Groenvoorziening", 85000, ""),
    ("H-3", "Postbezorging", "Van Rijn Post B.V.", "Post", 30000, ""),
)
"""The last one ends on a day that does not exist."""


@pytest.fixture(scope="module", params=[WIDE, PHONE], ids=["1280", "360"])
def screen(request: pytest.FixtureRequest) -> ViewportSize:
    """A desk, and a telephone."""
    size: ViewportSize = request.param
    return size


@pytest.fixture(scope="module")
def site(
    screen: ViewportSize,
    story: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The demonstration, told anew for each screen."""
    with django_db_blocker.unblock(), served(story, tmp_path_factory.mktemp("home")) as site:
        yield site


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A list as a buyer has it in Excel, with one row that cannot be read."""
    file, year = tmp_path / "Contracten facilitair.xlsx", timezone.localdate().year
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Contracten")
        sheet.write_row(0, 0, HEADERS)
        for number, (*first, value, clause) in enumerate(ROWS, start=1):
            last = f"31-02-{year + 2}" if first[0] == "H-3" else f"30-06-{year + 2}"
            sheet.write_row(number, 0, [*first, f"01-07-{year - 1}", last, value, clause])
    return file


def test_a_stranger_gets_from_the_start_page_to_a_counted_job(
    hall: Hall, screen: ViewportSize, register: Path
) -> None:
    stranger = Stranger(hall.anonymous(screen=screen))
    half_year = last_half_year(timezone.localdate())
    step_in(stranger)
    read_in(stranger, register)
    talk(stranger)
    agree(stranger)
    put_to_work(stranger, half_year)
    walk_back(stranger, half_year)
    assert stranger.visitor.failures == []


def step_in(stranger: Stranger) -> None:
    stranger.arrive()
    stranger.reads("Van contract naar baan")
    stranger.follow("Kijk rond in een rol")
    stranger.reads("Door wiens ogen kijk je?")
    stranger.borrow_the_eyes_of("Coördinator", of=SCHOOL)


def read_in(stranger: Stranger, register: Path) -> None:
    stranger.choose_from_menu("Contracten")
    stranger.follow("Lees een lijst in")
    stranger.hand_in("Je lijst", register)
    stranger.press("Bekijk het bestand")
    stranger.reads("Wat dit bestand verandert")
    stranger.sees(f"31-02-{timezone.localdate().year + 2}")
    stranger.follow("Terug naar de kolommen")
    stranger.reads("Herken de kolommen")
    stranger.press("Bekijk de regels")
    stranger.press("Zet 2 regels in het register")
    stranger.is_told("2 contracten in het register zijn nieuw of gewijzigd")


def talk(stranger: Stranger) -> None:
    today = timezone.localdate()
    stranger.choose_from_menu("Vandaag")
    stranger.follow("Kies het eerste contract om over te praten")
    stranger.reads("Top 3")
    stranger.follow("Plan een gesprek", about="Schoonmaak hoofdgebouw")
    stranger.write("Dag", dutch(today + timedelta(days=1)))
    stranger.write("Tijd", "10.30")
    stranger.tick("Dieuwke Postma", "Jasper Lim")
    stranger.press("Plan het gesprek")
    stranger.is_told("Het gesprek is gepland.")
    stranger.write("Wat past er", "Extra taken overdag passen in dit contract.")
    stranger.press("Bewaar de voorbereiding")
    stranger.is_told("De voorbereiding is bewaard.")
    stranger.follow("Verslag")
    stranger.write("Gevoerd op", dutch(today))
    stranger.write("Wat is er besproken", "Overdag is er werk voor twee mensen.")
    stranger.tick("4")
    stranger.press("Bewaar het verslag")
    stranger.is_told("Het verslag is bewaard.")


def agree(stranger: Stranger) -> None:
    next_year = timezone.localdate().year + 1
    stranger.follow("Leg een afspraak vast")
    stranger.write("Wat is er afgesproken", "Twee banen overdag")
    stranger.write("Hoeveel", "2")
    stranger.write("Wanneer", f"1-3-{next_year}")
    stranger.tick("De Werf Schoonmaak B.V.", "Banen", "Hard", "Een intentie")
    stranger.press("Leg de afspraak vast")
    stranger.reads("Twee banen overdag")
    stranger.press("Bevestig namens de hogeschool")
    stranger.is_told("De afspraak is bevestigd.")


def put_to_work(stranger: Stranger, half_year: HalfYear) -> None:
    stranger.follow("Maak er een vacature van")
    stranger.write("Wat is het werk", "Medewerker dagschoonmaak")
    stranger.write("Uren per week", "25,5")
    stranger.press("Open de vacature")
    stranger.is_told("De vacature is open.")
    stranger.follow("Plaats iemand")
    stranger.pick("Via welke telroute?", "via leverancier")
    stranger.write("Eerste dag", dutch(half_year.starts_on))
    stranger.tick("De werkgever verklaart")
    stranger.write("Register gecontroleerd", dutch(timezone.localdate()))
    stranger.press("Bewaar de plaatsing")
    for month in half_year.names:
        stranger.write_in_row(month, "110,5")
    stranger.press("Bewaar de uren")
    stranger.is_told("De betaalde uren zijn bewaard.")


def walk_back(stranger: Stranger, half_year: HalfYear) -> None:
    stranger.follow("Bekijk de telling")
    stranger.reads("Cijfers")
    stranger.unfold("Zo is 0,5 geteld")
    stranger.sees("= 0,5000")
    stranger.follow("W-001")
    stranger.follow("Medewerker dagschoonmaak")
    stranger.follow("Twee banen overdag")
    stranger.follow(str(timezone.localdate().day))
    stranger.follow("Schoonmaak hoofdgebouw")
    stranger.reads("Schoonmaak hoofdgebouw")
    stranger.sees("H-1")
