"""Writing the plan, as the adviser: four texts and any number of activities, without JavaScript."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.scheme.access import application_for
from banenbrug.scheme.actions import plans
from banenbrug.scheme.forms.plans import PlanForm
from banenbrug.scheme.models import Application, PlanComment, PlanVersion
from banenbrug.scheme.queries.marks import last_mark
from banenbrug.scheme.queries.plans import comments_on, latest_offered, latest_version
from banenbrug.scheme.queries.whole_plan import whole_plan
from banenbrug.scheme.rules.states import ApplicationState, Step
from banenbrug.scheme.views.plans import names_of_parts
from banenbrug.scheme.views.shared import at, side_of
from banenbrug.scheme.views.steps import step_page
from banenbrug.web.refusals import show_refusal

ROWS = "rows"
"""How many activities the form holds: a hidden field, and a word in the address."""


def write_plan(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Write the texts and activities of a plan; every way to send the form also saves it."""
    member = request.member
    found = application_for(member, pk, to_act=True)
    if request.method != "POST":
        return _page(request, found, form=_form(found, rows=_number(request.GET)))
    adds = "add" in request.POST
    rows = _number(request.POST) + adds
    form = PlanForm(request.POST, kinds=found.scheme.kinds, rows=rows)
    if form.is_valid():
        try:
            plans.write_plan(
                by=member,
                application=found,
                texts=form.texts,
                activities=form.activities,
                now=timezone.now(),
            )
        except Refused as refused:
            show_refusal(form, form.place_of(refused))
        else:
            messages.success(request, gettext("The plan is saved."))
            if adds:
                here = at(member, "scheme:write_plan", pk)
                return redirect(f"{here}?{ROWS}={rows}#activity-{form.count}")
            return redirect(at(member, "scheme:plan", pk))
    return _page(request, found, form=form)


def _form(application: Application, *, rows: int) -> PlanForm:
    """The form with what was written so far."""
    version = latest_version(application)
    kinds = application.scheme.kinds
    if version is None:
        return PlanForm(kinds=kinds, rows=rows)
    plan = whole_plan(version)
    return PlanForm(kinds=kinds, rows=max(rows, len(plan.lines)), initial=PlanForm.of(plan))


def _number(typed: QueryDict) -> int:
    given = typed.get(ROWS, "")
    return int(given) if given.isdecimal() and len(given) < 4 else 0


def _remarks_on(version: PlanVersion) -> list[tuple[str, list[PlanComment]]]:
    """What was said of the version that the hogeschool has, by the name of each part."""
    said = comments_on(version)
    names = names_of_parts(whole_plan(version)) if said else {}
    return [(name, said[key]) for key, name in names.items() if key in said]


def _page(request: ScopedRequest, application: Application, *, form: PlanForm) -> HttpResponse:
    offered = latest_offered(application)
    is_returned = application.state == ApplicationState.RETURNED
    return step_page(
        request,
        application.request,
        form=form,
        heading=gettext("Write the plan"),
        submit=gettext("Save the plan"),
        back=at(request.member, "scheme:plan", application.pk),
        verdict=plans.why_not_write(application, side=side_of(request.member)),
        template="scheme/write_plan.html",
        more={
            "application": application,
            "offered": offered,
            "remarks": _remarks_on(offered) if offered else [],
            "returned": last_mark(application, Step.RETURN) if is_returned else None,
        },
    )
