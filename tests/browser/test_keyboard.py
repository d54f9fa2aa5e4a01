"""From signing in to something done, with the keyboard alone and without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import ViewportSize

from tests.browser.conftest import Hall
from tests.browser.lens import PHONE, WIDE
from tests.browser.site import Site
from tests.browser.stranger import dutch
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

WHO = "coordinator@heuvelrug.example"
MOST_STOPS = 150
FOCUS = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const box = one.getBoundingClientRect(), style = getComputedStyle(one)
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1)
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)
  const above = document.elementFromPoint(x, y)
  return {
    words: (one.labels && one.labels.length ? one.labels[0].innerText
      : one.getAttribute('aria-label') || one.innerText || '').replace(/\\s+/g, ' ').trim(),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !(above && (one === above || one.contains(above) || above.contains(one)
      || (one.labels && [...one.labels].some(label => label.contains(above))))),
  }
}"""


class Typist:
    """Somebody without a mouse, who looks at what has focus after every stop."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.lost: list[str] = []

    def next(self) -> str:
        """Go one stop on, and give its words."""
        self.page.keyboard.press("Tab")
        focus = self.page.evaluate(FOCUS)
        if focus is None:
            return ""
        if not focus["ring"] or not focus["inView"] or focus["covered"]:
            self.lost.append(f"{self.page.url}: {focus}")
        return str(focus["words"])

    def to(self, words: str) -> None:
        """Go on until something is reached that begins with this."""
        passed = []
        for _ in range(MOST_STOPS):
            passed.append(self.next())
            if passed[-1].startswith(words):
                return
        raise AssertionError(f"{words!r} is not among {passed}")

    def write(self, label: str, text: str) -> None:
        """Go to a field and type."""
        self.to(label)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def enter(self, words: str) -> None:
        """Go to a link or button and press Enter, which leads to a page."""
        self.to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.fixture(scope="module")
def site(demonstration: Site) -> Site:
    """The demonstration, in which everybody has a password."""
    return demonstration


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["1280", "360"])
def test_a_conversation_is_planned_and_held_with_the_keyboard_alone(
    hall: Hall, screen: ViewportSize
) -> None:
    typist = Typist(hall.anonymous(screen=screen))
    sign_in(typist)
    if screen is PHONE:
        typist.to("Menu")
        typist.page.keyboard.press("Space")
    typist.enter("Kansen")
    typist.enter("Top 3")
    typist.enter("Plan een gesprek")
    typist.write("Dag", "31-02-2027")
    typist.write("Tijd", "10.30")
    typist.to("Dieuwke Postma")
    typist.page.keyboard.press("Space")
    typist.to("Jasper Lim")
    typist.page.keyboard.press("Space")
    typist.enter("Plan het gesprek")
    assert typist.page.title().startswith("Fout: ")
    typist.to("Dag")  # the link in the summary of errors
    typist.page.keyboard.press("Enter")
    typist.page.keyboard.press("ControlOrMeta+A")
    typist.page.keyboard.type(dutch(timezone.localdate() + timedelta(days=7)))
    typist.enter("Plan het gesprek")
    assert "Het gesprek is gepland." in typist.visitor.said()
    write_minutes(typist)
    assert typist.lost == []
    assert typist.visitor.failures == []


def sign_in(typist: Typist) -> None:
    """Sign in; the first stop of every page leads past the menu."""
    typist.page.goto(f"{typist.visitor.origin}{reverse('account_login')}")
    assert typist.next() == "Ga naar de inhoud"
    typist.page.keyboard.press("Enter")
    typist.write("Werkmail", WHO)
    typist.write("Wachtwoord", PASSWORD)
    typist.enter("Inloggen")


def write_minutes(typist: Typist) -> None:
    """Write the minutes of a conversation; arrows choose how it went."""
    typist.enter("Verslag")
    typist.write("Gevoerd op", dutch(timezone.localdate()))
    typist.write("Wat is er besproken", "Overdag is er werk.")
    typist.to("1: stroef")
    for _ in range(3):
        typist.page.keyboard.press("ArrowDown")
    assert typist.page.locator("[name=mood]:checked").get_attribute("value") == "4"
    typist.enter("Bewaar het verslag")
    assert "Het verslag is bewaard." in typist.visitor.said()
