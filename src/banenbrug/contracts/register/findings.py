"""What is said of the rows of a file beside the contracts in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from banenbrug.foundation.refusals import N_, Refusal

LONGEST_VALUE = 200
"""Characters of a cell that a problem repeats."""


MAX_PROBLEMS = 10_000
"""Problems of one file that are named; more are only counted."""


class Outcome(StrEnum):
    """What became of a row that has a problem."""

    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was rejected or skipped; one row may have several problems, never two outcomes.

    `column` is the header in the file, '' where the whole row is meant. `value` is the cell,
    empty where it holds personal data. `suggestion`: what may have been meant, or ''. The message
    is an English msgid that also says how to mend it.
    """

    row: int
    column: str
    value: str
    refusal: Refusal
    outcome: Outcome = Outcome.REJECTED
    suggestion: str = ""

    @property
    def code(self) -> str:
        """The snake_case reason."""
        return self.refusal.code


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that rejects no row, once per file and column: `rows` have it, `row` first."""

    column: str
    refusal: Refusal
    row: int | None = None
    rows: int = 0

    @property
    def code(self) -> str:
        """The snake_case reason."""
        return self.refusal.code

    @property
    def params(self) -> Mapping[str, object]:
        """What the message names."""
        return {**self.refusal.params, "column": self.column, "row": self.row, "rows": self.rows}

    def in_english(self) -> str:
        """The message with its values, untranslated."""
        return self.refusal.message % self.params


@dataclass(slots=True)
class Findings:
    """Filled while the contracts of a file are read; complete once they are all read.

    Each of `rows` is either part of a contract, rejected or skipped. `problems` holds at most
    `MAX_PROBLEMS`; `unnamed` counts the others.
    """

    rows: int = 0
    rejected: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    unnamed: int = 0
    _warned: dict[tuple[str, str], Warned] = field(default_factory=dict)
    _said: list[Warned] = field(default_factory=list)

    @property
    def warnings(self) -> list[Warned]:
        """What was found apart from rejected and skipped rows."""
        more = [Warned("", _more_problems(self.unnamed))] if self.unnamed else []
        return [*self._said, *self._warned.values(), *more]

    def reject(self, problems: list[Problem], *, rows: int = 1) -> None:
        """Reject one row for these reasons, or the `rows` of one contract."""
        self.rejected += rows
        self._name(problems)

    def skip(self, problem: Problem, *, rows: int = 1) -> None:
        """Skip one row, or the `rows` of one contract."""
        self.skipped += rows
        self._name([problem])

    def _name(self, problems: list[Problem]) -> None:
        named = problems[: MAX_PROBLEMS - len(self.problems)]
        self.problems += named
        self.unnamed += len(problems) - len(named)

    def warn(self, refusal: Refusal, *, column: str = "") -> None:
        """Say something about the whole file."""
        self._said.append(Warned(column, refusal))

    def warn_row(self, refusal: Refusal, *, column: str, row: int) -> None:
        """Say something about a cell; the same about other rows is only counted."""
        key = (refusal.code, column)
        known = self._warned.get(key)
        self._warned[key] = Warned(
            column, refusal, known.row if known else row, known.rows + 1 if known else 1
        )


def _more_problems(more: int) -> Refusal:
    message = N_("%(shown)s problems of this file are named. There are %(more)s more.")
    return Refusal("more_problems", message, {"shown": MAX_PROBLEMS, "more": more})


MISSING = Refusal("missing", N_("Without this there is no contract. Fill it in."))
TOTALS_ROW = Refusal("totals_row", N_("This row adds up other rows, so it is not a contract."))
TOO_MANY_CELLS = Refusal(
    "too_many_cells",
    N_(
        "This row has more cells than there are columns. Put cells that hold a ; or , between "
        "quotation marks."
    ),
)
PERSONAL_DATA = Refusal(
    "personal_data",
    N_("This cell holds a number that looks like a BSN. Banenbrug never keeps that. Take it out."),
)
KVK_PADDED = Refusal(
    "kvk_padded",
    N_(
        "Column “%(column)s”: a KVK number had 7 digits, so a 0 was put in front "
        "(rows: %(rows)s, the first is row %(row)s)."
    ),
)
LEFT_EMPTY = Refusal(
    "left_empty",
    N_(
        "Column “%(column)s”: a cell cannot be read and was left empty "
        "(rows: %(rows)s, the first is row %(row)s)."
    ),
)
VALUES_DIFFER = Refusal(
    "values_differ",
    N_(
        "Column “%(column)s”: a row says something else than an earlier row of the same contract; "
        "the last one counts (rows: %(rows)s, the first is row %(row)s)."
    ),
)
DECIMAL_ASSUMED = Refusal(
    "decimal_assumed",
    N_(
        "Column “%(column)s”: nothing tells whether “%(sign)s” marks the decimals; that was "
        "assumed."
    ),
)
DATE_ORDER_ASSUMED = Refusal(
    "date_order_assumed",
    N_("Column “%(column)s”: nothing tells whether the day comes first; that was assumed."),
)
