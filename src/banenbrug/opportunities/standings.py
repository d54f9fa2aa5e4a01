"""Keeps the stored standing of contracts up to date (docs/decisions/0007)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from banenbrug.contracts.models import Contract
from banenbrug.opportunities import jobs
from banenbrug.opportunities.models import Weighed
from banenbrug.opportunities.queries import scale_of, weighed_of
from banenbrug.opportunities.weighing import count, weigh, weigh_anew

AT_ONCE = 2_000
"""Versions of rows up to which the standings follow within the transaction; more are a job."""

SMALL = 5_000
"""Contracts up to which a page that meets an older day weighs the school itself."""


def follow(*, organisation_id: int, contexts: Sequence[UUID]) -> None:
    """Weigh the contracts that a transaction touched, as of the day of the other standings.

    A follower of `engine.aftermath`. The row of `Weighed` is held until the transaction ends, so
    that who writes at the same time weighs after us, with our facts.
    """
    touched = _touched(organisation_id, contexts)
    if not touched:
        return
    weighed = weighed_of(organisation_id)
    if weighed.is_due:
        return
    if weighed.on is None or len(touched) > AT_ONCE:
        weigh_later(weighed)
        return
    weigh(
        organisation_id,
        scale=scale_of(organisation_id),
        today=weighed.on,
        suppliers=sorted(set(touched)),
    )
    count(weighed)


def keep_current(organisation_id: int, *, today: date) -> bool:
    """Weigh a school whose standings are of another day; a large one is left to a job.

    Returns whether the standings hold for `today`.
    """
    found = Weighed.objects.filter(organisation_id=organisation_id).first()
    if found is not None and found.on == today and not found.is_due:
        return True
    return weigh_by_settings(organisation_id, today=today)


def weigh_by_settings(organisation_id: int, *, today: date) -> bool:
    """Weigh all contracts of a school with its present settings, at once or by a job.

    Returns whether it was done at once.
    """
    weighed = weighed_of(organisation_id)
    here = Contract.objects.filter(organisation_id=organisation_id)
    if here[SMALL : SMALL + 1].exists():
        if not weighed.is_due:
            weigh_later(weighed)
        return False
    weigh_anew(weighed, scale=scale_of(organisation_id), today=today)
    return True


def weigh_later(weighed: Weighed) -> None:
    """Leave all contracts of a school to a job, which runs if this transaction commits."""
    weighed.is_due = True
    weighed.save()
    jobs.weigh_school.defer(organisation_id=weighed.organisation_id)


def _touched(organisation_id: int, contexts: Sequence[UUID]) -> list[int]:
    """The supplier of each version that was written."""
    params: dict[str, Any] = {
        "here": organisation_id,
        "contexts": list(contexts),
        "limit": AT_ONCE + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, params)
        return [supplier for (supplier,) in cursor.fetchall()]


_WRITTEN = "e.pgh_context_id = ANY(%(contexts)s) AND e.organisation_id = %(here)s"
_ITS_CONTRACT = """
      JOIN contracts_contract c ON c.organisation_id = e.organisation_id AND c.id ="""

# What is graded comes from these tables. A talk and a placement bear on all of a supplier.
_TOUCHED = f"""
    SELECT e.supplier_id FROM contracts_contractevent e WHERE {_WRITTEN}
     UNION ALL
    SELECT e.id FROM contracts_supplierevent e WHERE {_WRITTEN}
     UNION ALL
    SELECT c.supplier_id FROM contracts_clauseevent e {_ITS_CONTRACT} e.contract_id
     WHERE {_WRITTEN}
     UNION ALL
    SELECT c.supplier_id FROM dialogue_conversationevent e {_ITS_CONTRACT} e.contract_id
     WHERE {_WRITTEN}
     UNION ALL
    SELECT c.supplier_id FROM placements_placementevent e
      JOIN dialogue_commitment m ON m.organisation_id = e.organisation_id
       AND m.id = e.commitment_id {_ITS_CONTRACT} m.contract_id
     WHERE {_WRITTEN}
     LIMIT %(limit)s
"""
