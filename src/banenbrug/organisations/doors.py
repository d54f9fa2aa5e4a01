"""The doors of the building: which address belongs to which kind of organisation."""

from django.conf import settings
from django.urls import reverse

from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Kind, Right

DOORS: dict[str, str | None] = {**{kind.value: kind.value for kind in Kind}, "organisation": None}
"""Parameters of addresses that hold an organisation, and the kind it must have (None: any)."""


HOME_RIGHTS: dict[str, Right] = {
    Kind.SUPPLIER: Right.SEE_SHARED_WORK,
    Kind.PARTNER: Right.SEE_SHARED_WORK,
}
"""What somebody must be allowed to see before the first page has anything for him."""


def home_of(membership: Membership) -> str | None:
    """The address of the first page; None where there is no workplace for these roles yet."""
    kind = membership.organisation.kind
    needed = HOME_RIGHTS.get(kind)
    if kind not in settings.DOOR_HOMES or (needed and not membership.has(needed)):
        return None
    return reverse(settings.DOOR_HOMES[kind], kwargs={kind: membership.organisation.slug})
