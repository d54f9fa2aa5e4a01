"""A register of Waterland, filled by hand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from banenbrug.contracts import actions
from banenbrug.contracts.models import Batch, Contract
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Membership
from tests.cast import Cast, Enter, Member

Write = Callable[..., Contract]


@pytest.fixture
def in_english(client: Client) -> None:
    """The source strings, whatever the catalogue says."""
    client.cookies["django_language"] = "en"


@contextmanager
def entered(member: Member) -> Iterator[Membership]:
    """Be a member, in the scope of its organisation, in a transaction."""
    with transaction.atomic(), scope(organisation_id=member.organisation.pk):
        yield member.row


@pytest.fixture
def write(db: None, cast: Cast) -> Write:
    """Write a contract: `write("Schoonmaak", supplier="Helder BV", value_per_year=100)`."""

    def contract(title: str, *, supplier: str = "Helder", **facts: Any) -> Contract:
        with entered(cast.waterland.buyer) as buyer:
            return actions.save_contract(
                by=buyer,
                contract=None,
                supplier_name=supplier,
                values={"number": f"N-{title}", "title": title, **facts},
            )

    return contract


@pytest.fixture
def buyer(enter: Enter, cast: Cast) -> Client:
    """The buyer of Waterland, signed in."""
    return enter(cast.waterland.buyer)


def send(client: Client, content: str | bytes, name: str = "register.csv") -> Any:
    """Upload a file; the page on which that ends."""
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = name
    return client.post(at("upload"), {"file": file}, follow=True)


def chosen(client: Client, batch: Batch) -> dict[str, Any]:
    """What stands in the form of the columns, as it would be sent."""
    form = client.get(at("columns", batch.pk)).context["form"]
    return {field.name: field.value() for field in form if field.value() not in (None, False)}


def batches(cast: Cast) -> list[Batch]:
    """The files that Waterland has kept."""
    with entered(cast.waterland.buyer):
        return list(Batch.objects.all())


def titles(cast: Cast) -> list[str]:
    """The titles in the register of Waterland."""
    with entered(cast.waterland.buyer):
        return list(Contract.objects.order_by("title").values_list("title", flat=True))


def at(name: str, *pk: int, school: str = "waterland") -> str:
    """An address of the register, or `dossier` at the desk."""
    room = "desk:contract" if name == "dossier" else f"contracts:{name}"
    return reverse(room, args=[school, *pk])
