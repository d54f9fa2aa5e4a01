"""The preparation of a conversation: what both hands bring to the table, on one sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.desk.brief import brief_of, own_blocks, readiness
from banenbrug.dialogue import brief as rules
from banenbrug.dialogue import brief_actions
from banenbrug.dialogue.access import conversation_for
from banenbrug.dialogue.brief_forms import PreparationForm
from banenbrug.dialogue.brief_queries import last_invitation, preparation_of, ready_hands
from banenbrug.dialogue.head import head_of
from banenbrug.dialogue.models import Conversation
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Hand, Right
from banenbrug.web.refusals import show_refusal


def brief(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """The brief of a conversation, with a form while it is still to come."""
    return _page(request, conversation_for(request.member, pk), form=None)


@require_POST
def prepare(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """Write the brief; with the button of a department it says that it is ready."""
    found = conversation_for(request.member, pk, to=Right.HOLD_CONVERSATIONS)
    form = PreparationForm(request.POST)
    if form.is_valid():
        hand = next((hand for hand in Hand if hand.value in request.POST.getlist("ready")), None)
        try:
            brief_actions.prepare(
                by=request.member,
                conversation=found,
                texts=form.texts,
                ready=hand,
                now=timezone.now(),
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _done(hand))
            return redirect("desk:brief", school=school, pk=pk)
    return _page(request, found, form=form)


def _done(hand: Hand | None) -> str:
    if hand is Hand.HR:
        return gettext("HR is ready for this conversation.")
    if hand is Hand.PROCUREMENT:
        return gettext("Procurement is ready for this conversation.")
    return gettext("The brief is saved.")


def _page(
    request: ScopedRequest, found: Conversation, *, form: PreparationForm | None
) -> HttpResponse:
    preparation = preparation_of(found)
    facts = brief_of(found, today=timezone.localdate())
    head = head_of(found, school=request.member.organisation.slug, current="desk:brief")
    questions = [gettext(moment.question) for moment in facts.lit[:1]]
    shown = PreparationForm.shown_for(preparation, *questions)
    may_write = request.member.has(Right.HOLD_CONVERSATIONS)
    ready = ready_hands(preparation)
    return render(
        request,
        "desk/brief.html",
        {
            **head,
            "facts": facts,
            "form": form or PreparationForm(initial=shown),
            "written": shown,
            "questions": [line for line in shown["questions"].splitlines() if line.strip()],
            "blocks": own_blocks(preparation, member=request.member),
            "names": readiness(preparation, head["talk"]),
            "may_write": may_write,
            "sent": last_invitation(found),
            "why_not_invite": rules.why_not_invite(state=found.state, ready=ready),
            "tone": rules.TONE,
            "limit_source": rules.LIMIT_SOURCE,
            "limit_percent": rules.SMALL_CHANGE_PERCENT,
        },
    )
