"""Suppliers, contracts, social clauses, and the files that they were read from."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
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
        indexes: ClassVar = [
            models.Index(fields=["organisation", "sort_key"], name="supplier_by_name")
        ]

    def __str__(self) -> str:
        return self.name


@history.tracked(without=("content", "other_content", "seen", "progress"))
class Batch(Own):
    """One register file, or two that belong together: how it was read, what became of its rows.

    `seen` is what a reader looks at beside the problems: column names with examples, the first
    changes. `progress` is how far a job came, `failure` why it stopped. `written_in` names the
    context of the history that holds all that this file changed.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed"
        QUEUED = "queued"
        COMMITTED = "committed"
        DISCARDED = "discarded"
        EXPIRED = "expired"
        UNDONE = "undone"

    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    other_content = models.BinaryField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    mapping = models.JSONField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREVIEWED)
    counts = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    seen = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    progress = models.JSONField(null=True, blank=True)
    failure = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    written_in = models.UUIDField(null=True, blank=True)
    made_by = ParentKey(Membership, null=True, blank=True)
    made_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_by = ParentKey(Membership, null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="made_by", name="batch_by_own_member"),
            CompositeKey(field="undone_by", name="batch_undone_by_own_member"),
        ]

    def __str__(self) -> str:
        return self.file_name


class BatchProblem(Own):
    """Why a row of a file was rejected or skipped, and how to mend it.

    `cells` is the whole row, with the first of its problems only, without what looks like a BSN.
    """

    batch = ParentKey(Batch, related_name="problems")
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, default="rejected")
    cells = models.JSONField(null=True, blank=True)
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
    """A line of the contract register. Amounts in cents of `currency`, without VAT.

    `buyer` and `hr` are its two hands: who looks after it for procurement, and who for HR.
    """

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
    buyer = ParentKey(Membership, null=True, blank=True)
    hr = ParentKey(Membership, null=True, blank=True)
    batch = ParentKey(Batch, null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="supplier", name="contract_with_own_supplier"),
            CompositeKey(field="buyer", name="contract_of_own_buyer"),
            CompositeKey(field="hr", name="contract_of_own_hr"),
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
            models.Index(fields=["organisation", "value_per_year"], name="contract_by_value"),
            # Holds what counts and sums of a filtered list ask for.
            models.Index(
                fields=["organisation", "category", "unit"],
                include=["value_per_year", "currency", "end"],
                name="contract_by_category",
            ),
            models.Index(
                fields=["organisation", "buyer"],
                condition=Q(buyer__isnull=False),
                name="contract_by_buyer",
            ),
            models.Index(
                fields=["organisation", "hr"],
                condition=Q(hr__isnull=False),
                name="contract_by_hr",
            ),
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


class Words(Own):
    """The words by which a contract or a supplier is found; made by `contracts.words`.

    Each word begins with the key of the organisation, so that the index of one school's words is
    as small as that school. Without a key to its object: who takes an object away need not know.
    """

    class Kind(models.TextChoices):
        CONTRACT = "contract"
        SUPPLIER = "supplier"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    object_id = models.BigIntegerField()
    words = SearchVectorField()

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "kind", "object_id"], name="words_of_object_once"
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["words"], name="words_by_word")]


class SearchWords(models.Model):
    """The same words through a view of the owner: under a row policy GIN is not used."""

    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()
    words = SearchVectorField()

    class Meta:
        managed = False
        db_table = "search_words"
