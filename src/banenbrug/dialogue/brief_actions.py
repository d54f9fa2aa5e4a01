"""What happens to the brief of a conversation; each is one transaction."""

from datetime import datetime

from django.db import transaction

from banenbrug.dialogue import brief, rules
from banenbrug.dialogue.brief import OWED, Block, Texts
from banenbrug.dialogue.brief_queries import preparation_of, ready_hands, texts_of
from banenbrug.dialogue.letters import send_talk_invitation
from banenbrug.dialogue.models import Conversation, Preparation, TalkInvitation
from banenbrug.dialogue.queries import locked_conversation
from banenbrug.foundation.refusals import Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand


@transaction.atomic
def prepare(
    *, by: Membership, conversation: Conversation, texts: Texts, ready: Hand | None, now: datetime
) -> Preparation:
    """Write the brief, and say with `ready` that one's own department is ready.

    A block that somebody of another department changes makes its hand not ready again.
    """
    conversation = locked_conversation(conversation, by=by)
    refuse(brief.why_not_prepare(state=conversation.state))
    for block in Block:
        refusal = rules.why_not_text(texts.of(block))
        if refusal is not None:
            raise Refused(refusal, field=block.value)
    preparation = preparation_of(conversation)
    for hand in brief.taken_back(before=texts_of(preparation), after=texts, hands=by.hands):
        _set_ready(preparation, hand, by=None, at=None)
    preparation.room = texts.room.strip()
    preparation.questions = texts.questions.strip()
    preparation.offer = texts.offer.strip()
    if ready is not None:
        _say_ready(preparation, ready, by=by, state=conversation.state, now=now)
    preparation.save()
    return preparation


@transaction.atomic
def invite_supplier(
    *, by: Membership, conversation: Conversation, text: str, now: datetime
) -> TalkInvitation:
    """Ask the supplier to the table. Its contacts get a letter where it has a door here."""
    conversation = locked_conversation(conversation, by=by)
    ready = ready_hands(preparation_of(conversation))
    refuse(brief.why_not_invite(state=conversation.state, ready=ready))
    refusal = rules.why_not_text(text)
    if refusal is not None:
        raise Refused(refusal, field="text")
    account = conversation.contract.supplier.account_id
    invitation = TalkInvitation.objects.create(
        organisation_id=by.organisation_id,
        counterparty_id=account,
        conversation=conversation,
        planned_at=conversation.planned_at,
        place=conversation.place,
        text=text.strip(),
        sender=by.name,
        sent_at=now,
    )
    if account is not None:
        send_talk_invitation.defer(organisation_id=account, invitation_id=invitation.pk)
    return invitation


def _say_ready(
    preparation: Preparation, hand: Hand, *, by: Membership, state: str, now: datetime
) -> None:
    block = OWED[hand]
    text = texts_of(preparation).of(block)
    refuse(brief.why_not_prepare(state=state) or brief.why_not_sign(hand=hand, hands=by.hands))
    empty = brief.why_not_ready(hand=hand, hands=by.hands, text=text, state=state)
    if empty is not None:
        raise Refused(empty, field=block.value)
    _set_ready(preparation, hand, by=by, at=now)


def _set_ready(
    preparation: Preparation, hand: Hand, *, by: Membership | None, at: datetime | None
) -> None:
    setattr(preparation, f"{hand.value}_by", by)
    setattr(preparation, f"{hand.value}_at", at)
