"""Reads about who asks to be let in from the public page."""

from banenbrug.organisations.models import Organisation
from banenbrug.organisations.queries import schools
from banenbrug.scheme.models import Entry, Question, Request, Scheme


def known_school(entry: Entry) -> Organisation | None:
    """The hogeschool for which somebody asks, where it is in Banenbrug already."""
    same = {"brin": entry.brin} if entry.brin else {"name": entry.school_name}
    return schools().filter(**same).first()


def has_come_in(entry: Entry) -> bool:
    """Whether the request of somebody who was let in was submitted, so that the fund reads it."""
    if entry.request_id is None:
        return False
    return Request.objects.filter(pk=entry.request_id, received_at__isnull=False).exists()


def scheme_of(asked: Entry | Question) -> Scheme:
    """The scheme that it is about."""
    return Scheme.objects.get(pk=asked.scheme_id)
