"""An invitation by letter: sent by the worker, opened from the letter, and used once."""

import re
import time
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.browser.conftest import Hall
from tests.browser.site import Site, free_port, serve
from tests.cast import Cast

pytestmark = pytest.mark.browser

PASSWORD = "mijn eerste dag op het werk"
PATIENCE = 30  # seconds for the worker to find the job and hand over the letter


class Letterbox:
    """Takes every letter that is sent to it; the handler of a small SMTP server."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a letter."""
        assert isinstance(envelope.content, bytes)
        letter = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 Kept"

    def wait(self) -> EmailMessage:
        """The first letter, once it is there."""
        until = time.monotonic() + PATIENCE
        while not self.letters:
            assert time.monotonic() < until, "The worker sent no letter."
            time.sleep(0.1)
        return self.letters[0]


@pytest.fixture(scope="module")
def letterbox() -> Letterbox:
    """Where the letters of this module arrive."""
    return Letterbox()


@pytest.fixture(scope="module")
def site(
    database: str, letterbox: Letterbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The program with its worker, and a mail server on this machine."""
    port = free_port()
    post = Controller(letterbox, hostname="127.0.0.1", port=port)
    post.start()
    mail = {"BANENBRUG_MAIL_HOST": "127.0.0.1", "BANENBRUG_MAIL_PORT": str(port)}
    home = tmp_path_factory.mktemp("home")
    try:
        with serve(database=database, home=home, more=mail, beside=["worker"]) as site:
            yield site
    finally:
        post.stop()


def test_a_colleague_comes_in_by_the_letter_and_the_letter_works_once(
    hall: Hall, letterbox: Letterbox
) -> None:
    keyholder = hall.enter(Cast().waterland.keyholder)
    keyholder.open("organisations:people", organisation="waterland")
    keyholder.follow("organisations:invite", organisation="waterland")
    keyholder.fill(name="Lena Roos", email="lena@waterland.example")
    keyholder.page.locator("[name=roles][value=hr]").check()
    keyholder.send()
    keyholder.arrived_at("organisations:people")

    letter = letterbox.wait()
    assert letter["To"] == "lena@waterland.example"
    text = letter.get_body(("plain",))
    assert text
    links = re.findall(r"http\S+", text.get_content())
    assert len(links) == 1 and links[0].startswith(f"{hall.site.origin}/sleutel/")

    lena = hall.anonymous(lens=True)
    lena.page.goto(links[0])
    lena.look()
    lena.fill(password="te kort")
    lena.send()
    assert lena.page.get_by_role("alert").count() == 1
    lena.fill(password=PASSWORD)
    lena.send()
    lena.arrived_at("desk:today")
    assert lena.text("h1").endswith("Lena")

    again = hall.anonymous()
    again.page.goto(links[0])
    assert again.failures == [f"404 GET {links[0]}"]
    again.sign_in("lena@waterland.example", PASSWORD).arrived_at("desk:today")

    keyholder.open("organisations:people", organisation="waterland")
    keyholder.click(keyholder.page.get_by_role("link", name="Lena Roos"))
    keyholder.arrived_at("organisations:roles")
    assert lena.lens and lena.lens.faults() == []
