"""Changes that run through several rooms."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from banenbrug.contracts.actions import link_account
from banenbrug.contracts.models import Supplier
from banenbrug.desk import jobs
from banenbrug.dialogue.models import Commitment, Confirmation
from banenbrug.organisations.actions import found_organisation
from banenbrug.organisations.models import Membership, Organisation
from banenbrug.organisations.roles import Kind
from banenbrug.placements.models import PaidHours, Placement, Vacancy
from banenbrug.placements.moves import SHARED_ROUTES


@transaction.atomic
def open_supplier_door(
    *,
    by: Membership,
    supplier: Supplier,
    account: Organisation | None,
    contact_name: str,
    contact_email: str,
    now: datetime,
) -> Organisation:
    """Let a supplier read what it shares with this school, and invite its first contact.

    `account` is the supplier's organisation where it has a door here already; otherwise one is
    founded. The letter goes out by a job, in the scope of the supplier.
    """
    account = account or found_organisation(
        kind=Kind.SUPPLIER, slug=_free_slug(supplier.name), name=supplier.name, now=now
    )
    link_account(supplier=supplier, account=account)
    _share(supplier, account)
    jobs.invite_contact.defer(
        organisation_id=account.pk,
        email=contact_email,
        name=contact_name,
        sender=by.organisation.name,
    )
    return account


def _share(supplier: Supplier, account: Organisation) -> None:
    here = {"organisation_id": supplier.organisation_id, "counterparty": None}
    commitments = Commitment.objects.filter(contract__supplier=supplier, **here)
    theirs = {"commitment__contract__supplier": supplier, **here}
    placements = Placement.objects.filter(route__in=SHARED_ROUTES, **theirs)
    for rows in (
        PaidHours.objects.filter(placement__in=placements),
        placements,
        Vacancy.objects.filter(**theirs),
        Confirmation.objects.filter(**theirs),
        commitments,
    ):
        rows.update(counterparty=account)


def _free_slug(name: str) -> str:
    slug = slugify(name)[:50] or "supplier"
    taken = set(Organisation.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(free for free in numbered if free not in taken)
