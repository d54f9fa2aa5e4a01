"""What the template tags draw from: steps of the bridge, parts of a bar, a chart, views."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class BridgeStep:
    """One arch of the bridge from contract line to counted job.

    `figure` is written out (`2`, `5%`, `0.94`) and empty when nothing is there yet; `is_complete`
    says that nothing in this step is open. The person stands on the first step that is not.
    """

    name: str
    figure: str
    line: str = ""
    url: str = ""
    is_complete: bool = False

    @property
    def is_built(self) -> bool:
        """Whether this arch is of stone."""
        return bool(self.figure)


@dataclass(frozen=True)
class BarPart:
    """One part of a bar: its name, its size and how the size is written.

    `kind` is its colour: done, forecast, rest · worked, granted, requested, free (hours) ·
    new, changed, same, refused (rows of an import).
    """

    label: str
    amount: Decimal | int
    kind: str
    shown: str = ""


@dataclass(frozen=True)
class Series:
    """What one colour of a chart stands for: its name, its colour, a value for each category.

    `kind` is one of those of `BarPart`.
    """

    name: str
    kind: str
    values: Sequence[Decimal | int]


@dataclass(frozen=True)
class Chart:
    """Stacked bars with the same figures as a table.

    `title` says what, in which unit, over what time; `under` is a line below it. `finding` is the
    sentence that the drawing shows, for who does not see it. `head` stands above `categories` in
    the table; `short` are their names under the bars, where those differ. `limit` is a line by its
    name: `("Total 400 hours", 400)`.
    """

    title: str
    finding: str
    head: str
    categories: Sequence[str]
    series: Sequence[Series]
    under: str = ""
    short: Sequence[str] = ()
    limit: tuple[str, Decimal | int] | None = None


@dataclass(frozen=True)
class View:
    """One way to look at a list: a link under the head of the page."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None
