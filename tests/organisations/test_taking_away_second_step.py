"""A keyholder helps a colleague who lost phone and codes; it is told and recorded."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.organisations import letters
from banenbrug.organisations.models import Membership
from banenbrug.organisations.notices import Notice
from banenbrug.organisations.queries import has_second_step
from tests.cast import PASSWORD, Cast, Enter, Member, browser, user
from tests.organisations.conftest import Inside, link_in

pytestmark = pytest.mark.django_db

NEW = "een nieuwe zin voor een nieuwe dag"


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
    assert "Bram de Wit gets a letter that leads to a new password." in page
    assert not has_second_step(person)
    [letter] = ProcrastinateJob.objects.filter(task_name="organisations.send_notice")
    assert letter.args == {"user_id": person, "notice": Notice.SECOND_STEP_TAKEN_AWAY}


def test_the_former_password_opens_nothing_and_the_mailbox_leads_to_a_new_one(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    client = browser()
    person = give_app(cast.waterland.buyer)
    at_work = browser()
    at_work.force_login(user(cast.waterland.buyer.email))
    take_away(enter(cast.waterland.keyholder), cast.waterland.buyer, inside)
    email = cast.waterland.buyer.email
    assert at_work.get(reverse("organisations:profile")).status_code == 302
    known = {"login": email, "password": PASSWORD}
    assert client.post(reverse("account_login"), known).status_code == 200
    letters.send_notice(user_id=person, notice=Notice.SECOND_STEP_TAKEN_AWAY)
    client.post(link_in(mail.outbox[0]), {"email": email})
    [asked] = ProcrastinateJob.objects.filter(task_name="organisations.send_new_password")
    letters.send_new_password(**asked.args)
    page = client.get(link_in(mail.outbox[1]), follow=True)
    words = {"password1": NEW, "password2": NEW}
    client.post(page.redirect_chain[-1][0], words)
    client.post(reverse("account_login"), {"login": email, "password": NEW})
    assert client.get(reverse("organisations:profile")).status_code == 200


def test_a_link_for_a_password_from_before_is_closed(
    cast: Cast, enter: Enter, inside: Inside, client: Client
) -> None:
    person = give_app(cast.waterland.buyer)
    letters.send_new_password(user_id=person)
    take_away(enter(cast.waterland.keyholder), cast.waterland.buyer, inside)
    page = client.get(link_in(mail.outbox[0]), follow=True).content.decode()
    assert "used or is too old" in page


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
