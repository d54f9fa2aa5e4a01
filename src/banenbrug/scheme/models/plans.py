"""A plan on its way to hours: the application, its versions, their activities and remarks."""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.scheme.models.base import ADDED_ONLY, THREE, Dossier, in_quarters
from banenbrug.scheme.models.dossiers import Request
from banenbrug.scheme.models.fields import HoursField
from banenbrug.scheme.models.schemes import Scheme
from banenbrug.scheme.rules.states import ApplicationState, Side
from banenbrug.scheme.rules.support import SupportKind


@history.tracked()
class Application(Dossier):
    """A plan with the hours that it asks, gets and uses. A request may have several.

    `hours` are asked for now; `claimed` of them are set aside. With a `turn` it waits for the
    rest, in the order of turns. `place` is its place in the order of receipt. `year` is that of
    the allowance, 0 where the cap holds once.
    """

    request = ParentKey(Request, related_name="applications")
    scheme = ParentKey(Scheme, related_name="applications")
    number = models.PositiveSmallIntegerField(default=1)
    year = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in ApplicationState],
        default=ApplicationState.DRAFT.value,
    )
    hours = HoursField(default=0)
    claimed = HoursField(default=0)
    granted = HoursField(default=0)
    pending = HoursField(default=0)
    worked = HoursField(default=0)
    returned = HoursField(default=0)
    place = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    turn = models.PositiveIntegerField(null=True, blank=True)
    expected = models.TextField(blank=True)
    mandate_name = models.CharField(max_length=120, blank=True)
    mandate_role = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="request", name="application_in_own_dossier", along=THREE),
            CompositeKey(field="scheme", name="application_in_own_scheme", along=("fund",)),
            models.UniqueConstraint(
                fields=["school", "request", "number"], name="application_number_once"
            ),
            models.UniqueConstraint(fields=["fund", "scheme", "place"], name="place_once"),
            models.UniqueConstraint(fields=["fund", "scheme", "turn"], name="turn_once"),
            models.CheckConstraint(
                condition=Q(claimed__gte=0, claimed__lte=F("hours")),
                name="application_claims_what_it_asks",
            ),
            models.CheckConstraint(
                condition=Q(pending__gte=0, worked__gte=0, returned__gte=0)
                & Q(granted__gte=F("worked") + F("pending") + F("returned")),
                name="work_within_grant",
            ),
            models.CheckConstraint(
                condition=Q(turn=None) | Q(state__in=["draft", "waiting", "returned"]),
                name="only_open_applications_wait",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(turn__isnull=False), name="waiting_has_turn"
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(received_at__isnull=False), name="place_has_instant"
            ),
        ]
        indexes: ClassVar = [
            *Dossier.Meta.indexes,
            models.Index(fields=["fund", "scheme", "state"], name="application_by_scheme"),
        ]

    @property
    def left(self) -> Decimal:
        """Hours of the grant that are neither worked, entered nor given back."""
        left: Decimal = self.granted - self.worked - self.pending - self.returned
        return left

    @property
    def waits_for(self) -> Decimal:
        """Hours that it still waits for."""
        return self.hours - self.claimed if self.turn is not None else Decimal(0)


@history.tracked(without=("goal", "situation", "approach", "securing"))
class PlanVersion(Dossier):
    """One version of a plan. The latest may change until it is offered; then a next one begins."""

    application = ParentKey(Application, related_name="versions")
    number = models.PositiveSmallIntegerField()
    goal = models.TextField(blank=True)
    situation = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    securing = models.TextField(blank=True)
    rate = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="application", name="version_in_own_dossier", along=THREE),
            models.UniqueConstraint(
                fields=["school", "application", "number"], name="version_number_once"
            ),
        ]


class ActivityFacts(models.Model):
    """What is planned: the kind, the hours, the days, and who of both departments is there."""

    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in SupportKind])
    title = models.CharField(max_length=120)
    hours = HoursField()
    days = ArrayField(models.DateField(), default=list)
    procurement = models.CharField(max_length=200, blank=True)
    hr = models.CharField(max_length=200, blank=True)
    supplier = models.CharField(max_length=120, blank=True)
    contract = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    @property
    def facts(self) -> dict[str, object]:
        """These values, to make another row of them."""
        names = [field.attname for field in ActivityFacts._meta.get_fields()]  # type: ignore[union-attr]
        return {name: getattr(self, name) for name in names}


class PlanActivity(ActivityFacts, Dossier):
    """One activity of a version of a plan."""

    version = ParentKey(PlanVersion, related_name="activities")

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="version", name="planned_in_own_dossier", along=THREE),
            models.CheckConstraint(condition=Q(hours__gt=0), name="planned_hours_positive"),
            in_quarters("hours", "planned_in_quarters"),
        ]


class PlanComment(Dossier):
    """A remark on one part of a version: a text, an activity (`activity-2`) or the estimate."""

    privileges: ClassVar[str] = ADDED_ONLY

    version = ParentKey(PlanVersion, related_name="comments")
    part = models.CharField(max_length=16)
    text = models.TextField()
    side = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Side])
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="version", name="comment_in_own_dossier", along=THREE),
        ]
