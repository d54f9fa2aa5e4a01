"""What happens more than once at Hogeschool Waterland, each by the person whose work it is."""

from decimal import Decimal

from banenbrug.contracts.actions import link_account, save_contract, set_clause
from banenbrug.contracts.models import Contract
from banenbrug.contracts.rules import ClauseForm
from banenbrug.dialogue.actions import (
    agree_commitment,
    confirm_commitment,
    hold_conversation,
    plan_conversation,
)
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.dialogue.rules import Basis, CommitmentKind, Side
from banenbrug.dialogue.sharing import digest_of
from banenbrug.dialogue.sharing_actions import introduce, share_minutes, write_shared
from banenbrug.organisations.actions import add_unit
from banenbrug.organisations.models import Unit
from banenbrug.organisations.roles import Role
from banenbrug.placements.actions import record_hours
from banenbrug.placements.models import Placement
from banenbrug.story.key_contracts import KeyContract
from banenbrug.story.people import WATERLAND, House
from banenbrug.story.register import UNITS
from banenbrug.story.stage import Stage

COORDINATOR = WATERLAND.person(Role.COORDINATOR)
BUYER = WATERLAND.person(Role.BUYER)
HR = WATERLAND.person(Role.HR)


def write_contract(stage: Stage, key: KeyContract, account: House | None = None) -> Contract:
    """Write a contract with its clause, and open the supplier's own door where there is one."""
    with stage.acting(BUYER, stage.at(-285, hour=14)) as buyer:
        contract = save_contract(
            by=buyer,
            contract=None,
            supplier_name=key.supplier,
            values=key.values(stage)
            | {
                "unit": unit_called(buyer.organisation_id, UNITS[0]),
                "buyer": buyer,
                "hr": stage.members[HR.key],
            },
        )
        set_clause(
            contract=contract,
            form=ClauseForm.SHARE_OF_SUM,
            values={"percentage": key.percentage, "text": key.clause},
        )
        if account:
            supplier = stage.organisations[account.slug]
            link_account(supplier=contract.supplier, account=supplier)
            introduce(by=stage.members[COORDINATOR.key], to=supplier)
    return contract


def hold_talk(
    stage: Stage, contract: Contract, *, days: int, mood: int, minutes: str
) -> Conversation:
    """A conversation that was held, with procurement, HR and the coordinator at the table."""
    with stage.acting(COORDINATOR, stage.at(days - 21)) as coordinator:
        talk = plan_conversation(
            by=coordinator,
            contract=contract,
            planned_at=stage.at(days),
            place="Hoofdlocatie, kamer 2.14",
            members=[coordinator, stage.members[BUYER.key], stage.members[HR.key]],
            supplier_role="accountmanager",
            now=stage.at(days - 21),
        )
    with stage.acting(COORDINATOR, stage.at(days, hour=15)) as coordinator:
        return hold_conversation(
            by=coordinator,
            conversation=talk,
            held_on=stage.day(days),
            minutes=minutes,
            mood=mood,
            today=stage.day(days),
        )


def share(stage: Stage, talk: Conversation, *, text: str, days: int) -> None:
    """Let the supplier read what was said at the table; what is only ours stays with us."""
    with stage.acting(COORDINATOR, stage.at(days)) as coordinator:
        written = write_shared(by=coordinator, conversation=talk, text=text)
        share_minutes(
            by=coordinator, conversation=talk, seen=digest_of(written.text), now=stage.at(days)
        )


def agree(
    stage: Stage,
    talk: Conversation,
    *,
    kind: CommitmentKind,
    what: str,
    due: int,
    number: Decimal | None = None,
    is_firm: bool = False,
    side: Side = Side.SUPPLIER,
    basis: Basis = Basis.CLAUSE,
) -> Commitment:
    """What came out of a talk, written down by the buyer; `due` is in days from today."""
    with stage.acting(BUYER, talk.planned_at) as buyer:
        return agree_commitment(
            by=buyer,
            conversation=talk,
            basis=basis,
            kind=kind,
            side=side,
            what=what,
            number=number,
            due=stage.day(due),
            is_firm=is_firm,
            now=talk.planned_at,
        )


def confirm(stage: Stage, commitment: Commitment, supplier: House, *, days: int) -> None:
    """Both sides say that this is the agreement."""
    with stage.acting(BUYER, stage.at(days)) as buyer:
        confirm_commitment(by=buyer, commitment=commitment, now=stage.at(days))
    with stage.acting(supplier.person(Role.CONTACT), stage.at(days, hour=15)) as contact:
        confirm_commitment(by=contact, commitment=commitment, now=stage.at(days, hour=15))


def pay(stage: Stage, placement: Placement, *, hours: str) -> None:
    """Paid hours of every month up to the last one, not all months the same."""
    months = stage.paid_months(placement.started_on)
    with stage.acting(HR, stage.at(-6)) as hr:
        record_hours(
            by=hr,
            placement=placement,
            employer=placement.employer,
            hours={month: Decimal(hours) + (n % 3) for n, month in enumerate(months)},
            today=stage.today,
        )


def unit_called(organisation_id: int, name: str) -> Unit:
    """The academy or service of this name."""
    return add_unit(organisation_id=organisation_id, name=name)
