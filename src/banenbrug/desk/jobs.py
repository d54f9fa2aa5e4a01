"""Jobs that run through several rooms."""

from django.utils import timezone

from banenbrug.engine.work import job
from banenbrug.organisations.actions import invite_first
from banenbrug.organisations.models import Organisation
from banenbrug.organisations.roles import Role


@job(name="desk.invite_contact")
def invite_contact(*, organisation_id: int, email: str, name: str, sender: str) -> None:
    """Invite the first contact of a supplier, in the supplier's own scope."""
    invite_first(
        organisation=Organisation.objects.get(pk=organisation_id),
        email=email,
        name=name,
        role=Role.CONTACT,
        sender=sender,
        now=timezone.now(),
    )
