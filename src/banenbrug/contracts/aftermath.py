"""What follows in this room when contracts or suppliers were written: their words for search."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from banenbrug.contracts import jobs, words
from banenbrug.contracts.models import Words

AT_ONCE = 5000
"""Contracts and suppliers whose words are made within the transaction; more are a job."""


def follow(*, organisation_id: int, contexts: Sequence[UUID]) -> None:
    """Bring the words of what was written up to date (see `engine.aftermath`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TOUCHED,
            {"here": organisation_id, "contexts": list(contexts), "most": AT_ONCE + 1},
        )
        rows = cursor.fetchall()
    if len(rows) > AT_ONCE:
        jobs.refresh_words.defer(organisation_id=organisation_id)
    elif rows:
        touched = {kind: [pk for name, pk in rows if name == kind] for kind in Words.Kind}
        words.refresh(organisation_id=organisation_id, touched=touched)


# The words of a contract hold the name of its supplier.
_TOUCHED = """
    SELECT 'contract', id FROM contracts_contractevent
     WHERE pgh_context_id = ANY(%(contexts)s) AND organisation_id = %(here)s
     UNION
    SELECT 'supplier', id FROM contracts_supplierevent
     WHERE pgh_context_id = ANY(%(contexts)s) AND organisation_id = %(here)s
     UNION
    SELECT 'contract', contract.id FROM contracts_supplierevent AS event
      JOIN contracts_contract AS contract
        ON contract.organisation_id = event.organisation_id AND contract.supplier_id = event.id
     WHERE event.pgh_context_id = ANY(%(contexts)s) AND event.organisation_id = %(here)s
       AND event.pgh_label = 'changed'
     LIMIT %(most)s
"""
