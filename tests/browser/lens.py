"""Looks at a page with the tools of accessibility, on a small screen, and for a camera."""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDE, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=780)
SMALLEST = ViewportSize(width=320, height=780)  # WCAG 2.2, 1.4.10 Reflow

OPEN_ALL = "() => document.querySelectorAll('main details').forEach(one => { one.open = true })"
SHAPE = (
    "() => [...document.body.querySelectorAll('*')].map(one => one.tagName + '.' + one.className)"
)
SPILL = """() => {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return ''
  const wide = [...document.querySelectorAll('main *')].filter(
    one => one.getBoundingClientRect().right > room + 1 && !one.closest('.bb-scroll'))
  return (wide[0] || document.body).outerHTML.slice(0, 120)
}"""


class Lens:
    """A second browser of the same person, with JavaScript, that opens each page once more."""

    def __init__(self, browser: Browser, owner: BrowserContext, seen: set[tuple[str, ...]]) -> None:
        self._owner = owner
        self._seen = seen
        self._context = browser.new_context(viewport=WIDE, locale="nl-NL")
        self.page = self._context.new_page()
        self.pages: set[str] = set()
        self.barriers: list[str] = []
        self.spills: list[str] = []
        self.console: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    def close(self) -> None:
        """Close this browser."""
        self._context.close()

    def look(self, page: Page, name: str) -> None:
        """Open the page that its owner sees now, all of it unfolded, and note what is wrong.

        A page with the same elements as one that was seen before is not asked about again.
        """
        self.pages.add(name)
        shape = tuple(page.evaluate(SHAPE))
        if shape in self._seen:
            return
        self._seen.add(shape)
        self._context.add_cookies(
            [
                {"name": cookie["name"], "value": cookie["value"], "url": page.url}
                for cookie in self._owner.cookies(page.url)
            ]
        )
        self.page.goto(page.url)
        self.page.evaluate(OPEN_ALL)
        self.barriers += [f"{name}: {barrier}" for barrier in self.axe()]
        self._photograph(name)
        self.page.set_viewport_size(SMALLEST)
        if spill := self.page.evaluate(SPILL):
            self.spills.append(f"{name}: {spill}")
        self.page.set_viewport_size(WIDE)

    def faults(self) -> list[str]:
        """Everything that it found."""
        return [*self.barriers, *self.spills, *self.console]

    def axe(self) -> list[str]:
        """What axe-core holds against the page that is open."""
        self.page.evaluate(_axe())
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})",
            list(AXE_RULES),
        )
        return [
            f"{violation['id']} at {node['target']}: {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.console.append(f"{self.page.url}: {message.text}")

    def _photograph(self, name: str) -> None:
        folder = os.environ.get("BANENBRUG_SHOTS")
        if not folder:
            return
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        number = len(list(place.glob("*.png"))) // 2
        for size in (WIDE, PHONE):
            self.page.set_viewport_size(size)
            label = f"{number:02}-{name.replace(':', '-')}-{size['width']}"
            self.page.screenshot(path=place / f"{label}.png", full_page=True)


@cache
def _axe() -> str:
    """The text of axe-core; the address of a script would not do, as pages forbid foreign ones."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
