"""The score of a contract: how likely a talk about it leads to jobs. Pure; amounts in cents.

The bounds stand in `bands`; here the facts of a contract become measures, and the measures a score.
`weighing` does the same for all contracts at once, in SQL, from the same tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from banenbrug.contracts.categories import CATEGORIES
from banenbrug.foundation.months import months_away
from banenbrug.foundation.names import plain
from banenbrug.foundation.refusals import Refusal
from banenbrug.opportunities.bands import (
    BANDS,
    BEST,
    PSO_NAMES,
    PSO_RANKS,
    WEIGHTS,
    Band,
    Measure,
    Part,
    Unknown,
)
from banenbrug.opportunities.scored import Amount, Score, ScoredPart, Term

FULL_LABOUR_COST = 42_000_00
"""Cost of a full-time year of work, in cents: an assumption of ours, not confirmed by a source."""

SUITABLE_LOW, SUITABLE_HIGH = 5, 10
"""Per cent of the work that suits people at a distance (BZK study of cleaning and catering)."""

TOP = 3
"""How many contracts a school chooses to talk about first."""

MOST_NOTICE = 120
"""Months of notice above which a register means something else."""

LAST_YEAR = 9000
"""Dates after this year mean *without end*; reckoning with them would leave the calendar."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of work is worth at one school: a score 0 to 5, and per cent of labour."""

    score: int
    labour_low: int
    labour_high: int


KINDS: Mapping[str, Kind] = MappingProxyType(
    {each.code: Kind(each.score, each.labour_low, each.labour_high) for each in CATEGORIES}
)
"""The defaults of all kinds of work."""

CATEGORY_NAMES: Mapping[str, str] = MappingProxyType({each.code: each.name for each in CATEGORIES})


