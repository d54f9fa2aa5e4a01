"""The three contracts to talk about first, on screen."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.contracts.models import Contract
from banenbrug.engine.scopes import scope
from banenbrug.opportunities.queries import choice_of
from banenbrug.organisations.once import FIELD
from tests.cast import Cast, Enter
from tests.opportunities.conftest import Write

pytestmark = pytest.mark.django_db

PAGE = reverse("opportunities:shortlist", args=["waterland"])


def test_the_page_shows_each_score_with_its_reasons(
    cast: Cast, write: Write, enter: Enter, client: Client
) -> None:
    client.cookies["django_language"] = "en"
    end = timezone.localdate() + timedelta(days=30)
    cleaning = write("Schoonmaak", category="cleaning", value_per_year=1_180_000_00, end=end)
    write("Gas", currency="GBP", value_per_year=500_00)
    page = enter(cast.waterland.hr).get(PAGE).content.decode()
    assert reverse("desk:contract", args=["waterland", cleaning.pk]) in page
    assert "1.1 to 2.5 jobs" in page
    assert "Helder · Cleaning" in page
    assert "Ends in 30 days: talk now or lose it." in page
    assert "No range of jobs: a category is needed." in page
    assert "GBP&nbsp;500" in page
    assert reverse("dialogue:plan", args=["waterland", cleaning.pk]) in page


def test_who_may_not_read_in_or_talk_gets_no_button_for_it(
    cast: Cast, write: Write, enter: Enter
) -> None:
    upload = f'href="{reverse("contracts:upload", args=["waterland"])}"'
    assert upload in enter(cast.waterland.buyer).get(PAGE).content.decode()
    assert upload not in enter(cast.waterland.reader).get(PAGE).content.decode()
    made = write("Schoonmaak")
    plan = reverse("dialogue:plan", args=["waterland", made.pk])
    assert plan not in enter(cast.waterland.reader).get(PAGE).content.decode()
    assert enter(cast.waterland.keyholder).get(PAGE).status_code == 404
    assert enter(cast.heuvelrug.buyer).get(PAGE).status_code == 404


def test_a_list_with_a_contract_that_ended_says_why_it_cannot_be_signed(
    cast: Cast, write: Write, enter: Enter, client: Client
) -> None:
    client.cookies["django_language"] = "en"
    made = write("Schoonmaak", category="cleaning")
    hr = enter(cast.waterland.hr)
    hr.post(reverse("opportunities:put_in", args=["waterland"]), {"contract": made.pk})
    hr.post(
        reverse("opportunities:sign", args=["waterland"]), {"hand": "procurement", "shown": made.pk}
    )
    button = f'action="{reverse("opportunities:sign", args=["waterland"])}"'
    assert button in hr.get(PAGE).content.decode()
    with scope(organisation_id=cast.waterland.organisation.pk):
        Contract.objects.update(end=timezone.localdate() - timedelta(days=1))
    page = hr.get(PAGE).content.decode()
    assert button not in page
    assert "“Schoonmaak” has ended. Take it off the list first." in page


def test_two_clicks_on_move_up_move_a_contract_one_place(
    cast: Cast, write: Write, enter: Enter
) -> None:
    here = cast.waterland.organisation.pk
    kinds = ("cleaning", "windows", "drinks")
    first, second, third = (write(kind, category=kind) for kind in kinds)
    client = enter(cast.waterland.hr)
    up = reverse("opportunities:move_up", args=["waterland", third.pk])
    form = re.escape(f'action="{up}"') + r".*?" + rf'name="{FIELD}" value="([^"]+)"'
    [key] = re.findall(form, client.get(PAGE).content.decode())
    for _ in range(2):
        client.post(up, {FIELD: key})
    with scope(organisation_id=here):
        found = choice_of(here)
        assert found is not None
        assert found[0] == [first.pk, third.pk, second.pk]
