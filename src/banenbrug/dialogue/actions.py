"""What happens to conversations and commitments; each is one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from banenbrug.contracts.models import Contract
from banenbrug.dialogue import rules
from banenbrug.dialogue.models import (
    Commitment,
    Confirmation,
    Conversation,
    Participant,
    SharedMinutes,
)
from banenbrug.dialogue.queries import held_still, is_followed, locked_conversation
from banenbrug.dialogue.rules import Basis, CommitmentKind, ConversationState, Seat, Side
from banenbrug.foundation.refusals import Refused, refuse
from banenbrug.organisations.models import Membership

Seats = Mapping[int, Seat]
"""Chosen seats by the pk of a membership; needed only for who has a role at both departments."""


@transaction.atomic
def plan_conversation(
    *,
    by: Membership,
    contract: Contract,
    planned_at: datetime,
    place: str,
    members: Sequence[Membership],
    seats: Seats | None = None,
    supplier_role: str = "",
    now: datetime,
) -> Conversation:
    """Plan a conversation about a contract. One hand may still be missing at this point."""
    conversation = Conversation.objects.create(
        organisation_id=by.organisation_id,
        contract=contract,
        planned_at=planned_at,
        place=place.strip(),
        made_at=now,
    )
    _set_table(conversation, members, seats or {}, supplier_role)
    return conversation


@transaction.atomic
def plan_again(
    *, by: Membership, conversation: Conversation, planned_at: datetime, place: str
) -> Conversation:
    """Move a planned conversation to another time, or take up a cancelled one again."""
    conversation = locked_conversation(conversation, by=by)
    refuse(rules.why_not_move(state=conversation.state, to=ConversationState.PLANNED))
    conversation.state = ConversationState.PLANNED.value
    conversation.planned_at = planned_at
    conversation.place = place.strip()
    conversation.save(update_fields=["state", "planned_at", "place"])
    return conversation


@transaction.atomic
def change_participants(
    *,
    by: Membership,
    conversation: Conversation,
    members: Sequence[Membership],
    seats: Seats | None = None,
    supplier_role: str = "",
) -> None:
    """Set who sits at the table, until the conversation is held."""
    conversation = locked_conversation(conversation, by=by)
    refuse(rules.why_not_change_participants(state=conversation.state))
    _set_table(conversation, members, seats or {}, supplier_role)


@transaction.atomic
def hold_conversation(
    *,
    by: Membership,
    conversation: Conversation,
    held_on: date,
    minutes: str,
    shared: str = "",
    mood: int | None = None,
    today: date,
) -> Conversation:
    """Write down that a conversation was held. Refuses without procurement and HR at the table.

    `minutes` stay with the school; `shared` is what the supplier will read once it is shared.
    `mood` is 1 (stiff) to 5 (good), or unknown.
    """
    conversation = locked_conversation(conversation, by=by)
    seats = set(conversation.participants.values_list("seat", flat=True))
    refuse(rules.why_not_hold(state=conversation.state, seats=seats))
    too_early = rules.why_not_held_on(held_on=held_on, today=today)
    if too_early:
        raise Refused(too_early, field="held_on")
    _refuse_text("minutes", minutes)
    _refuse_text("shared", shared)
    conversation.state = ConversationState.HELD.value
    conversation.held_on = held_on
    conversation.minutes = minutes.strip()
    conversation.mood = mood
    conversation.save(update_fields=["state", "held_on", "minutes", "mood"])
    SharedMinutes.objects.create(
        organisation_id=by.organisation_id,
        conversation=conversation,
        held_on=held_on,
        text=shared.strip(),
    )
    return conversation


@transaction.atomic
def cancel_conversation(*, by: Membership, conversation: Conversation) -> None:
    """Cancel a planned conversation; it can be planned again."""
    conversation = locked_conversation(conversation, by=by)
    refuse(rules.why_not_move(state=conversation.state, to=ConversationState.CANCELLED))
    conversation.state = ConversationState.CANCELLED.value
    conversation.save(update_fields=["state"])


@transaction.atomic
def agree_commitment(
    *,
    by: Membership,
    conversation: Conversation,
    basis: Basis | str,
    kind: CommitmentKind | str,
    side: Side | str,
    what: str,
    number: Decimal | None,
    due: date,
    is_firm: bool,
    now: datetime,
) -> Commitment:
    """Write down what was agreed in a conversation that was held.

    `side` is who is to do it. The supplier reads it at once where it has a door here.
    """
    refuse(rules.why_not_commit(state=conversation.state))
    uncounted = rules.why_not_number(kind=kind, number=number, is_firm=is_firm)
    if uncounted:
        raise Refused(uncounted, field="number")
    _refuse_text("what", what)
    contract = conversation.contract
    return Commitment.objects.create(
        organisation_id=by.organisation_id,
        counterparty_id=contract.supplier.account_id,
        contract=contract,
        conversation=conversation,
        basis=Basis(basis).value,
        kind=CommitmentKind(kind).value,
        side=Side(side).value,
        what=what.strip(),
        number=number,
        due=due,
        is_firm=is_firm,
        made_at=now,
    )


@transaction.atomic
def withdraw_commitment(*, by: Membership, commitment: Commitment, now: datetime) -> None:
    """Take back a commitment that not both sides confirmed and that nothing came from.

    ValueError for who does not work for the school of the commitment.
    """
    if side_of(member=by, commitment=commitment) is not Side.SCHOOL:
        raise ValueError("Only the school withdraws a commitment.")
    commitment = held_still(commitment)
    refuse(
        rules.why_not_withdraw(
            confirmed=_confirmed(commitment),
            withdrawn=commitment.withdrawn_at is not None,
            followed=is_followed(commitment),
        )
    )
    commitment.withdrawn_at = now
    commitment.save(update_fields=["withdrawn_at"])


@transaction.atomic
def confirm_commitment(*, by: Membership, commitment: Commitment, now: datetime) -> Confirmation:
    """Say, as the side for which `by` works, that this is indeed the agreement. Once a side."""
    side = side_of(member=by, commitment=commitment)
    commitment = held_still(commitment)
    withdrawn = commitment.withdrawn_at is not None
    refuse(rules.why_not_confirm(side=side, confirmed=_confirmed(commitment), withdrawn=withdrawn))
    return Confirmation.objects.create(
        organisation_id=commitment.organisation_id,
        counterparty_id=commitment.counterparty_id,
        commitment=commitment,
        side=side.value,
        by=by.name,
        confirmed_at=now,
    )


def side_of(*, member: Membership, commitment: Commitment) -> Side:
    """For which party a member speaks; ValueError for a member of neither."""
    if member.organisation_id == commitment.organisation_id:
        return Side.SCHOOL
    if member.organisation_id == commitment.counterparty_id:
        return Side.SUPPLIER
    raise ValueError("This member works for neither side of the commitment.")


def _confirmed(commitment: Commitment) -> set[str]:
    return set(commitment.confirmations.values_list("side", flat=True))


def _refuse_text(field: str, text: str) -> None:
    refusal = rules.why_not_text(text)
    if refusal is not None:
        raise Refused(refusal, field=field)


def _set_table(
    conversation: Conversation, members: Sequence[Membership], seats: Seats, supplier_role: str
) -> None:
    wanted = [_participant(conversation, member, seats.get(member.pk)) for member in members]
    if supplier_role.strip():
        wanted.append(
            Participant(
                organisation_id=conversation.organisation_id,
                conversation=conversation,
                seat=Seat.SUPPLIER.value,
                role=supplier_role.strip(),
            )
        )
    keep = {(one.member_id, one.seat, one.role) for one in wanted}
    there = set()
    for one in conversation.participants.all():
        sitting = (one.member_id, one.seat, one.role)
        if sitting in keep:
            there.add(sitting)
        else:
            one.delete()
    Participant.objects.bulk_create(
        one for one in wanted if (one.member_id, one.seat, one.role) not in there
    )


def _participant(
    conversation: Conversation, member: Membership, chosen: Seat | None
) -> Participant:
    refuse(rules.why_not_seat(name=member.name, hands=member.hands, chosen=chosen))
    return Participant(
        organisation_id=conversation.organisation_id,
        conversation=conversation,
        seat=rules.seat_of(hands=member.hands, chosen=chosen).value,
        member=member,
    )
