"""Pages on which the school shares with the supplier, and on which others answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.dialogue import brief, sharing, sharing_actions
from banenbrug.dialogue.access import (
    conversation_for,
    guest_commitment_for,
    shared_commitment_for,
    shared_minutes_for,
)
from banenbrug.dialogue.brief_actions import invite_supplier
from banenbrug.dialogue.brief_forms import InvitationForm
from banenbrug.dialogue.brief_queries import last_invitation, preparation_of, ready_hands
from banenbrug.dialogue.forms import SharedForm
from banenbrug.dialogue.queries import talk
from banenbrug.dialogue.sharing import GuestWord
from banenbrug.dialogue.sharing_queries import shared_minutes_of
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Hand, Right
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say


@once
def invite(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write and send the letter that asks the supplier to the table."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    letter = gettext(
        "We would like to talk with you about what our contract can do for people who find work "
        "hard to get. Procurement and HR will both be there.\n\n"
        "We want to hear what goes well, and tell you what we can offer."
    )
    form = InvitationForm(request.POST or None, initial={"text": letter})
    if request.method == "POST" and form.is_valid():
        try:
            sent = invite_supplier(
                by=request.member, conversation=found, now=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            if sent.counterparty_id:
                done = gettext("The invitation is on its way to %(supplier)s.")
            else:
                done = gettext("The invitation is kept. Mail the text to %(supplier)s yourself.")
            messages.success(request, done % {"supplier": found.contract.supplier.name})
            return redirect("dialogue:invite", school=school, pk=pk)
    ready = ready_hands(preparation_of(found))
    table = talk(found)
    seated = {Hand.PROCUREMENT: table.procurement, Hand.HR: table.hr}
    return render(
        request,
        "dialogue/invite.html",
        {
            "form": form,
            "conversation": found,
            "sent": last_invitation(found),
            "verdict": brief.why_not_invite(state=found.state, ready=ready),
            "to_ask": _names([name for hand, name in seated.items() if name and hand not in ready]),
        },
    )


def _names(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return gettext("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}


@require_POST
def write_shared(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Change the shared part of the minutes, until it is shared."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    form = SharedForm(request.POST)
    if form.is_valid():
        try:
            sharing_actions.write_shared(
                by=request.member, conversation=found, text=form.cleaned_data["shared"]
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The shared part is saved."))
            return redirect("dialogue:conversation", school=school, pk=pk)
    context = {"form": form, "conversation": found, "heading": gettext("What was discussed?")}
    return render(
        request, "dialogue/form_page.html", {**context, "submit": gettext("Save the shared part")}
    )


def share(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Ask whether the minutes may be shared, which cannot be undone, and share them."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    if request.method == "POST":
        try:
            sharing_actions.share_minutes(
                by=request.member,
                conversation=found,
                seen=request.POST.get("digest", ""),
                now=timezone.now(),
            )
        except Refused as refused:
            messages.error(request, say(refused.refusal))
            if refused.refusal.code == "minutes_changed":
                return redirect("dialogue:share", school=school, pk=pk)
        else:
            done = gettext("%(supplier)s can now read the minutes.")
            messages.success(request, done % {"supplier": found.contract.supplier.name})
        return redirect("dialogue:conversation", school=school, pk=pk)
    minutes = shared_minutes_of(found)
    supplier = found.contract.supplier
    return render(
        request,
        "dialogue/share.html",
        {
            "conversation": found,
            "minutes": minutes,
            "digest": sharing.digest_of(minutes.text),
            "verdict": sharing.why_not_share(
                state=found.state,
                shared=minutes.shared_at is not None,
                text=minutes.text,
                has_door=supplier.account_id is not None,
                supplier=supplier.name,
            ),
        },
    )


def shared_minutes(request: ScopedRequest, supplier: str, pk: int) -> HttpResponse:
    """What was discussed, as the supplier reads it."""
    minutes = shared_minutes_for(request.member, pk)
    return render(request, "dialogue/shared_minutes.html", {"minutes": minutes})


@require_POST
def answer(request: ScopedRequest, supplier: str, pk: int) -> HttpResponse:
    """Say, as the supplier, how it goes with a commitment."""
    found = shared_commitment_for(request.member, pk, to=Right.CONFIRM_SHARED_WORK)
    try:
        sharing_actions.answer_commitment(
            by=request.member,
            commitment=found,
            word=request.POST.get("word", ""),
            now=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        done = gettext("%(school)s can read your answer.")
        messages.success(request, done % {"school": found.organisation.name})
    return redirect("desk:supplier", supplier=supplier)


@require_POST
def join(request: ScopedRequest, partner: str, pk: int) -> HttpResponse:
    """Say, as a partner, whether it takes part in a commitment."""
    found = guest_commitment_for(request.member, pk, to=Right.CONFIRM_SHARED_WORK)
    joins = "joins" in request.POST
    try:
        sharing_actions.answer_invitation(
            by=request.member,
            commitment=found,
            word=GuestWord.JOINS if joins else GuestWord.NOT_NOW,
            now=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        done = gettext("%(school)s can read your answer.")
        messages.success(request, done % {"school": found.organisation.name})
    return redirect("desk:partner", partner=partner)
