"""What is done with a file that was looked at: write it, stop, undo, take its problems along."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.contracts import batches, committing, problem_sheet, undo
from banenbrug.contracts.access import batch_for
from banenbrug.contracts.models import Batch
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.web.words import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITTEN = (Batch.State.QUEUED, Batch.State.COMMITTED)


@require_POST
def commit(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write what was looked at. The second of two clicks finds it written, as was asked."""
    batch = batch_for(request.member, pk)
    digest = request.POST.get("digest", "")
    if batch.state not in WRITTEN or batch.digest != digest:
        try:
            batches.commit(by=request.member, batch=batch, digest=digest, now=timezone.now())
        except Refused as refused:
            if refused.refusal == committing.REGISTER_CHANGED:
                batches.look_again(batch=batch)
            messages.error(request, say(refused.refusal))
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


@require_POST
def take_back(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Undo a file that was read in, as a whole."""
    try:
        undo.undo(by=request.member, batch=batch_for(request.member, pk), now=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    return redirect("contracts:preview", school=school, pk=pk)


def problems(request: ScopedRequest, school: str, pk: int, ending: str) -> HttpResponse:
    """The rejected rows as a sheet to correct and read in again."""
    batch = batch_for(request.member, pk)
    if ending == "xlsx":
        answer = HttpResponse(problem_sheet.as_xlsx(batch), content_type=XLSX)
    else:
        answer = HttpResponse(problem_sheet.as_csv(batch), content_type="text/csv; charset=utf-8")
    name = gettext("to-mend-%(number)s") % {"number": batch.pk}
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
