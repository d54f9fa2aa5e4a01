"""What the template tags draw from: steps of the bridge, parts of a bar, views of a list."""

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
class View:
    """One way to look at a list: a link under the head of the page."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None
