"""Somebody who was never here: knows no address and no name of a field, only what a page says."""

import re
from datetime import date
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

Role = Literal["button", "checkbox", "combobox", "link", "radio", "region", "textbox"]


class Stranger:
    """Reads Dutch words on the screen, and clicks on them or fills in beside them."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page
        self.main = self.page.get_by_role("main")

    def arrive(self) -> None:
        """Type the one address that everybody knows."""
        self.page.goto(self.visitor.origin)
        self.visitor.look()

    def reads(self, title: str) -> None:
        """The page has one heading of the first level, which says this."""
        heading = self.page.get_by_role("heading", level=1)
        assert re.sub(r"\s+", " ", heading.inner_text()) == title, self.visitor.said()

    def sees(self, words: str) -> None:
        """The page shows this somewhere."""
        expect(self.main.get_by_text(words).filter(visible=True)).not_to_have_count(0)

    def is_told(self, words: str) -> None:
        """A message says this."""
        assert words in self.visitor.said(), self.visitor.said()

    def follow(self, words: str, *, about: str = "") -> None:
        """Click the only link in the page that says this."""
        self._go(self._named("link", words, about))

    def press(self, words: str, *, about: str = "") -> None:
        """Press the only button in the page that says this."""
        self._go(self._named("button", words, about))

    def choose_from_menu(self, words: str) -> None:
        """Go to a place of the menu, which a telephone has to unfold first."""
        banner = self.page.get_by_role("banner")
        unfold = banner.locator("summary")
        if unfold.is_visible():
            unfold.click()
        self._go(banner.get_by_role("navigation").get_by_role("link", name=_begins(words)))

    def borrow_the_eyes_of(self, role: str, *, of: str) -> None:
        """Choose somebody on the page of roles."""
        house = self._named("region", of)
        self._go(house.get_by_role("button", name=_begins(role)))

    def write(self, label: str, text: str) -> None:
        """Fill in the field with this label."""
        self._named("textbox", label).fill(text)

    def write_in_row(self, row: str, text: str) -> None:
        """Fill in the only field of a row of a table."""
        self.main.get_by_role("row", name=_begins(row)).get_by_role("textbox").fill(text)

    def hand_in(self, label: str, file: Path) -> None:
        """Choose a file."""
        self.main.get_by_label(label).set_input_files(file)

    def tick(self, *labels: str) -> None:
        """Tick boxes, or choose among radio buttons."""
        for label in labels:
            self._named("checkbox", label).or_(self._named("radio", label)).check()

    def pick(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._named("combobox", label).select_option(option)

    def unfold(self, words: str) -> None:
        """Open what can be unfolded."""
        self.main.locator("summary", has_text=words).click()

    def _named(self, role: Role, words: str, about: str = "") -> Locator:
        """What is called exactly this; else what begins with it and is about something."""
        exactly = self.main.get_by_role(role, name=words, exact=True)
        if exactly.count():
            return exactly
        return self.main.get_by_role(role, name=_begins(words, about))

    def _go(self, thing: Locator) -> None:
        shown = thing.filter(visible=True)
        expect(shown).to_have_count(1)
        self.visitor.click(shown)


def dutch(day: date) -> str:
    """A day as people write it."""
    return f"{day:%d-%m-%Y}"


def _begins(words: str, about: str = "") -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}(?!\w).*{re.escape(about)}", re.DOTALL)
