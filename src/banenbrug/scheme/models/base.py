"""What every row of a dossier has: the three parties that read and write it."""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Mod

from banenbrug.engine.policies import SchemeRows
from banenbrug.organisations.models import Organisation
from banenbrug.scheme.rules.hours import QUARTER

THREE = ("school", "fund")
"""Along which a key to a parent in the same dossier also compares."""

ADDED_ONLY = "SELECT, INSERT, UPDATE (adviser_id)"
"""Privileges of what is only added to. Another adviser may be assigned, who then reads it."""


class Dossier(models.Model):
    """A row of a dossier (class *scheme*): school, fund and adviser read and write it.

    Without an adviser yet, it is of the two others. Nothing that one hides from another stands in
    such a row.
    """

    school = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    fund = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    adviser = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            SchemeRows(name="%(app_label)s_%(class)s_rows"),
            models.UniqueConstraint(
                fields=["school", "fund", "id"], name="%(app_label)s_%(class)s_here"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["fund", "id"], name="%(app_label)s_%(class)s_of_fund"),
        ]

    @property
    def parties(self) -> dict[str, int | None]:
        """The three parties, for a row that belongs to this one."""
        return {"school_id": self.school_id, "fund_id": self.fund_id, "adviser_id": self.adviser_id}


def in_quarters(field: str, name: str) -> models.CheckConstraint:
    """Hours come in quarters."""
    return models.CheckConstraint(
        condition=models.lookups.Exact(Mod(F(field), models.Value(QUARTER)), 0), name=name
    )
