"""The way in from the public page: an unknown person asks, and the fund lets in or answers."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from banenbrug.organisations.models import Own


class Entry(Own):
    """Somebody who is not in yet asks for support, for a hogeschool of a list. Of the fund alone.

    The address is proven by a link; `sent_at` is when the fund may read it. What was filled in
    becomes a request when an officer admits the person.
    """

    scheme_id = models.BigIntegerField()
    school_name = models.CharField(max_length=200)
    brin = models.CharField(max_length=4, blank=True)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    applicant = models.CharField(max_length=14)
    question = models.TextField(blank=True)
    phase = models.CharField(max_length=12, blank=True)
    wishes = ArrayField(models.CharField(max_length=16), default=list)
    language = models.CharField(max_length=2, default="nl")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    admitted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    request_id = models.BigIntegerField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [*Own.Meta.constraints]


class Question(Own):
    """A question from the public page, with its answer. Of the fund alone."""

    scheme_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    email = models.EmailField()
    text = models.TextField()
    language = models.CharField(max_length=2, default="nl")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [*Own.Meta.constraints]
