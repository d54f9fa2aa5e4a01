"""Letters about signing in are jobs with numbers; the worker makes the link when it sends them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.account import adapter as allauth_adapter
from django.core import mail
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.organisations import letters
from banenbrug.organisations.models import User
from banenbrug.organisations.notices import ALLAUTH_NOTICES, NOTICE_TEXTS, Notice
from tests.cast import PASSWORD, Cast, browser, user
from tests.organisations.conftest import link_in

pytestmark = pytest.mark.django_db

FORGOTTEN = reverse("account_reset_password")
NEW = "een nieuwe zin voor een nieuwe dag"


@pytest.fixture
def bram(cast: Cast) -> User:
    """The buyer of Waterland, who reads English."""
    who = user(cast.waterland.buyer.email)
    who.language = "en"
    who.save()
    return who


def jobs() -> list[tuple[str, dict[str, int]]]:
    """The letters that wait for the worker."""
    waiting = ProcrastinateJob.objects.filter(task_name__startswith="organisations.send_")
    return list(waiting.order_by("pk").values_list("task_name", "args"))


def test_asking_for_a_password_leaves_a_job_with_a_number_and_sends_nothing(
    client: Client, bram: User
) -> None:
    client.post(FORGOTTEN, {"email": bram.email})
    assert jobs() == [("organisations.send_new_password", {"user_id": bram.pk})]
    assert mail.outbox == []


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client: Client, bram: User) -> None:
    known = client.post(FORGOTTEN, {"email": bram.email})
    unknown = browser().post(FORGOTTEN, {"email": "nobody@waterland.example"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert len(jobs()) == 1


def test_the_link_of_the_letter_sets_a_password_once_and_that_is_told(
    client: Client, bram: User
) -> None:
    letters.send_new_password(user_id=bram.pk)
    [letter] = mail.outbox
    assert letter.to == [bram.email]
    assert letter.subject == "A new password for Banenbrug"
    page = client.get(link_in(letter), follow=True)
    where = page.redirect_chain[-1][0]
    assert client.post(where, {"password1": NEW, "password2": NEW}).status_code == 302
    bram.refresh_from_db()
    assert bram.check_password(NEW)
    assert jobs() == [
        ("organisations.send_notice", {"user_id": bram.pk, "notice": Notice.PASSWORD_CHANGED})
    ]
    assert "used or is too old" in browser().get(link_in(letter), follow=True).content.decode()


def test_a_changed_password_is_told_by_letter(client: Client, bram: User) -> None:
    client.force_login(bram)
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    page = client.post(reverse("account_change_password"), words, follow=True)
    assert "Your password is changed." in page.content.decode()
    [(_, arguments)] = jobs()
    letters.send_notice(**arguments)
    [letter] = mail.outbox
    assert letter.subject == "Signing in to Banenbrug was changed"
    assert letter.body.startswith("Your password was changed.\n")
    assert link_in(letter) == reverse("organisations:profile")


def test_a_letter_is_in_the_language_of_its_reader(bram: User) -> None:
    letters.send_notice(user_id=bram.pk, notice=int(Notice.APP_ADDED))
    User.objects.filter(pk=bram.pk).update(language="nl")
    letters.send_notice(user_id=bram.pk, notice=int(Notice.APP_ADDED))
    pages = [
        str(letter.alternatives[0][0])
        for letter in mail.outbox
        if isinstance(letter, mail.EmailMultiAlternatives)
    ]
    assert [re.findall(r'lang="(..)"', page) for page in pages] == [["en"], ["nl"]]
    assert NOTICE_TEXTS[Notice.APP_ADDED] in pages[0]


def notifications() -> Iterator[str]:
    """The names of all letters that allauth's code can send to somebody who is known."""
    package = Path(allauth_adapter.__file__).parents[1]
    for room in ("account", "mfa"):
        for path in (package / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            yield from re.findall(r'send_notification_mail\(\s*"([\w/]+)"', text)


def test_every_letter_of_allauth_that_can_be_reached_has_our_words() -> None:
    closed = {
        "account/email/password_set",  # the page is closed: a letter leads to a new password
        "account/email/email_confirm",
        "account/email/email_deleted",
        "account/email/email_changed",
    }
    assert set(notifications()) - closed == set(ALLAUTH_NOTICES)
    assert set(NOTICE_TEXTS) == set(Notice)
