"""What a list costs: its first page with everything it needs, through a cold cache."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import CDPSession

from tests.browser.conftest import Hall
from tests.browser.crawl import step_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser

MOST = 100_000
"""Bytes over the wire: the page, its style, fonts and icons, with their headers."""


@pytest.fixture(scope="module")
def site(demonstration: Site) -> Site:
    """The demonstration."""
    return demonstration


class Meter:
    """Weighs every answer that the browser gets, as it came over the wire."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes: dict[str, int] = {}
        self.hosts: set[str | None] = set()
        self._addresses: dict[str, str] = {}
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._weigh)

    def _ask(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self._addresses[str(event["requestId"])] = request["url"]
        self.hosts.add(urlsplit(request["url"]).hostname)

    def _weigh(self, event: dict[str, object]) -> None:
        weight = event["encodedDataLength"]
        assert isinstance(weight, int | float)
        self.bytes[self._addresses[str(event["requestId"])]] = int(weight)


def test_the_first_page_of_the_list_is_light_and_asks_nothing_of_others(hall: Hall) -> None:
    visitor = hall.anonymous(lens=True)
    assert visitor.lens
    page = visitor.lens.page
    step_in(page.context, hall.site.origin, "waterland-buyer")
    meter = Meter(page.context.new_cdp_session(page))
    page.goto(
        f"{hall.site.origin}{reverse('desk:register', kwargs={'school': 'waterland'})}",
        wait_until="networkidle",
    )
    assert page.locator("main tbody tr").count() == 25
    assert len(meter.bytes) >= 4  # page, style, two fonts
    assert sum(meter.bytes.values()) <= MOST, meter.bytes
    assert meter.hosts == {urlsplit(hall.site.origin).hostname}
