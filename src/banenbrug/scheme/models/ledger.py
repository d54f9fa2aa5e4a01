"""The ledger of hours: running totals for each organisation, and the entries that explain them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.scheme.models.base import THREE, Dossier, in_quarters
from banenbrug.scheme.models.fields import HoursField
from banenbrug.scheme.models.plans import Application
from banenbrug.scheme.models.schemes import Scheme
from banenbrug.scheme.rules.hours import EntryKind
from banenbrug.scheme.rules.states import Side


class Allowance(Dossier):
    """What one organisation may have of a scheme, in all or in one year, and what it has.

    `waiting` are hours that it asked for and for which there is no room yet: they count within the
    cap, so that nobody waits for more than one could get.
    """

    privileges: ClassVar[str] = "SELECT, INSERT, UPDATE"

    scheme = ParentKey(Scheme, related_name="allowances")
    year = models.PositiveSmallIntegerField(default=0)
    cap = HoursField()
    claimed = HoursField(default=0)
    waiting = HoursField(default=0)
    granted = HoursField(default=0)
    returned = HoursField(default=0)

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="scheme", name="allowance_in_own_scheme", along=("fund",)),
            models.UniqueConstraint(fields=["school", "scheme", "year"], name="allowance_once"),
            models.CheckConstraint(
                condition=Q(claimed__gte=0, waiting__gte=0, returned__gte=0)
                & Q(granted__gte=F("returned")),
                name="allowance_is_not_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(
                    cap__gte=F("claimed") + F("waiting") + F("granted") - F("returned"),
                ),
                name="allowance_is_not_above_cap",
            ),
        ]


_SIGNED = (
    Q(kind__in=["claim", "grant", "work"], hours__gt=0)
    | Q(kind__in=["unclaim", "return"], hours__lt=0)
    | Q(kind="correction", corrects__isnull=False) & ~Q(hours=0) & ~Q(reason="")
)


class HoursEntry(Dossier):
    """One line of the ledger: hours in or out, by whom, when and why. Only ever added.

    `adviser` stays empty: an adviser reads its grant and its work, not the ledger.
    """

    privileges: ClassVar[str] = "SELECT, INSERT"

    scheme = ParentKey(Scheme)
    application = ParentKey(Application, related_name="entries")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in EntryKind])
    hours = HoursField()
    reason = models.CharField(max_length=300, blank=True)
    corrects = ParentKey("self", null=True, blank=True)
    activity_id = models.BigIntegerField(null=True, blank=True)
    side = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Side])
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta(Dossier.Meta):
        constraints: ClassVar = [
            *Dossier.Meta.constraints,
            CompositeKey(field="scheme", name="entry_in_own_scheme", along=("fund",)),
            CompositeKey(field="application", name="entry_in_own_dossier", along=THREE),
            CompositeKey(field="corrects", name="correction_in_own_dossier", along=THREE),
            models.CheckConstraint(condition=_SIGNED, name="entry_has_its_sign"),
            models.CheckConstraint(
                condition=Q(adviser__isnull=True), name="entry_is_not_of_adviser"
            ),
            in_quarters("hours", "entry_in_quarters"),
        ]
        indexes: ClassVar = [
            *Dossier.Meta.indexes,
            models.Index(fields=["fund", "scheme", "id"], name="entry_by_scheme"),
            models.Index(fields=["school", "application"], name="entry_by_application"),
        ]
