"""Changes that run through several rooms."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from banenbrug.contracts.actions import link_account
from banenbrug.contracts.models import Supplier
from banenbrug.desk import jobs
from banenbrug.dialogue.models import Commitment, Confirmation
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
    request = DoorRequest.objects.create(
        organisation_id=by.organisation_id,
        counterparty=account,
        email=contact_email,
        name=contact_name,
        asked_at=now,
    )
    jobs.invite_contact.defer(organisation_id=account.pk, request_id=request.pk)
    return account


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
