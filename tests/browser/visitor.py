"""Somebody with a browser of their own, without JavaScript, whose every page is looked at."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)

from tests.browser.lens import WIDE, Lens
from tests.cast import PASSWORD

DOORS = ("/h/", "/leverancier/", "/o/")


class Visitor:
    """Opens pages, fills in forms and presses buttons, by the names that the program uses."""

    def __init__(
        self,
        browser: Browser,
        origin: str,
        *,
        lens: Callable[[BrowserContext], Lens] | None,
        screen: ViewportSize = WIDE,
    ) -> None:
        self.origin = origin
        self.context = browser.new_context(
            java_script_enabled=False, locale="nl-NL", viewport=screen, reduced_motion="reduce"
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.visits: list[tuple[str, str]] = []
        self.failures: list[str] = []
        self.lens = lens(self.context) if lens else None
        self.page.on("request", self._remember)
        self.page.on("response", self._judge)

    def close(self) -> None:
        """Close the browser of this person."""
        if self.lens:
            self.lens.close()
        self.context.close()

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        """Sign in on the page for it."""
        self.page.goto(f"{self.origin}{reverse('account_login')}")
        self.fill(login=email, password=password)
        self._click("main form button.nl-button--primary")
        return self

    def open(self, name: str, query: str = "", **of: str | int) -> None:
        """Type the address of a page."""
        self.page.goto(f"{self.origin}{reverse(name, kwargs=of)}{query}")
        self.look()

    def follow(self, name: str, **of: str | int) -> None:
        """Click the link to a page, which must be on this one."""
        self._click(f'a[href="{reverse(name, kwargs=of)}"]:visible')

    def fill(self, **values: str | bool | Path) -> None:
        """Fill in fields by name: a text, a choice, a file, or whether a box is ticked."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]')
            if isinstance(value, Path):
                field.set_input_files(value)
            elif isinstance(value, bool):
                field.set_checked(value)
            elif self.page.locator(f'main [type=radio][name="{name}"]').count():
                field.and_(self.page.locator(f'[value="{value}"]')).check()
            elif self.page.locator(f'main select[name="{name}"]').count():
                field.select_option(value)
            else:
                field.fill(value)

    def send(self) -> None:
        """Press the button under the form that this page is about."""
        self._click("main form[method=post]:not([action]) button.nl-button--primary")

    def press(self, name: str, **of: str | int) -> None:
        """Press the button of the form that goes to an address."""
        self._click(f'main form[action="{reverse(name, kwargs=of)}"] button')

    def click(self, thing: Locator) -> None:
        """Click something that leads to a page, and wait for that page: a click alone does not."""
        with self.page.expect_navigation():
            thing.first.click()
        self.look()

    def _click(self, selector: str) -> None:
        self.click(self.page.locator(selector))

    def arrived_at(self, name: str) -> int:
        """Check which page this is, and give the number of what it is about."""
        here = resolve(urlsplit(self.page.url).path)
        assert here.view_name == name, f"{self.page.url}: {self.said()}"
        return int(here.kwargs.get("pk", 0))

    def said(self) -> str:
        """What the page says above its content: messages and errors."""
        return "\n".join(
            self.page.locator(".utrecht-alert, .utrecht-form-field-error-message").all_inner_texts()
        )

    def text(self, selector: str) -> str:
        """The text of the one thing that this selects."""
        found = self.page.locator(selector)
        expect(found).to_have_count(1)
        return found.inner_text()

    def asks(self, method: str, path: str) -> int:
        """The status that this person gets for an address; redirects are not followed."""
        tokens = [c["value"] for c in self.context.cookies() if c["name"] == "csrftoken"]
        answer = self.context.request.fetch(
            f"{self.origin}{path}",
            method=method,
            max_redirects=0,
            headers={"X-CSRFToken": tokens[0]} if tokens else {},
        )
        return answer.status

    def look(self) -> None:
        """Look at this page with the lens, if this visitor has one."""
        if self.lens:
            self.lens.look(self.page, _name(self.page.url))

    def _remember(self, request: Request) -> None:
        path = urlsplit(request.url).path
        if request.is_navigation_request() and path.startswith(DOORS):
            self.visits.append((request.method, path))

    def _judge(self, answer: Response) -> None:
        if answer.status >= 400:
            self.failures.append(f"{answer.status} {answer.request.method} {answer.url}")


def _name(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return "nowhere"
