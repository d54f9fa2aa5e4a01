"""Conversations and commitments: their states and what is refused, and why. Pure."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum

from banenbrug.foundation.formats import holds_bsn
from banenbrug.foundation.refusals import N_, Refusal


class ConversationState(StrEnum):
    """Where a conversation stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MOVES: dict[ConversationState, frozenset[ConversationState]] = {
    ConversationState.PLANNED: frozenset(ConversationState),  # planned again: another day
    ConversationState.HELD: frozenset(),
    ConversationState.CANCELLED: frozenset({ConversationState.PLANNED}),
}


class Seat(StrEnum):
    """For whom somebody sits at the table."""

    PROCUREMENT = "procurement"
    HR = "hr"
    SUPPLIER = "supplier"
    OTHER = "other"


class Basis(StrEnum):
    """What a commitment rests on."""

    CLAUSE = "clause"
    AWARD = "award"
    INTENTION = "intention"


class CommitmentKind(StrEnum):
    """What is promised."""

    JOBS = "jobs"
    INTERNSHIPS = "internships"
    ACTIVITY = "activity"
    PURCHASE = "purchase"


class Side(StrEnum):
    """The two parties of a commitment."""

    SCHOOL = "school"
    SUPPLIER = "supplier"


class CommitmentState(StrEnum):
    """Whether both sides stand behind a commitment."""

    UNCONFIRMED = "unconfirmed"
    WAITS_FOR_SCHOOL = "waits_for_school"
    WAITS_FOR_SUPPLIER = "waits_for_supplier"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    ConversationState.PLANNED: N_("Planned"),
    ConversationState.HELD: N_("Held"),
    ConversationState.CANCELLED: N_("Cancelled"),
}
SEAT_NAMES = {
    Seat.PROCUREMENT: N_("Procurement"),
    Seat.HR: N_("HR"),
    Seat.SUPPLIER: N_("Supplier"),
    Seat.OTHER: N_("Others"),
}
BASIS_NAMES = {
    Basis.CLAUSE: N_("A clause in the contract"),
    Basis.AWARD: N_("A promise made at the award"),
    Basis.INTENTION: N_("An intention, outside the contract"),
}
KIND_NAMES = {
    CommitmentKind.JOBS: N_("Jobs"),
    CommitmentKind.INTERNSHIPS: N_("Internships"),
    CommitmentKind.ACTIVITY: N_("An activity"),
    CommitmentKind.PURCHASE: N_("A social purchase"),
}
COMMITMENT_STATE_NAMES = {
    CommitmentState.UNCONFIRMED: N_("Not confirmed yet"),
    CommitmentState.WAITS_FOR_SCHOOL: N_("Waits for the hogeschool"),
    CommitmentState.WAITS_FOR_SUPPLIER: N_("Waits for the supplier"),
    CommitmentState.CONFIRMED: N_("Confirmed by both"),
    CommitmentState.WITHDRAWN: N_("Withdrawn"),
}
MOODS = {1: N_("1: stiff"), 2: "2", 3: N_("3: ordinary"), 4: "4", 5: N_("5: good")}

PEOPLE_KINDS = frozenset({CommitmentKind.JOBS, CommitmentKind.INTERNSHIPS})
"""What a commitment must be about to give places for people."""

_CLOSED = {
    ConversationState.HELD: Refusal(
        "conversation_held", N_("This conversation was held, so it can no longer change.")
    ),
    ConversationState.CANCELLED: Refusal(
        "conversation_cancelled", N_("This conversation is cancelled. Plan it again first.")
    ),
}
_WITHDRAWN = Refusal(
    "commitment_withdrawn", N_("This commitment is withdrawn. Make a new one instead.")
)


def why_not_text(text: str) -> Refusal | None:
    """Free text holds no BSN."""
    if not holds_bsn(text):
        return None
    return Refusal(
        "looks_like_bsn",
        N_("This text holds a number that looks like a BSN. Banenbrug never keeps that."),
    )


def why_not_move(*, state: str, to: ConversationState) -> Refusal | None:
    """Only the moves of the table `MOVES`."""
    now = ConversationState(state)
    return None if to in MOVES[now] else _CLOSED[now]


def why_not_change_participants(*, state: str) -> Refusal | None:
    """Who was at the table stays written once a conversation is held."""
    return _CLOSED.get(ConversationState(state))


