"""Stories that are told side by side, in the order of their instants: so the ledger has it too."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heapify, heappop, heapreplace

Telling = Iterator[datetime]
"""A story in steps; before each step it gives the instant of that step."""


def tell_side_by_side(stories: Iterable[Telling]) -> None:
    """Take each time the step that comes first of all stories."""
    tellings = list(stories)
    due = [(next(telling), place) for place, telling in enumerate(tellings)]
    heapify(due)
    while due:
        _, place = due[0]
        at = next(tellings[place], None)
        if at is None:
            heappop(due)
        else:
            heapreplace(due, (at, place))
