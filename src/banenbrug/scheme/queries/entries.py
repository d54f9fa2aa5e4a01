"""Reads about who asks to be let in from the public page."""

from banenbrug.scheme.models import Entry, Question, Request, Scheme


def has_come_in(entry: Entry) -> bool:
    """Whether the request of somebody who was let in was submitted, so that the fund reads it."""
    if entry.request_id is None:
        return False
    return Request.objects.filter(pk=entry.request_id, received_at__isnull=False).exists()


def scheme_of(asked: Entry | Question) -> Scheme:
    """The scheme that it is about."""
    return Scheme.objects.get(pk=asked.scheme_id)
