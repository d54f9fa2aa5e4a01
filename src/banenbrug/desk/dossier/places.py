"""The measure of a contract: how many of the jobs that were agreed are there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from banenbrug.desk.queries import Chain
from banenbrug.dialogue.rules import CommitmentKind
from banenbrug.placements.rules import Route
from banenbrug.web.parts import BarPart


@dataclass(frozen=True)
class Places:
    """Jobs that were agreed, and people who are at work on them today."""

    agreed: Decimal
    at_work: int

    @property
    def bar(self) -> list[BarPart]:
        """The same as parts of a bar."""
        short = max(self.agreed - self.at_work, Decimal(0))
        return [
            BarPart(gettext("at work"), self.at_work, "done"),
            BarPart(gettext("still to come"), short.normalize(), "rest"),
        ]


def places_of(chain: Chain, *, today: date) -> Places | None:
    """The measure over the commitments that stand; None where no number of jobs was agreed."""
    jobs = [
        one.commitment for one in chain.agreements if one.commitment.kind == CommitmentKind.JOBS
    ]
    agreed = sum((one.number for one in jobs if one.number), Decimal(0))
    if not agreed:
        return None
    at_work = sum(
        one.commitment_id in {job.pk for job in jobs}
        and one.route != Route.UNPAID
        and (one.ended_on is None or one.ended_on >= today)
        for one in chain.placements
    )
    return Places(agreed, at_work)
