"""Which contracts to talk about first."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from banenbrug.contracts.categories import BY_CODE
from banenbrug.contracts.models import Clause, Contract
from banenbrug.dialogue.models import Conversation
from banenbrug.opportunities.rules import Facts, Score, score
from banenbrug.placements.models import Placement


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A contract with its score."""

    pk: int
    number: str
    title: str
    supplier: str
    value_per_year: int | None
    currency: str
    end: date | None
    category: str
    score: Score


def shortlist(organisation_id: int, *, today: date, top: int = 3) -> list[Opportunity]:
    """The `top` running contracts with the highest score; the larger contract wins a tie."""
    return heapq.nlargest(
        top,
        scored(organisation_id, today=today),
        key=lambda found: (found.score.points, found.value_per_year or 0, -found.pk),
    )


def scored(organisation_id: int, *, today: date) -> Iterator[Opportunity]:
    """Every running contract with its score, in one query and constant memory."""
    here = {"organisation_id": organisation_id}
    clauses = Clause.objects.filter(contract=OuterRef("pk"), **here)
    placements = Placement.objects.filter(commitment__contract=OuterRef("pk"), **here)
    talks = Conversation.objects.filter(
        contract__supplier=OuterRef("supplier"), mood__isnull=False, **here
    ).order_by("-held_on")
    running = (
        Contract.objects.filter(Q(end=None) | Q(end__gte=today), **here)
        .annotate(
            has_clause=Exists(clauses),
            has_placement=Exists(placements),
            mood=Subquery(talks.values("mood")[:1]),
        )
        .values_list(
            "pk",
            "number",
            "title",
            "supplier__name",
            "value_per_year",
            "currency",
            "end",
            "category",
            "has_clause",
            "has_placement",
            "supplier__pso_level",
            "supplier__is_social_enterprise",
            "mood",
        )
    )
    for row in running.iterator(chunk_size=5000):
        pk, number, title, supplier, value, currency, end, category, *more = row
        has_clause, has_placement, pso_level, is_social, mood = more
        facts = Facts(
            category=category,
            value_per_year=value,
            currency=currency,
            end=end,
            has_clause=has_clause,
            has_placement=has_placement,
            is_social=is_social or bool(pso_level),
            mood=mood,
        )
        yield Opportunity(
            pk=pk,
            number=number,
            title=title,
            supplier=supplier,
            value_per_year=value,
            currency=currency,
            end=end,
            category=BY_CODE[category].name if category in BY_CODE else "",
            score=score(facts, today=today),
        )
