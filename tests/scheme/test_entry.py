"""The link of the letter: writing what one asks, keeping it, and giving it to the fund."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from banenbrug.engine.scopes import scope as open_scope
from banenbrug.organisations.doorkeys import secret_of
from banenbrug.organisations.models import Doorkey, Organisation
from banenbrug.scheme.actions import entrance
from banenbrug.scheme.models import Entry, Request, Scheme
from tests.cast import Cast, Enter
from tests.scheme.course import NOW, Course, acting

BSN = "111222333"
ASKED = {
    "question": "Hoe beginnen we?",
    "phase": "no_policy",
    "wishes": ["lab", "presentation"],
}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """Pages read the clock: let it be that of the steps."""
    with time_machine.travel(NOW, tick=False):
        yield


def knocked(scheme: Scheme, *, now: datetime = NOW) -> Entry:
    """Somebody of a hogeschool that was never here."""
    return entrance.knock(
        scheme=scheme,
        brin="30TX",
        school_name="",
        name="Iris Nieuw",
        email="iris@aeres.example",
        applicant="hr_central",
        language="nl",
        now=now,
    )


def link(entry: Entry) -> str:
    """The link of the letter."""
    key = Doorkey.objects.get(purpose="entry", object_id=entry.pk)
    return reverse("scheme:entry", kwargs={"secret": secret_of(key)})


def fresh(entry: Entry) -> Entry:
    """The entry as it is now."""
    with transaction.atomic(), open_scope(organisation_id=entry.organisation_id):
        return Entry.objects.get(pk=entry.pk)


@pytest.fixture
def entry(scheme: Scheme) -> Entry:
    """Somebody who got the letter."""
    return knocked(scheme)


def test_the_link_says_for_whom_and_asks_what_the_scheme_gives(
    client: Client, course: Course
) -> None:
    entry = knocked(course.scheme(kinds=("talk", "lab")))
    page = client.get(link(entry))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Support for Aeres Hogeschool" in text
    assert "De Brug, Sectorfonds Hoger Onderwijs" in text
    assert "You ask as Iris Nieuw, with the address iris@aeres.example." in text
    wishes = page.context["form"].fields["wishes"].choices
    assert [value for value, _ in wishes] == ["talk", "lab"]
    assert "The link of your letter works until 16 Mar 2026" in text


def test_what_is_kept_is_there_again_and_the_fund_does_not_have_it(
    client: Client, entry: Entry
) -> None:
    answer = client.post(link(entry), {"question": "Hoe", "keep": "1"}, follow=True)
    assert answer.redirect_chain == [(link(entry), 302)]
    assert "Kept. Go on later with the same link." in answer.content.decode()
    assert answer.context["form"]["question"].value() == "Hoe"
    kept = fresh(entry)
    assert (kept.question, kept.phase, kept.wishes) == ("Hoe", "", [])
    assert (kept.confirmed_at, kept.sent_at) == (NOW, None)


def test_the_fund_gets_it_whole_and_then_nothing_changes_any_more(
    client: Client, entry: Entry
) -> None:
    answer = client.post(link(entry), {**ASKED, "send": "1"}, follow=True)
    text = answer.content.decode()
    assert "This is with Sectorfonds Hoger Onderwijs now." in text
    assert "You then get an invitation by mail." in text
    assert "We have no policy yet." in text
    assert "Presentation<br>Living lab with a supplier" in text
    assert "<form" not in text[text.index("<main") : text.index("</main")]
    sent = fresh(entry)
    assert (sent.question, sent.phase, sent.wishes) == (
        ASKED["question"],
        ASKED["phase"],
        ASKED["wishes"],
    )
    assert sent.sent_at == NOW
    client.post(link(entry), {**ASKED, "question": "Anders", "keep": "1"})
    assert fresh(entry).question == ASKED["question"]


@pytest.mark.parametrize("missing", ["question", "phase"])
def test_the_fund_gets_nothing_that_is_not_whole(
    client: Client, entry: Entry, missing: str
) -> None:
    page = client.post(link(entry), {**ASKED, missing: "", "send": "1"})
    assert list(page.context["form"].errors) == [missing]
    assert page.context["form"]["wishes"].value() == ASKED["wishes"]
    assert fresh(entry).sent_at is None


@pytest.mark.parametrize("button", ["keep", "send"])
def test_a_bsn_is_refused_and_the_text_stays_in_the_field(
    client: Client, entry: Entry, button: str
) -> None:
    page = client.post(link(entry), {**ASKED, "question": f"Over {BSN}", button: "1"})
    assert list(page.context["form"].errors) == ["question"]
    assert page.context["form"]["question"].value() == f"Over {BSN}"
    assert fresh(entry).question == ""


def test_after_the_last_day_the_fund_gets_nothing(client: Client, course: Course) -> None:
    scheme = course.scheme(closes=date(2026, 3, 5))
    entry = knocked(scheme)
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        page = client.post(link(entry), {**ASKED, "send": "1"})
    assert "This scheme closed on 05-03-2026" in page.content.decode()
    assert page.context["form"]["question"].value() == ASKED["question"]
    assert fresh(entry).sent_at is None


def test_the_link_ends_after_fourteen_days(client: Client, entry: Entry) -> None:
    with time_machine.travel(NOW + timedelta(days=13, hours=23), tick=False):
        assert client.get(link(entry)).status_code == 200
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        answer = client.post(link(entry), {**ASKED, "send": "1"})
    assert answer.status_code == 404
    assert "This link no longer works" in answer.content.decode()
    assert fresh(entry).sent_at is None


def test_what_nobody_confirmed_is_forgotten_with_its_link(client: Client, entry: Entry) -> None:
    address = link(entry)
    with acting(Cast().officer) as officer:
        later = NOW + timedelta(days=15)
        entrance.forget_unconfirmed(fund_id=officer.organisation_id, now=later)
        assert not Entry.objects.exists()
    assert client.get(address).status_code == 404


def test_a_guessed_link_and_the_key_of_another_door_open_nothing(
    client: Client, entry: Entry
) -> None:
    secret = link(entry).split("/")[-2]
    for guess in ("1-guessed", secret[:-1] + ("0" if secret[-1] != "0" else "1")):
        address = reverse("scheme:entry", kwargs={"secret": guess})
        assert client.get(address).status_code == 404
    Doorkey.objects.filter(purpose="entry").update(purpose="invitation")
    assert client.get(reverse("scheme:entry", kwargs={"secret": secret})).status_code == 404


def test_who_is_signed_in_elsewhere_can_still_open_the_own_link(
    cast: Cast, enter: Enter, entry: Entry
) -> None:
    client = enter(cast.cleaner)
    assert client.get(link(entry)).status_code == 200
    client.post(link(entry), {**ASKED, "send": "1"})
    assert fresh(entry).sent_at == NOW


def test_the_link_tells_what_the_fund_decided(client: Client, course: Course) -> None:
    scheme = course.scheme()
    admitted, declined = knocked(scheme), knocked(scheme)
    for entry in (admitted, declined):
        client.post(link(entry), {**ASKED, "send": "1"})
    with acting(course.cast.officer) as officer:
        entrance.admit(by=officer, entry=admitted, now=NOW)
        entrance.decline(by=officer, entry=declined, reason="Vraag Fatma Yilmaz.", now=NOW)
    assert "The fund let you in on 2 Mar 2026." in client.get(link(admitted)).content.decode()
    text = client.get(link(declined)).content.decode()
    assert "The fund did not let you in, on 2 Mar 2026." in text
    assert "Vraag Fatma Yilmaz." in text


def test_admitting_makes_the_hogeschool_with_its_code_and_a_draft(
    client: Client, course: Course, entry: Entry
) -> None:
    client.post(link(entry), {**ASKED, "send": "1"})
    with acting(course.cast.officer) as officer:
        request = entrance.admit(by=officer, entry=entry, now=NOW)
        seen = Request.objects.get(pk=request.pk)
    school = Organisation.objects.get(brin="30TX")
    assert (school.name, school.slug) == ("Aeres Hogeschool", "aeres-hogeschool")
    assert (seen.school_id, seen.state, seen.question) == (school.pk, "draft", ASKED["question"])
    assert (seen.applicant_email, seen.applicant_role) == ("iris@aeres.example", "hr_central")
