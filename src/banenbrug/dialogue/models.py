"""Conversations with suppliers and the commitments that come from them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banenbrug.contracts.models import Contract
from banenbrug.dialogue.rules import Basis, CommitmentKind, ConversationState, Seat, Side
from banenbrug.dialogue.sharing import GuestWord, Word
from banenbrug.engine import history
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey, GuestReads, GuestSide, OwnSide, PairedRows
from banenbrug.organisations.models import Membership, Own, Paired


@history.tracked(without=("minutes",))
class Conversation(Own):
    """A talk with the supplier of one contract. All of it is internal to the school."""

    contract = ParentKey(Contract, related_name="conversations")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in ConversationState],
        default=ConversationState.PLANNED.value,
    )
    held_on = models.DateField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    mood = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="contract", name="conversation_on_own_contract"),
            models.CheckConstraint(
                condition=Q(mood=None) | Q(mood__gte=1, mood__lte=5),
                name="conversation_mood_is_1_to_5",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False),
                name="conversation_held_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "contract"], name="conversation_by_contract"),
            models.Index(fields=["organisation", "planned_at"], name="conversation_by_day"),
        ]


@history.tracked()
class Participant(Own):
    """Who sits at the table: a member of the school, or a role at the supplier (no name)."""

    conversation = ParentKey(Conversation, related_name="participants")
    seat = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Seat])
    member = ParentKey(Membership, null=True, blank=True)
    role = models.CharField(max_length=80, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="conversation", name="participant_of_own_talk"),
            CompositeKey(field="member", name="participant_is_own_member"),
            models.UniqueConstraint(
                fields=["organisation", "conversation", "member"], name="participant_once"
            ),
        ]


@history.tracked()
class Commitment(Paired):
    """What was agreed: how many, by when, and how firm. The supplier reads this row.

    So does a partner that the school asked to join (`organisations.Invited`).
    """

    contract = ParentKey(Contract, related_name="commitments")
    conversation = ParentKey(Conversation, null=True, blank=True, related_name="commitments")
    basis = models.CharField(max_length=12, choices=[(b.value, b.value) for b in Basis])
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in CommitmentKind])
    side = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Side], default=Side.SUPPLIER.value
    )
    what = models.CharField(max_length=300)
    number = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    due = models.DateField()
    is_firm = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Paired.Meta):
        constraints: ClassVar = [
            *Paired.Meta.constraints,
            GuestReads(name="commitment_read_by_guest", kind="dialogue.commitment"),
            CompositeKey(field="contract", name="commitment_on_own_contract"),
            CompositeKey(field="conversation", name="commitment_from_own_talk"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gt=0), name="commitment_number_is_positive"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "contract"], name="commitment_by_contract"),
        ]


class Confirmation(Paired):
    """One side says that this is indeed the agreement. Either party adds its own, once."""

    # A supplier that gets a door later may read what was confirmed before.
    privileges: ClassVar[str] = "SELECT, INSERT, UPDATE (counterparty_id)"

    commitment = ParentKey(Commitment, related_name="confirmations")
    side = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Side])
    by = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            PairedRows(name="dialogue_confirmation_rows", both_write=True),
            OwnSide(name="confirmation_of_own_side"),
            CompositeKey(field="commitment", name="confirmation_here"),
            CompositeKey(
                field="commitment",
                name="confirmation_of_this_pair",
                along=("organisation", "counterparty"),
            ),
            models.UniqueConstraint(
                fields=["organisation", "commitment", "side"], name="confirmation_once"
            ),
        ]


@history.tracked(without=("room", "questions", "offer"))
class Preparation(Own):
    """What the school wrote down before a conversation, and which hands said that it is ready.

    Procurement answers for `room` (what fits in the contract), HR for `offer`.
    """

    conversation = ParentKey(Conversation, related_name="preparations")
    room = models.TextField(blank=True)
    questions = models.TextField(blank=True)
    offer = models.TextField(blank=True)
    procurement_by = ParentKey(Membership, null=True, blank=True)
    procurement_at = models.DateTimeField(null=True, blank=True)
    hr_by = ParentKey(Membership, null=True, blank=True)
    hr_at = models.DateTimeField(null=True, blank=True)

    class Meta(Own.Meta):
        constraints: ClassVar = [
            *Own.Meta.constraints,
            CompositeKey(field="conversation", name="preparation_of_own_talk"),
            CompositeKey(field="procurement_by", name="preparation_by_own_buyer"),
            CompositeKey(field="hr_by", name="preparation_by_own_hr"),
            models.UniqueConstraint(
                fields=["organisation", "conversation"], name="preparation_once"
            ),
        ]


class TalkInvitation(Paired):
    """The letter that asks the supplier to the table, as it was sent. Nothing internal."""

    privileges: ClassVar[str] = "SELECT, INSERT"

    conversation = ParentKey(Conversation, related_name="invitations")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    sender = models.CharField(max_length=120)
    sent_at = models.DateTimeField()

    class Meta(Paired.Meta):
        constraints: ClassVar = [
            *Paired.Meta.constraints,
            CompositeKey(field="conversation", name="invitation_to_own_talk"),
        ]


@history.tracked(without=("text",))
class SharedMinutes(Paired):
    """What both parties read of a conversation. The supplier reads it from the day it is shared."""

    conversation = ParentKey(Conversation, related_name="shared_minutes")
    held_on = models.DateField()
    text = models.TextField(blank=True)
    shared_by = models.CharField(max_length=120, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta(Paired.Meta):
        constraints: ClassVar = [
            *Paired.Meta.constraints,
            CompositeKey(field="conversation", name="minutes_of_own_talk"),
            models.UniqueConstraint(fields=["organisation", "conversation"], name="minutes_once"),
            models.CheckConstraint(
                condition=Q(counterparty=None) | Q(shared_at__isnull=False),
                name="minutes_read_once_shared",
            ),
        ]


class Answer(Paired):
    """What a supplier says of its commitment; the latest counts. Each answer is a row."""

    privileges: ClassVar[str] = "SELECT, INSERT"

    commitment = ParentKey(Commitment, related_name="answers")
    side = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Side])
    word = models.CharField(max_length=10, choices=[(w.value, w.value) for w in Word])
    by = models.CharField(max_length=120)
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            PairedRows(name="dialogue_answer_rows", both_write=True),
            OwnSide(name="answer_of_own_side"),
            CompositeKey(field="commitment", name="answer_here"),
            CompositeKey(
                field="commitment",
                name="answer_of_this_pair",
                along=("organisation", "counterparty"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "commitment"], name="answer_by_commitment"),
        ]


class GuestAnswer(Paired):
    """What a partner says to an invitation to join a commitment; the latest counts."""

    privileges: ClassVar[str] = "SELECT, INSERT"

    commitment = ParentKey(Commitment, related_name="guest_answers")
    side = models.CharField(max_length=10, choices=[("partner", "partner")], default="partner")
    word = models.CharField(max_length=10, choices=[(w.value, w.value) for w in GuestWord])
    by = models.CharField(max_length=120)
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            PairedRows(name="dialogue_guestanswer_rows", both_write=True),
            GuestSide(
                name="guestanswer_of_a_guest", kind="dialogue.commitment", column="commitment_id"
            ),
            CompositeKey(field="commitment", name="guestanswer_here"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "commitment"], name="guestanswer_by_commitment"),
        ]


@history.tracked()
class ContactPerson(Paired):
    """Whom the other party asks at a school. `role` is the name of a role, in English."""

    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80, blank=True)
    email = models.EmailField()

    class Meta(Paired.Meta):
        constraints: ClassVar = [
            *Paired.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "counterparty"], name="contact_person_once"
            ),
        ]
