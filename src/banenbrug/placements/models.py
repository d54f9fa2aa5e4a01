"""Vacancies, placements and paid hours. No names, no ground, no health: a pseudonym and facts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from banenbrug.contracts.models import Supplier
from banenbrug.dialogue.models import Commitment
from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey, GuestReads
from banenbrug.organisations.models import Paired, Unit
from banenbrug.placements.rules import ContractForm, EndReason, Route


@history.tracked()
class Vacancy(Paired):
    """A place to be filled, from a commitment. A published one stands on the public page.

    A partner that the school asked to join the commitment reads its vacancies.
    """

    commitment = ParentKey(Commitment, related_name="vacancies")
    title = models.CharField(max_length=120)
    tasks = models.TextField(blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    places = models.PositiveSmallIntegerField(default=1)
    employer = ParentKey(Supplier, null=True, blank=True)
    workplace = ParentKey(Unit, null=True, blank=True)
    opened_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta(Paired.Meta):
        constraints: ClassVar = [
            *Paired.Meta.constraints,
            GuestReads(
                name="vacancy_read_by_guest", kind="dialogue.commitment", column="commitment_id"
            ),
            CompositeKey(field="commitment", name="vacancy_of_own_commitment"),
            CompositeKey(field="employer", name="vacancy_at_own_supplier"),
            CompositeKey(field="workplace", name="vacancy_in_own_unit"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=40),
                name="vacancy_hours_are_a_week",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "commitment"], name="vacancy_by_commitment"),
        ]


class PublicVacancy(models.Model):
    """What everybody may read of a published, open vacancy: a view of the owner."""

    title = models.CharField(max_length=120)
    tasks = models.TextField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    places = models.PositiveSmallIntegerField()
    school = models.CharField(max_length=200)
    published_on = models.DateField()

    class Meta:
        managed = False
        db_table = "public_vacancy"


@history.tracked(without=("pseudonym", "end_reason"))
class Placement(Paired):
    """A person at work, under a pseudonym. An empty `employer` is the hogeschool itself.

    `in_register` says yes or no to the doelgroepregister, with the days of validity and of the
    check, never the ground for it.
    """

    commitment = ParentKey(Commitment, related_name="placements")
    vacancy = ParentKey(Vacancy, null=True, blank=True, related_name="placements")
    pseudonym = models.CharField(max_length=20)
    route = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Route])
    contract_form = models.CharField(
        max_length=20, choices=[(f.value, f.value) for f in ContractForm]
    )
    employer = ParentKey(Supplier, null=True, blank=True)
    workplace = ParentKey(Unit, null=True, blank=True)
    planned_hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(
        max_length=20, blank=True, choices=[(r.value, r.value) for r in EndReason]
    )
    in_register = models.BooleanField(default=False)
    register_from = models.DateField(null=True, blank=True)
    register_until = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta(Paired.Meta):
        constraints: ClassVar = [
            *Paired.Meta.constraints,
            CompositeKey(field="commitment", name="placement_of_own_commitment"),
            CompositeKey(field="vacancy", name="placement_on_own_vacancy"),
            CompositeKey(field="employer", name="placement_at_own_supplier"),
            CompositeKey(field="workplace", name="placement_in_own_unit"),
            models.UniqueConstraint(
                fields=["organisation", "pseudonym"], name="placement_pseudonym_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(register_until=None)
                | Q(register_from=None)
                | Q(register_until__gte=F("register_from")),
                name="placement_register_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "commitment"], name="placement_by_commitment"),
        ]


@history.tracked()
class PaidHours(Paired):
    """Hours for which wage was paid, per placement, employer and calendar month."""

    placement = ParentKey(Placement, related_name="paid_hours")
    employer = ParentKey(Supplier, null=True, blank=True)
    month = models.DateField()
    hours = models.DecimalField(max_digits=8, decimal_places=4)

    class Meta(Paired.Meta):
        constraints: ClassVar = [
            *Paired.Meta.constraints,
            CompositeKey(field="placement", name="hours_of_own_placement"),
            CompositeKey(field="employer", name="hours_at_own_supplier"),
            models.UniqueConstraint(
                fields=["organisation", "placement", "month", "employer"],
                name="hours_once_a_month",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=744), name="hours_fit_in_a_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="hours_month_is_first_day"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "month"], name="hours_by_month"),
        ]
