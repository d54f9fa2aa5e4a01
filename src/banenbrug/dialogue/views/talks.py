"""The views of one conversation: its minutes, its commitments and its history."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.dialogue import actions, rules
from banenbrug.dialogue.access import conversation_for
from banenbrug.dialogue.forms import MinutesForm, SharedForm
from banenbrug.dialogue.head import head_of
from banenbrug.dialogue.models import Conversation
from banenbrug.dialogue.sharing_queries import lines_of, shared_minutes_of
from banenbrug.dialogue.timeline import events_of
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal


def conversation(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """One conversation: when, with whom, the minutes and what came of it."""
    found = conversation_for(request.member, pk)
    return _conversation_page(request, found, form=_minutes_form(found))


def hold(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write the minutes, which stand on the page of the conversation."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    if request.method != "POST":
        return redirect("dialogue:conversation", school=school, pk=pk)
    form = MinutesForm(request.POST)
    if form.is_valid():
        try:
            actions.hold_conversation(
                by=request.member,
                conversation=found,
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The minutes are saved."))
            return redirect("dialogue:conversation", school=school, pk=pk)
    return _conversation_page(request, found, form=form)


def agreements(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """What came of a conversation: the commitments, and what the supplier says of them."""
    found = conversation_for(request.member, pk)
    return render(
        request,
        "dialogue/conversation_agreements.html",
        {
            **head_of(found, school=school, current="dialogue:agreements"),
            "lines": lines_of(found),
            "may_agree": request.member.has(Right.AGREE_COMMITMENTS),
            "why_not_agree": rules.why_not_commit(state=found.state),
        },
    )


def history(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """What happened around a conversation, the latest first."""
    found = conversation_for(request.member, pk)
    head = head_of(found, school=school, current="dialogue:history")
    context = {**head, "events": events_of(found)}
    return render(request, "dialogue/conversation_history.html", context)


def _conversation_page(
    request: ScopedRequest, found: Conversation, *, form: MinutesForm
) -> HttpResponse:
    school = request.member.organisation.slug
    head = head_of(found, school=school, current="dialogue:conversation")
    minutes = shared_minutes_of(found)
    return render(
        request,
        "dialogue/conversation.html",
        {
            **head,
            "lines": lines_of(found),
            "form": form,
            "minutes": minutes,
            "shared_form": SharedForm(initial={"shared": minutes.text}),
            "may_hold": request.member.has(Right.HOLD_CONVERSATIONS),
            "may_agree": request.member.has(Right.AGREE_COMMITMENTS),
            "why_not_hold": rules.why_not_hold(state=found.state, seats=head["talk"].seats),
            "why_not_agree": rules.why_not_commit(state=found.state),
        },
    )


def _minutes_form(found: Conversation) -> MinutesForm:
    return MinutesForm(initial={"held_on": timezone.localtime(found.planned_at).date()})
