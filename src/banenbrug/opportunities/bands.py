"""The tables by which the parts of a score are graded, 0 to 5. Pure data: every bound is here once.

The grades are defaults of our own, founded on `practice.md` §5 and §6.4: no national ranking
exists. The first band of a part whose conditions all hold gives its grade and its reason. What is
not known gets grade 1 and is said to be unknown: it is never guessed as good.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from banenbrug.foundation.refusals import N_


class Part(StrEnum):
    """What counts for the score."""

    CATEGORY = "category"
    ROOM = "room"
    MOMENT = "moment"
    READINESS = "readiness"
    REGION = "region"
    CLAUSE = "clause"


PART_NAMES: Mapping[Part, str] = {
    Part.CATEGORY: N_("Kind of work"),
    Part.ROOM: N_("Room in the contract"),
    Part.MOMENT: N_("Moment"),
    Part.READINESS: N_("Supplier is open to it"),
    Part.REGION: N_("Region"),
    Part.CLAUSE: N_("Clause without result"),
}

WEIGHTS: Mapping[Part, int] = {
    Part.CATEGORY: 3,
    Part.ROOM: 2,
    Part.MOMENT: 3,
    Part.READINESS: 2,
    Part.REGION: 1,
    Part.CLAUSE: 1,
}
"""Default weights: those of `practice.md` §5, and 1 for a clause without result."""

MOST_WEIGHT = 10
BEST = 5
"""The highest grade."""


class Measure(StrEnum):
    """What a condition looks at: a whole number, or unknown."""

    CATEGORY = "category_score"
    JOBS_HIGH = "jobs_high_tenths"
    DAYS_TO_DECISION = "days_to_decision"
    DAYS_TO_REVIEW = "days_to_review"
    DAYS_TO_END = "days_to_end"
    DAYS_SINCE_START = "days_since_start"
    IS_SOCIAL = "is_social"
    PSO = "pso_rank"
    MOOD = "mood"
    PLACED = "placed"
    PLACES = "places"
    NEAR = "near"
    CLAUSES = "clauses"
    PERCENT = "percent_hundredths"
    JOBS = "jobs"
    EFFORTS = "efforts"


@dataclass(frozen=True, slots=True)
class Span:
    """A measure is known and lies between two bounds, both included."""

    measure: Measure
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A measure is not known."""

    measure: Measure


@dataclass(frozen=True, slots=True)
class Band:
    """A grade with its reason, and the conditions under which it is given."""

    grade: int
    code: str
    message: str
    when: tuple[Span | Unknown, ...] = ()


_OFTEN = N_("%(category)s: this work often gives jobs.")
_SOMETIMES = N_("%(category)s: this work sometimes gives jobs.")
_SELDOM = N_("%(category)s: this work seldom gives jobs.")
_ROOM = N_(
    "%(amount)s per year, of which at most %(labour)s%% is labour. There is room for extra tasks."
)
_LITTLE = N_("%(amount)s per year, of which at most %(labour)s%% is labour. There is little room.")
_PSO = N_("The supplier has PSO level %(pso)s.")
_MOOD_GOOD = N_("In the last conversation the mood was good.")
_MOOD_STIFF = N_("In the last conversation the mood was stiff.")

_CATEGORY = (
    Band(1, "category_unknown", N_("The kind of work is not known yet."),
         (Unknown(Measure.CATEGORY),)),
    Band(5, "category_often", _OFTEN, (Span(Measure.CATEGORY, 5),)),
    Band(4, "category_often", _OFTEN, (Span(Measure.CATEGORY, 4),)),
    Band(3, "category_sometimes", _SOMETIMES, (Span(Measure.CATEGORY, 3),)),
    Band(2, "category_seldom", _SELDOM, (Span(Measure.CATEGORY, 2),)),
    Band(1, "category_seldom", _SELDOM, (Span(Measure.CATEGORY, 1),)),
    Band(0, "category_seldom", _SELDOM),
)  # fmt: skip

_ROOM_BANDS = (
    Band(1, "room_unknown",
         N_("How much room there is, is not known: the kind of work or the amount is missing."),
         (Unknown(Measure.JOBS_HIGH),)),
    Band(5, "room_known", _ROOM, (Span(Measure.JOBS_HIGH, 20),)),
    Band(4, "room_known", _ROOM, (Span(Measure.JOBS_HIGH, 10),)),
    Band(3, "room_known", _ROOM, (Span(Measure.JOBS_HIGH, 5),)),
    Band(2, "room_known", _ROOM, (Span(Measure.JOBS_HIGH, 3),)),
    Band(1, "room_small", _LITTLE, (Span(Measure.JOBS_HIGH, 1),)),
    Band(0, "room_small", _LITTLE),
)  # fmt: skip

