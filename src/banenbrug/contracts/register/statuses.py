"""What the status of a contract means for the register."""

from banenbrug.contracts.register.unfit import Unfit
from banenbrug.foundation.names import plain
from banenbrug.foundation.refusals import N_, Refusal

ENDED = "ended"

_NOT_YET = frozenset(
    {
        *("concept", "in concept", "draft", "ontwerp", "in voorbereiding", "voorbereiding"),
        *("in onderhandeling", "pending", "planned", "gepland", "in aanvraag", "nieuw concept"),
    }
)
_NO_LONGER = frozenset(
    {
        *("vervallen", "geannuleerd", "ingetrokken", "cancelled", "canceled", "withdrawn"),
        *("unsuccessful", "niet gegund", "terminated", "beeindigd", "ontbonden", "void"),
        *("afgewezen", "rejected", "opgeheven"),
    }
)
_ENDED = frozenset(
    {
        *("verlopen", "expired", "afgelopen", "ended", "gesloten", "closed", "inactief"),
        *("inactive", "gearchiveerd", "archived", "afgesloten", "historisch"),
    }
)

NO_CONTRACT = "status_no_contract"
STILL_OPEN = Refusal(
    "ended_without_end",
    N_("The status says that this contract has ended, but there is no end date. Fill in the end."),
)


def status_in(cell: str) -> str | None:
    """`ENDED`, or None for a contract that runs.

    Raises `Unfit` with the code `NO_CONTRACT` for what is no contract yet, or none any more.
    """
    said = plain(cell)
    if said in _NOT_YET:
        message = N_("The status is “%(text)s”: this is no contract yet.")
    elif said in _NO_LONGER:
        message = N_("The status is “%(text)s”: this is no contract any more.")
    else:
        return ENDED if said in _ENDED else None
    raise Unfit(Refusal(NO_CONTRACT, message, {"text": cell}))
