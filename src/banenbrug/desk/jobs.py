"""Jobs that run through several rooms."""

from django.utils import timezone

from banenbrug.engine.work import job
from banenbrug.organisations.actions import invite_first
from banenbrug.organisations.models import DoorRequest
from banenbrug.organisations.roles import Role


@job(name="desk.invite_contact")
def invite_contact(*, organisation_id: int, request_id: int) -> None:
    """Invite the first contact of a supplier, in the supplier's own scope."""
    request = DoorRequest.objects.select_related("organisation", "counterparty").get(
        pk=request_id, counterparty_id=organisation_id
    )
    assert request.counterparty is not None
    invite_first(
        organisation=request.counterparty,
        email=request.email,
        name=request.name,
        role=Role.CONTACT,
        sender=request.organisation.name,
        now=timezone.now(),
    )
