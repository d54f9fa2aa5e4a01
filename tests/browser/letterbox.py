"""A mail server on this machine, and the letters that the worker hands over to it."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from html import unescape

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.browser.site import free_port

PATIENCE = 30  # seconds for the worker to find the job and hand over the letter

_TAG = re.compile(r"<[^>]+>")
_LANGUAGE = re.compile(r'<html lang="(\w+)">')
_LINK = re.compile(r"https?://[^\s\"<]+")


@dataclass(frozen=True)
class Letter:
    """A letter as it arrived: one subject, and the same in text and in HTML."""

    to: str
    subject: str
    text: str
    html: str

    @property
    def language(self) -> str:
        """The language that it says it is in."""
        found = _LANGUAGE.search(self.html)
        return found[1] if found else ""

    @property
    def link(self) -> str:
        """The one address in it, which both parts have."""
        links = [set(_LINK.findall(part)) for part in (self.text, self.html)]
        assert links[0] == links[1] and len(links[0]) == 1, links
        address: str = links[0].pop()
        return address

    def says(self, *words: str) -> bool:
        """Whether both of its parts, each below the subject, hold all of these as whole words."""
        parts = (_LINK.sub("", self.text), unescape(_TAG.sub(" ", self.html)))
        shown = [f"{self.subject}\n{part}" for part in parts]
        return all(_whole(word).search(part) for word in words for part in shown)


class Letterbox:
    """Takes every letter that is sent to it; the handler of a small SMTP server."""

    def __init__(self) -> None:
        self.arrived: list[Letter] = []
        self.unread: list[Letter] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a letter."""
        assert isinstance(envelope.content, bytes)
        found = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(found, EmailMessage)
        subject = found["Subject"].strip()  # a long one is folded, with its first space kept
        letter = Letter(found["To"], subject, _part(found, "plain"), _part(found, "html"))
        self.arrived.append(letter)
        self.unread.append(letter)
        return "250 Kept"

    def take(self, to: str, *words: str) -> Letter:
        """Take out the first letter to an address that says all of this, once it is there."""
        until = time.monotonic() + PATIENCE
        while True:
            here = list(self.unread)
            for letter in here:
                if letter.to == to and letter.says(*words):
                    self.unread.remove(letter)
                    return letter
            there = [f"{letter.to}: {letter.subject}" for letter in here]
            assert time.monotonic() < until, f"No letter to {to} with {words}, but {there}"
            time.sleep(0.05)


@contextmanager
def post_office(letterbox: Letterbox) -> Iterator[dict[str, str]]:
    """Run a mail server for a letterbox; gives the settings with which the program finds it."""
    port = free_port()
    server = Controller(letterbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield {"BANENBRUG_MAIL_HOST": "127.0.0.1", "BANENBRUG_MAIL_PORT": str(port)}
    finally:
        server.stop()


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def _part(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part, f"The letter has no {kind} part."
    content = part.get_content()
    assert isinstance(content, str)
    return content
