"""Whether a step is for now and for this party."""

from collections.abc import Mapping

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.scheme.rules.states import MOVE, Side, Step
from banenbrug.scheme.rules.words import not_now

_NOT_YOURS: Mapping[Side, Refusal] = {
    Side.SCHOOL: Refusal("only_school", N_("Only the hogeschool does this.")),
    Side.FUND: Refusal("only_fund", N_("Only the fund does this.")),
    Side.ADVISER: Refusal("only_adviser", N_("Only the adviser does this.")),
    Side.CLOCK: Refusal("only_clock", N_("This happens by itself, on its day.")),
}


def why_not_move(step: Step, *, state: str, side: Side) -> Refusal | None:
    """Only the moves of the table, each by the party that it names."""
    move = MOVE[step]
    now = type(move.target)(state)
    if side is not move.side:
        return _NOT_YOURS[move.side]
    return None if now in move.sources else not_now(now)


def why_not_side(wanted: Side, side: Side) -> Refusal | None:
    """Some things are no move, and still of one party alone."""
    return None if side is wanted else _NOT_YOURS[wanted]
