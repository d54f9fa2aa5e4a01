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
SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { letter-spacing: .12em !important; word-spacing: .16em !important;
    line-height: 1.5 !important } p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""  # WCAG 2.2, 1.4.12 Text Spacing
CUT = """() => {
  const hides = one => /hidden|clip/.test(getComputedStyle(one).overflow)
  const cut = [...document.querySelectorAll('body *')].filter(one => one.innerText
    && !one.closest('.bb-hidden, svg') && one.clientWidth > 1 && hides(one)
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
  return cut.length ? cut[0].outerHTML.slice(0, 120) : ''
}"""


class Lens:
    """A second browser of the same person, with JavaScript, that opens each page once more."""

    def __init__(self, browser: Browser, owner: BrowserContext, seen: set[tuple[str, ...]]) -> None:
        self._owner = owner
        self._seen = seen
        self._context = browser.new_context(viewport=WIDE, locale="nl-NL", reduced_motion="reduce")
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
        self.inspect(page.url, name)

    def inspect(self, url: str, name: str) -> None:
        """Open a page as its owner, all of it unfolded, and note what is wrong."""
        self._context.add_cookies(
            [
                {"name": cookie["name"], "value": cookie["value"], "url": url}
                for cookie in self._owner.cookies(url)
            ]
        )
        self.page.goto(url)
        self.page.evaluate(OPEN_ALL)
        self._photograph(name)
        for size in (PHONE, WIDE):
            self.page.set_viewport_size(size)
            self.barriers += [f"{name}, {size['width']}: {barrier}" for barrier in self.axe()]
        self.page.set_viewport_size(SMALLEST)
        self._note_spills(name)
        self.page.evaluate(SPACED)
        self._note_spills(f"{name}, text spaced")
        self.page.set_viewport_size(WIDE)

    def _note_spills(self, name: str) -> None:
        for found in (self.page.evaluate(SPILL), self.page.evaluate(CUT)):
            if found:
                self.spills.append(f"{name}: {found}")

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
