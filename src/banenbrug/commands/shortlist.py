"""`banenbrug shortlist`: the contracts to talk about first, and why."""

import argparse
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from banenbrug.engine.scopes import scope
from banenbrug.opportunities.queries import Opportunity, shortlist
from banenbrug.opportunities.words import explain
from banenbrug.organisations.queries import school_by_slug


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which school, how many, and as of which day."""
    parser.add_argument("--school", required=True)
    parser.add_argument("--top", type=int, default=3)
    parser.add_argument("--on", type=date.fromisoformat, default=None)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The answer, in the form of docs/commands.md."""
    school = school_by_slug(options.school)
    with (
        transaction.atomic(),
        scope(organisation_id=school.pk, via="command shortlist"),
        override("en"),
    ):
        found = shortlist(school.pk, today=options.on or timezone.localdate(), top=options.top)
        return {"contracts": [_told(opportunity) for opportunity in found]}


def _told(opportunity: Opportunity) -> dict[str, object]:
    score, contract = opportunity.score, opportunity.contract
    return {
        "number": contract.number,
        "title": contract.title,
        "supplier": contract.supplier.name,
        "score": score.points,
        "parts": {part.part.value: part.points for part in score.parts},
        "why": [explain(part.why) for part in score.parts],
        "jobs_low": _number(score.jobs_low),
        "jobs_high": _number(score.jobs_high),
    }


def _number(jobs: Decimal | None) -> float | None:
    return None if jobs is None else float(jobs)
