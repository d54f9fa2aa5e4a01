"""Weighs all contracts of a school at once, in SQL made from the tables of `bands`.

`rules.measures` reckons the same measures for one contract; a property test compares the two.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from banenbrug.contracts.models import Supplier
from banenbrug.opportunities.bands import BANDS, BEST, PSO_RANKS, Measure, Part, Span, Unknown
from banenbrug.opportunities.models import Standing, Weighed
from banenbrug.opportunities.rules import LAST_YEAR, MOST_NOTICE, Scale
from banenbrug.placements.rules import Route


def weigh(
    organisation_id: int, *, scale: Scale, today: date, suppliers: Sequence[int] | None = None
) -> None:
    """Write the standings as they are on `today`: of all contracts, or of these suppliers' only.

    Rows that stay the same are not written.
    """
    params = _params(organisation_id, scale, today, suppliers)
    only = "" if suppliers is None else _ONLY
    with connection.cursor() as cursor:
        cursor.execute(_FORGET.format(only=_ONLY_THERE if suppliers is not None else ""), params)
        if suppliers is None:
            # A register that was just read in has no statistics yet: nested loops go on and on.
            cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_STORE.format(weighed=_weighed(only)), params)
        if suppliers is None:
            cursor.execute("SET LOCAL enable_nestloop = on")


def weigh_anew(weighed: Weighed, *, scale: Scale, today: date) -> None:
    """Weigh all contracts of a school, and write down that it was done."""
    weigh(weighed.organisation_id, scale=scale, today=today)
    weighed.on, weighed.is_due = today, False
    count(weighed)


def count(weighed: Weighed) -> None:
    """Write down how many standings there are, and how much is known of them."""
    found = Standing.objects.filter(organisation_id=weighed.organisation_id).aggregate(
        running=Count("pk"),
        with_category=Count("pk", filter=~Q(category="")),
        with_range=Count("jobs_high"),
    )
    for name, number in found.items():
        setattr(weighed, name, number)
    weighed.save()


def ranked(organisation_id: int, *, scale: Scale, today: date, top: int) -> list[int]:
    """The running contracts with the highest scores on any day; the larger wins a tie."""
    params = {**_params(organisation_id, scale, today, None), "top": top}
    with connection.cursor() as cursor:
        cursor.execute(_RANK.format(weighed=_weighed("")), params)
        return [pk for (pk,) in cursor.fetchall()]


def _params(
    organisation_id: int, scale: Scale, today: date, suppliers: Sequence[int] | None
) -> dict[str, Any]:
    near, far = _cities(organisation_id, scale, suppliers)
    kinds = scale.kinds.items()
    return {
        "here": organisation_id,
        "today": today,
        "suppliers": None if suppliers is None else list(suppliers),
        "codes": [code for code, _ in kinds],
        "scores": [kind.score for _, kind in kinds],
        "lows": [kind.labour_low for _, kind in kinds],
        "highs": [kind.labour_high for _, kind in kinds],
        "suitable_low": scale.suitable_low,
        "suitable_high": scale.suitable_high,
        "whole": scale.labour_cost * 100 * 100,
        "places": len(scale.places),
        "near": near,
        "far": far,
        "unpaid": Route.UNPAID.value,
        "notice": MOST_NOTICE,
        "last_day": date(LAST_YEAR, 1, 1),
        "levels": list(PSO_RANKS),
        "ranks": list(PSO_RANKS.values()),
        **{f"share_{part}": share for part, share in scale.shares.items()},
    }


def _cities(
    organisation_id: int, scale: Scale, suppliers: Sequence[int] | None
) -> tuple[list[str], list[str]]:
    """The places of suppliers in and outside the region, as they are written."""
    if not scale.places:
        return [], []
    found = Supplier.objects.filter(organisation_id=organisation_id).exclude(city="")
    if suppliers is not None:
        found = found.filter(pk__in=suppliers)
    cities = list(found.order_by().values_list("city", flat=True).distinct())
    judged = {city: scale.is_near(city) for city in cities}
    return (
        [city for city in cities if judged[city] is True],
        [city for city in cities if judged[city] is False],
    )


def _weighed(only: str) -> str:
    grades = ", ".join(f"{_grade(part)} AS grade_{part}" for part in Part)
    points = " + ".join(
        f"(2 * %(share_{part})s * grade_{part} + {BEST}) / {2 * BEST}" for part in Part
    )
    return _WEIGHED.format(facts=_FACTS.format(only=only), grades=grades, points=points)


def _grade(part: Part) -> str:
    """The bands of a part as one CASE."""
    cases = [
        f"WHEN {' AND '.join(_condition(each) for each in band.when) or 'true'} THEN {band.grade}"
        for band in BANDS[part]
    ]
    return f"CASE {' '.join(cases)} END"


def _condition(condition: Span | Unknown) -> str:
    measure = Measure(condition.measure).value
    if isinstance(condition, Unknown):
        return f"{measure} IS NULL"
    if condition.most is None:
        return f"{measure} >= {condition.least}"
    return f"{measure} BETWEEN {condition.least} AND {condition.most}"


_ONLY = "AND c.supplier_id = ANY(%(suppliers)s)"
_ONLY_THERE = """
    AND contract_id IN (SELECT id FROM contracts_contract c
                         WHERE c.organisation_id = %(here)s AND c.supplier_id = ANY(%(suppliers)s))
