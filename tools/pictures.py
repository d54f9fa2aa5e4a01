"""Makes the pictures of README and docs: a demonstration of its own, looked at in Chromium.

`make pictures` writes `docs/pictures/<name>.png`; names given as words choose some of them.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

FOLDER = Path("docs/pictures")
HOME = Path("var/pictures")
PORT = 8399
WIDE = ViewportSize(width=1280, height=800)


@dataclass(frozen=True)
class Picture:
    """A page of the story: through whose eyes, its address, and a link to follow from there."""

    name: str
    person: str
    path: str
    follow: str = ""


OFFICER, ADVISER = "fonds-werk-officer", "bureau-meewerk-adviser"
FUND = "/fonds/fonds-werk/regelingen/brug-open"
PICTURES = (
    Picture("vandaag", "waterland-coordinator", "/h/waterland/"),
    Picture("regeling", "waterland-hr", "/ondersteuning/brug-open/"),
    Picture("dossier", "waterland-hr", "/h/waterland/ondersteuning/", "De Brug"),
    Picture("adviseur", ADVISER, "/adviseur/bureau-meewerk/"),
    Picture("fonds", OFFICER, f"{FUND}/"),
    Picture("urenboek", OFFICER, f"{FUND}/urenboek/"),
)


def main() -> None:
    """Make the pictures that were asked for, or all."""
    wanted = [one for one in PICTURES if one.name in sys.argv[1:] or len(sys.argv) == 1]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _demonstration() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("BANENBRUG_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        for picture in wanted:
            _take(picture, browser, origin)
        browser.close()


def _take(picture: Picture, browser: Browser, origin: str) -> None:
    context = browser.new_context(viewport=WIDE, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{origin}/demo/")
    page.locator(f'form[action="/demo/{picture.person}/"] button').click()
    answer = page.goto(f"{origin}{picture.path}")
    if answer is None or answer.status != 200:
        raise SystemExit(f"{picture.name}: {picture.path} is not there.")
    if picture.follow:
        page.get_by_role("main").get_by_role("link", name=picture.follow).first.click()
    page.screenshot(path=FOLDER / f"{picture.name}.png", full_page=True)
    context.close()
    print(f"{FOLDER}/{picture.name}.png")


@contextmanager
def _demonstration() -> Iterator[str]:
    """A story told anew, and served until the pictures are made."""
    demo = subprocess.Popen(
        [".venv/bin/banenbrug", "demo", "--fresh", "--port", str(PORT)],
        env={**os.environ, "BANENBRUG_HOME": str(HOME)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert demo.stdout is not None
        if not any("http://" in line for line in demo.stdout):
            raise SystemExit("The demonstration did not start.")
        yield f"http://localhost:{PORT}"
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait()


if __name__ == "__main__":
    main()
