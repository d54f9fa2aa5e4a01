"""Finds every kind of page that a person of the story comes by, by following links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import BrowserContext

DOORS = ("/h/", "/leverancier/", "/partner/", "/fonds/", "/adviseur/", "/o/")
FILES = re.compile(r"[?&]format=|\.(csv|xlsx|ods|pdf)$|/herstelcodes/bestand/$")
"""Addresses that hand out a file, not a page."""


@dataclass(frozen=True)
class Found:
    """One page: what kind it is, through whose eyes, and what it holds."""

    kind: str
    person: str
    url: str
    came_from: str
    status: int
    html: str
    shape: frozenset[str]

    @property
    def name(self) -> str:
        """How a fault names it."""
        return f"{self.kind} as {self.person}"


class _Reader(HTMLParser):
    """Reads the links of a page, and which elements with which classes it has."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.shape: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        given = dict(attributes)
        self.shape.add(f"{tag}.{given.get('class') or ''}")
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))


def crawl(context: BrowserContext, person: str, start: str, known: set[str]) -> Iterator[Found]:
    """One page of each kind within reach of `start`, except what is `known` from others.

    What lies outside all doors is the same for everybody, and becomes known.
    """
    here: set[str] = set()
    waiting = [(start, "")]
    while waiting:
        url, came_from = waiting.pop(0)
        kind = kind_of(url)
        if not kind or kind in here | known:
            continue
        (here if urlsplit(url).path.startswith(DOORS) else known).add(kind)
        answer = context.request.get(url)
        html = answer.text()
        reader = _Reader()
        reader.feed(html)
        yield Found(kind, person, url, came_from, answer.status, html, frozenset(reader.shape))
        waiting += [(urljoin(url, link).partition("#")[0], url) for link in reader.links]


def kind_of(url: str) -> str:
    """The name of the page at an address, with what asks for another view of it; '' if none."""
    parts = urlsplit(url)
    if FILES.search(url) or parts.hostname not in ("127.0.0.1", "localhost"):
        return ""
    try:
        found = resolve(parts.path)
    except Resolver404:
        return ""
    return found.view_name


def step_in(context: BrowserContext, origin: str, person: str) -> str:
    """Borrow somebody's eyes, and give the address of the first page."""
    context.request.get(f"{origin}{reverse('story:roles')}")
    token = next(c["value"] for c in context.cookies() if c["name"] == "csrftoken")
    answer = context.request.post(
        f"{origin}{reverse('story:step_in', kwargs={'person': person})}",
        headers={"X-CSRFToken": token},
    )
    assert answer.ok, f"{person}: {answer.status}"
    return answer.url
