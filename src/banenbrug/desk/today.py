"""What asks for somebody now, gathered from the rooms; the most urgent first."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from banenbrug.contracts.models import Contract
from banenbrug.dialogue.models import Commitment, Confirmation, Conversation, Participant
from banenbrug.dialogue.rules import ConversationState, Seat, Side
from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.organisations.models import Membership, Organisation
from banenbrug.organisations.roles import Right
from banenbrug.placements.models import Placement, Vacancy
from banenbrug.placements.queries import commitments_without_vacancy, vacancies_of


@dataclass(frozen=True)
class Step:
    """One thing to do: a title in the imperative, where to do it, and by when."""

    title: Refusal
    context: str
    url: str
    due: date | None
    icon: str
    is_appointment: bool = False


def steps_for(member: Membership, *, today: date) -> list[Step]:
    """The open things for this person, by date; what has no date comes last."""
    steps: list[Step] = []
    if member.has(Right.HOLD_CONVERSATIONS):
        steps += _talks(member)
    if member.has(Right.CHANGE_PLACEMENTS):
        steps += _commitments(member) + _vacancies(member, today) + _hours(member, today)
    if not steps and member.has(Right.SEE_CONTRACTS):
        steps += _beginning(member)
    return sorted(steps, key=lambda step: (step.due is None, step.due or today, step.url))


def _talks(member: Membership) -> list[Step]:
    hands = Participant.objects.filter(conversation=OuterRef("pk"))
    talks = (
        Conversation.objects.filter(
            organisation_id=member.organisation_id, state=ConversationState.PLANNED
        )
        .select_related("contract__supplier")
        .annotate(
            procurement=Exists(hands.filter(seat=Seat.PROCUREMENT)),
            hr=Exists(hands.filter(seat=Seat.HR)),
        )
        .order_by("planned_at")[:10]
    )
    both = N_("Hold the conversation with %(supplier)s")
    one = N_("Ask the missing department to join the conversation with %(supplier)s")
    return [
        Step(
            title=Refusal(
                "talk",
                both if talk.procurement and talk.hr else one,
                {"supplier": talk.contract.supplier.name},
            ),
            context=talk.contract.title,
            url=_url(member, "dialogue:conversation", talk.pk),
            due=timezone.localtime(talk.planned_at).date(),
            icon="message-circle",
            is_appointment=True,
        )
        for talk in talks
    ]


def _commitments(member: Membership) -> list[Step]:
    return [
        Step(
            title=Refusal(
                "follow_up",
                N_("Turn the commitment of %(supplier)s into a vacancy"),
                {"supplier": commitment.contract.supplier.name},
            ),
            context=commitment.what,
            url=_url(member, "dialogue:commitment", commitment.pk),
            due=commitment.due,
            icon="heart-handshake",
        )
        for commitment in commitments_without_vacancy(member.organisation_id)[:10]
    ]


def _vacancies(member: Membership, today: date) -> list[Step]:
    vacancies = (
        vacancies_of(member.organisation_id, view="open", today=today)
        .filter(filled__lt=F("places"))  # type: ignore[misc]  # annotated there
        .order_by("opened_on", "pk")[:10]
    )
    return [
        Step(
            title=Refusal("fill", N_("Fill the vacancy “%(title)s”"), {"title": vacancy.title}),
            context="",
            url=_url(member, "placements:vacancy", vacancy.pk),
            due=None,
            icon="briefcase",
        )
        for vacancy in vacancies
    ]


def _hours(member: Membership, today: date) -> list[Step]:
    last_month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    owed = (
        Placement.objects.filter(
            ~Q(route="unpaid"),
            Q(ended_on=None) | Q(ended_on__gte=last_month),
            organisation_id=member.organisation_id,
            started_on__lt=today.replace(day=1),
        )
        .exclude(paid_hours__month=last_month)
        .order_by("started_on")[:10]
    )
    return [
        Step(
            title=Refusal(
                "hours", N_("Enter the paid hours of %(person)s"), {"person": placement.pseudonym}
            ),
            context=f"{last_month:%m-%Y}",
            url=_url(member, "placements:placement", placement.pk),
            due=today.replace(day=1) + timedelta(days=14),
            icon="clock",
        )
        for placement in owed
    ]


def _beginning(member: Membership) -> list[Step]:
    if Contract.objects.filter(organisation_id=member.organisation_id).exists():
        return [
            Step(
                Refusal("choose", N_("Choose the first contract to talk about")),
                "",
                reverse("opportunities:shortlist", kwargs={"school": member.organisation.slug}),
                None,
                "list-check",
            )
        ]
    if not member.has(Right.IMPORT_CONTRACTS):
        return []
    return [
        Step(
            Refusal("read_in", N_("Read in your contract list")),
            "",
            reverse("contracts:upload", kwargs={"school": member.organisation.slug}),
            None,
            "file-spreadsheet",
        )
    ]


def _url(member: Membership, name: str, pk: int) -> str:
    return reverse(name, kwargs={"school": member.organisation.slug, "pk": pk})


@dataclass
class Shared:
    """What a supplier shares with one school."""

    school: Organisation
    commitments: list[Commitment] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)


def shared_with(member: Membership) -> list[Shared]:
    """The commitments, vacancies and placements of this supplier, per school."""
    ours = {"counterparty_id": member.organisation_id}
    confirmed = Confirmation.objects.filter(commitment=OuterRef("pk"), side=Side.SUPPLIER)
    commitments = (
        Commitment.objects.filter(withdrawn_at=None, **ours)
        .annotate(is_confirmed=Exists(confirmed))
        .order_by("due")
    )
    vacancies = Vacancy.objects.filter(**ours).order_by("opened_on")
    placements = Placement.objects.filter(**ours).order_by("started_on")
    schools: dict[int, list[tuple[str, object]]] = defaultdict(list)
    for name, rows in (
        ("commitments", commitments),
        ("vacancies", vacancies),
        ("placements", placements),
    ):
        for row in rows:
            schools[row.organisation_id].append((name, row))
    found = Organisation.objects.filter(pk__in=schools).order_by("sort_key")
    return [_shared(school, schools[school.pk]) for school in found]


def _shared(school: Organisation, rows: list[tuple[str, object]]) -> Shared:
    shared = Shared(school)
    for name, row in rows:
        getattr(shared, name).append(row)
    return shared
