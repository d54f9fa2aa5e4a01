"""Months, and how often a contract can be extended, as registers write them."""

import re

from banenbrug.contracts.register.unfit import Unfit, unfit
from banenbrug.foundation.refusals import N_

_MOST_MONTHS = 600
_MOST_TIMES = 99
_SPAN = re.compile(
    r"(?:(?:max|maximaal|max\.|minimaal|min\.?|ca\.?)\s+)?"
    r"([0-9]+)(?:[.,]0+)?\s*"
    r"(?:(m|mnd|mnden|mnds|maand|maanden|kalendermaanden|months?|mths?)|(j|jr|jaar|jaren|years?|"
    r"yrs?)|(kwartaal|kwartalen|quarters?)|(d|dagen|dgn|days?))?\.?"
    r"(?:\s+(?:per keer|elk|each|ieder|vooraf|notice))?",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?:(?:max|maximaal|max\.|optie|opties|nog)\s+)?"
    r"([0-9]+)(?:[.,]0+)?\s*(?:x|×|\*|maal|keer|times|opties?(?: van| of)?|options?(?: of)?|"
    r"verlengingen van)?\s*(?:à|a|van|of|-)?\s*\(?([^()]*)\)?",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(1(?:\s*\+\s*1)+|2(?:\s*\+\s*2)+)\s*(.*)", re.IGNORECASE)
_DAYS_A_MONTH = 30
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "x"})
_NO = frozenset({"nee", "neen", "no", "n", "false", "onwaar"})


def months_in(cell: str) -> int:
    """A number of months: ``3``, ``3 maanden``, ``1 jaar``, ``2 kwartalen``, ``90 dagen``."""
    span = _SPAN.fullmatch(cell)
    if span is None:
        raise _not_months(cell)
    number = int(span[1])
    if span[5]:
        months, left = divmod(number, _DAYS_A_MONTH)
        if left or not months:
            raise _not_months(cell)
    else:
        months = number * (12 if span[3] else 3 if span[4] else 1)
    if months > _MOST_MONTHS:
        raise _not_months(cell)
    return months


def times_in(cell: str) -> tuple[int, int | None]:
    """How many times, and how many months each where that is said: *2 x 12 maanden*.

    *1 jaar* is once a year, *1+1 jaar* is twice; *ja* is at least once, for an unknown time.
    """
    folded = cell.casefold()
    if folded in _YES or folded in _NO:
        return int(folded in _YES), None
    if (span := _SPAN.fullmatch(cell)) and any(span.groups()[1:]):
        return 1, months_in(cell)
    if plus := _PLUS.fullmatch(cell):
        each = plus[1].split("+")
        return len(each), months_in(f"{each[0].strip()} {plus[2].strip() or 'jaar'}")
    times = _TIMES.fullmatch(cell)
    if times is None or int(times[1]) > _MOST_TIMES:
        message = N_("“%(text)s” is not a number of times. Write 2.")
        raise unfit("not_a_count", cell, message)
    each_time = times[2].strip()
    return int(times[1]), months_in(each_time) if each_time else None


def _not_months(cell: str) -> Unfit:
    return unfit("not_months", cell, N_("“%(text)s” is not a number of months. Write 3."))
