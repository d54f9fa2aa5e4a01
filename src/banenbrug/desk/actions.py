"""Changes that run through several rooms."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from banenbrug.contracts.actions import link_account
from banenbrug.contracts.models import Supplier
from banenbrug.desk import jobs
from banenbrug.dialogue.models import Commitment, Confirmation
from banenbrug.dialogue.sharing_actions import introduce, invite_partner
from banenbrug.organisations.actions import found_organisation
from banenbrug.organisations.models import DoorRequest, Membership, Organisation
from banenbrug.organisations.roles import Kind
from banenbrug.placements.models import Vacancy
from banenbrug.placements.queries import hours_read_by_supplier, read_by_supplier


@transaction.atomic
def open_supplier_door(
    *, by: Membership, supplier: Supplier, contact_name: str, contact_email: str, now: datetime
) -> Organisation:
    """Let a supplier read what it shares with this school, and invite its first contact.

    Each school opens a door of its own: nobody can be let in to what another school shares because
    two suppliers have one name. The letter goes out by a job, in the scope of the supplier.
    """
    supplier = Supplier.objects.select_for_update().get(
        pk=supplier.pk, organisation_id=by.organisation_id
    )
    slug = f"{slugify(supplier.name)[:50] or 'supplier'}-{get_random_string(5).lower()}"
    account = found_organisation(kind=Kind.SUPPLIER, slug=slug, name=supplier.name, now=now)
    link_account(supplier=supplier, account=account)
    _share(supplier, account)
    introduce(by=by, to=account)
    _ask_contact(by, account, name=contact_name, email=contact_email, now=now)
    return account


@transaction.atomic
def ask_partner(
    *,
    by: Membership,
    commitment: Commitment,
    partner: Organisation | None,
    partner_name: str,
    contact_name: str,
    contact_email: str,
    now: datetime,
) -> Organisation:
    """Ask a partner to join a commitment. Without `partner` it is a new one, which gets a letter.

    Each school opens doors of its own, as for suppliers: nobody sees the partners of another.
    """
    if partner is None:
        slug = f"{slugify(partner_name)[:50] or 'partner'}-{get_random_string(5).lower()}"
        partner = found_organisation(kind=Kind.PARTNER, slug=slug, name=partner_name, now=now)
        _ask_contact(by, partner, name=contact_name, email=contact_email, now=now)
    invite_partner(by=by, commitment=commitment, partner=partner)
    return partner


def _ask_contact(
    by: Membership, account: Organisation, *, name: str, email: str, now: datetime
) -> None:
    request = DoorRequest.objects.create(
        organisation_id=by.organisation_id,
        counterparty=account,
        email=email,
        name=name,
        asked_at=now,
    )
    jobs.invite_contact.defer(organisation_id=account.pk, request_id=request.pk)


def _share(supplier: Supplier, account: Organisation) -> None:
    here = {"organisation_id": supplier.organisation_id, "counterparty": None}
    commitments = Commitment.objects.filter(contract__supplier=supplier, **here)
    theirs = {"commitment__contract__supplier": supplier, **here}
    for rows in (
        hours_read_by_supplier(supplier).filter(counterparty=None),
        read_by_supplier(supplier).filter(counterparty=None),
        Vacancy.objects.filter(**theirs),
        Confirmation.objects.filter(**theirs),
        commitments,
    ):
        rows.update(counterparty=account)
