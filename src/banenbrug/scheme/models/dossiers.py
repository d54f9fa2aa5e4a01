"""A request for support and what belongs to it from the first word to the plan."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.organisations.roles import Hand as Department
from banenbrug.scheme.models.base import ADDED_ONLY, THREE, Dossier
from banenbrug.scheme.models.fields import HoursField
from banenbrug.scheme.models.schemes import Scheme
from banenbrug.scheme.rules.states import RequestState, Side
from banenbrug.scheme.rules.support import HomeworkKind


@history.tracked(without=("intake_notes",))
class Request(Dossier):
    """A hogeschool asks for support. The dossier hangs from this row.

    `adviser_member` is the number of the person in charge at the adviser, whose memberships only
    the adviser reads; the name stands beside it. `entered_reason` says why an officer entered a
    request that came by mail, `received_at` then is the instant of the mail.
    """

    scheme = ParentKey(Scheme, related_name="requests")
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in RequestState],
        default=RequestState.DRAFT.value,
    )
    question = models.TextField(blank=True)
    phase = models.CharField(max_length=12, blank=True)
    wishes = ArrayField(models.CharField(max_length=16), default=list)
    hours_wished = HoursField(null=True, blank=True)
    applicant_name = models.CharField(max_length=120)
    applicant_email = models.EmailField()
    applicant_role = models.CharField(max_length=14, blank=True)
    adviser_person = models.CharField(max_length=120, blank=True)
    adviser_email = models.EmailField(blank=True)
    adviser_member = models.BigIntegerField(null=True, blank=True)
    started_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    entered_reason = models.CharField(max_length=300, blank=True)
    intake_at = models.DateTimeField(null=True, blank=True)
    intake_place = models.CharField(max_length=200, blank=True)
    intake_held_on = models.DateField(null=True, blank=True)
    intake_notes = models.TextField(blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="scheme", name="request_in_own_scheme", along=("fund",)),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn", "lapsed"])
                | Q(received_at__isnull=False),
                name="request_has_instant",
            ),
        ]
        indexes: ClassVar = [
            *Dossier.Meta.indexes,
            models.Index(fields=["fund", "scheme", "state"], name="request_by_scheme"),
        ]


@history.tracked()
class Hand(Dossier):
    """One department that takes part, or is asked to: by a person of its own.

    `via` is *program* or *link*; empty until the hand is given.
    """

    request = ParentKey(Request, related_name="hands")
    hand = models.CharField(max_length=12, choices=[(h.value, h.value) for h in Department])
    name = models.CharField(max_length=120)
    email = models.EmailField()
    asked_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    via = models.CharField(max_length=8, blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="request", name="hand_in_own_dossier", along=THREE),
            models.UniqueConstraint(
                fields=["school", "request", "hand"], name="hand_of_request_once"
            ),
        ]


@history.tracked()
class Homework(Dossier):
    """What somebody does before the plan is made: who, what, and before which day."""

    request = ParentKey(Request, related_name="homework")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in HomeworkKind])
    text = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=120)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=120, blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="request", name="homework_in_own_dossier", along=THREE),
        ]


class Mark(Dossier):
    """One thing that happened in a dossier: what, by whom, when, and why. Never changed."""

    privileges: ClassVar[str] = ADDED_ONLY

    request = ParentKey(Request, related_name="marks")
    application_id = models.BigIntegerField(null=True, blank=True)
    activity_id = models.BigIntegerField(null=True, blank=True)
    what = models.CharField(max_length=24)
    side = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Side])
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    text = models.TextField(blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="request", name="mark_in_own_dossier", along=THREE),
        ]


class Letter(Dossier):
    """A letter as it was sent, readable in the dossier. What it says is made of `kind` and `says`.

    `to` is the side that got it; `due_on` keeps a reminder from being sent twice.
    """

    privileges: ClassVar[str] = ADDED_ONLY

    request = ParentKey(Request, related_name="letters")
    application_id = models.BigIntegerField(null=True, blank=True)
    activity_id = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=24)
    to = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Side])
    says = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="request", name="letter_in_own_dossier", along=THREE),
            models.UniqueConstraint(
                fields=["school", "activity_id", "kind", "due_on"],
                condition=Q(due_on__isnull=False),
                name="reminder_once",
            ),
        ]
