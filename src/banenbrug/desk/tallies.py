"""Counts and sums of a whole register, kept so that a page need not count 100,000 rows.

After each transaction that touched what it counts, the contracts that end on the same days as the
touched ones, and as they did before, are counted anew: the one writer after the other, so that two
at once cannot leave out each other's contracts.
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

AT_ONCE = 500
"""Contracts up to which only their days of ending are tallied; of more, the whole register."""


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
    """Tally what was touched: contracts, clauses or placements (see `engine.aftermath`)."""
    wanted: dict[str, Any] = {"contexts": list(contexts), "limit": AT_ONCE + 1}
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, wanted)
        touched = [pk for (pk,) in cursor.fetchall()]
        if len(touched) > AT_ONCE:
            refresh(organisation_id=organisation_id)
        elif touched:
            cursor.execute(_ENDS, {"here": organisation_id, "touched": touched})
            refresh(organisation_id=organisation_id, ends=[end for (end,) in cursor.fetchall()])


def refresh(*, organisation_id: int, ends: Sequence[date | None] | None = None) -> None:
    """Tally the register of a school anew; with `ends` only what ends on those days, or never."""
    here: dict[str, Any] = {"here": organisation_id}
    if ends is not None:
        here |= {"ends": [end for end in ends if end], "endless": None in ends}
    with connection.cursor() as cursor:
        # Whoever waits here sees, in the statements after it, what the other one wrote.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('tally', %(here)s))", here)
        cursor.execute(_FORGET + _only("ends_on", ends), here)
        cursor.execute(_TALLY.format(only=_only('contract."end"', ends)), here)


def _only(column: str, ends: Sequence[date | None] | None) -> str:
    if ends is None:
        return ""
    return f" AND ({column} = ANY(%(ends)s::date[]) OR %(endless)s AND {column} IS NULL)"


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
    SELECT id FROM contracts_contractevent WHERE pgh_context_id = ANY(%(contexts)s)
     UNION
    SELECT contract_id FROM contracts_clauseevent WHERE pgh_context_id = ANY(%(contexts)s)
     UNION
    SELECT contract_id FROM dialogue_commitmentevent WHERE pgh_context_id = ANY(%(contexts)s)
     UNION
    SELECT commitment.contract_id
      FROM placements_placementevent AS written
      JOIN placements_placementevent AS version ON version.pgh_obj_id = written.pgh_obj_id
      JOIN dialogue_commitment AS commitment ON commitment.id = version.commitment_id
     WHERE written.pgh_context_id = ANY(%(contexts)s)
     LIMIT %(limit)s
"""
_ENDS = """
    SELECT "end" FROM contracts_contract
     WHERE organisation_id = %(here)s AND id = ANY(%(touched)s)
     UNION
    SELECT "end" FROM contracts_contractevent
     WHERE organisation_id = %(here)s AND pgh_obj_id = ANY(%(touched)s)
"""
_FORGET = "DELETE FROM desk_tally WHERE organisation_id = %(here)s"
_TALLY = """
    INSERT INTO desk_tally (organisation_id, ends_on, currency, has_clause, has_result, contracts,
                            value)
    SELECT %(here)s, contract."end", contract.currency,
           EXISTS (SELECT FROM contracts_clause AS clause
                    WHERE clause.organisation_id = %(here)s AND clause.contract_id = contract.id),
           EXISTS (SELECT FROM placements_placement AS placement
                     JOIN dialogue_commitment AS commitment
                       ON commitment.id = placement.commitment_id
                    WHERE placement.organisation_id = %(here)s
                      AND commitment.organisation_id = %(here)s
                      AND commitment.contract_id = contract.id AND placement.route <> 'unpaid'),
           count(*), coalesce(sum(contract.value_per_year), 0)
      FROM contracts_contract AS contract
     WHERE contract.organisation_id = %(here)s {only}
     GROUP BY 2, 3, 4, 5
"""
