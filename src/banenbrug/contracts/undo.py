"""Undoing a file that was read in: what it changed is restored, what it added goes.

The history tells what that was: a file is written under a context of its own. It can be undone
until somebody went on with one of its contracts: changed it, read it in again, or planned something
with it. What an upper room keeps of a contract counts as going on, unless it is derived: its key
says that it goes along with the contract (`on_delete=CASCADE`) and it has no history.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.db.models import ManyToOneRel

from banenbrug.contracts.committing import wait_for_others
from banenbrug.contracts.models import Batch, Clause, Contract, Supplier
from banenbrug.contracts.previews import forget_problems
from banenbrug.contracts.staging import whole_tables
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.models import Membership, Unit

NOT_READ_IN = Refusal("not_read_in", N_("This file does not stand in the register."))
NOTHING_WRITTEN = Refusal(
    "nothing_written", N_("This file changed nothing, so there is nothing to undo.")
)
TOO_OLD = Refusal("written_before_undo", N_("This file was read in before files could be undone."))

VIA = "undo"
"""How the history calls an undoing."""

_COUNTS = """
    (pgh_context_id IS NULL OR pgh_context_id NOT IN (
        SELECT written_in FROM contracts_batch
         WHERE organisation_id = %(organisation)s AND state = 'undone' AND written_in IS NOT NULL
         UNION ALL
        SELECT id FROM pghistory_context
         WHERE (metadata->>'organisation')::bigint = %(organisation)s
           AND metadata->>'via' = 'undo'))
"""
# A later file that was undone itself, and its undoing, come to nothing together.

_TOUCHED = """
    SELECT pgh_obj_id AS id, min(pgh_id) AS first, max(pgh_id) AS last,
           bool_or(pgh_label = 'created') AS is_new
      FROM {table}event
     WHERE organisation_id = %(organisation)s AND pgh_context_id = %(context)s
     GROUP BY pgh_obj_id
"""

_HOLD = """
    WITH held AS MATERIALIZED (
        SELECT id FROM {table}
         WHERE organisation_id = %(organisation)s
           AND id IN (SELECT pgh_obj_id FROM {table}event
                       WHERE organisation_id = %(organisation)s AND pgh_context_id = %(context)s)
         ORDER BY id FOR UPDATE)
    SELECT count(*) FROM held
"""


def why_not_undo(batch: Batch) -> Refusal | None:
    """The reason why a file cannot be undone, if there is one."""
    if batch.state != Batch.State.COMMITTED:
        return NOT_READ_IN
    if not batch.counts.get("created") and not batch.counts.get("updated"):
        return NOTHING_WRITTEN
    if batch.written_in is None:
        return TOO_OLD
    return _built_on(_count(batch))


def _built_on(contracts: int) -> Refusal | None:
    if not contracts:
        return None
    message = N_(
        "You can no longer undo this file: people went on with contracts from it "
        "(%(count)s). See which."
    )
    return Refusal("built_on", message, {"count": contracts})


def went_on_with(batch: Batch, *, limit: int) -> list[Contract]:
    """The first contracts of a file that somebody went on with since."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_ours()} SELECT t.id {_gone_on()} ORDER BY t.id LIMIT %(limit)s",
            {**_of(batch), "limit": limit},
        )
        keys = [pk for (pk,) in cursor.fetchall()]
    found = Contract.objects.filter(organisation_id=batch.organisation_id, pk__in=keys)
    return list(found.select_related("supplier").order_by("title", "pk"))


@transaction.atomic
def undo(*, by: Membership, batch: Batch, now: datetime) -> None:
    """Take a file back as a whole; `Refused` as `why_not_undo` says."""
    wait_for_others(batch.organisation_id)
    batch = Batch.objects.select_for_update().get(
        pk=batch.pk, organisation_id=batch.organisation_id
    )
    _hold(batch)
    refuse(why_not_undo(batch))
    try:
        with transaction.atomic(), scope(via=VIA), whole_tables():
            _take_back(batch)
    except IntegrityError as error:
        # Somebody went on with a contract between the question and the answer.
        raise Refused(_built_on(1) or NOT_READ_IN) from error
    forget_problems(batch)
    batch.state = Batch.State.UNDONE
    batch.undone_by, batch.undone_at = by, now
    batch.save(update_fields=["state", "undone_by", "undone_at"])


def _hold(batch: Batch) -> None:
    """Wait for who is changing what the file wrote: what they made of it counts as going on."""
    with whole_tables(), connection.cursor() as cursor:
        for model in (Contract, Clause):
            cursor.execute(_HOLD.format(table=_table(model)), _of(batch))


def _take_back(batch: Batch) -> None:
    with connection.cursor() as cursor:
        for relation in _pointing_at(Contract):
            if _is_derived(relation):
                cursor.execute(_delete_along(relation), _of(batch))
        model: type[models.Model]
        for model in (Clause, Contract):
            cursor.execute(_restore(model), _of(batch))
            cursor.execute(_delete_new(model), _of(batch))
        for model in (Supplier, Unit):
            cursor.execute(_restore(model, untouched=True), _of(batch))
            cursor.execute(_delete_new(model, unused=True), _of(batch))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _restore(model: type[models.Model], *, untouched: bool = False) -> str:
    """Bring rows back to what they were; `untouched`: only where nobody changed them since."""
    table = _table(model)
    columns = [f.column for f in model._meta.concrete_fields if not f.primary_key]
    values = ", ".join(f'"{column}" = former."{column}"' for column in columns)
    return f"""
        UPDATE {table} m SET {values}
          FROM ({_TOUCHED.format(table=table)}) t
          JOIN LATERAL (SELECT * FROM {table}event e
                         WHERE e.organisation_id = %(organisation)s AND e.pgh_obj_id = t.id
                           AND e.pgh_id < t.first
                         ORDER BY e.pgh_id DESC LIMIT 1) former ON true
         WHERE m.organisation_id = %(organisation)s AND m.id = t.id AND NOT t.is_new
           AND {_last(table) if untouched else "true"}
    """


