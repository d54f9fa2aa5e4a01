"""How a school weighs its contracts, how each contract stands, and which three it chose."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, F, Q

from banenbrug.contracts.models import Contract
from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.opportunities.bands import BEST, MOST_WEIGHT, WEIGHTS, Part
from banenbrug.opportunities.rules import FULL_LABOUR_COST, SUITABLE_HIGH, SUITABLE_LOW, TOP
from banenbrug.organisations.models import Membership, Own
from banenbrug.organisations.roles import Hand


def _weight(part: Part) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(default=WEIGHTS[part])


@history.tracked()
class Weights(Own):
    """What one school finds important, where it says something else than the defaults.

    `labour_cost` is a full-time year in cents; the suitable shares are per cent of the work;
    `places` are the places of its labour market region.
    """

    category = _weight(Part.CATEGORY)
    room = _weight(Part.ROOM)
    moment = _weight(Part.MOMENT)
    readiness = _weight(Part.READINESS)
    region = _weight(Part.REGION)
    clause = _weight(Part.CLAUSE)
    labour_cost = models.BigIntegerField(default=FULL_LABOUR_COST)
    suitable_low = models.PositiveSmallIntegerField(default=SUITABLE_LOW)
    suitable_high = models.PositiveSmallIntegerField(default=SUITABLE_HIGH)
    places = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(fields=["organisation"], name="weights_once"),
            models.CheckConstraint(
                condition=Q(**{f"{part.value}__lte": MOST_WEIGHT for part in Part}),
                name="weights_are_bounded",
            ),
            models.CheckConstraint(
                condition=~Q(**{part.value: 0 for part in Part}),
                name="weights_not_all_nothing",
            ),
            models.CheckConstraint(
                condition=Q(labour_cost__gt=0, suitable_low__lte=F("suitable_high"))
                & Q(suitable_high__lte=100),
                name="weights_assumptions_are_possible",
            ),
        ]


@history.tracked()
class CategoryWeight(Own):
    """What one kind of work is worth at a school that does not follow the default."""

    category = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField()
    labour_low = models.PositiveSmallIntegerField()
    labour_high = models.PositiveSmallIntegerField()

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "category"], name="category_weight_once"
            ),
            models.CheckConstraint(
                condition=Q(score__lte=BEST, labour_low__lte=F("labour_high"))
                & Q(labour_high__lte=100),
                name="category_weight_is_possible",
            ),
        ]


class Weighed(Own):
    """For which day the standings of a school hold; `is_due` while a job is to weigh them anew.

    How many there are, and of how many the kind of work and the range of jobs are known, stands
    here, so that a list of 100,000 need not count them.
    """

    on = models.DateField(null=True, blank=True)
    is_due = models.BooleanField(default=False)
    running = models.PositiveIntegerField(default=0)
    with_category = models.PositiveIntegerField(default=0)
    with_range = models.PositiveIntegerField(default=0)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(fields=["organisation"], name="weighed_once"),
        ]


class Standing(Own):
    """The score of one running contract, derived from its facts so that lists can sort by it.

    A contract that has ended has none. `grades` are those of the six parts, in their order. Value,
    category, clause and nearness stand here too: a list filters and sorts without another table.
    """

    contract = ParentKey(Contract, related_name="standings", on_delete=models.CASCADE)
    points = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()
    grades = ArrayField(models.PositiveSmallIntegerField(), size=len(Part))
    jobs_low = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    jobs_high = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    category = models.CharField(max_length=20, blank=True)
    has_clause = models.BooleanField()
    is_near = models.BooleanField(null=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="contract", name="standing_of_own_contract"),
            models.UniqueConstraint(fields=["organisation", "contract"], name="standing_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                "organisation", F("points").desc(), F("value").desc(), "contract",
                name="standing_by_points",
            ),
            models.Index("organisation", F("value").desc(), "contract", name="standing_by_value"),
        ]  # fmt: skip


@history.tracked()
class Choice(Own):
    """The contracts that a school talks about first. One is open at a time."""

    made_by = ParentKey(Membership)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="made_by", name="choice_by_own_member"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(closed_at=None), name="choice_open_once"
            ),
        ]


@history.tracked()
class Chosen(Own):
    """One contract of a choice, at its place."""

    choice = ParentKey(Choice, related_name="chosen")
    contract = ParentKey(Contract, related_name="choices")
    place = models.PositiveSmallIntegerField()

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="choice", name="chosen_in_own_choice"),
            CompositeKey(field="contract", name="chosen_own_contract"),
            models.UniqueConstraint(
                fields=["organisation", "choice", "contract"], name="chosen_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "choice", "place"],
                name="chosen_place_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=TOP), name="chosen_place_is_one"
            ),
        ]


@history.tracked()
class Signature(Own):
    """One hand under a choice: procurement or HR."""

    choice = ParentKey(Choice, related_name="signatures")
    hand = models.CharField(max_length=12, choices=[(h.value, h.value) for h in Hand])
    member = ParentKey(Membership)
    signed_at = models.DateTimeField()

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="choice", name="signature_under_own_choice"),
            CompositeKey(field="member", name="signature_of_own_member"),
            models.UniqueConstraint(fields=["organisation", "choice", "hand"], name="hand_once"),
        ]
