"""A keyholder helps a colleague who lost phone and codes; it is told and recorded."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.organisations.models import Membership
from banenbrug.organisations.notices import Notice
from banenbrug.organisations.queries import has_second_step
from tests.cast import Cast, Enter, Member, user
from tests.organisations.conftest import Inside

pytestmark = pytest.mark.django_db


def give_app(member: Member) -> int:
    """Let somebody have a second step; gives the number of the person."""
    who = user(member.email)
    Authenticator.objects.create(user=who, type="totp", data={"secret": "locked"})
    return who.pk


def take_away(client: Client, member: Member, inside: Inside) -> str:
    """Press the button on the page of a colleague; gives what the page then says."""
    with inside(member) as row:
        where = [member.slug, row.pk]
    page = client.post(reverse("organisations:take_away_second_step", args=where), follow=True)
    return page.content.decode()


def test_a_keyholder_takes_it_away_and_the_person_gets_a_letter(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    person = give_app(cast.waterland.buyer)
    page = take_away(enter(cast.waterland.keyholder), cast.waterland.buyer, inside)
    assert "Bram de Wit now signs in with a password alone. A letter tells it." in page
    assert not has_second_step(person)
    [letter] = ProcrastinateJob.objects.filter(task_name="organisations.send_notice")
    assert letter.args == {"user_id": person, "notice": Notice.SECOND_STEP_TAKEN_AWAY}


def test_the_history_of_the_membership_says_who_did_it(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    give_app(cast.waterland.buyer)
    take_away(enter(cast.waterland.keyholder), cast.waterland.buyer, inside)
    with inside(cast.waterland.keyholder) as keyholder:
        buyer = Membership.objects.get(user__email=cast.waterland.buyer.email)
        event = buyer.events.latest("pgh_id")  # type: ignore[attr-defined]
        assert event.second_step_taken_away_at == buyer.second_step_taken_away_at is not None
        assert event.pgh_context.metadata["member"] == keyholder.pk


def test_nobody_takes_away_the_own_second_step_here(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    person = give_app(cast.waterland.keyholder)
    page = take_away(enter(cast.waterland.keyholder), cast.waterland.keyholder, inside)
    assert "Change your own second step on the page of your account." in page
    assert has_second_step(person)


def test_there_must_be_a_second_step_to_take_away(cast: Cast, enter: Enter, inside: Inside) -> None:
    page = take_away(enter(cast.waterland.keyholder), cast.waterland.buyer, inside)
    assert "This person signs in with a password alone." in page
    assert not ProcrastinateJob.objects.filter(task_name="organisations.send_notice").exists()