def why_not_both_hands(seats: Collection[str]) -> Refusal | None:
    """A conversation needs somebody of procurement and somebody of HR."""
    missing = {Seat.PROCUREMENT, Seat.HR} - set(seats)
    if not missing:
        return None
    if missing == {Seat.HR}:
        return Refusal("hr_missing", N_("Nobody from HR takes part yet. Add an HR adviser."))
    if missing == {Seat.PROCUREMENT}:
        return Refusal(
            "procurement_missing", N_("Nobody from procurement takes part yet. Add a buyer.")
        )
    return Refusal(
        "hands_missing",
        N_("Nobody from procurement or HR takes part yet. Add a buyer and an HR adviser."),
    )


def why_not_hold(*, state: str, seats: Collection[str]) -> Refusal | None:
    """A planned conversation with both hands at the table can be held."""
    return why_not_move(state=state, to=ConversationState.HELD) or why_not_both_hands(seats)


def why_not_held_on(*, held_on: date, today: date) -> Refusal | None:
    """Minutes are of a day that has come."""
    if held_on <= today:
        return None
    return Refusal("held_in_future", N_("This day is still to come. Write the minutes afterwards."))


def why_not_seat(*, name: str, hands: Collection[str], chosen: Seat | None) -> Refusal | None:
    """One sits for procurement or HR only with a role there, and for one of them.

    `hands` are the departments for which the member of the school can act.
    """
    if chosen is None and len(hands) > 1:
        return Refusal(
            "seat_unclear",
            N_("%(name)s works for procurement and for HR. Choose one of the two."),
            {"name": name},
        )
    if chosen in (None, Seat.OTHER) or chosen in hands:
        return None
    messages = {
        Seat.HR: N_("%(name)s has no role at HR. Choose somebody else for HR."),
        Seat.PROCUREMENT: N_(
            "%(name)s has no role at procurement. Choose somebody else for procurement."
        ),
    }
    supplier = N_("%(name)s works here, so cannot sit at the table for the supplier.")
    return Refusal("seat_without_role", messages.get(chosen, supplier), {"name": name})


def seat_of(*, hands: Collection[str], chosen: Seat | None) -> Seat:
    """For whom a member of the school sits at the table: as chosen, or else by the role."""
    return chosen or next((Seat(hand) for hand in hands), Seat.OTHER)


def why_not_commit(*, state: str) -> Refusal | None:
    """Commitments come from a conversation that was held."""
    if state == ConversationState.HELD:
        return None
    return Refusal(
        "conversation_not_held",
        N_("This conversation has not been held yet. Write the minutes first."),
    )


def why_not_number(*, kind: str, number: Decimal | None, is_firm: bool) -> Refusal | None:
    """Who firmly promises places says how many."""
    if number is not None or not (is_firm and kind in PEOPLE_KINDS):
        return None
    return Refusal(
        "number_missing",
        N_("A firm commitment says how many. Write a number, or choose effort."),
    )


def brings_people(*, kind: str, withdrawn: bool) -> bool:
    """Whether a vacancy can follow from a commitment."""
    return kind in PEOPLE_KINDS and not withdrawn


def commitment_state(*, confirmed: Collection[str], withdrawn: bool) -> CommitmentState:
    """Where a commitment stands; `confirmed` are the sides that stand behind it."""
    if withdrawn:
        return CommitmentState.WITHDRAWN
    missing = set(Side) - {Side(side) for side in confirmed}
    if len(missing) > 1:
        return CommitmentState.UNCONFIRMED
    if missing == {Side.SCHOOL}:
        return CommitmentState.WAITS_FOR_SCHOOL
    return CommitmentState.WAITS_FOR_SUPPLIER if missing else CommitmentState.CONFIRMED


def why_not_confirm(*, side: Side, confirmed: Collection[str], withdrawn: bool) -> Refusal | None:
    """Each side confirms once, and nothing that was withdrawn."""
    if withdrawn:
        return _WITHDRAWN
    if side in confirmed:
        return Refusal("already_confirmed", N_("Your side confirmed this commitment already."))
    return None


def why_not_withdraw(
    *, confirmed: Collection[str], withdrawn: bool, followed: bool
) -> Refusal | None:
    """The school takes back what only one side stands behind and from which nothing came yet."""
    if withdrawn:
        return _WITHDRAWN
    if followed:
        return Refusal(
            "commitment_followed",
            N_("A vacancy or a placement came from this commitment, so it cannot be withdrawn."),
        )
    if set(Side) <= {Side(side) for side in confirmed}:
        return Refusal(
            "confirmed_by_both",
            N_(
                "Both sides confirmed this commitment. Talk with the supplier"
                " and make a new one in the next conversation."
            ),
        )
    return None
