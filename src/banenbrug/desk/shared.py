"""What schools share with a supplier or a partner, gathered in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from django.db.models import Sum

from banenbrug.dialogue.models import (
    Answer,
    Commitment,
    Confirmation,
    ContactPerson,
    GuestAnswer,
    SharedMinutes,
    TalkInvitation,
)
from banenbrug.dialogue.rules import PEOPLE_KINDS, Side
from banenbrug.dialogue.sharing import WORD_NAMES, WORD_SAID, GuestWord, Word, words_for
from banenbrug.dialogue.sharing_queries import COMMITMENT, latest_answers, said
from banenbrug.foundation.months import months_away
from banenbrug.foundation.refusals import Refusal
from banenbrug.organisations.models import Invited, Membership, Organisation
from banenbrug.placements.models import PaidHours, Placement, Vacancy

ASKED_AGAIN = timedelta(days=90)
"""How often a supplier is asked how it goes with a commitment: once a quarter."""

Row = TypeVar("Row", Commitment, Vacancy, Placement, SharedMinutes, TalkInvitation)


@dataclass(frozen=True)
class AtWork:
    """Somebody at work, with the hours paid in the last month where they are known."""

    placement: Placement
    hours: Decimal | None


@dataclass(frozen=True)
class Card:
    """One commitment of the supplier, what came of it, and what the school does in return."""

    commitment: Commitment
    is_confirmed: bool
    answer: Answer | None
    vacancies: tuple[Vacancy, ...]
    at_work: tuple[AtWork, ...]
    ours: tuple[Commitment, ...]

    @property
    def found(self) -> int:
        """How many people work on it now."""
        return len(self.at_work)

    @property
    def is_full(self) -> bool:
        """Whether nothing is left to find."""
        number = self.commitment.number
        return number is not None and self.found >= number

    @property
    def is_asked(self) -> bool:
        """Whether the supplier can say how it goes."""
        done = self.answer is not None and self.answer.word == Word.DONE
        return self.commitment.side == Side.SUPPLIER and not self.is_full and not done

    @property
    def words(self) -> list[tuple[str, str]]:
        """The two plain answers: value and msgid."""
        return [(word.value, WORD_NAMES[word]) for word in words_for(self.commitment.kind)]

    @property
    def said(self) -> Refusal | None:
        """What was answered last."""
        return said(self.answer) if self.answer else None

    @property
    def is_about_people(self) -> bool:
        """Whether people are to be found."""
        return self.commitment.kind in PEOPLE_KINDS


@dataclass(frozen=True)
class Shared:
    """What one school shares with a supplier."""

    school: Organisation
    contact: ContactPerson | None
    cards: list[Card]
    invitations: list[TalkInvitation]
    minutes: list[SharedMinutes]


@dataclass(frozen=True)
class Question:
    """What is asked of the supplier now: to confirm an agreement, or how it goes."""

    school: Organisation
    card: Card

    @property
    def is_to_confirm(self) -> bool:
        """Whether the agreement itself waits."""
        return not self.card.is_confirmed


@dataclass(frozen=True)
class Asked:
    """A commitment that a partner is asked to join."""

    commitment: Commitment
    contact: ContactPerson | None
    vacancies: tuple[Vacancy, ...]
    answer: GuestAnswer | None

    @property
    def said(self) -> Refusal | None:
        """What was answered last."""
        if self.answer is None:
            return None
        word = WORD_SAID[GuestWord(self.answer.word)]
        return Refusal("guest_said", word, {"by": self.answer.by})


def shared_with(member: Membership, *, today: date) -> list[Shared]:
    """What each school shares with this supplier: commitments, talks, vacancies and people."""
    ours = {"counterparty_id": member.organisation_id}
    cards = _cards(ours, today)
    talks = TalkInvitation.objects.filter(planned_at__date__gte=today, **ours)
    minutes = SharedMinutes.objects.filter(**ours)
    contacts = {one.organisation_id: one for one in ContactPerson.objects.filter(**ours)}
    invited = _by_school(talks.order_by("sent_at"))
    read = _by_school(minutes.order_by("-held_on"))
    schools = {*cards, *invited, *read}
    return [
        Shared(
            school,
            contacts.get(school.pk),
            cards.get(school.pk, []),
            list({one.conversation_id: one for one in invited.get(school.pk, [])}.values()),
            read.get(school.pk, []),
        )
        for school in Organisation.objects.filter(pk__in=schools).order_by("sort_key")
    ]


def question_now(shared: Iterable[Shared], *, now: datetime) -> Question | None:
    """The one thing to ask: an agreement to confirm first, then how it goes, by its day."""
    asked = [Question(part.school, card) for part in shared for card in part.cards]
    open_now = [one for one in asked if one.is_to_confirm or _is_due(one.card, now)]
    return min(
        open_now,
        key=lambda one: (not one.is_to_confirm, one.card.commitment.due, one.card.commitment.pk),
        default=None,
    )


def asked_of(member: Membership) -> list[Asked]:
    """What this partner is asked to join, by day."""
    invited = Invited.objects.filter(guest_id=member.organisation_id, kind=COMMITMENT)
    keys = list(invited.values_list("object_id", flat=True))
    commitments = Commitment.objects.filter(pk__in=keys, withdrawn_at=None)
    vacancies = _by_commitment(Vacancy.objects.filter(commitment__in=keys).order_by("opened_on"))
    mine = GuestAnswer.objects.filter(counterparty_id=member.organisation_id)
    answers = {one.commitment_id: one for one in mine.order_by("said_at", "pk")}
    contacts = {
        one.organisation_id: one
        for one in ContactPerson.objects.filter(counterparty_id=member.organisation_id)
    }
    return [
        Asked(
            one,
            contacts.get(one.organisation_id),
            tuple(vacancies.get(one.pk, [])),
            answers.get(one.pk),
        )
        for one in commitments.select_related("organisation").order_by("due", "pk")
    ]


def _is_due(card: Card, now: datetime) -> bool:
    return card.is_asked and (card.answer is None or card.answer.said_at + ASKED_AGAIN < now)


def _cards(ours: Mapping[str, int], today: date) -> dict[int, list[Card]]:
    standing = list(Commitment.objects.filter(withdrawn_at=None, **ours).order_by("due", "pk"))
    said_yes = set(
        Confirmation.objects.filter(side=Side.SUPPLIER.value, **ours).values_list(
            "commitment", flat=True
        )
    )
    answers = latest_answers(standing)
    vacancies = _by_commitment(Vacancy.objects.filter(**ours).order_by("opened_on", "pk"))
    at_work = _at_work(ours, today)
    in_return = defaultdict(list)
    for commitment in standing:
        if commitment.side == Side.SCHOOL:
            in_return[commitment.contract_id].append(commitment)
    cards: dict[int, list[Card]] = defaultdict(list)
    for commitment in standing:
        mine = commitment.side == Side.SUPPLIER
        cards[commitment.organisation_id].append(
            Card(
                commitment,
                commitment.pk in said_yes,
                answers.get(commitment.pk),
                tuple(vacancies.get(commitment.pk, [])),
                tuple(at_work.get(commitment.pk, [])),
                tuple(in_return[commitment.contract_id] if mine else ()),
            )
        )
    return {school: _without_told_twice(found) for school, found in cards.items()}


def _without_told_twice(cards: list[Card]) -> list[Card]:
    """What the school does has no card of its own once it stands, confirmed, in another one."""
    told = {own.pk for card in cards for own in card.ours}
    return [card for card in cards if not (card.is_confirmed and card.commitment.pk in told)]


def _at_work(ours: Mapping[str, int], today: date) -> dict[int, list[AtWork]]:
    placements = Placement.objects.filter(**ours).order_by("started_on", "pk")
    last_month = months_away(today.replace(day=1), -1)
    paid = PaidHours.objects.filter(month=last_month, **ours).values_list("placement")
    hours = dict(paid.annotate(sum=Sum("hours")))
    found = defaultdict(list)
    for one in placements:
        if one.ended_on is None or one.ended_on >= today:
            found[one.commitment_id].append(AtWork(one, hours.get(one.pk)))
    return found


def _by_commitment(vacancies: Iterable[Vacancy]) -> dict[int, list[Vacancy]]:
    found = defaultdict(list)
    for vacancy in vacancies:
        found[vacancy.commitment_id].append(vacancy)
    return found


def _by_school(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row.organisation_id].append(row)
    return found
