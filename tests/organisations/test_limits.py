"""Limits on signing in are counted in the database, so they hold over all processes."""

import pytest
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.engine.jobs import tidy
from banenbrug.engine.models import CacheEntry
from tests.cast import PASSWORD, Cast, browser

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("account_login")


def attempt(client: Client, email: str, password: str) -> str:
    """Try to sign in; gives what the page holds against it, or nothing."""
    page = client.post(SIGN_IN, {"login": email, "password": password})
    return "" if page.status_code == 302 else " ".join(page.context["form"].non_field_errors())


def test_after_five_wrong_passwords_the_right_one_waits_too_from_any_browser(cast: Cast) -> None:
    email = cast.waterland.buyer.email
    for _ in range(5):
        assert attempt(browser(), email, "fout").startswith("This address and password")
    assert attempt(browser(), email, PASSWORD) == "Signing in failed too often. Wait five minutes."
    assert attempt(browser(), cast.waterland.hr.email, PASSWORD) == ""


def test_the_count_stands_in_a_table_that_every_process_reads(cast: Cast) -> None:
    attempt(browser(), cast.waterland.buyer.email, "fout")
    [entry] = CacheEntry.objects.filter(cache_key__contains="login_failed:5/")
    another_process = DatabaseCache(CacheEntry._meta.db_table, {})
    key = entry.cache_key.removeprefix(":1:")
    assert len(another_process.get(key)) == 1
    assert cast.waterland.buyer.email not in entry.cache_key


def test_what_expired_is_tidied_and_what_holds_stays() -> None:
    cache.set("over", 1, timeout=1)
    cache.set("holds", 1, timeout=600)
    CacheEntry.objects.filter(cache_key=":1:over").update(expires=timezone.now())
    tidy(timestamp=0)
    assert set(CacheEntry.objects.values_list("cache_key", flat=True)) == {":1:holds"}
