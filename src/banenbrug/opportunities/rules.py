"""The score of a contract: how likely a talk about it leads to jobs. Pure; amounts in cents.

The parts and weights are defaults of our own, founded on `practice.md` §5: no national ranking
exists. Each part says in words where its points come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from banenbrug.contracts.categories import BY_CODE, Category
from banenbrug.foundation.numbers import round_half_up
from banenbrug.foundation.refusals import N_, Refusal

FULL_LABOUR_COST = 42_000_00
"""Cost of a full-time year of work, in cents: an assumption of ours, not confirmed by a source."""

SUITABLE_LOW, SUITABLE_HIGH = 5, 10
"""Per cent of the work that suits people at a distance (BZK study of cleaning and catering)."""


class Part(StrEnum):
    """What counts for the score."""

    CATEGORY = "category"
    ROOM = "room"
    MOMENT = "moment"
    CLAUSE = "clause"
    READINESS = "readiness"


WEIGHTS: Mapping[Part, int] = {
    Part.CATEGORY: 30,
    Part.ROOM: 20,
    Part.MOMENT: 20,
    Part.CLAUSE: 20,
    Part.READINESS: 10,
}

PART_NAMES: Mapping[Part, str] = {
    Part.CATEGORY: N_("Kind of work"),
    Part.ROOM: N_("Room in the contract"),
    Part.MOMENT: N_("Moment"),
    Part.CLAUSE: N_("Clause without result"),
    Part.READINESS: N_("Supplier"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a contract that bears on its score."""

    category: str
    value_per_year: int | None
    currency: str
    end: date | None
    has_clause: bool
    has_placement: bool
    is_social: bool
    mood: int | None


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """Points of one part, out of its weight, with the reason as a message."""

    part: Part
    points: int
    weight: int
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
        """Points and weight of each part, for the drawing."""
        return [(part.points, part.weight) for part in self.parts]


def score(facts: Facts, *, today: date) -> Score:
    """The score of a contract that runs on `today`."""
    low, high = jobs_range(facts)
    graded = {
        Part.CATEGORY: _category(facts),
        Part.ROOM: _room(high),
        Part.MOMENT: _moment(facts.end, today),
        Part.CLAUSE: _clause(facts),
        Part.READINESS: _readiness(facts),
    }
    parts = tuple(
        ScoredPart(part, round(WEIGHTS[part] * grade / 5), WEIGHTS[part], why)
        for part, (grade, why) in graded.items()
    )
    return Score(parts, low, high)


def jobs_range(facts: Facts) -> tuple[Decimal | None, Decimal | None]:
    """Jobs that may fit in: value × share of labour ÷ cost of a year × the suitable share."""
    category = BY_CODE.get(facts.category)
    value = facts.value_per_year
    if category is None or value is None or value <= 0 or facts.currency != "EUR":
        return None, None
    years = Fraction(value, FULL_LABOUR_COST)
    low = years * category.labour_low * SUITABLE_LOW / 100 / 100
    high = years * category.labour_high * SUITABLE_HIGH / 100 / 100
    return round_half_up(low, 1), round_half_up(high, 1)


def _category(facts: Facts) -> tuple[int, Refusal]:
    category: Category | None = BY_CODE.get(facts.category)
    if category is None:
        return 1, Refusal("category_unknown", N_("The kind of work is not known yet."))
    reasons = {
        5: N_("In this kind of work jobs are often found."),
        4: N_("In this kind of work jobs are often found."),
        3: N_("In this kind of work jobs are sometimes found."),
    }
    why = reasons.get(category.score, N_("In this kind of work jobs are seldom found."))
    return category.score, Refusal("category_known", why)


def _room(high: Decimal | None) -> tuple[int, Refusal]:
    if high is None:
        return 1, Refusal(
            "room_unknown", N_("Without an amount in euros and a kind of work the room is a guess.")
        )
    grade = sum(high >= Decimal(least) for least in ("0.1", "0.3", "0.5", "1", "2"))
    if grade <= 1:
        return grade, Refusal("room_small", N_("The contract is small: there is little room."))
    return grade, Refusal("room_known", N_("There is room; the range says for how many jobs."))


def _moment(end: date | None, today: date) -> tuple[int, Refusal]:
    if end is None:
        return 2, Refusal("moment_open", N_("No end date is known, so any moment will do."))
    days = (end - today).days
    told = {"days": days}
    if days < 90:
        return 3, Refusal("moment_late", N_("Ends in %(days)s days: talk now or lose it."), told)
    if days < 365:
        return 5, Refusal("moment_now", N_("Ends within a year: there is still time."))
    if days < 730:
        return 3, Refusal("moment_next", N_("Ends within two years."))
    return 2, Refusal("moment_far", N_("Runs for more than two years."))


def _clause(facts: Facts) -> tuple[int, Refusal]:
    if facts.has_clause and not facts.has_placement:
        return 5, Refusal("clause_unused", N_("There is a social clause, and no result yet."))
    if facts.has_clause:
        return 1, Refusal("clause_used", N_("The social clause has given a result already."))
    return 2, Refusal("clause_absent", N_("Nothing is agreed yet on social return."))


def _readiness(facts: Facts) -> tuple[int, Refusal]:
    if facts.is_social:
        return 5, Refusal("supplier_social", N_("The supplier is a social enterprise or PSO."))
    if facts.mood is not None:
        return facts.mood, Refusal("supplier_met", N_("You have talked with this supplier."))
    return 2, Refusal("supplier_unknown", N_("You have not talked with this supplier yet."))
