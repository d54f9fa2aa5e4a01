"""What happens between the school and those it shares with; each is one transaction."""

from datetime import datetime

from django.db import transaction

from banenbrug.dialogue import rules, sharing
from banenbrug.dialogue.actions import side_of
from banenbrug.dialogue.models import (
    Answer,
    Commitment,
    ContactPerson,
    Conversation,
    GuestAnswer,
    SharedMinutes,
)
from banenbrug.dialogue.queries import held_still, locked_conversation
from banenbrug.dialogue.rules import Side
from banenbrug.dialogue.sharing import GuestWord, Word
from banenbrug.dialogue.sharing_queries import COMMITMENT, shared_minutes_of
from banenbrug.foundation.refusals import Refused, refuse
from banenbrug.organisations.models import Invited, Membership, Organisation


@transaction.atomic
def write_shared(*, by: Membership, conversation: Conversation, text: str) -> SharedMinutes:
    """Write the part of the minutes that the supplier will read; nobody else reads it yet."""
    conversation = locked_conversation(conversation, by=by)
    minutes = shared_minutes_of(conversation)
    refuse(
        sharing.why_not_write_shared(state=conversation.state, shared=minutes.shared_at is not None)
    )
    refusal = rules.why_not_text(text)
    if refusal is not None:
        raise Refused(refusal, field="shared")
    minutes.text = text.strip()
    minutes.save()
    return minutes


@transaction.atomic
def share_minutes(
    *, by: Membership, conversation: Conversation, seen: str, now: datetime
) -> SharedMinutes:
    """Let the supplier read the shared part. This cannot be undone.

    `seen` is the digest of the text that `by` read; another text than that is refused.
    """
    conversation = locked_conversation(conversation, by=by)
    supplier = conversation.contract.supplier
    minutes = shared_minutes_of(conversation)
    refuse(
        sharing.why_not_share(
            state=conversation.state,
            shared=minutes.shared_at is not None,
            text=minutes.text,
            has_door=supplier.account_id is not None,
            supplier=supplier.name,
        )
    )
    refuse(sharing.why_not_unseen(text=minutes.text, seen=seen))
    minutes.counterparty_id = supplier.account_id
    minutes.shared_at = now
    minutes.shared_by = by.name
    minutes.save()
    return minutes


@transaction.atomic
def answer_commitment(
    *, by: Membership, commitment: Commitment, word: Word | str, now: datetime
) -> Answer:
    """Say, as the supplier, how it goes with what was promised. ValueError for the school."""
    if side_of(member=by, commitment=commitment) is not Side.SUPPLIER:
        raise ValueError("Only the supplier answers for its commitment.")
    refuse(
        sharing.why_not_answer(
            kind=commitment.kind,
            side=commitment.side,
            word=word,
            withdrawn=commitment.withdrawn_at is not None,
        )
    )
    return Answer.objects.create(
        organisation_id=commitment.organisation_id,
        counterparty_id=by.organisation_id,
        commitment=commitment,
        side=Side.SUPPLIER.value,
        word=Word(word).value,
        by=by.name,
        said_at=now,
    )


@transaction.atomic
def invite_partner(*, by: Membership, commitment: Commitment, partner: Organisation) -> Invited:
    """Ask a partner to join a commitment: it then reads the commitment and its vacancies."""
    commitment = held_still(commitment)
    guests = Invited.objects.filter(
        organisation_id=by.organisation_id, kind=COMMITMENT, object_id=commitment.pk
    )
    refuse(
        sharing.why_not_partner(
            kind=partner.kind,
            invited=guests.filter(guest=partner).exists(),
            withdrawn=commitment.withdrawn_at is not None,
        )
    )
    introduce(by=by, to=partner)
    return Invited.objects.create(
        organisation_id=by.organisation_id, guest=partner, kind=COMMITMENT, object_id=commitment.pk
    )


@transaction.atomic
def answer_invitation(
    *, by: Membership, commitment: Commitment, word: GuestWord, now: datetime
) -> GuestAnswer:
    """Say, as a partner, whether it joins. The database refuses who was not invited."""
    refuse(sharing.why_not_join(withdrawn=commitment.withdrawn_at is not None))
    return GuestAnswer.objects.create(
        organisation_id=commitment.organisation_id,
        counterparty_id=by.organisation_id,
        commitment=commitment,
        word=word.value,
        by=by.name,
        said_at=now,
    )


@transaction.atomic
def introduce(*, by: Membership, to: Organisation) -> ContactPerson:
    """Make `by` the one whom the other organisation asks, unless somebody is it already."""
    person, _ = ContactPerson.objects.get_or_create(
        organisation_id=by.organisation_id,
        counterparty=to,
        defaults={"name": by.name, "role": by.role_names[0], "email": by.user.email},
    )
    return person