"""
_RUNNING = '(c."end" IS NULL OR c."end" >= %(today)s)'

_FACTS = (
    """
    WITH kind AS (
        SELECT * FROM unnest(%(codes)s::text[], %(scores)s::int[], %(lows)s::int[],
                             %(highs)s::int[]) AS k (code, score, low, high)
    ), pso AS (
        SELECT * FROM unnest(%(levels)s::text[], %(ranks)s::int[]) AS p (level, rank)
    ), clause AS (
        SELECT l.contract_id, count(*) AS clauses, max(l.percentage) AS percentage
          FROM contracts_clause l
          JOIN contracts_contract c ON c.organisation_id = l.organisation_id
           AND c.id = l.contract_id
         WHERE l.organisation_id = %(here)s {only}
         GROUP BY l.contract_id
    ), placement AS (
        SELECT m.contract_id, c.supplier_id,
               count(*) FILTER (WHERE p.route <> %(unpaid)s) AS jobs,
               count(*) FILTER (WHERE p.route = %(unpaid)s) AS efforts,
               count(*) FILTER (WHERE p.started_on <= %(today)s AND p.route <> %(unpaid)s
                                  AND (p.ended_on IS NULL OR p.ended_on >= %(today)s)) AS placed
          FROM placements_placement p
          JOIN dialogue_commitment m ON m.organisation_id = p.organisation_id
           AND m.id = p.commitment_id
          JOIN contracts_contract c ON c.organisation_id = m.organisation_id
           AND c.id = m.contract_id
         WHERE p.organisation_id = %(here)s {only}
         GROUP BY m.contract_id, c.supplier_id
    ), at_work AS (
        SELECT supplier_id, sum(placed) AS placed FROM placement GROUP BY supplier_id
    ), talk AS (
        SELECT DISTINCT ON (c.supplier_id) c.supplier_id, v.mood
          FROM dialogue_conversation v
          JOIN contracts_contract c ON c.organisation_id = v.organisation_id
           AND c.id = v.contract_id
         WHERE v.organisation_id = %(here)s AND v.mood IS NOT NULL {only}
         ORDER BY c.supplier_id, v.held_on DESC NULLS LAST, v.id DESC
    ), fact AS (
        SELECT c.id, c.category, COALESCE(c.value_per_year, 0) AS value,
               k.score AS category_score,
               CASE WHEN c.value_per_year > 0 AND c.currency = 'EUR' THEN
                    div(2 * (c.value_per_year::numeric * k.low * %(suitable_low)s * 10)
                        + %(whole)s, 2 * %(whole)s::numeric) END AS jobs_low_tenths,
               CASE WHEN c.value_per_year > 0 AND c.currency = 'EUR' THEN
                    div(2 * (c.value_per_year::numeric * k.high * %(suitable_high)s * 10)
                        + %(whole)s, 2 * %(whole)s::numeric) END AS jobs_high_tenths,
               CASE WHEN c.notice_months BETWEEN 1 AND %(notice)s AND c."end" < %(last_day)s THEN
                    (c."end" - make_interval(months => c.notice_months))::date - %(today)s::date
                    END AS days_to_decision,
               CASE WHEN c."end" IS NULL OR review.day <= c."end" THEN
                    review.day - %(today)s::date END AS days_to_review,
               c."end" - %(today)s::date AS days_to_end,
               %(today)s::date - c.start AS days_since_start,
               s.is_social_enterprise::int AS is_social,
               COALESCE(pso.rank, 0) AS pso_rank,
               talk.mood,
               COALESCE(at_work.placed, 0) AS placed,
               %(places)s AS places,
               CASE WHEN s.city = ANY(%(near)s) THEN 1 WHEN s.city = ANY(%(far)s) THEN 0 END
                    AS near,
               COALESCE(clause.clauses, 0) AS clauses,
               clause.percentage * 100 AS percent_hundredths,
               COALESCE(placement.jobs, 0) AS jobs,
               COALESCE(placement.efforts, 0) AS efforts
          FROM contracts_contract c
          JOIN contracts_supplier s ON s.organisation_id = c.organisation_id
           AND s.id = c.supplier_id
          LEFT JOIN kind k ON k.code = c.category
          LEFT JOIN pso ON pso.level = s.pso_level
          LEFT JOIN clause ON clause.contract_id = c.id
          LEFT JOIN placement ON placement.contract_id = c.id
          LEFT JOIN at_work ON at_work.supplier_id = c.supplier_id
          LEFT JOIN talk ON talk.supplier_id = c.supplier_id
          LEFT JOIN LATERAL (
              SELECT greatest(1, extract(year FROM %(today)s::date)::int
                                 - extract(year FROM c.start)::int) AS age
          ) years ON c.start < %(last_day)s
          LEFT JOIN LATERAL (
              SELECT CASE WHEN (c.start + make_interval(years => age))::date >= %(today)s
                          THEN (c.start + make_interval(years => age))::date
                          ELSE (c.start + make_interval(years => age + 1))::date END AS day
          ) review ON true
         WHERE c.organisation_id = %(here)s AND """
    + _RUNNING
    + """ {only}
    )
