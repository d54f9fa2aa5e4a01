"""Whoever leaves finds the door closed at once, and can come back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from banenbrug.organisations import actions
from banenbrug.organisations.models import Membership
from tests.cast import Cast, Enter, browser, user
from tests.organisations.conftest import Inside, PageOf

pytestmark = pytest.mark.django_db


def test_ending_a_membership_closes_the_door_at_once(
    cast: Cast, enter: Enter, page_of: PageOf
) -> None:
    buyer = browser()
    buyer.force_login(user(cast.waterland.buyer.email))
    home = reverse("desk:today", args=["waterland"])
    assert buyer.get(home).status_code == 200
    page = enter(cast.waterland.keyholder).post(
        page_of(cast.waterland.buyer), {"end": "yes"}, follow=True
    )
    assert "The door is closed for Bram de Wit." in page.content.decode()
    assert "Left" in page.content.decode()
    assert buyer.get(home).status_code == 404
    assert "do not work in an organisation" in buyer.get("/welkom/").content.decode()


def test_who_left_has_no_roles_page_and_can_be_invited_back(
    cast: Cast, enter: Enter, inside: Inside, page_of: PageOf
) -> None:
    there = page_of(cast.waterland.buyer)
    with inside(cast.waterland.buyer) as buyer:
        actions.end_membership(member=buyer, now=timezone.now())
    client = enter(cast.waterland.keyholder)
    assert client.get(there).status_code == 404
    with inside(cast.waterland.keyholder) as keyholder:
        actions.add_member(
            organisation=keyholder.organisation,
            user=user(cast.waterland.buyer.email),
            name="Bram de Wit",
            roles=["reader"],
            now=timezone.now(),
        )
        assert Membership.objects.get(user__email=cast.waterland.buyer.email).ended_at is None
    assert client.get(there).status_code == 200
