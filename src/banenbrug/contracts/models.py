"""Suppliers, contracts, social clauses, and the files that they were read from."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from banenbrug.contracts.categories import CATEGORIES
from banenbrug.contracts.rules import CLAUSE_NAMES, ClauseForm, ContractKind, PsoLevel
from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.foundation.refusals import Refusal
from banenbrug.organisations.models import Membership, Organisation, Own, Unit


@history.tracked()
class Supplier(Own):
    """A party that this school buys from, as the school knows it.

    `company_key` is the name without case, accents and legal form: one supplier under several
    spellings has one key. `account` is the supplier's own organisation, once it has a door here.
    """

    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200, editable=False)
    company_key = models.CharField(max_length=200, editable=False)
    code = models.CharField(max_length=60, blank=True)
    kvk = models.CharField(max_length=8, blank=True)
    vat = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=80, blank=True)
    pso_level = models.CharField(
        max_length=10, blank=True, choices=[(level.value, level.value) for level in PsoLevel]
    )
    is_social_enterprise = models.BooleanField(default=False)
    account = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "company_key"], name="supplier_key_once"
            ),
            models.CheckConstraint(
                condition=Q(kvk="") | Q(kvk__regex=r"^\d{8}$"), name="supplier_kvk_is_8_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@history.tracked(without=("content",))
class Batch(Own):
    """One register file: the bytes, how its columns were read, and what became of its rows."""

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        COMMITTED = "committed"
        DISCARDED = "discarded"

    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    mapping = models.JSONField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREVIEWED)
    counts = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    made_by = ParentKey(Membership, null=True, blank=True)
    made_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="made_by", name="batch_by_own_member"),
        ]

    def __str__(self) -> str:
        return self.file_name


class BatchProblem(Own):
    """Why a row of a file was rejected or skipped, and how to mend it."""

    batch = ParentKey(Batch, related_name="problems")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40)
    message = models.TextField()
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    value = models.TextField(blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="batch", name="problem_in_own_batch"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "batch", "row"], name="problem_by_batch")
        ]

    @property
    def refusal(self) -> Refusal:
        """The reason, for a reader in any language."""
        return Refusal(self.code, self.message, self.params)


@history.tracked()
class Contract(Own):
    """A line of the contract register. Amounts in cents of `currency`, without VAT."""

    number = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    supplier = ParentKey(Supplier, related_name="contracts")
    kind = models.CharField(
        max_length=10,
        choices=[(kind.value, kind.value) for kind in ContractKind],
        default=ContractKind.CONTRACT.value,
    )
    category = models.CharField(
        max_length=20, blank=True, choices=[(c.code, c.name) for c in CATEGORIES]
    )
    cpv = models.CharField(max_length=10, blank=True)
    description = models.TextField(blank=True)
    value_per_year = models.BigIntegerField(null=True, blank=True)
    value_total = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    extension_count = models.PositiveSmallIntegerField(null=True, blank=True)
    extension_months = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)
    procedure = models.CharField(max_length=60, blank=True)
    unit = ParentKey(Unit, null=True, blank=True)
    batch = ParentKey(Batch, null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="supplier", name="contract_with_own_supplier"),
            CompositeKey(field="unit", name="contract_of_own_unit"),
            CompositeKey(field="batch", name="contract_from_own_batch"),
            models.UniqueConstraint(
                fields=["organisation", "number", "supplier"], name="contract_number_once"
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                name="contract_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "supplier"], name="contract_by_supplier"),
            models.Index(fields=["organisation", "end"], name="contract_by_end"),
            models.Index(fields=["organisation", "title"], name="contract_by_title"),
        ]

    def __str__(self) -> str:
        return self.title


@history.tracked()
class Clause(Own):
    """What a contract says about social return. Which amount counts depends on the form."""

    contract = ParentKey(Contract, related_name="clauses")
    form = models.CharField(
        max_length=20, choices=[(form.value, CLAUSE_NAMES[form]) for form in ClauseForm]
    )
    percentage = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    places = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="contract", name="clause_in_own_contract"),
            models.CheckConstraint(
                condition=Q(percentage=None) | Q(percentage__gte=0, percentage__lte=100),
                name="clause_percentage_is_one",
            ),
            models.UniqueConstraint(
                fields=["organisation", "contract", "form"], name="clause_form_once"
            ),
        ]
