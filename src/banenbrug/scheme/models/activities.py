"""Activities after the grant: when they are held, the hours worked, and the account of each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.scheme.models.base import THREE, Dossier, in_quarters
from banenbrug.scheme.models.fields import HoursField
from banenbrug.scheme.models.plans import ActivityFacts, Application
from banenbrug.scheme.rules.states import ActivityState, EvaluationState, WorkState


@history.tracked()
class Activity(ActivityFacts, Dossier):
    """One activity of a plan that was granted.

    `corrected` is what the fund added to its confirmed hours, or took off.
    """

    application = ParentKey(Application, related_name="activities")
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in ActivityState],
        default=ActivityState.PLANNED.value,
    )
    location = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    corrected = HoursField(default=0)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="application", name="activity_in_own_dossier", along=THREE),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False), name="held_has_day"
            ),
        ]


@history.tracked()
class Work(Dossier):
    """Hours that the adviser worked for an activity on a day, and what the hogeschool says."""

    activity = ParentKey(Activity, related_name="work")
    on = models.DateField()
    hours = HoursField()
    what = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in WorkState],
        default=WorkState.ENTERED.value,
    )
    by = models.CharField(max_length=120)
    member = models.BigIntegerField()
    entered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="activity", name="work_in_own_dossier", along=THREE),
            models.CheckConstraint(condition=Q(hours__gt=0), name="work_hours_positive"),
            in_quarters("hours", "work_in_quarters"),
        ]


@history.tracked(without=("results", "worked_well", "worked_less", "follow_up"))
class Evaluation(Dossier):
    """The account of one activity, open from the day on which it was finished."""

    activity = ParentKey(Activity, related_name="evaluations")
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in EvaluationState],
        default=EvaluationState.OPEN.value,
    )
    opened_on = models.DateField()
    due_on = models.DateField()
    results = models.TextField(blank=True)
    vacancies = models.PositiveSmallIntegerField(null=True, blank=True)
    placements = models.PositiveSmallIntegerField(null=True, blank=True)
    worked_well = models.TextField(blank=True)
    worked_less = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    follow_up_owner = models.CharField(max_length=120, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    may_share = models.BooleanField(null=True, blank=True)
    submitted_by = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="activity", name="evaluation_in_own_dossier", along=THREE),
            models.UniqueConstraint(fields=["school", "activity"], name="evaluation_once"),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5),
                name="rating_is_1_to_5",
            ),
        ]
