"""What all benches stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A template database with one empty school, and how much is measured.

    `rows`: contracts in a register, or in the school. Each run is done `times` times; the median
    counts. `register` gives a file of `banenbrug make-register` with so many rows, by its ending.
    """

    template: str
    rows: int
    times: int
    now: datetime
    register: Callable[[str], Path]
