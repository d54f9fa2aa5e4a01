"""Reads about register files: which were read in, how, and what was wrong with their rows."""

import re
from collections.abc import Sequence

from django.db.models import Count, Min, QuerySet

from banenbrug.contracts.columns import known_by
from banenbrug.contracts.models import Batch, BatchProblem
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.foundation.refusals import Refusal


def files_of_school(organisation_id: int) -> QuerySet[Batch]:
    """The files that were looked at, read in or undone, newest first; without their bytes."""
    return (
        Batch.objects.filter(organisation_id=organisation_id)
        .exclude(state__in=(Batch.State.DISCARDED, Batch.State.EXPIRED))
        .select_related("made_by")
        .defer("content", "other_content", "seen")
        .order_by("-made_at", "-pk")
    )


def mapping_before(organisation_id: int, *, headers: Sequence[str]) -> Mapping | None:
    """How the last file with these columns was read; those that we added ourselves do not count."""
    before = (
        Batch.objects.filter(
            organisation_id=organisation_id,
            state=Batch.State.COMMITTED,
            seen__known_by=known_by(headers),
        )
        .order_by("-committed_at", "-pk")
        .values_list("mapping", flat=True)
        .first()
    )
    return mappings.from_object(before) if before else None


def problems_of(batch: Batch) -> QuerySet[BatchProblem]:
    """Why rows of a file were rejected or skipped, in the order of the file."""
    return BatchProblem.objects.filter(organisation_id=batch.organisation_id, batch=batch).order_by(
        "row", "pk"
    )


def kinds_of_problems(batch: Batch) -> dict[str, tuple[Refusal, int]]:
    """Per code of a problem a refusal without values and how many there are, most of them first."""
    counted = (
        problems_of(batch)
        .order_by()
        .values("code")
        .annotate(count=Count("pk"), words=Min("message"))
        .order_by("-count", "code")
    )
    return {
        row["code"]: (Refusal(row["code"], row["words"], _no_values(row["words"])), row["count"])
        for row in counted
    }


def _no_values(message: str) -> dict[str, str]:
    return dict.fromkeys(re.findall(r"%\((\w+)\)", message), "…")