_MOMENT = (
    Band(5, "moment_decision",
         N_("Decide before %(decision)s whether you go on. There is still time to bring this up."),
         (Span(Measure.DAYS_TO_DECISION, 0, 183),)),
    Band(3, "moment_late", N_("Ends in %(days)s days: talk now or lose it."),
         (Span(Measure.DAYS_TO_END, 0, 89),)),
    Band(5, "moment_review",
         N_("Annual review before %(review)s. There is still time to bring this up."),
         (Span(Measure.DAYS_TO_REVIEW, 0, 45),)),
    Band(5, "moment_end", N_("Ends on %(end)s. There is still time to agree on something."),
         (Span(Measure.DAYS_TO_END, 90, 364),)),
    Band(4, "moment_tender", N_("Ends on %(end)s. The next tender is prepared from now on."),
         (Span(Measure.DAYS_TO_END, 365, 547),)),
    Band(4, "moment_start", N_("Started on %(start)s. The start is a good moment to agree."),
         (Span(Measure.DAYS_SINCE_START, 0, 60),)),
    Band(4, "moment_review_soon", N_("Annual review before %(review)s. You can prepare it now."),
         (Span(Measure.DAYS_TO_REVIEW, 46, 90),)),
    Band(3, "moment_next", N_("Ends on %(end)s. There is no hurry yet."),
         (Span(Measure.DAYS_TO_END, 548, 729),)),
    Band(2, "moment_far", N_("Runs until %(end)s. Nothing happens soon."),
         (Span(Measure.DAYS_TO_END, 730),)),
    Band(2, "moment_open",
         N_("No end date is known. The next annual review is before %(review)s."),
         (Span(Measure.DAYS_TO_REVIEW, 91),)),
    Band(1, "moment_unknown", N_("No dates are known, so the best moment is not known.")),
)  # fmt: skip

_READINESS = (
    Band(5, "supplier_social", N_("The supplier is a social enterprise."),
         (Span(Measure.IS_SOCIAL, 1),)),
    Band(5, "supplier_pso", _PSO, (Span(Measure.PSO, 3),)),
    Band(4, "supplier_pso", _PSO, (Span(Measure.PSO, 1),)),
    Band(5, "supplier_met", _MOOD_GOOD, (Span(Measure.MOOD, 5),)),
    Band(4, "supplier_met", _MOOD_GOOD, (Span(Measure.MOOD, 4),)),
    Band(4, "supplier_places", N_("People placed through this supplier already: %(placed)s."),
         (Span(Measure.PLACED, 1),)),
    Band(3, "supplier_met", N_("In the last conversation the mood was ordinary."),
         (Span(Measure.MOOD, 3),)),
    Band(2, "supplier_met", _MOOD_STIFF, (Span(Measure.MOOD, 2),)),
    Band(1, "supplier_met", _MOOD_STIFF, (Span(Measure.MOOD, 1),)),
    Band(2, "supplier_unknown", N_("You have not talked with this supplier yet.")),
)  # fmt: skip

_REGION = (
    Band(5, "region_near", N_("%(city)s is in your region."), (Span(Measure.NEAR, 1),)),
    Band(2, "region_far", N_("%(city)s is not in your region."), (Span(Measure.NEAR, 0, 0),)),
    Band(1, "region_unset", N_("Not known: you have not said which places are in your region."),
         (Span(Measure.PLACES, 0, 0),)),
    Band(1, "region_unknown", N_("Not known: the register does not say where the supplier is.")),
)  # fmt: skip

_CLAUSE = (
    Band(1, "clause_used", N_("The clause gives a result already. People placed: %(jobs)s."),
         (Span(Measure.CLAUSES, 1), Span(Measure.JOBS, 1))),
    Band(4, "clause_effort", N_("The clause gave an effort, such as an internship, but no job."),
         (Span(Measure.CLAUSES, 1), Span(Measure.EFFORTS, 1))),
    Band(5, "clause_unused",
         N_("%(percentage)s%% social return is agreed, and nobody has been placed yet."),
         (Span(Measure.CLAUSES, 1), Span(Measure.PERCENT, 1))),
    Band(5, "clause_unused", N_("There is a social clause, and nobody has been placed yet."),
         (Span(Measure.CLAUSES, 1),)),
    Band(2, "clause_absent", N_("Nothing is agreed yet on social return.")),
)  # fmt: skip

BANDS: Mapping[Part, tuple[Band, ...]] = {
    Part.CATEGORY: _CATEGORY,
    Part.ROOM: _ROOM_BANDS,
    Part.MOMENT: _MOMENT,
    Part.READINESS: _READINESS,
    Part.REGION: _REGION,
    Part.CLAUSE: _CLAUSE,
}

PSO_RANKS: Mapping[str, int] = {"aspirant": 1, "base": 2, "1": 3, "2": 4, "3": 5}
"""Levels of the PSO ladder in their order (`sroi.md` §1.6)."""

PSO_NAMES: Mapping[str, str] = {"aspirant": N_("aspirant"), "base": N_("base")}
"""What the levels without a number are called."""
