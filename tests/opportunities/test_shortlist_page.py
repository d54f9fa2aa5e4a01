"""The three contracts to talk about first, on screen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

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
