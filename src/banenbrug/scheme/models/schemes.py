"""A scheme as a fund offers it, and its running totals. Both hold what a public page shows."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey, PublishedRows
from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models.fields import HoursField
from banenbrug.scheme.policies import PurseRows
from banenbrug.scheme.rules.support import CapPeriod, From
from banenbrug.scheme.rules.terms import Phase, phase_of


@history.tracked()
class Scheme(models.Model):
    """A support scheme of a fund: hours of an adviser for hogescholen, within terms that it sets.

    Class *published*: `is_published` opens it to everybody. Money is cents an hour.
    """

    fund = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    adviser = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    goal = models.TextField(blank=True)
    basis = models.CharField(max_length=300, blank=True)
    conditions = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    opens = models.DateField()
    closes = models.DateField()
    runs_until = models.DateField()
    cap = HoursField()
    cap_period = models.CharField(
        max_length=10,
        choices=[(p.value, p.value) for p in CapPeriod],
        default=CapPeriod.ONCE.value,
    )
    rate = models.PositiveIntegerField(null=True, blank=True)
    evaluation_days = models.PositiveSmallIntegerField(default=14)
    kinds = ArrayField(models.CharField(max_length=16))
    applicants = ArrayField(models.CharField(max_length=16))
    needs_hands = models.BooleanField(default=True)
    place_from = models.CharField(
        max_length=12, choices=[(f.value, f.value) for f in From], default=From.APPLICATION.value
    )
    claim_from = models.CharField(
        max_length=12, choices=[(f.value, f.value) for f in From], default=From.APPLICATION.value
    )
    is_published = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            PublishedRows(name="scheme_scheme_rows"),
            models.UniqueConstraint(fields=["fund", "id"], name="scheme_scheme_here"),
            models.CheckConstraint(condition=Q(cap__gt=0), name="scheme_cap_is_positive"),
            models.CheckConstraint(
                condition=Q(closes__gte=F("opens"), runs_until__gte=F("closes")),
                name="scheme_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def phase(self, today: date) -> Phase:
        """Where the scheme is in its own time."""
        return phase_of(
            opens=self.opens, closes=self.closes, runs_until=self.runs_until, today=today
        )


class Purse(models.Model):
    """The hours of a scheme: how many there are, and where they went. One row, locked to change it.

    `queue` counts applications that wait; `last_place` and `last_received_at` are those of the
    latest receipt. `HoursEntry` tells how the totals came about; `banenbrug ledger` compares them.
    """

    privileges: ClassVar[str] = "SELECT, INSERT, UPDATE"

    scheme = ParentKey(Scheme, related_name="purses")
    fund = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_published = models.BooleanField(default=False)
    total = HoursField()
    claimed = HoursField(default=0)
    granted = HoursField(default=0)
    returned = HoursField(default=0)
    queue = models.PositiveIntegerField(default=0)
    last_place = models.PositiveIntegerField(default=0)
    last_received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            PurseRows(name="scheme_purse_rows"),
            models.UniqueConstraint(fields=["fund", "scheme"], name="scheme_has_one_purse"),
            CompositeKey(field="scheme", name="purse_of_own_scheme", along=("fund",)),
            models.CheckConstraint(
                condition=Q(claimed__gte=0, returned__gte=0, granted__gte=F("returned")),
                name="purse_is_not_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(total__gte=F("claimed") + F("granted") - F("returned")),
                name="purse_is_not_overspent",
            ),
        ]
