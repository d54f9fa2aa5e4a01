"""What a step of the chain is made of; the bridge, the list and the table show the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banenbrug.foundation.formats import show_date
from banenbrug.web.parts import BridgeStep
from banenbrug.web.words import active_language


class Key(StrEnum):
    """The six steps, in the order of the river."""

    LINE = "line"
    TALKS = "talks"
    COMMITMENTS = "commitments"
    VACANCIES = "vacancies"
    PLACEMENTS = "placements"
    JOBS = "jobs"


ICONS = {
    Key.LINE: "file-text",
    Key.TALKS: "message-circle",
    Key.COMMITMENTS: "heart-handshake",
    Key.VACANCIES: "briefcase",
    Key.PLACEMENTS: "user",
    Key.JOBS: "circle-check",
}


def shown(day: date) -> str:
    """A date as the chain shows it."""
    return show_date(day, active_language())


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One entry of the chain, in words: what it is, where it came from, and where it leads.

    `origin_url` is the entry on this page from which it came; `badge` is a state and its meaning.
    """

    anchor: str
    title: str
    url: str = ""
    origin: str = ""
    origin_url: str = ""
    text: str = ""
    badge: tuple[str, str] | None = None
    hands: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Span:
    """One step: its name, the figure and the line under it, and the entries.

    `is_complete` says that nothing in it is open.
    """

    key: Key
    name: str
    figure: str = ""
    line: str = ""
    things: Sequence[Thing] = ()
    is_complete: bool = False

    @property
    def number(self) -> int:
        """How many entries there are."""
        return len(self.things)

    @property
    def origin(self) -> Thing | None:
        """The entry that says where they all came from; None where they differ."""
        origins = {(thing.origin, thing.origin_url) for thing in self.things}
        return self.things[0] if len(origins) == 1 and self.things[0].origin else None

    @property
    def icon(self) -> str:
        """The drawing of the step."""
        return ICONS[self.key]

    @property
    def step(self) -> BridgeStep:
        """The step as an arch of the bridge."""
        return BridgeStep(self.name, self.figure, self.line, f"#{self.key}", self.is_complete)
