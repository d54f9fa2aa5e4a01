"""Hours of a scheme: in quarters, never more than there are, and how the ledger adds up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from banenbrug.foundation.refusals import N_, Refusal

QUARTER = Decimal("0.25")
MOST = Decimal(9999)
ZERO = Decimal(0)


class EntryKind(StrEnum):
    """What one line of the ledger does."""

    CLAIM = "claim"
    UNCLAIM = "unclaim"
    GRANT = "grant"
    WORK = "work"
    RETURN = "return"
    CORRECTION = "correction"


ENTRY_NAMES = {
    EntryKind.CLAIM: N_("Requested"),
    EntryKind.UNCLAIM: N_("Request ended"),
    EntryKind.GRANT: N_("Granted"),
    EntryKind.WORK: N_("Worked"),
    EntryKind.RETURN: N_("Given back"),
    EntryKind.CORRECTION: N_("Correction of worked hours"),
}
ENTRY_SIGNS = {
    EntryKind.CLAIM: 1,
    EntryKind.UNCLAIM: -1,
    EntryKind.GRANT: 1,
    EntryKind.WORK: 1,
    EntryKind.RETURN: -1,
}
"""The sign of the hours of each kind; a correction has either."""

ON_FREE_HOURS = {
    EntryKind.CLAIM: -1,
    EntryKind.UNCLAIM: -1,
    EntryKind.GRANT: -1,
    EntryKind.RETURN: -1,
    EntryKind.WORK: 0,
    EntryKind.CORRECTION: 0,
}
"""By what the hours of an entry count in the hours that are free."""


@dataclass(frozen=True)
class Sums:
    """What the entries of a ledger add up to, in hours; all are 0 or more."""

    claimed: Decimal = ZERO
    granted: Decimal = ZERO
    worked: Decimal = ZERO
    returned: Decimal = ZERO

    def left_of(self, total: Decimal) -> Decimal:
        """Hours that nobody asked for or got: total − open claims − grants + returns."""
        return total - self.claimed - self.granted + self.returned


def sums_of(entries: Iterable[tuple[str, Decimal]]) -> Sums:
    """Add up entries, given as kind and signed hours. `claimed` are the open claims."""
    of = dict.fromkeys(EntryKind, ZERO)
    for kind, hours in entries:
        of[EntryKind(kind)] += hours
    return Sums(
        claimed=of[EntryKind.CLAIM] + of[EntryKind.UNCLAIM],
        granted=of[EntryKind.GRANT],
        worked=of[EntryKind.WORK] + of[EntryKind.CORRECTION],
        returned=-of[EntryKind.RETURN],
    )


def why_not_hours(hours: Decimal) -> Refusal | None:
    """Hours are above zero and in quarters."""
    if hours <= 0:
        return Refusal("hours_not_positive", N_("Write more than 0 hours."))
    if hours > MOST:
        return Refusal("hours_beyond_all", N_("So many hours do not exist. Write fewer."))
    if hours % QUARTER:
        return Refusal(
            "hours_not_in_quarters", N_("Write whole hours or quarters: 1.25, 1.5 or 1.75.")
        )
    return None


def cap_reached(*, hours: Decimal, left: Decimal, cap: Decimal) -> Refusal:
    """An organisation asks for more than one may have."""
    return Refusal(
        "cap_reached",
        N_(
            "This plan asks for %(hours)s hours, but your hogeschool has %(left)s of its %(cap)s"
            " left. Make the plan smaller."
        ),
        {"hours": plain(hours), "left": plain(left), "cap": plain(cap)},
    )


def why_not_work(*, hours: Decimal, left: Decimal) -> Refusal | None:
    """Nobody works above the grant; hours that wait for confirmation are taken already."""
    if hours <= left:
        return None
    return Refusal(
        "work_above_grant",
        N_(
            "Of the grant %(left)s hours are left, so %(hours)s cannot be entered."
            " Enter fewer hours, or let the hogeschool ask for more in a new plan."
        ),
        {"hours": plain(hours), "left": plain(left)},
    )


def why_not_correct(
    *, by: Decimal, worked: Decimal, booked: Decimal, left: Decimal
) -> Refusal | None:
    """A correction leaves the entry that it corrects at 0 or more, and the work within the grant.

    `booked` is the entry with its earlier corrections, `worked` the work of the whole application.
    """
    if not by:
        return Refusal("correction_is_nothing", N_("Write by how much the hours change."))
    if by % QUARTER:
        return why_not_hours(abs(by))
    if booked + by < 0 or worked + by < 0:
        return Refusal(
            "correction_below_nothing",
            N_("This entry holds %(booked)s hours; take off no more than that."),
            {"booked": plain(booked)},
        )
    return why_not_work(hours=by, left=left) if by > 0 else None


def plain(hours: Decimal) -> Decimal:
    """Hours without idle zeros, for the words of a refusal."""
    return Decimal(f"{hours.normalize():f}") if hours else ZERO


def no_room(*, hours: Decimal) -> Refusal:
    """There are fewer free hours than somebody waits for."""
    return Refusal(
        "no_room",
        N_("There are no %(hours)s free hours now. Wait until hours come free."),
        {"hours": plain(hours)},
    )


def not_correctable() -> Refusal:
    """Claims and grants follow from moves; only worked hours can be wrong by themselves."""
    return Refusal(
        "not_correctable",
        N_("Only worked hours can be corrected. Requests and grants change by a decision."),
    )
