"""`banenbrug found`: open the door for an organisation and invite its first keyholder."""

import argparse

from django.db import transaction
from django.utils import timezone

from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import N_, Refusal, refuse
from banenbrug.organisations.actions import found_organisation, invite_first
from banenbrug.organisations.models import Organisation
from banenbrug.organisations.roles import Kind, Role

FIRST_ROLE = {
    Kind.SCHOOL: Role.COORDINATOR,
    Kind.FUND: Role.OFFICER,
    Kind.ADVISER: Role.ADVISER,
    Kind.SUPPLIER: Role.CONTACT,
    Kind.PARTNER: Role.CONTACT,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which organisation, and who gets the first key by mail."""
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], required=True)
    parser.add_argument("--slug", required=True, help="its name in addresses")
    parser.add_argument("--name", required=True)
    parser.add_argument("--person", required=True, help="name of the first keyholder")
    parser.add_argument("--email", required=True, help="where the letter with the key goes")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """Found it and defer the letter; the worker sends it."""
    kind, now = Kind(options.kind), timezone.now()
    if Organisation.objects.filter(slug=options.slug).exists():
        taken = N_("There is an organisation “%(slug)s” already. Choose another --slug.")
        refuse(Refusal("slug_taken", taken, {"slug": options.slug}))
    with transaction.atomic():
        organisation = found_organisation(kind=kind, slug=options.slug, name=options.name, now=now)
        with scope(organisation_id=organisation.pk, via="command found"):
            invite_first(
                organisation=organisation,
                email=options.email,
                name=options.person,
                role=FIRST_ROLE[kind],
                sender="Banenbrug",
                now=now,
            )
    return {"organisation": organisation.slug, "invited": options.email}
