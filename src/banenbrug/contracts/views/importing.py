"""Reading in a list on screen: choose a file, look at what would change, then write it."""

import csv
from dataclasses import replace
from io import StringIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from banenbrug.contracts import batches
from banenbrug.contracts.access import batch_for
from banenbrug.contracts.forms.importing import FIELD_NAMES, ColumnsForm, UploadForm
from banenbrug.contracts.models import Batch
from banenbrug.contracts.queries import problems_of
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.reading import open_table
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say

SHOWN_PROBLEMS = 50
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def upload(request: ScopedRequest, school: str) -> HttpResponse:
    """Choose a file. Nothing stands in the register before the next page."""
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.IMPORT_CONTRACTS)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            _refuse_personal(content)
            batch = batches.keep(
                by=request.member, file_name=file.name, content=content, now=timezone.now()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("contracts:preview", school=school, pk=batch.pk)
    return render(request, "contracts/upload.html", {"form": form})


def _refuse_personal(content: bytes) -> None:
    # The file is kept until it is written, so it may not even hold what no column would take over.
    for header in open_table(content).personal:
        message = N_(
            "The column “%(column)s” looks like personal data. Take it out of the file and "
            "choose the file again. Nothing was kept."
        )
        refuse(Refusal("column_personal", message, {"column": header}))


def preview(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """What the file would change, what cannot be read, and how its columns were understood."""
    batch = batch_for(request.member, pk, with_content=True)
    if batch.state != Batch.State.PREVIEWED:
        return _finished(request, batch)
    table = open_table(bytes(batch.content))
    form = ColumnsForm(
        request.POST or None, headers=table.headers, mapping=mappings.from_object(batch.mapping)
    )
    if request.method == "POST" and form.is_valid():
        try:
            batches.remap(batch=batch, mapping=form.chosen())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("contracts:preview", school=school, pk=pk)
    return render(request, "contracts/preview.html", {"batch": batch, "form": form, **_seen(batch)})


def _seen(batch: Batch) -> dict[str, object]:
    try:
        outcome = batches.look(
            content=bytes(batch.content),
            mapping=mappings.from_object(batch.mapping),
            organisation_id=batch.organisation_id,
        )
    except Refused as refused:
        return {"refusal": _with_names(refused.refusal, batch)}
    problems = outcome.findings.problems
    return {
        "outcome": outcome,
        "differences": [
            {**one, "facts": [(FIELD_NAMES[name], name, *pair) for name, *pair in one["facts"]]}
            for one in outcome.differences
        ],
        "to_write": outcome.created + outcome.updated,
        "problems": problems[:SHOWN_PROBLEMS],
        "more_problems": max(0, len(problems) - SHOWN_PROBLEMS),
        "warnings": [gettext(w.refusal.message) % w.params for w in outcome.findings.warnings],
    }


def _with_names(refusal: Refusal, batch: Batch) -> Refusal:
    """The refusal, with what the page calls the fields that it names."""
    if refusal.code != "columns_missing":
        return refusal
    missing = mappings.from_object(batch.mapping).missing()
    names = ", ".join(str(FIELD_NAMES.get(name, name)) for name in missing)
    return replace(refusal, params={**refusal.params, "fields": names})


def _finished(request: ScopedRequest, batch: Batch) -> HttpResponse:
    problems = problems_of(batch)
    return render(
        request,
        "contracts/batch.html",
        {"batch": batch, "problems": problems[:SHOWN_PROBLEMS], "counts": batch.counts},
    )


@require_POST
def commit(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write what was looked at."""
    batch = batch_for(request.member, pk)
    digest = request.POST.get("digest", "")
    try:
        outcome = batches.commit(batch=batch, digest=digest, now=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        written = outcome.contracts["created"] + outcome.contracts["updated"]
        done = ngettext(
            "%(count)s contract is new or changed in the register.",
            "%(count)s contracts are new or changed in the register.",
            written,
        )
        messages.success(request, done % {"count": written})
    return redirect("contracts:preview", school=school, pk=pk)


@require_POST
def discard(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Stop, and keep nothing of the file."""
    try:
        batches.discard(batch=batch_for(request.member, pk))
    except Refused as refused:
        messages.error(request, say(refused.refusal))
        return redirect("contracts:preview", school=school, pk=pk)
    messages.success(request, gettext("Nothing was kept of the file."))
    return redirect("contracts:upload", school=school)


def problems(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """The rows that were rejected or skipped, as a sheet to mend them by."""
    batch = batch_for(request.member, pk)
    sheet = StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    heads = ("Row", "Column", "What it says", "What is wrong")
    writer.writerow([gettext(head) for head in heads])
    for problem in problems_of(batch):
        writer.writerow(
            [problem.row, _as_text(problem.column), _as_text(problem.value), say(problem.refusal)]
        )
    answer = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="problems-{batch.pk}.csv"'
    return answer


def _as_text(cell: str) -> str:
    # A spreadsheet would run a cell that begins like a formula (OWASP ASVS 1.2.10).
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
