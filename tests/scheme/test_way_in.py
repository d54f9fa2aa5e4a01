"""The whole way in, with the real worker: knock, letter, entry, admitted, invited, at work."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.engine.scopes import scope as open_scope
from banenbrug.organisations.actions import INVITATION_VALID
from banenbrug.organisations.models import Invitation, Membership, Organisation
from banenbrug.scheme.actions import entrance
from banenbrug.scheme.models import Entry, Question, Request, Scheme
from tests.cast import Cast, browser
from tests.scheme.course import Course, acting
from tests.worker import work

PASSWORD = "nog een lange zin als sleutel"
IRIS = "iris@aeres.example"
QUESTION = "Hoe beginnen we?"
ASKED = {"question": QUESTION, "phase": "no_policy", "wishes": ["lab"], "send": "1"}

Letters = list[EmailMultiAlternatives]

_INVITED = "Uitnodiging voor Banenbrug, van Aeres Hogeschool"
_KNOWN = "Aeres Hogeschool werkt al met Banenbrug"


@pytest.fixture
def scheme(own_database: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Scheme:
    """A scheme that is open today; the worker's threads keep no connection to this database."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    today = timezone.localdate()
    return Course(cast, now=timezone.now()).scheme(
        opens=today, closes=today + timedelta(days=30), runs_until=today + timedelta(days=90)
    )


def knock(scheme: Scheme, *, language: str = "nl", **other: str) -> Client:
    """Somebody knocks, and the worker sends the letter."""
    client = browser(language)
    told = {"brin": "30TX", "name": "Iris Nieuw", "email": IRIS, "applicant": "hr_decentral"}
    address = reverse("scheme:knock", kwargs={"scheme": scheme.slug})
    assert client.post(address, {**told, **other}).status_code == 302
    work()
    return client


def link_in(letter: EmailMultiAlternatives) -> str:
    """The path of the only link in a letter, the same in its text and in its HTML."""
    [link] = re.findall(r"https?://\S+", str(letter.body))
    html, _ = letter.alternatives[0]
    assert f'href="{link}"' in str(html)
    return "/" + str(link).split("/", 3)[3]


def the_entry(cast: Cast) -> Entry:
    """The latest that the fund has."""
    return Entry.objects.order_by("-pk")[0]


def test_from_the_public_page_to_the_own_dossier(
    scheme: Scheme, cast: Cast, mailoutbox: Letters
) -> None:
    client = knock(scheme)
    [letter] = mailoutbox
    assert letter.to == [IRIS]
    assert letter.subject == "Ga verder met je verzoek aan Sectorfonds Hoger Onderwijs"
    entry_link = link_in(letter)
    assert client.get(entry_link).status_code == 200
    assert client.post(entry_link, ASKED).status_code == 302

    with acting(cast.officer) as officer:
        entrance.admit(by=officer, entry=the_entry(cast), now=timezone.now())
    work()
    *_, invitation = mailoutbox
    assert (len(mailoutbox), invitation.to) == (2, [IRIS])
    assert "Sectorfonds Hoger Onderwijs" in str(invitation.body)
    accepted = client.post(link_in(invitation), {"password": PASSWORD}, follow=True)
    assert accepted.status_code == 200

    school = Organisation.objects.get(brin="30TX")
    with transaction.atomic(), open_scope(organisation_id=school.pk):
        member = Membership.objects.get(user__email=IRIS)
        assert (member.name, sorted(member.roles)) == ("Iris Nieuw", ["hr", "keyholder"])
        request = Request.objects.get()
        assert (request.state, request.question) == ("draft", QUESTION)
    dossier = reverse("scheme:dossier", kwargs={"organisation": school.slug, "pk": request.pk})
    assert QUESTION in client.get(dossier).content.decode()
    support = client.get(reverse("scheme:support", kwargs={"school": school.slug}))
    assert dossier in support.content.decode()


