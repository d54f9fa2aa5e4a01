"""Letters, keys and scopes for the tests about people."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.engine.scopes import scope
from banenbrug.organisations import actions
from banenbrug.organisations.doorkeys import secret_of
from banenbrug.organisations.models import Doorkey, Invitation, Membership
from tests.cast import Cast, Member

Inside = Callable[[Member], AbstractContextManager[Membership]]
PageOf = Callable[[Member], str]
LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)


@contextmanager
def entered(member: Member) -> Iterator[Membership]:
    """Be a member, in the scope of its organisation, in a transaction."""
    with transaction.atomic(), scope(organisation_id=member.organisation.pk):
        yield member.row


@pytest.fixture
def inside(db: None) -> Inside:
    """Open the scope of a member: `with inside(cast.waterland.buyer) as buyer:`."""
    return entered


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    """The source strings, whatever the catalogue says."""
    client.cookies["django_language"] = "en"


@pytest.fixture
def invited(inside: Inside, cast: Cast) -> Callable[..., Invitation]:
    """Invite somebody to Waterland: `invited("iris@waterland.example")`."""

    def invite(email: str, *roles: str, now: datetime | None = None) -> Invitation:
        with inside(cast.waterland.keyholder) as keyholder:
            return actions.invite(
                by=keyholder,
                email=email,
                name="Iris Nieuw",
                roles=roles or ("reader",),
                now=now or timezone.now(),
            )

    return invite


@pytest.fixture
def page_of(inside: Inside) -> PageOf:
    """The address of the roles of somebody."""

    def address(member: Member) -> str:
        with inside(member) as row:
            return reverse("organisations:roles", args=[member.slug, row.pk])

    return address


def people(slug: str = "waterland") -> str:
    """The address of people and roles."""
    return reverse("organisations:people", kwargs={"organisation": slug})


def letters() -> list[dict[str, object]]:
    """The arguments of the letters that are to be sent."""
    jobs = ProcrastinateJob.objects.filter(task_name="organisations.send_invitation")
    return list(jobs.order_by("pk").values_list("args", flat=True))


def link_in(letter: mail.EmailMessage) -> str:
    """The path in a letter."""
    [link] = re.findall(r"http://localhost:8000(/\S+)", str(letter.body))
    return str(link)


def link_of(invitation: Invitation) -> str:
    """The address in the letter of an invitation."""
    key = Doorkey.objects.get(purpose="invitation", object_id=invitation.pk)
    return reverse("organisations:accept", kwargs={"secret": secret_of(key)})
