"""When somebody was last here: kept for that person's own page, and shown to nobody else."""

from datetime import datetime, timedelta

from banenbrug.desk.models import Visit
from banenbrug.organisations.models import Membership

SAME_VISIT = timedelta(hours=1)
"""Who comes back within this time is still on the same visit."""


def note_visit(member: Membership, *, now: datetime) -> datetime | None:
    """Write down that somebody is here; returns when the visit before this one was, if ever."""
    here = {"organisation_id": member.organisation_id, "member": member}
    visit = Visit.objects.filter(**here).first()
    if visit is None:
        Visit.objects.bulk_create([Visit(latest=now, **here)], ignore_conflicts=True)
        return None
    if now - visit.latest >= SAME_VISIT:
        visit.former, visit.latest = visit.latest, now
        visit.save(update_fields=["former", "latest"])
    return visit.former
