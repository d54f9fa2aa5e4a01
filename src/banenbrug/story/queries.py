"""Whether this database is a demonstration, and whether its story is told."""

from banenbrug.organisations.models import Installation, Organisation


def is_demonstration() -> bool:
    """Whether the owner of the database marked it as a demonstration."""
    return Installation.objects.filter(pk=1, demo=True).exists()


def is_told() -> bool:
    """Whether the story stands in the database: it is told whole or not at all."""
    return Organisation.objects.exists()