def test_who_knocks_again_from_inside_is_led_to_the_own_support(
    scheme: Scheme, cast: Cast, mailoutbox: Letters
) -> None:
    client = knock(scheme)
    client.post(link_in(mailoutbox[0]), ASKED)
    with acting(cast.officer) as officer:
        entrance.admit(by=officer, entry=the_entry(cast), now=timezone.now())
    work()
    client.post(link_in(mailoutbox[1]), {"password": PASSWORD})
    again = client.get(reverse("scheme:knock", kwargs={"scheme": scheme.slug}))
    assert again.headers["Location"] == "/h/aeres-hogeschool/ondersteuning/"


def test_who_was_let_in_and_never_came_keeps_nobody_out(
    scheme: Scheme, cast: Cast, mailoutbox: Letters
) -> None:
    def admit(name: str) -> list[str]:
        """Enter a request of somebody; which letters go to who asked."""
        mailoutbox.clear()
        at = timezone.now()
        with acting(cast.officer) as officer:
            entrance.enter_request(
                by=officer,
                scheme=scheme,
                school=entrance.school_of(brin="30TX", name="Aeres Hogeschool", now=at),
                name=name,
                email=f"{name}@aeres.example",
                applicant="hr_central",
                question=QUESTION,
                phase="no_policy",
                received_at=at,
                reason="Kwam per mail",
                now=at,
            )
        work()
        assert {letter.to[0] for letter in mailoutbox} == {f"{name}@aeres.example"}
        return [str(letter.subject) for letter in mailoutbox]

    assert admit("ann") == ["Je verzoek om ondersteuning is binnen", _INVITED]
    assert admit("bo") == ["Je verzoek om ondersteuning is binnen", _KNOWN]
    school = Organisation.objects.get(brin="30TX")
    with transaction.atomic(), open_scope(organisation_id=school.pk):
        Invitation.objects.update(invited_at=timezone.now() - INVITATION_VALID)
    assert admit("cas") == ["Je verzoek om ondersteuning is binnen", _INVITED]


def test_who_is_declined_reads_why_in_the_language_of_the_page(
    scheme: Scheme, cast: Cast, mailoutbox: Letters
) -> None:
    client = knock(scheme, language="en")
    client.post(link_in(mailoutbox[0]), ASKED)
    with acting(cast.officer) as officer:
        entry = the_entry(cast)
        assert entry.language == "en"
        entrance.decline(by=officer, entry=entry, reason="Vraag Fatma <b>", now=timezone.now())
    work()
    *_, letter = mailoutbox
    assert letter.to == [IRIS]
    assert letter.subject == "Sectorfonds Hoger Onderwijs did not let you in"
    assert "Vraag Fatma <b>" in str(letter.body)
    assert "Vraag Fatma &lt;b&gt;" in str(letter.alternatives[0][0])


def test_a_question_is_answered_by_mail(scheme: Scheme, cast: Cast, mailoutbox: Letters) -> None:
    asked = {"name": "Wim", "email": "wim@elders.example", "text": "Mag een mbo ook?"}
    browser().post(reverse("scheme:question", kwargs={"scheme": scheme.slug}), asked)
    with acting(cast.officer) as officer:
        entrance.answer_question(
            by=officer,
            question=Question.objects.get(),
            answer="Nee, alleen hogescholen.",
            now=timezone.now(),
        )
    work()
    [letter] = mailoutbox
    assert letter.to == ["wim@elders.example"]
    for part in (str(letter.body), str(letter.alternatives[0][0])):
        assert "Nee, alleen hogescholen." in part
        assert "Mag een mbo ook?" in part
        assert "Marit Vos, Sectorfonds Hoger Onderwijs" in part


def test_nothing_is_mailed_of_a_knock_that_was_undone(scheme: Scheme, mailoutbox: Letters) -> None:
    with transaction.atomic():
        entrance.knock(
            scheme=scheme,
            brin="30TX",
            school_name="",
            name="Iris Nieuw",
            email=IRIS,
            applicant="hr_central",
            language="nl",
            now=timezone.now(),
        )
        transaction.set_rollback(True)
    work()
    assert mailoutbox == []
