"""Changes to many contracts at once, and how to take such a change back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import connection, transaction
from django.db.models import QuerySet

from banenbrug.contracts.actions import OWNERS, refuse_owner
from banenbrug.contracts.categories import BY_CODE
from banenbrug.contracts.models import Contract
from banenbrug.engine.scopes import context_id
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.models import Membership

COLUMNS = {"category": "category", "buyer": "buyer_id", "hr": "hr_id"}
"""What can be set in many contracts at once, and its column."""

TAKE_BACK_WITHIN = 24 * 3600
"""Seconds in which a change can be taken back."""

_SALT = "contracts.bulk"


@transaction.atomic
def set_in_all(
    *, by: Membership, contracts: QuerySet[Contract], values: Mapping[str, Any]
) -> tuple[int, str]:
    """Set a category or owners in many contracts; how many, and a token to take it back.

    Refuses an owner without the role and a category that does not exist.
    """
    if values.get("category", "") not in ("", *BY_CODE):
        raise Refused(Refusal("unknown_category", N_("This category does not exist.")))
    for name, hand in OWNERS.items():
        if values.get(name):
            refuse_owner(values[name], hand=hand, field=name)
    chosen = Contract.objects.filter(
        organisation_id=by.organisation_id, pk__in=contracts.order_by().values("pk")
    )
    number = chosen.update(**{name: values[name] for name in COLUMNS if name in values})
    told = {
        "context": str(context_id()),
        "member": by.pk,
        "names": [n for n in COLUMNS if n in values],
    }
    return number, signing.dumps(told, salt=_SALT)


@transaction.atomic
def take_back(*, by: Membership, token: str) -> int:
    """Give contracts what they had before a change of many; how many got it.

    What somebody changed since stays. Refuses a token that is another's or too old.
    """
    try:
        told = signing.loads(token, salt=_SALT, max_age=TAKE_BACK_WITHIN)
    except signing.BadSignature:
        told = {}
    if told.get("member") != by.pk:
        raise Refused(Refusal("too_late", N_("This can no longer be undone.")))
    columns = [COLUMNS[name] for name in told["names"]]
    with connection.cursor() as cursor:
        cursor.execute(
            _RESTORE.format(
                values=", ".join(f"{column} = former.{column}" for column in columns),
                still=" AND ".join(
                    f"contract.{column} IS NOT DISTINCT FROM event.{column}" for column in columns
                ),
            ),
            {"here": by.organisation_id, "context": UUID(told["context"])},
        )
        return int(cursor.rowcount)


_RESTORE = """
    UPDATE contracts_contract AS contract SET {values}
      FROM contracts_contractevent AS event
     CROSS JOIN LATERAL (
           SELECT earlier.* FROM contracts_contractevent AS earlier
            WHERE earlier.organisation_id = event.organisation_id
              AND earlier.pgh_obj_id = event.pgh_obj_id AND earlier.pgh_id < event.pgh_id
            ORDER BY earlier.pgh_id DESC LIMIT 1) AS former
     WHERE event.organisation_id = %(here)s AND event.pgh_context_id = %(context)s
       AND event.pgh_label = 'changed'
       AND contract.organisation_id = event.organisation_id AND contract.id = event.pgh_obj_id
       AND {still}
"""
