"""Pages of conversations, at the door of the school."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.contracts.access import contract_for
from banenbrug.dialogue import actions, queries, rules
from banenbrug.dialogue.access import conversation_for
from banenbrug.dialogue.forms import (
    CommitmentForm,
    ParticipantsForm,
    PlanForm,
    WhenForm,
)
from banenbrug.dialogue.models import Conversation
from banenbrug.dialogue.rules import ConversationState
from banenbrug.foundation.refusals import Refusal, Refused
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.once import once
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say

PER_PAGE = 25


def conversations(request: ScopedRequest, school: str) -> HttpResponse:
    """All conversations of the school, or only the planned, held or cancelled ones."""
    member = request.member
    require(member, see=Right.SEE_CONVERSATIONS)
    view = request.GET.get("view", "all")
    view = view if view in queries.VIEWS else "all"
    counts = queries.counts_of(member.organisation_id)
    names = (gettext("All"), gettext("Planned"), gettext("Held"), gettext("Cancelled"))
    found = queries.conversations_of(member.organisation_id, view=view)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "dialogue/conversations.html",
        {
            "page": page,
            "talks": queries.talks(page.object_list),
            "view": view,
            "views": [
                (word, name, counts[word]) for word, name in zip(queries.VIEWS, names, strict=True)
            ],
            "total": counts["all"],
        },
    )


@once
def plan(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Plan a conversation about a contract."""
    member = request.member
    contract = contract_for(member, pk, to=Right.HOLD_CONVERSATIONS)
    form = PlanForm(
        request.POST or None,
        people=_people(member),
        initial={hand.value: [member.pk] for hand in member.hands if len(member.hands) == 1},
    )
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan_conversation(
                by=member,
                contract=contract,
                planned_at=form.planned_at,
                place=form.cleaned_data["place"],
                members=form.members,
                seats=form.seats,
                supplier_role=form.cleaned_data["supplier_role"],
                now=timezone.now(),
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The conversation is planned."))
            to_come = form.planned_at > timezone.now()
            page = "desk:brief" if to_come else "dialogue:conversation"
            return redirect(page, school=school, pk=planned.pk)
    return render(request, "dialogue/plan.html", {"form": form, "contract": contract})


@require_POST
def cancel(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Cancel a planned conversation."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    try:
        actions.cancel_conversation(by=request.member, conversation=found)
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, gettext("The conversation is cancelled. You can plan it again."))
    return redirect("dialogue:conversation", school=school, pk=pk)


def plan_again(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Move a conversation to another time, or take up a cancelled one again."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    form = WhenForm(request.POST or None, initial=WhenForm.moment_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_again(
                by=request.member,
                conversation=found,
                planned_at=form.planned_at,
                place=form.cleaned_data["place"],
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The conversation is planned."))
            return redirect("dialogue:conversation", school=school, pk=pk)
    return _form_page(
        request,
        found,
        form=form,
        heading=gettext("Another time"),
        submit=gettext("Plan the conversation"),
        verdict=rules.why_not_move(state=found.state, to=ConversationState.PLANNED),
    )


def participants(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Set who sits at the table."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    talk = queries.talk(found)
    form = ParticipantsForm(
        request.POST or None,
        people=_people(request.member),
        initial=ParticipantsForm.table_of(talk),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_participants(
                by=request.member,
                conversation=found,
                members=form.members,
                seats=form.seats,
                supplier_role=form.cleaned_data["supplier_role"],
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The table is set."))
            return redirect("dialogue:conversation", school=school, pk=pk)
    return _form_page(
        request,
        found,
        form=form,
        heading=gettext("Who sits at the table"),
        submit=gettext("Save the table"),
        verdict=rules.why_not_change_participants(state=found.state),
    )


@once
def agree(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write down a commitment that was made in a conversation."""
    found = conversation_for(request.member, pk, to=Right.AGREE_COMMITMENTS)
    form = CommitmentForm(
        request.POST or None,
        supplier=found.contract.supplier.name,
        initial={"what": request.GET.get("what", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.agree_commitment(
                by=request.member, conversation=found, now=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The commitment is written down."))
            return redirect("dialogue:commitment", school=school, pk=made.pk)
    return _form_page(
        request,
        found,
        form=form,
        heading=gettext("A new commitment"),
        submit=gettext("Write down the commitment"),
        verdict=rules.why_not_commit(state=found.state),
    )


def _form_page(
    request: ScopedRequest,
    found: Conversation,
    *,
    form: forms.Form,
    heading: str,
    submit: str,
    verdict: Refusal | None,
) -> HttpResponse:
    context = {"form": form, "heading": heading, "submit": submit, "verdict": verdict}
    return render(request, "dialogue/form_page.html", {**context, "conversation": found})


def _people(member: Membership) -> list[Membership]:
    """Colleagues who can take part: those who may see conversations."""
    people = active_people(member.organisation_id)
    return [person for person in people if person.has(Right.SEE_CONVERSATIONS)]
