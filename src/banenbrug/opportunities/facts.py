"""What is known of a contract that bears on its score, from the rooms below."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from banenbrug.contracts.models import Clause, Contract
from banenbrug.dialogue.models import Conversation
from banenbrug.opportunities.rules import Facts
from banenbrug.placements.models import Placement
from banenbrug.placements.rules import Route


def with_facts(organisation_id: int, today: date) -> QuerySet[Contract]:
    """Contracts with everything that bears on their scores."""
    here = {"organisation_id": organisation_id}
    clauses = Clause.objects.filter(contract=OuterRef("pk"), **here).order_by()
    placements = Placement.objects.filter(**here).order_by()
    from_it = placements.filter(commitment__contract=OuterRef("pk"))
    through = placements.exclude(route=Route.UNPAID.value).filter(
        Q(ended_on=None) | Q(ended_on__gte=today),
        commitment__contract__supplier=OuterRef("supplier"),
        started_on__lte=today,
    )
    talks = Conversation.objects.filter(
        contract__supplier=OuterRef("supplier"), mood__isnull=False, **here
    ).order_by(F("held_on").desc(nulls_last=True), "-pk")
    return (
        Contract.objects.filter(**here)
        .select_related("supplier")
        .annotate(
            clauses_found=_number(clauses, "contract"),
            percentage_found=_one(clauses, "contract", Max("percentage")),
            jobs_found=_number(from_it.exclude(route=Route.UNPAID.value), "commitment__contract"),
            efforts_found=_number(from_it.filter(route=Route.UNPAID.value), "commitment__contract"),
            placed_found=_number(through, "commitment__contract__supplier"),
            mood_found=Subquery(talks.values("mood")[:1]),
        )
    )


def _number(rows: QuerySet[Any], by: str) -> Subquery:
    return _one(rows, by, Count("pk"))


def _one(rows: QuerySet[Any], by: str, figure: Count | Max) -> Subquery:
    return Subquery(rows.values(by).annotate(figure=figure).values("figure"))


def facts_in(row: Any) -> Facts:
    """The facts of a contract that `with_facts` gave."""
    return Facts(
        category=row.category,
        value_per_year=row.value_per_year,
        currency=row.currency,
        start=row.start,
        end=row.end,
        notice_months=row.notice_months,
        clauses=row.clauses_found or 0,
        percentage=row.percentage_found,
        jobs=row.jobs_found or 0,
        efforts=row.efforts_found or 0,
        placed=row.placed_found or 0,
        is_social=row.supplier.is_social_enterprise,
        pso_level=row.supplier.pso_level,
        mood=row.mood_found,
        city=row.supplier.city,
    )
