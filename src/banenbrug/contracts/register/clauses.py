"""What a contract says about social return, in one cell of a register."""

import re
from decimal import Decimal

from banenbrug.contracts.register.unfit import unfit
from banenbrug.contracts.rules import ClauseForm
from banenbrug.foundation.numbers import parse_number
from banenbrug.foundation.refusals import N_

Clause = tuple[ClauseForm, Decimal | None, str]
"""Form, percentage and words of what a contract says about social return."""

_MOST_PERCENT = 100
_FRACTION_BELOW = Decimal("0.3")
"""A bare number below this is a percentage as spreadsheets keep it: 0.05 is 5 %."""

_PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:%|procent|percent)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NO = frozenset({"nee", "neen", "no", "n", "false", "onwaar", "0", "0%", "0 %"})
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "x", "✓", "v"})
_WORDS = (
    (re.compile(r"\bpso\b", re.IGNORECASE), ClauseForm.PSO),
    (re.compile(r"voorbehouden|reserved", re.IGNORECASE), ClauseForm.RESERVED),
    (re.compile(r"gunning|award criteri", re.IGNORECASE), ClauseForm.AWARD_CRITERION),
    (re.compile(r"intentie|letter of intent", re.IGNORECASE), ClauseForm.LETTER_OF_INTENT),
)
_SHARES = (
    (re.compile(r"loonsom|wage", re.IGNORECASE), ClauseForm.SHARE_OF_WAGES),
    (re.compile(r"omzet|turnover|invoice|factu", re.IGNORECASE), ClauseForm.SHARE_OF_TURNOVER),
)


def clause_in(cell: str) -> Clause | None:
    """Yes, no, a percentage or words; words are kept as they are."""
    folded = cell.casefold()
    if folded in _NO:
        return None
    if folded in _YES:
        return ClauseForm.BEST_EFFORT, None, ""
    bare = _BARE_NUMBER.fullmatch(cell)
    share = _PERCENT.search(cell)
    words = "" if bare or (share and share[0] == cell) else cell
    if bare or share:
        percent = parse_number(bare[0] if bare else share[1] if share else "", ",")
        if bare and percent < _FRACTION_BELOW:
            percent *= 100
        if percent > _MOST_PERCENT:
            raise unfit("not_a_share", cell, N_("“%(text)s” is more than 100%%. Write 5%%."))
        form = _form(cell, _SHARES, ClauseForm.SHARE_OF_SUM)
        return form, percent.quantize(Decimal("0.01")), words
    return _form(cell, _WORDS, ClauseForm.BEST_EFFORT), None, words


def _form(
    cell: str, words: tuple[tuple[re.Pattern[str], ClauseForm], ...], otherwise: ClauseForm
) -> ClauseForm:
    return next((form for pattern, form in words if pattern.search(cell)), otherwise)
