"""Reading in a list on screen: choose a file, say what its columns are, see what would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.contracts import batches, undo
from banenbrug.contracts.access import batch_for
from banenbrug.contracts.file_queries import files_of_school, kinds_of_problems, problems_of
from banenbrug.contracts.forms.columns import FIELD_NAMES, ColumnsForm, open_choices
from banenbrug.contracts.forms.importing import UploadForm
from banenbrug.contracts.jobs import KEPT_FOR
from banenbrug.contracts.models import Batch
from banenbrug.contracts.problem_sheet import in_two, untold
from banenbrug.contracts.progress import STAGES
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.rules import CLAUSE_NAMES, ClauseForm
from banenbrug.foundation.refusals import Refusal, Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.parts import BarPart
from banenbrug.web.refusals import show_refusal

STEPS = (
    _("Choose a file"),
    _("Recognise the columns"),
    _("Check"),
    _("Add to the register"),
)
TOTALS = (
    ("created", "new", _("new"), _("are added")),
    ("updated", "changed", _("changed"), _("are brought up to date")),
    ("unchanged", "same", _("the same"), _("stay as they are")),
    ("rejected", "refused", _("rejected"), _("do not come in")),
)
"""The outcomes of rows: their colour, what they are called, and what that means."""

A_PAGE = 25
FIRST_CHANGES = 5
FIRST_COLUMNS = 8
AGAIN_AFTER = 2
"""Seconds after which a page that waits for a job is asked for again."""


@dataclass(frozen=True)
class Total(BarPart):
    """Rows with one outcome, and what becomes of them."""

    meaning: str = ""


def upload(request: ScopedRequest, school: str) -> HttpResponse:
    """Choose a file. Nothing stands in the register before the third step."""
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.IMPORT_CONTRACTS)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = batches.keep(
                by=request.member, files=form.cleaned_data["file"], now=timezone.now()
            )
        except Refused as refused:
            show_refusal(form, Refused(refused.refusal, field="file"))
        else:
            step = "preview" if _is_clear(batch) else "columns"
            return redirect(f"contracts:{step}", school=school, pk=batch.pk)
    files = Paginator(files_of_school(request.member.organisation_id), A_PAGE)
    page = files.get_page(request.GET.get("page"))
    return render(request, "contracts/upload.html", {"form": form, "page": page, "steps": STEPS})


def columns(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """What each column of the file becomes, with an example from it."""
    batch = batch_for(request.member, pk)
    if batch.state != Batch.State.PREVIEWED:
        return redirect("contracts:preview", school=school, pk=pk)
    mapping = mappings.from_object(batch.mapping)
    form = ColumnsForm(request.POST or None, columns=_columns(batch), mapping=mapping)
    if request.method == "POST" and form.is_valid():
        try:
            batches.remap(batch=batch, mapping=form.chosen())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("contracts:preview", school=school, pk=pk)
    context = {
        "batch": batch,
        "form": form,
        "rows": form.rows(),
        "seen": batch.seen or {},
        "steps": STEPS,
    }
    return render(request, "contracts/columns.html", context)


def preview(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """What the file would change; after that how far it is, and what became of it."""
    batch = batch_for(request.member, pk)
    if batch.state == Batch.State.QUEUED:
        return _busy(request, batch)
    if batch.state != Batch.State.PREVIEWED:
        return _finished(request, batch)
    if not batch.counts:
        return redirect("contracts:columns", school=school, pk=pk)
    mapping = mappings.from_object(batch.mapping)
    rows = ColumnsForm(columns=_columns(batch), mapping=mapping).rows()
    differences = (batch.seen or {}).get("differences", ())
    context = {
        **_shared(request, batch),
        "kept_until": batch.made_at + KEPT_FOR,
        "to_write": batch.counts["created"] + batch.counts["updated"],
        "changes": changes_of(differences[:FIRST_CHANGES]),
        "changed": batch.counts["contracts"]["updated"],
        "rows": rows,
        "more_columns": max(0, len(rows) - FIRST_COLUMNS),
        "open_choices": open_choices(_columns(batch), mapping),
    }
    return render(request, "contracts/preview.html", context)


def changes(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """All contracts that would change, fact by fact."""
    batch = batch_for(request.member, pk)
    if batch.state != Batch.State.PREVIEWED or not batch.counts:
        return redirect("contracts:preview", school=school, pk=pk)
    differences = (batch.seen or {}).get("differences", ())
    page = Paginator(differences, A_PAGE).get_page(request.GET.get("page"))
    more = batch.counts["contracts"]["updated"] - len(differences)
    context = {"batch": batch, "page": page, "changes": changes_of(page.object_list), "more": more}
    return render(request, "contracts/changes.html", context)


def changes_of(differences: Any) -> list[dict[str, Any]]:
    """Changed facts, one a line, as they are shown."""
    return [
        {
            **difference,
            "label": FIELD_NAMES[name],
            "kind": _kind(name),
            "old": _shown(name, old),
            "new": _shown(name, new),
            "is_first": place == 0,
        }
        for difference in differences
        for place, (name, old, new) in enumerate(difference["facts"])
    ]


def _kind(name: str) -> str:
    if name in ("start", "end"):
        return "day"
    return "amount" if name in ("value_per_year", "value_total") else "text"


def _shown(name: str, value: Any) -> Any:
    if value in (None, ""):
        return None
    if _kind(name) == "day":
        return date.fromisoformat(value)
    return CLAUSE_NAMES[ClauseForm(value)] if name == "clause_form" else value


def _is_clear(batch: Batch) -> bool:
    """Whether the columns ask nothing of the reader."""
    mapping = mappings.from_object(batch.mapping)
    return bool(batch.counts) and not open_choices(_columns(batch), mapping)


def _columns(batch: Batch) -> list[dict[str, Any]]:
    return list((batch.seen or {}).get("columns", ()))


def _shared(request: ScopedRequest, batch: Batch) -> dict[str, Any]:
    """What a page says of a file before and after it was read in."""
    kind = request.GET.get("kind", "")
    kinds = kinds_of_problems(batch)
    if kind not in kinds:
        kind = ""
    found = problems_of(batch).filter(code=kind) if kind else problems_of(batch)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return {
        "batch": batch,
        "seen": batch.seen or {},
        "steps": STEPS,
        "counts": batch.counts,
        "totals": [
            Total(str(label), batch.counts.get(name, 0), kind, meaning=str(meaning))
            for name, kind, label, meaning in TOTALS
        ],
        "warnings": _warnings(batch),
        "failure": _refusal(batch.failure) if batch.failure else None,
        "page": page,
        "problems": [(problem, *in_two(problem.refusal)) for problem in page],
        "kinds": [(code, _kind_name(refusal), count) for code, (refusal, count) in kinds.items()],
        "kind": kind,
        "untold": untold(batch),
    }


def _warnings(batch: Batch) -> list[Refusal]:
    """What is said of the whole file; columns that are not read in are told apart."""
    said = [*(batch.seen or {}).get("warnings", ()), *batch.warnings]
    return [_refusal(one) for one in said if one["code"] != "column_personal"]


def _kind_name(refusal: Refusal) -> str:
    """What kind of problem this is, in words."""
    wrong, _mend = in_two(refusal)
    return wrong


def _refusal(said: dict[str, Any]) -> Refusal:
    return Refusal(said["code"], said["message"], said["params"])


def _busy(request: ScopedRequest, batch: Batch) -> HttpResponse:
    progress = batch.progress or {}
    stage, rows = progress.get("stage", 0), batch.counts.get("rows", 0)
    row = min(progress.get("row", 0), rows)
    context = {
        "batch": batch,
        "stage": stage,
        "stages": len(STAGES),
        "words": gettext(STAGES[stage - 1]) if stage else gettext("Waiting."),
        "row": row,
        "rows": rows,
        "steps": STEPS,
    }
    answer = render(request, "contracts/busy.html", context)
    answer["Refresh"] = str(AGAIN_AFTER)
    return answer


def _finished(request: ScopedRequest, batch: Batch) -> HttpResponse:
    why_not = undo.why_not_undo(batch)
    context = {
        **_shared(request, batch),
        "why_not": why_not,
        "went_on_with": (
            undo.went_on_with(batch, limit=A_PAGE) if why_not and why_not.code == "built_on" else ()
        ),
        "written": sum(
            batch.counts.get("contracts", {}).get(name, 0) for name in ("created", "updated")
        ),
    }
    return render(request, "contracts/batch.html", context)
