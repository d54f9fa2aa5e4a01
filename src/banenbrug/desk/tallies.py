"""Counts and sums of a whole register, kept so that a page need not count 100,000 rows.

The table is made anew after each transaction that touched what it counts: one statement, and the
one after the other, so that two writers at once cannot leave out each other's contracts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from banenbrug.contracts.models import Contract
from banenbrug.desk.models import Tally
from banenbrug.organisations.models import Membership

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Total:
    """How many contracts, and their value a year: in euros, and apart in other currencies."""

    contracts: int = 0
    euros: int = 0
    others: tuple[tuple[str, int], ...] = ()


def running(today: date, *, end: str = "end") -> Q:
    """What has not ended."""
    return Q(**{end: None}) | Q(**{f"{end}__gte": today})


def within_a_year(today: date, *, end: str = "end") -> Q:
    """What ends from today on, before the same day of next year."""
    return Q(**{f"{end}__gte": today, f"{end}__lt": today + YEAR})


def ended(today: date, *, end: str = "end") -> Q:
    """What has ended."""
    return Q(**{f"{end}__lt": today})


def mine(member: Membership) -> Q:
    """What somebody looks after, for procurement or for HR."""
    return Q(buyer=member) | Q(hr=member)


def totals(organisation_id: int, *, today: date) -> dict[str, Total]:
    """The total of each view that is the same for every member, in one query."""
    views = _views(today)
    sums = {
        **{f"{view}_count": Coalesce(Sum("contracts", filter=q), 0) for view, q in views.items()},
        **{f"{view}_value": Coalesce(Sum("value", filter=q), 0) for view, q in views.items()},
    }
    kept = Tally.objects.filter(organisation_id=organisation_id)
    rows: list[dict[str, Any]] = list(
        kept.values("currency").annotate(**sums).order_by("currency")  # type: ignore[arg-type]
    )
    return {
        view: _total(
            [(row["currency"], row[f"{view}_count"], row[f"{view}_value"]) for row in rows]
        )
        for view in views
    }


def total_kept(member: Membership, view: str, *, clause: bool, today: date) -> Total:
    """The total of a view, of the contracts with a clause or of those without."""
    kept = Tally.objects.filter(
        _views(today)[view], organisation_id=member.organisation_id, has_clause=clause
    )
    return _total(
        kept.values_list("currency")
        .annotate(count=Sum("contracts"), sum=Sum("value"))
        .order_by("currency")
    )


def total_of(contracts: QuerySet[Contract]) -> Total:
    """The total of any selection of contracts, counted now."""
    return _total(
        contracts.order_by()
        .values_list("currency")
        .annotate(count=Count("pk"), value=Coalesce(Sum("value_per_year"), 0))
        .order_by("currency")
    )


def count_of_mine(member: Membership) -> Total:
    """How many contracts somebody looks after."""
    here = Contract.objects.filter(organisation_id=member.organisation_id)
    return Total(contracts=here.filter(mine(member)).count())


def follow(*, organisation_id: int, contexts: Sequence[UUID]) -> None:
    """Tally anew, if a contract, clause or placement was written (see `engine.aftermath`)."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, {"contexts": list(contexts)})
        [touched] = cursor.fetchone()
    if touched:
        refresh(organisation_id=organisation_id)


def refresh(*, organisation_id: int) -> None:
    """Tally the register of a school anew."""
    here = {"here": organisation_id}
    with connection.cursor() as cursor:
        # Whoever waits here sees, in the statements after it, what the other one wrote.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('tally', %(here)s))", here)
        cursor.execute("DELETE FROM desk_tally WHERE organisation_id = %(here)s", here)
        cursor.execute(_TALLY, here)


def _views(today: date) -> Mapping[str, Q]:
    return {
        "all": Q(),
        "with_clause": Q(has_clause=True),
        "without_result": Q(has_clause=True, has_result=False) & running(today, end="ends_on"),
        "ends_within_a_year": within_a_year(today, end="ends_on"),
        "ended": ended(today, end="ends_on"),
    }


def _total(rows: Iterable[tuple[str, int, int]]) -> Total:
    found = list(rows)
    return Total(
        contracts=sum(count for _, count, _ in found),
        euros=sum(value for currency, _, value in found if currency == "EUR"),
        others=tuple(
            (currency, value) for currency, _, value in found if currency != "EUR" and value
        ),
    )


_TOUCHED = """
    SELECT EXISTS (SELECT FROM contracts_contractevent WHERE pgh_context_id = ANY(%(contexts)s))
        OR EXISTS (SELECT FROM contracts_clauseevent WHERE pgh_context_id = ANY(%(contexts)s))
        OR EXISTS (SELECT FROM placements_placementevent WHERE pgh_context_id = ANY(%(contexts)s))
        OR EXISTS (SELECT FROM dialogue_commitmentevent WHERE pgh_context_id = ANY(%(contexts)s))
"""
_TALLY = """
    INSERT INTO desk_tally (organisation_id, ends_on, currency, has_clause, has_result, contracts,
                            value)
    SELECT %(here)s, contract."end", contract.currency, clause.contract_id IS NOT NULL,
           result.contract_id IS NOT NULL, count(*), coalesce(sum(contract.value_per_year), 0)
      FROM contracts_contract AS contract
      LEFT JOIN (SELECT DISTINCT contract_id FROM contracts_clause
                  WHERE organisation_id = %(here)s) AS clause
        ON clause.contract_id = contract.id
      LEFT JOIN (SELECT DISTINCT commitment.contract_id
                   FROM placements_placement AS placement
                   JOIN dialogue_commitment AS commitment ON commitment.id = placement.commitment_id
                  WHERE placement.organisation_id = %(here)s
                    AND placement.route <> 'unpaid') AS result
        ON result.contract_id = contract.id
     WHERE contract.organisation_id = %(here)s
     GROUP BY 2, 3, 4, 5
"""
