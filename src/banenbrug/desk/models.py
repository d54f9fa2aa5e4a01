"""What the pages of the desk remember."""

from typing import ClassVar

from django.db import models

from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.organisations.models import Membership, Own


class Visit(Own):
    """When somebody was last on *Today*, and the time before: what is new is newer than that.

    For the page of that person alone; nobody else is shown when somebody was here.
    """

    member = ParentKey(Membership)
    latest = models.DateTimeField()
    former = models.DateTimeField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="member", name="visit_of_own_member"),
            models.UniqueConstraint(fields=["organisation", "member"], name="visit_once"),
        ]


class Tally(Own):
    """How many contracts a school has, and for how much a year, by what the views of the list ask.

    One row for each day of ending, so that no view has to be counted anew when the day changes.
    Made by `desk.tallies`; `value` is in cents of `currency`.
    """

    ends_on = models.DateField(null=True)
    currency = models.CharField(max_length=3)
    has_clause = models.BooleanField()
    has_result = models.BooleanField()
    contracts = models.PositiveIntegerField()
    value = models.BigIntegerField()

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "ends_on", "currency", "has_clause", "has_result"],
                name="tally_once",
                nulls_distinct=False,
            ),
        ]


class SavedView(Own):
    """A view of the list of contracts that somebody keeps: a name for an address."""

    member = ParentKey(Membership)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="member", name="saved_view_of_own_member"),
            models.UniqueConstraint(
                fields=["organisation", "member", "name"], name="saved_view_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