def _delete_new(model: type[models.Model], *, unused: bool = False) -> str:
    """Take away what the file added; `unused`: only what nobody changed or points at."""
    table = _table(model)
    conditions = [_last(table), *(f"NOT {_points(r, 't.id')}" for r in _pointing_at(model))]
    return f"""
        DELETE FROM {table} m USING ({_TOUCHED.format(table=table)}) t
         WHERE m.organisation_id = %(organisation)s AND m.id = t.id AND t.is_new
           AND {" AND ".join(conditions) if unused else "true"}
    """


def _delete_along(relation: ManyToOneRel) -> str:
    table, column = _table(relation.related_model), relation.field.column
    return f"""
        DELETE FROM {table} d USING ({_TOUCHED.format(table=_table(Contract))}) t
         WHERE d.organisation_id = %(organisation)s AND d."{column}" = t.id AND t.is_new
    """


def _count(batch: Batch) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"{_ours()} SELECT count(*) {_gone_on()}", _of(batch))
        (count,) = cursor.fetchone()
    return int(count)


def _gone_on() -> str:
    """The touched contracts `t` that somebody went on with.

    Asked by sets: `ours` are the moment and the last versions that the file wrote.
    """
    contract, clause = f"{_table(Contract)}event", f"{_table(Clause)}event"
    changed = f"""t.id IN (SELECT pgh_obj_id FROM {contract}
         WHERE organisation_id = %(organisation)s AND pgh_id > (SELECT contract FROM ours)
           AND {_COUNTS})"""
    said = f"""t.id IN (SELECT contract_id FROM {clause}
         WHERE organisation_id = %(organisation)s AND pgh_context_id IS DISTINCT FROM %(context)s
           AND CASE WHEN (SELECT clause FROM ours) IS NULL
                    THEN pgh_created_at > (SELECT at FROM ours)
                    ELSE pgh_id > (SELECT clause FROM ours) END
           AND {_COUNTS})"""
    uses = [_built(r) for r in _pointing_at(Contract) if r.related_model is not Clause]
    return f"""
        FROM ({_TOUCHED.format(table=_table(Contract))}) t
       WHERE {" OR ".join([changed, said, *filter(None, uses)])}
    """


def _ours() -> str:
    contract, clause = f"{_table(Contract)}event", f"{_table(Clause)}event"
    mine = "WHERE organisation_id = %(organisation)s AND pgh_context_id = %(context)s"
    return f"""WITH ours AS MATERIALIZED (
        SELECT max(pgh_id) AS contract, max(pgh_created_at) AS at,
               (SELECT max(pgh_id) FROM {clause} {mine}) AS clause
          FROM {contract} {mine})"""


def _built(relation: ManyToOneRel) -> str:
    """A row that points at a contract: any if the contract is new, a later one if it is not."""
    if _is_derived(relation):
        return ""
    table, column = _table(relation.related_model), relation.field.column
    here = "organisation_id = %(organisation)s"
    is_used = f"""t.is_new AND t.id IN (SELECT "{column}" FROM {table} WHERE {here})"""
    if not _has_history(relation):
        return is_used
    return f"""{is_used} OR t.id IN (SELECT "{column}" FROM {table}event
         WHERE {here} AND pgh_label = 'created' AND pgh_created_at > (SELECT at FROM ours))"""


def _points(relation: ManyToOneRel, key: str) -> str:
    table, column = _table(relation.related_model), relation.field.column
    return (
        f"EXISTS (SELECT FROM {table} r"
        f' WHERE r.organisation_id = %(organisation)s AND r."{column}" = {key})'
    )


def _last(table: str) -> str:
    """The condition that nothing happened to a touched row `t` since."""
    return f"""NOT EXISTS (SELECT FROM {table}event e
         WHERE e.organisation_id = %(organisation)s AND e.pgh_obj_id = t.id
           AND e.pgh_id > t.last AND {_COUNTS})"""


def _is_derived(relation: ManyToOneRel) -> bool:
    return relation.on_delete is models.CASCADE and not _has_history(relation)


def _has_history(relation: ManyToOneRel) -> bool:
    return hasattr(relation.related_model, "pgh_event_model")


def _pointing_at(model: type[models.Model]) -> Iterator[ManyToOneRel]:
    """The keys of all rooms that point at a model; versions in the history do not hold it."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and not hasattr(
            relation.related_model, "pgh_tracked_model"
        ):
            yield relation


def _table(model: Any) -> str:
    return str(model._meta.db_table)


def _of(batch: Batch) -> dict[str, int | UUID | None]:
    return {"organisation": batch.organisation_id, "context": batch.written_in}
