"""From the assigned adviser to the plan: the intake talk and the homework that it leaves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.organisations.queries import advisers
from banenbrug.scheme.access import dossier_for
from banenbrug.scheme.actions import intake
from banenbrug.scheme.actions.plans import start_plan as begin_plan
from banenbrug.scheme.forms.intake import AssignForm, MomentForm, TalkForm, TaskForm
from banenbrug.scheme.models import Homework, Request
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import RequestState, Step
from banenbrug.scheme.views.form_page import FormPage, form_page
from banenbrug.scheme.views.shared import act, at, side_of
from banenbrug.web.words import say


@once
def assign(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Choose the advisory organisation that gets a dossier."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    chosen = found.adviser_id or found.scheme.adviser_id
    form = AssignForm(request.POST or None, advisers=advisers(), initial={"adviser": chosen})
    again = found.adviser_id is not None
    page = FormPage(
        heading=gettext("Another adviser") if again else gettext("Assign an adviser"),
        submit=gettext("Assign this adviser"),
        done=gettext("The adviser is assigned. The hogeschool and the adviser get a letter."),
        lead=gettext("From then on the adviser reads the whole dossier."),
        follows=(gettext("The former adviser reads it no longer."),) if again else (),
        verdict=intake.why_not_assign(found, side=side_of(member)),
    )
    return form_page(
        request,
        found,
        form,
        page,
        lambda filled: intake.assign_adviser(
            by=member, request=found, adviser=filled["adviser"], now=timezone.now()
        ),
    )


@require_POST
def take_in_hand(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Become the person in charge at the adviser."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    return act(
        request,
        lambda: intake.take_in_hand(by=member, request=found, now=timezone.now()),
        done=gettext("You have this dossier in hand."),
        to=at(member, "scheme:dossier", pk),
    )


@once
def plan_intake(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Agree when and where the intake talk is, or move it."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    form = MomentForm(request.POST or None, initial=MomentForm.of(found))
    page = FormPage(
        heading=gettext("Move the intake talk")
        if found.state == RequestState.INTAKE
        else gettext("Plan the intake talk"),
        submit=gettext("Plan the intake talk"),
        done=gettext("The intake talk is planned. The hogeschool gets a letter."),
        lead=gettext("Procurement and HR are both there."),
        verdict=why_not_move(Step.PLAN_INTAKE, state=found.state, side=side_of(member)),
    )
    return form_page(
        request,
        found,
        form,
        page,
        lambda filled: intake.plan_intake(
            by=member, request=found, at=form.at, place=filled["place"], now=timezone.now()
        ),
    )


@once
def hold_intake(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Write what came of the intake talk, and who does what before the plan."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    form = TalkForm(request.POST or None, initial={"held_on": _day_of_talk(found)})
    page = FormPage(
        heading=gettext("What came of the intake talk"),
        submit=gettext("Save and send the homework"),
        done=gettext("Saved. The hogeschool gets a letter. Now make the plan."),
        verdict=why_not_move(Step.HOLD_INTAKE, state=found.state, side=side_of(member)),
        template="scheme/hold_intake.html",
    )
    return form_page(
        request,
        found,
        form,
        page,
        lambda filled: intake.hold_intake(
            by=member,
            request=found,
            held_on=filled["held_on"],
            notes=filled["notes"],
            homework=form.homework,
            now=timezone.now(),
            today=timezone.localdate(),
        ),
    )


@once
def give_homework(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Write down one more thing to do."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    form = TaskForm(request.POST or None)
    page = FormPage(
        heading=gettext("Add homework"),
        submit=gettext("Add it"),
        done=gettext("The homework is added."),
        lead=gettext("Who does what before the plan is made, or before it is carried out?"),
        verdict=intake.why_not_homework(found, side=side_of(member)),
    )
    return form_page(
        request,
        found,
        form,
        page,
        lambda _: intake.give_homework(by=member, request=found, task=form.task),
    )


@require_POST
def do_homework(request: ScopedRequest, organisation: str, pk: int, task: int) -> HttpResponse:
    """Tick homework off, or say that it is not done after all."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    homework = get_object_or_404(Homework.objects.select_related("request"), pk=task, request=found)
    is_done = "undo" not in request.POST
    return act(
        request,
        lambda: intake.do_homework(
            by=member, homework=homework, is_done=is_done, today=timezone.localdate()
        ),
        done=gettext("Done: the adviser can see it.") if is_done else gettext("It is open again."),
        to=f"{at(member, 'scheme:dossier', pk)}#homework",
    )


@require_POST
@once
def start_plan(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Begin a plan and go on with writing it."""
    member = request.member
    found = dossier_for(member, pk, to_act=True)
    now, today = timezone.now(), timezone.localdate()
    try:
        application = begin_plan(by=member, request=found, now=now, today=today)
    except Refused as refused:
        messages.error(request, say(refused.refusal))
        return redirect(at(member, "scheme:dossier", pk))
    return redirect(at(member, "scheme:write_plan", application.pk))


def _day_of_talk(found: Request) -> object:
    """The day that was planned, once it has come."""
    if found.intake_at is None or found.intake_at > timezone.now():
        return None
    return timezone.localtime(found.intake_at).date()
