"""The doors of the building: which address belongs to which kind of organisation."""

from django.conf import settings
from django.urls import reverse

from banenbrug.organisations.models import Membership

DOORS: dict[str, str | None] = {"school": "school", "supplier": "supplier", "organisation": None}
"""Parameters of addresses that hold an organisation, and the kind it must have (None: any)."""


def home_of(membership: Membership) -> str | None:
    """The address of the first page; None for a kind of organisation without a workplace yet."""
    kind = membership.organisation.kind
    if kind not in settings.DOOR_HOMES:
        return None
    return reverse(settings.DOOR_HOMES[kind], kwargs={kind: membership.organisation.slug})
