"""Reads of what the school prepared for a conversation, and of what it asked the supplier."""

from django.db.models import Exists, OuterRef, QuerySet

from banenbrug.dialogue.brief import OWED, Block, Texts
from banenbrug.dialogue.models import Conversation, Preparation, TalkInvitation
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand


def preparation_of(conversation: Conversation) -> Preparation:
    """What is written down already; an empty one, not saved, before anybody wrote."""
    here = {"organisation_id": conversation.organisation_id, "conversation": conversation}
    found = Preparation.objects.select_related("procurement_by", "hr_by").filter(**here).first()
    return found or Preparation(**here)


def texts_of(preparation: Preparation) -> Texts:
    """The texts of the three blocks."""
    return Texts(preparation.room, preparation.questions, preparation.offer)


def ready_hands(preparation: Preparation) -> dict[Hand, Membership]:
    """Who said that a hand is ready, per hand that is."""
    said = {Hand.PROCUREMENT: preparation.procurement_by, Hand.HR: preparation.hr_by}
    return {hand: by for hand, by in said.items() if by is not None}


def with_readiness(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """The same conversations with `both_ready`: whether both hands said that they are."""
    ready = Preparation.objects.filter(
        organisation_id=OuterRef("organisation_id"),
        conversation=OuterRef("pk"),
        procurement_by__isnull=False,
        hr_by__isnull=False,
    )
    return conversations.annotate(both_ready=Exists(ready))


def owed_blocks(preparation: Preparation) -> dict[Block, Hand]:
    """The blocks that wait for a hand."""
    ready = ready_hands(preparation)
    return {block: hand for hand, block in OWED.items() if hand not in ready}


def last_invitation(conversation: Conversation) -> TalkInvitation | None:
    """The invitation that was sent last, for this day or for a former one."""
    return (
        TalkInvitation.objects.filter(
            organisation_id=conversation.organisation_id, conversation=conversation
        )
        .order_by("-sent_at", "-pk")
        .first()
    )
