"""A score that was reckoned: its parts with their points, and what their reasons name. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from banenbrug.foundation.money import format_euro
from banenbrug.foundation.refusals import Refusal
from banenbrug.opportunities.bands import PART_NAMES, Part


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros in the reason of a part; its words depend on the reader's language."""

    cents: int

    def __str__(self) -> str:
        return format_euro(self.cents, "en", whole=True)


@dataclass(frozen=True, slots=True)
class Term:
    """A msgid in the reason of a part."""

    msgid: str

    def __str__(self) -> str:
        return self.msgid


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """Points of one part, out of its share of the 100, with the reason as a message."""

    part: Part
    grade: int
    points: int
    share: int
    why: Refusal

    @property
    def name(self) -> str:
        """What the part is called, as a msgid."""
        return PART_NAMES[self.part]


@dataclass(frozen=True, slots=True)
class Score:
    """The whole score, out of 100, and the range of jobs (None without an amount in euros)."""

    parts: tuple[ScoredPart, ...]
    jobs_low: Decimal | None
    jobs_high: Decimal | None

    @property
    def points(self) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def bars(self) -> list[tuple[int, int]]:
        """Points and share of each part, for the drawing."""
        return [(part.points, part.share) for part in self.parts]

    @property
    def best(self) -> tuple[ScoredPart, ...]:
        """The two or three parts that speak most for this contract, in their order."""
        strong = sorted(self.parts, key=lambda part: (-part.grade, -part.share))
        chosen = strong[: 3 if strong[2].grade >= 4 else 2]
        return tuple(part for part in self.parts if part in chosen)
