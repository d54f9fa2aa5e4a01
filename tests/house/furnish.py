"""A full house for one school: at least one row in every table that could leak.

What is written is marked with `SECRET`, so that a page that shows it to a stranger is found. The
values are dull on purpose: they need to exist, not to mean anything.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from banenbrug.contracts.batches import keep
from banenbrug.contracts.models import Batch, BatchProblem, Clause, Contract, Supplier
from banenbrug.desk.models import SavedView, Visit
from banenbrug.dialogue.models import (
    Answer,
    Commitment,
    Confirmation,
    ContactPerson,
    Conversation,
    GuestAnswer,
    Participant,
    Preparation,
    SharedMinutes,
    TalkInvitation,
)
from banenbrug.engine.scopes import scope
from banenbrug.foundation.names import sort_key
from banenbrug.opportunities.models import (
    CategoryWeight,
    Choice,
    Chosen,
    Signature,
    Standing,
    Weighed,
    Weights,
)
from banenbrug.organisations.actions import add_unit, invite
from banenbrug.organisations.models import (
    DoorRequest,
    Invitation,
    Invited,
    Organisation,
    SentForm,
    Unit,
)
from banenbrug.placements.models import PaidHours, Placement, Vacancy
from tests.cast import Member, School
from tests.house.furnish_scheme import SLUG, SchemeHouse, furnish_scheme

SECRET = "geheim"
NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
MONTH = TODAY.replace(day=1)
REGISTER = f"Nummer;Titel;Leverancier\n9;Contract 9 {SECRET};Leverancier {SECRET}\n".encode()


@dataclass(frozen=True)
class House:
    """The keys of what stands in a furnished house."""

    organisation: int
    unit: int
    member: int
    invitation: int
    supplier: int
    batch: int
    contract: int
    conversation: int
    held: int
    minutes: int
    commitment: int
    vacancy: int
    published: int
    placement: int
    scheme: SchemeHouse

    def key(self, name: str) -> int:
        """The key of an object by its name here, or in the dossier of support."""
        found: int = getattr(self, name, None) or getattr(self.scheme, name)
        return found


def furnish(school: School, *, counterparty: Organisation, guest: Organisation) -> House:
    """Fill the tables of `school`, dealing with `counterparty`."""
    is_first = school.slug == "waterland"
    slug = SLUG if is_first else f"{SLUG}-{school.slug}"  # two houses can be furnished in one place
    scheme = furnish_scheme(slug=slug, secret=SECRET, now=NOW)
    here = school.organisation.pk
    pair = {"organisation_id": here, "counterparty_id": counterparty.pk}
    with transaction.atomic(), scope(organisation_id=here, via="furnish"):
        unit = add_unit(organisation_id=here, name=f"Dienst {SECRET}")
        invitation = _invite(school.keyholder)
        supplier = a_supplier(here, name=f"Leverancier {SECRET}", account=counterparty)
        batch = _a_batch(here, by=school.buyer)
        contract = a_contract(here, supplier=supplier, number="1", batch=batch, unit=unit)
        clause = Clause.objects.create(
            organisation_id=here, contract=contract, form="none", text=SECRET
        )
        planned = a_conversation(here, contract=contract)
        held = a_conversation(here, contract=contract)
        Conversation.objects.filter(pk=held.pk).update(state="held", held_on=TODAY)
        for seat, member in (("procurement", school.buyer.row), ("hr", school.hr.row)):
            Participant.objects.create(
                organisation_id=here, conversation=planned, seat=seat, member=member
            )
        commitment = a_commitment(pair, contract=contract, conversation=held)
        Confirmation.objects.create(
            **pair, commitment=commitment, side="school", by=SECRET, confirmed_at=NOW
        )
        minutes = _share(pair, planned=planned, held=held, commitment=commitment, guest=guest)
        vacancy = a_vacancy(pair, commitment=commitment)
        published = a_vacancy(pair, commitment=commitment, published_on=TODAY)
        placement = a_placement(pair, commitment=commitment, pseudonym="P-001")
        PaidHours.objects.create(**pair, placement=placement, month=MONTH, hours=Decimal(80))
        Invited.objects.create(
            organisation_id=here,
            guest=guest,
            kind="contracts.clause",
            object_id=clause.pk,
        )
        DoorRequest.objects.create(**pair, email="deur@elders.example", name=SECRET, asked_at=NOW)
        SentForm.objects.create(organisation_id=here, key=SECRET, answer="/", sent_at=NOW)
        Visit.objects.create(organisation_id=here, member=school.reader.row, latest=NOW)
        SavedView.objects.create(
            organisation_id=here, member=school.reader.row, name=SECRET, query="view=ended"
        )
        _weigh(here, contract=contract, by=school.buyer)
        return House(
            organisation=here,
            unit=unit.pk,
            member=school.reader.row.pk,
            invitation=invitation.pk,
            supplier=supplier.pk,
            batch=batch.pk,
            contract=contract.pk,
            conversation=planned.pk,
            held=held.pk,
            minutes=minutes.pk,
            commitment=commitment.pk,
            vacancy=vacancy.pk,
            published=published.pk,
            placement=placement.pk,
            scheme=scheme,
        )


def _share(
    pair: dict[str, int],
    *,
    planned: Conversation,
    held: Conversation,
    commitment: Commitment,
    guest: Organisation,
) -> SharedMinutes:
    """What is written before a talk, and what the supplier and a partner read and answer."""
    here = {"organisation_id": pair["organisation_id"]}
    Preparation.objects.create(**here, conversation=planned, room=SECRET, offer=SECRET)
    TalkInvitation.objects.create(
        **pair, conversation=planned, planned_at=NOW, text=SECRET, sender=SECRET, sent_at=NOW
    )
    ContactPerson.objects.create(**pair, name=SECRET, email="iemand@waterland.example")
    Answer.objects.create(
        **pair, commitment=commitment, side="school", word="not_yet", by=SECRET, said_at=NOW
    )
    Invited.objects.create(**here, guest=guest, kind="dialogue.commitment", object_id=commitment.pk)
    GuestAnswer.objects.create(
        **here,
        counterparty=guest,
        commitment=commitment,
        side="school",
        word="joins",
        by=SECRET,
        said_at=NOW,
    )
    return SharedMinutes.objects.create(
        **pair, conversation=held, held_on=TODAY, text=SECRET, shared_by=SECRET, shared_at=NOW
    )


def _weigh(here: int, *, contract: Contract, by: Member) -> None:
    """Settings of the score, a score, and a choice that procurement signed."""
    Weights.objects.create(organisation_id=here, places=[f"Dorp {SECRET}"])
    CategoryWeight.objects.create(
        organisation_id=here, category="cleaning", score=4, labour_low=70, labour_high=80
    )
    Weighed.objects.create(organisation_id=here, on=TODAY)
    Standing.objects.create(
        organisation_id=here,
        contract=contract,
        points=50,
        value=12_000_000,
        grades=[3, 3, 3, 3, 3, 3],
        has_clause=True,
    )
    choice = Choice.objects.create(organisation_id=here, made_by=by.row, made_at=NOW)
    Chosen.objects.create(organisation_id=here, choice=choice, contract=contract, place=1)
    Signature.objects.create(
        organisation_id=here, choice=choice, hand="procurement", member=by.row, signed_at=NOW
    )


def _invite(keyholder: Member) -> Invitation:
    return invite(
        by=keyholder.row,
        email=f"{SECRET}@nieuw.example",
        name=f"Iris {SECRET}",
        roles=["hr"],
        now=NOW,
    )


def a_supplier(here: int, *, name: str, account: Organisation | None = None) -> Supplier:
    """A supplier, known by its name."""
    return Supplier.objects.create(
        organisation_id=here,
        name=name,
        sort_key=sort_key(name),
        company_key=sort_key(name),
        account=account,
    )


def _a_batch(here: int, *, by: Member) -> Batch:
    batch = keep(by=by.row, files=[(f"{SECRET}.csv", REGISTER)], now=NOW)
    BatchProblem.objects.create(
        organisation_id=here, batch=batch, row=2, code="empty", message=SECRET, value=SECRET
    )
    return batch


def a_contract(
    here: int,
    *,
    supplier: Supplier,
    number: str,
    batch: Batch | None = None,
    unit: Unit | None = None,
) -> Contract:
    """A running contract for cleaning."""
    return Contract.objects.create(
        organisation_id=here,
        number=number,
        title=f"Contract {number} {SECRET}",
        supplier=supplier,
        category="",
        value_per_year=12_000_000,
        start=TODAY.replace(year=TODAY.year - 1),
        end=TODAY.replace(year=TODAY.year + 2),
        batch=batch,
        unit=unit,
    )


def a_conversation(here: int, *, contract: Contract) -> Conversation:
    """A planned conversation."""
    return Conversation.objects.create(
        organisation_id=here,
        contract=contract,
        planned_at=NOW,
        place=SECRET,
        minutes=SECRET,
        made_at=NOW,
    )


def a_commitment(
    pair: dict[str, int], *, contract: Contract, conversation: Conversation | None = None
) -> Commitment:
    """A promise of two jobs."""
    return Commitment.objects.create(
        **pair,
        contract=contract,
        conversation=conversation,
        basis="intention",
        kind="jobs",
        what=f"Twee banen {SECRET}",
        number=Decimal(2),
        due=TODAY.replace(year=TODAY.year + 1),
        made_at=NOW,
    )


def a_vacancy(
    pair: dict[str, int], *, commitment: Commitment, published_on: datetime.date | None = None
) -> Vacancy:
    """A vacancy, on the public page where it has a day."""
    return Vacancy.objects.create(
        **pair,
        commitment=commitment,
        title="Schoonmaker" if published_on else f"Schoonmaker {SECRET}",
        tasks="Vloeren" if published_on else SECRET,
        hours_per_week=Decimal(24),
        places=2,
        opened_on=TODAY,
        published_on=published_on,
    )


def a_placement(pair: dict[str, int], *, commitment: Commitment, pseudonym: str) -> Placement:
    """Somebody who works via the supplier."""
    return Placement.objects.create(
        **pair,
        commitment=commitment,
        pseudonym=pseudonym,
        route="via_supplier",
        contract_form="fixed_term",
        planned_hours_per_week=Decimal(24),
        started_on=MONTH,
        in_register=True,
        register_from=MONTH,
        checked_on=TODAY,
    )
