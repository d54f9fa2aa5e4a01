"""Hours that the adviser worked: entered, and confirmed or disputed by the hogeschool."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.scheme.access import activity_for
from banenbrug.scheme.actions import activities
from banenbrug.scheme.forms.activities import DisputeForm, WorkForm
from banenbrug.scheme.models import Activity, Work
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import Step
from banenbrug.scheme.views.form_page import FormPage, form_page
from banenbrug.scheme.views.shared import act, at, side_of
from banenbrug.web.templatetags.bb import day
from banenbrug.web.templatetags.bb import hours as in_hours


@once
def enter_work(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Enter hours as the adviser; shows what is left of the grant."""
    member = request.member
    found = activity_for(member, pk, to_act=True)
    today = timezone.localdate()
    form = WorkForm(request.POST or None, initial={"on": today})
    left = gettext("Of the grant of %(granted)s, %(left)s are left.")
    granted = found.application
    page = FormPage(
        heading=gettext("Enter hours for “%(title)s”") % {"title": found.title},
        submit=gettext("Enter the hours"),
        done=gettext("The hours are entered. The hogeschool is asked to confirm them."),
        lead=left % {"granted": in_hours(granted.granted), "left": in_hours(granted.left)},
        verdict=activities.why_not_enter(found, side=side_of(member)),
    )
    return form_page(
        request,
        granted.request,
        form,
        page,
        lambda filled: activities.enter_work(
            by=member, activity=found, now=timezone.now(), today=today, **filled
        ),
        to=at(member, "scheme:activity", pk),
    )


@require_POST
def confirm_work(request: ScopedRequest, organisation: str, pk: int, work: int) -> HttpResponse:
    """Say as the hogeschool that hours are right."""
    found = activity_for(request.member, pk, to_act=True)
    row = _row(found, work)
    return act(
        request,
        lambda: activities.confirm_work(by=request.member, work=row, now=timezone.now()),
        done=gettext("%(hours)s are confirmed.") % {"hours": in_hours(row.hours)},
        to=at(request.member, "scheme:activity", pk) + "#hours",
    )


@once
def dispute_work(request: ScopedRequest, organisation: str, pk: int, work: int) -> HttpResponse:
    """Say as the hogeschool what is wrong with hours."""
    member = request.member
    found = activity_for(member, pk, to_act=True)
    row = _row(found, work)
    form = DisputeForm(request.POST or None)
    told = gettext("%(hours)s on %(day)s: %(what)s")
    page = FormPage(
        heading=gettext("What is wrong with these hours?"),
        submit=gettext("Dispute the hours"),
        done=gettext("The adviser gets your remark by letter."),
        lead=told
        % {"hours": in_hours(row.hours), "day": day(row.on, "sentence"), "what": row.what},
        follows=(
            gettext("The hours stay reserved until you confirm them or they are taken back."),
        ),
        verdict=why_not_move(Step.DISPUTE_WORK, state=row.state, side=side_of(member)),
    )
    return form_page(
        request,
        found.application.request,
        form,
        page,
        lambda filled: activities.dispute_work(by=member, work=row, now=timezone.now(), **filled),
        to=at(member, "scheme:activity", pk) + "#hours",
    )


@require_POST
def withdraw_work(request: ScopedRequest, organisation: str, pk: int, work: int) -> HttpResponse:
    """Take hours back as the adviser, which the hogeschool did not confirm."""
    found = activity_for(request.member, pk, to_act=True)
    row = _row(found, work)
    return act(
        request,
        lambda: activities.withdraw_work(by=request.member, work=row, now=timezone.now()),
        done=gettext("%(hours)s are taken back.") % {"hours": in_hours(row.hours)},
        to=at(request.member, "scheme:activity", pk) + "#hours",
    )


def _row(activity: Activity, pk: int) -> Work:
    return get_object_or_404(Work, activity=activity, pk=pk)
