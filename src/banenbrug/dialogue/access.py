"""Fetching is authorising, for conversations and commitments, from both sides."""

from django.shortcuts import get_object_or_404

from banenbrug.dialogue.models import Commitment, Conversation, SharedMinutes
from banenbrug.dialogue.queries import conversations_of
from banenbrug.dialogue.sharing_queries import COMMITMENT
from banenbrug.organisations.access import require
from banenbrug.organisations.models import Invited, Membership
from banenbrug.organisations.roles import Right


def conversation_for(member: Membership, pk: int, *, to: Right | None = None) -> Conversation:
    """A conversation of the school of `member`, with contract, supplier and participants."""
    require(member, see=Right.SEE_CONVERSATIONS, to=to)
    return get_object_or_404(conversations_of(member.organisation_id), pk=pk)


def commitment_for(member: Membership, pk: int, *, to: Right | None = None) -> Commitment:
    """A commitment of the school of `member`, with contract, supplier and confirmations."""
    require(member, see=Right.SEE_CONVERSATIONS, to=to)
    return get_object_or_404(
        Commitment.objects.select_related("contract__supplier", "conversation").prefetch_related(
            "confirmations"
        ),
        pk=pk,
        organisation_id=member.organisation_id,
    )


def shared_commitment_for(member: Membership, pk: int, *, to: Right | None = None) -> Commitment:
    """A commitment that a school made with the supplier of `member`.

    Only the shared row: the contract, the conversation and its minutes stay with the school.
    """
    require(member, see=Right.SEE_SHARED_WORK, to=to)
    return get_object_or_404(
        Commitment.objects.select_related("organisation").prefetch_related("confirmations"),
        pk=pk,
        counterparty_id=member.organisation_id,
    )


def shared_minutes_for(member: Membership, pk: int) -> SharedMinutes:
    """Minutes that a school shared with the supplier of `member`."""
    require(member, see=Right.SEE_SHARED_WORK)
    return get_object_or_404(
        SharedMinutes.objects.select_related("organisation"),
        pk=pk,
        counterparty_id=member.organisation_id,
    )


def guest_commitment_for(member: Membership, pk: int, *, to: Right | None = None) -> Commitment:
    """A commitment that a school asked the partner of `member` to join."""
    require(member, see=Right.SEE_SHARED_WORK, to=to)
    invited = get_object_or_404(
        Invited, guest_id=member.organisation_id, kind=COMMITMENT, object_id=pk
    )
    return get_object_or_404(
        Commitment.objects.select_related("organisation"),
        pk=pk,
        organisation_id=invited.organisation_id,
    )