@dataclass(frozen=True, slots=True)
class Scale:
    """How one school weighs: its own settings, or the defaults."""

    weights: Mapping[Part, int] = field(default_factory=lambda: WEIGHTS)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    labour_cost: int = FULL_LABOUR_COST
    suitable_low: int = SUITABLE_LOW
    suitable_high: int = SUITABLE_HIGH
    places: frozenset[str] = frozenset()

    @property
    def shares(self) -> Mapping[Part, int]:
        """What each part can give: together 100, whatever the weights add up to."""
        total = sum(self.weights.values())
        parts = {part: divmod(self.weights[part] * 100, total) for part in Part}
        left = 100 - sum(whole for whole, _ in parts.values())
        largest = sorted(Part, key=lambda part: -parts[part][1])[:left]
        return {part: parts[part][0] + (part in largest) for part in Part}

    def is_near(self, city: str) -> bool | None:
        """Whether a place is in the school's region; None where that is not known."""
        if not self.places or not city.strip():
            return None
        return plain(city) in self.places


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a contract that bears on its score.

    `percentage` is the largest of its clauses. `jobs` and `efforts` are placements from it, paid
    and unpaid; `placed` are people at work now through its supplier; `mood` is that of the last
    talk with the supplier.
    """

    category: str = ""
    value_per_year: int | None = None
    currency: str = "EUR"
    start: date | None = None
    end: date | None = None
    notice_months: int | None = None
    clauses: int = 0
    percentage: Decimal | None = None
    jobs: int = 0
    efforts: int = 0
    placed: int = 0
    is_social: bool = False
    pso_level: str = ""
    mood: int | None = None
    city: str = ""


def score(facts: Facts, *, scale: Scale, today: date) -> Score:
    """The score of a contract that runs on `today`."""
    measured = measures(facts, scale=scale, today=today)
    said = _params(facts, scale=scale, today=today)
    shares = scale.shares
    parts = []
    for part in Part:
        band = band_of(part, measured)
        points = points_of(share=shares[part], grade=band.grade)
        why = Refusal(band.code, band.message, said)
        parts.append(ScoredPart(part, band.grade, points, shares[part], why))
    low, high = jobs_range(facts, scale=scale)
    return Score(tuple(parts), low, high)


def band_of(part: Part, measured: Mapping[Measure, int | None]) -> Band:
    """The first band of the part whose conditions all hold; the last one has none."""
    return next(
        band
        for band in BANDS[part]
        if all(
            measured[condition.measure] is None
            if isinstance(condition, Unknown)
            else _within(measured[condition.measure], condition.least, condition.most)
            for condition in band.when
        )
    )


def points_of(*, share: int, grade: int) -> int:
    """Points of a part, rounded half up."""
    return (2 * share * grade + BEST) // (2 * BEST)


def measures(facts: Facts, *, scale: Scale, today: date) -> dict[Measure, int | None]:
    """The whole numbers at which the bands look."""
    kind = scale.kinds.get(facts.category)
    dates = _dates(facts, today)
    near = scale.is_near(facts.city)
    return {
        Measure.CATEGORY: None if kind is None else kind.score,
        Measure.JOBS_HIGH: _tenths(facts, scale)[1],
        Measure.DAYS_TO_DECISION: _days(today, dates["decision"]),
        Measure.DAYS_TO_REVIEW: _days(today, dates["review"]),
        Measure.DAYS_TO_END: _days(today, dates["end"]),
        Measure.DAYS_SINCE_START: None if facts.start is None else (today - facts.start).days,
        Measure.IS_SOCIAL: int(facts.is_social),
        Measure.PSO: PSO_RANKS.get(facts.pso_level, 0),
        Measure.MOOD: facts.mood,
        Measure.PLACED: facts.placed,
        Measure.PLACES: len(scale.places),
        Measure.NEAR: None if near is None else int(near),
        Measure.CLAUSES: facts.clauses,
        Measure.PERCENT: None if facts.percentage is None else int(facts.percentage * 100),
        Measure.JOBS: facts.jobs,
        Measure.EFFORTS: facts.efforts,
    }


def jobs_range(facts: Facts, *, scale: Scale) -> tuple[Decimal | None, Decimal | None]:
    """Jobs that may fit in: value × share of labour ÷ cost of a year × the suitable share."""
    low, high = _tenths(facts, scale)
    return (
        None if low is None else Decimal(low).scaleb(-1),
        None if high is None else Decimal(high).scaleb(-1),
    )


def _tenths(facts: Facts, scale: Scale) -> tuple[int | None, int | None]:
    kind, value = scale.kinds.get(facts.category), facts.value_per_year
    if kind is None or value is None or value <= 0 or facts.currency != "EUR":
        return None, None
    whole = scale.labour_cost * 100 * 100  # both shares are per cent
    return (
        _half_up(value * kind.labour_low * scale.suitable_low * 10, whole),
        _half_up(value * kind.labour_high * scale.suitable_high * 10, whole),
    )


def _half_up(amount: int, whole: int) -> int:
    return (2 * amount + whole) // (2 * whole)


# Not `moments.rules`: a lamp of a review goes out once it was held and of an extension it says when
# to decide; a score says how near a moment of the contract itself is, and SQL reckons the same.
def _dates(facts: Facts, today: date) -> dict[str, date | None]:
    end = facts.end
    decision = None
    notice = facts.notice_months
    if end and end.year < LAST_YEAR and notice and notice <= MOST_NOTICE:
        decision = months_away(end, -notice)
    return {"decision": decision, "end": end, "review": _review(facts.start, end, today)}


def _review(start: date | None, end: date | None, today: date) -> date | None:
    """The next day on which the contract is a whole number of years old, while it runs."""
    if start is None or start.year >= LAST_YEAR:
        return None
    years = max(1, today.year - start.year)
    review = months_away(start, 12 * years)
    if review < today:
        review = months_away(start, 12 * (years + 1))
    return None if end is not None and review > end else review


def _days(today: date, day: date | None) -> int | None:
    return None if day is None else (day - today).days


def _within(value: int | None, least: int, most: int | None) -> bool:
    return value is not None and value >= least and (most is None or value <= most)


def _params(facts: Facts, *, scale: Scale, today: date) -> dict[str, object]:
    """Everything that a reason can name."""
    kind = scale.kinds.get(facts.category)
    return {
        **_dates(facts, today),
        "start": facts.start,
        "days": _days(today, facts.end),
        "category": Term(CATEGORY_NAMES.get(facts.category, "")),
        "amount": Amount(facts.value_per_year or 0),
        "labour": kind.labour_high if kind else None,
        "percentage": facts.percentage,
        "jobs": facts.jobs,
        "placed": facts.placed,
        "pso": Term(PSO_NAMES.get(facts.pso_level, facts.pso_level)),
        "city": facts.city.strip(),
    }
