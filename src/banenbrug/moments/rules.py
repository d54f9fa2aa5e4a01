"""The moments of a contract that follow from its dates: when to talk about it, and what. Pure.

Which moments there are and what to raise at them is `practice.md` §6.4. The lead times stand in
the table `LEADS`: they are defaults of our own, because no source gives them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from banenbrug.contracts.rules import ContractKind
from banenbrug.foundation.months import months_away
from banenbrug.foundation.refusals import N_, Refusal


class MomentKind(StrEnum):
    """The moments that can be read from dates."""

    REVIEW = "review"
    EXTENSION = "extension"
    NOTICE = "notice"
    TENDER = "tender"
    END = "end"


class MomentState(StrEnum):
    """Whether the lamp of a moment is lit."""

    OFF = "off"
    LIT = "lit"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Lead:
    """How long before its day a moment is lit."""

    months: int = 0
    days: int = 0

    def before(self, day: date) -> date:
        """The day from which the lamp is lit."""
        return months_away(day, -self.months) - timedelta(days=self.days)


LEADS: dict[MomentKind, Lead] = {
    MomentKind.REVIEW: Lead(days=45),
    MomentKind.EXTENSION: Lead(months=6),
    MomentKind.NOTICE: Lead(months=3),
    MomentKind.TENDER: Lead(months=6),
    MomentKind.END: Lead(months=12),
}
"""Lead times: defaults of our own (`practice.md` §6.4, column Alert, all inferred)."""

TENDER_BEFORE_END = 12
"""Months before the end by which a next tender starts; lit from 18 months before (same source)."""

NAMES: dict[MomentKind, str] = {
    MomentKind.REVIEW: N_("Annual review"),
    MomentKind.EXTENSION: N_("Decide on the extension"),
    MomentKind.NOTICE: N_("Give notice, or go on"),
    MomentKind.TENDER: N_("Prepare the next tender"),
    MomentKind.END: N_("The contract ends"),
}

QUESTIONS: dict[MomentKind, str] = {
    MomentKind.REVIEW: N_("What did both sides do? Which new tasks fit?"),
    MomentKind.EXTENSION: N_("What came of it so far? Which new effort fits an extension?"),
    MomentKind.NOTICE: N_("Do we stop or go on, and what do we ask then?"),
    MomentKind.TENDER: N_("Can the next contract be reserved, or reward social effort?"),
    MomentKind.END: N_("What happens to the people who work there now?"),
}
"""What to raise at the table, after the column Question of `practice.md` §6.4."""


@dataclass(frozen=True, slots=True)
class ContractDates:
    """What is known of the dates of a contract; None where the register does not say.

    `talked_on` is the last day on which a conversation about it was held: a review that was held
    lights no lamp until the next year.
    """

    start: date | None = None
    end: date | None = None
    extension_count: int | None = None
    extension_months: int | None = None
    notice_months: int | None = None
    kind: str = ContractKind.CONTRACT.value
    talked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: `day` is the last day to act (of an end: the day itself)."""

    kind: MomentKind
    day: date
    alert_from: date
    state: MomentState

    @property
    def name(self) -> str:
        """What the moment is called, as a msgid."""
        return NAMES[self.kind]

    @property
    def question(self) -> str:
        """What to raise at the table, as a msgid."""
        return QUESTIONS[self.kind]

    def words(self, shown_day: str) -> Refusal:
        """The moment with its day in a sentence; `shown_day` is `day` as the reader writes it."""
        return Refusal(f"moment_{self.kind.value}", _SENTENCES[self.kind], {"day": shown_day})


_SENTENCES: dict[MomentKind, str] = {
    MomentKind.REVIEW: N_("Annual review before %(day)s"),
    MomentKind.EXTENSION: N_("Decide on the extension before %(day)s"),
    MomentKind.NOTICE: N_("Give notice before %(day)s, or go on"),
    MomentKind.TENDER: N_("Prepare the next tender before %(day)s"),
    MomentKind.END: N_("The contract ends on %(day)s"),
}


def moments(facts: ContractDates, *, today: date) -> tuple[Moment, ...]:
    """The moments that are still to come or late, by day; none once the contract has ended.

    A year of payments without a known contract has none. Only an extension can be late: until the
    end it can still be talked about. The other moments give way to the next one.
    """
    ended = facts.end is not None and facts.end < today
    if facts.kind != ContractKind.CONTRACT or ended:
        return ()
    days = {
        MomentKind.REVIEW: _review(facts, today),
        MomentKind.EXTENSION: _extension(facts),
        MomentKind.NOTICE: _notice(facts),
        MomentKind.TENDER: _tender(facts),
        MomentKind.END: facts.end,
    }
    found = (_moment(kind, day, today) for kind, day in days.items() if day is not None)
    standing = (m for m in found if m.day >= today or m.kind is MomentKind.EXTENSION)
    return tuple(sorted(standing, key=lambda moment: moment.day))


def next_moment(facts: ContractDates, today: date) -> Moment | None:
    """The moment to show in a list: what is late, else the nearest that is lit, else the nearest.

    None when no date of the contract gives one.
    """
    urgency = (MomentState.LATE, MomentState.LIT, MomentState.OFF)
    found = moments(facts, today=today)
    return min(found, key=lambda moment: urgency.index(moment.state), default=None)


def _moment(kind: MomentKind, day: date, today: date) -> Moment:
    alert_from = LEADS[kind].before(day)
    if day < today:
        state = MomentState.LATE
    else:
        state = MomentState.LIT if alert_from <= today else MomentState.OFF
    return Moment(kind, day, alert_from, state)


def _review(facts: ContractDates, today: date) -> date | None:
    """The anniversary to come, or the one after it when this review was held already."""
    if facts.start is None:
        return None
    years = max(1, today.year - facts.start.year)
    anniversaries = (_away(facts.start, 12 * year) for year in (years, years + 1, years + 2))
    to_come = (day for day in anniversaries if day is not None and day >= today)
    day = next((day for day in to_come if not _reviewed(day, facts.talked_on)), None)
    return day if day is None or facts.end is None or day <= facts.end else None


def _reviewed(day: date, talked_on: date | None) -> bool:
    return talked_on is not None and talked_on >= LEADS[MomentKind.REVIEW].before(day)


def _extension(facts: ContractDates) -> date | None:
    """The last day to say yes or no: the notice before the end, or the end where none is known."""
    if facts.end is None or not facts.extension_count:
        return None
    return _away(facts.end, -(facts.notice_months or 0))


def _notice(facts: ContractDates) -> date | None:
    """The last day to give notice, where no extension is decided on that same day."""
    if facts.end is None or not facts.notice_months or facts.extension_count:
        return None
    return _away(facts.end, -facts.notice_months)


def _tender(facts: ContractDates) -> date | None:
    """The start of a next tender, a year before the last day that the options allow."""
    if facts.end is None:
        return None
    longer = (facts.extension_count or 0) * (facts.extension_months or 0)
    return _away(facts.end, longer - TENDER_BEFORE_END)


def _away(day: date, months: int) -> date | None:
    # Registers write 31-12-9999 for a contract without end; the calendar has no year after it.
    try:
        return months_away(day, months)
    except ValueError:
        return None
