"""What follows in this room when contracts or suppliers were written: their words for search."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from banenbrug.contracts import jobs, words

AT_ONCE = 5000
"""Contracts whose words are made within the transaction; more are left to the worker."""


def follow(*, organisation_id: int, contexts: Sequence[UUID]) -> None:
    """Bring the words of what was written up to date (see `engine.aftermath`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TOUCHED,
            {"here": organisation_id, "contexts": list(contexts), "most": AT_ONCE + 1},
        )
        touched = [pk for (pk,) in cursor.fetchall()]
    if len(touched) > AT_ONCE:
        jobs.refresh_words.defer(organisation_id=organisation_id)
    elif touched:
        words.refresh(organisation_id=organisation_id, contracts=touched)


_TOUCHED = """
    SELECT id FROM contracts_contractevent
     WHERE pgh_context_id = ANY(%(contexts)s) AND organisation_id = %(here)s
     UNION
    SELECT contract.id FROM contracts_supplierevent AS event
      JOIN contracts_contract AS contract
        ON contract.organisation_id = event.organisation_id AND contract.supplier_id = event.id
     WHERE event.pgh_context_id = ANY(%(contexts)s) AND event.organisation_id = %(here)s
       AND event.pgh_label = 'changed'
     LIMIT %(most)s
"""
