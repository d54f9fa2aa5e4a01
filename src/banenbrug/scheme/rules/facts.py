"""The facts of a dossier from which follows what is open in it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ActivityFacts:
    """One activity; `last_day` is that of its plan, `entered` and `disputed` count hours' rows."""

    pk: int
    state: str
    title: str
    last_day: date | None = None
    entered: int = 0
    disputed: int = 0
    evaluation: str | None = None
    due: date | None = None


@dataclass(frozen=True)
class ApplicationFacts:
    """One application. `offered`: its latest version is with the hogeschool."""

    pk: int
    state: str
    offered: bool = False
    received_on: date | None = None
    activities: Sequence[ActivityFacts] = ()


@dataclass(frozen=True)
class DossierFacts:
    """One request with all that hangs from it."""

    pk: int
    state: str
    has_adviser: bool = False
    needs_hands: bool = True
    hands: Sequence[str] = ()
    received_on: date | None = None
    intake_on: date | None = None
    homework: Sequence[tuple[int, str, date]] = ()
    applications: Sequence[ApplicationFacts] = ()
