"""Where a weakness is reported, as RFC 9116 asks and the Dutch government obliges."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import Settings

pytestmark = pytest.mark.django_db

ADDRESS = "/.well-known/security.txt"


def test_it_names_the_contact_and_expires_within_a_year(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "mailto:security@waterland.example"
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@waterland.example"
    assert lines["Canonical"] == f"{settings.ORIGIN}{ADDRESS}"
    expires = parse_datetime(lines["Expires"])
    assert expires is not None
    left = expires - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)


def test_without_a_contact_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get(ADDRESS).status_code == 404
