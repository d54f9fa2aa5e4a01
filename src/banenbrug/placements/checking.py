"""What the employer declares of the register of the banenafspraak, written down anew."""

from datetime import date

from django.db import transaction

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from banenbrug.placements import moves
from banenbrug.placements.models import Placement


@transaction.atomic
def declare_register(
    *,
    by: Membership,
    placement: Placement,
    in_register: bool,
    register_from: date | None,
    register_until: date | None,
    checked_on: date | None,
    today: date,
) -> Placement:
    """Correct or renew it; all paid hours are counted by it from now on. The history keeps both."""
    refusal = moves.why_not_register(
        in_register=in_register,
        register_from=register_from,
        register_until=register_until,
        checked_on=checked_on,
        today=today,
    )
    if refusal:
        raise Refused(refusal, field="in_register")
    placement = Placement.objects.select_for_update().get(
        pk=placement.pk, organisation_id=by.organisation_id
    )
    placement.in_register = in_register
    placement.register_from = register_from
    placement.register_until = register_until
    placement.checked_on = checked_on
    placement.save(update_fields=["in_register", "register_from", "register_until", "checked_on"])
    return placement