"""
)

_WEIGHED = """
    {facts}, graded AS (SELECT fact.*, {grades} FROM fact),
    weighed AS (SELECT graded.*, {points} AS points FROM graded)
"""

_RANK = "{weighed} SELECT id FROM weighed ORDER BY points DESC, value DESC, id LIMIT %(top)s"

_GRADES = ", ".join(f"grade_{part}" for part in Part)
_COLUMNS = (
    "points, value, grades, jobs_low, jobs_high, category, has_clause, is_near"  # of a standing
)
_STORE = (
    "{weighed}"
    + f"""
    INSERT INTO opportunities_standing AS former (organisation_id, contract_id, {_COLUMNS})
    SELECT %(here)s, id, points, value, ARRAY[{_GRADES}]::smallint[], jobs_low_tenths / 10,
           jobs_high_tenths / 10, category, clauses > 0, near = 1
      FROM weighed
     ORDER BY id
    ON CONFLICT (organisation_id, contract_id) DO UPDATE
       SET ({_COLUMNS}) = ROW({", ".join(f"EXCLUDED.{name}" for name in _COLUMNS.split(", "))})
     WHERE ({", ".join(f"former.{name}" for name in _COLUMNS.split(", "))})
           IS DISTINCT FROM ({", ".join(f"EXCLUDED.{name}" for name in _COLUMNS.split(", "))})
"""
)

_FORGET = (
    """
    DELETE FROM opportunities_standing t
     WHERE t.organisation_id = %(here)s {only}
       AND NOT EXISTS (SELECT FROM contracts_contract c
                        WHERE c.organisation_id = t.organisation_id AND c.id = t.contract_id
                          AND """
    + _RUNNING
    + ")"
)
