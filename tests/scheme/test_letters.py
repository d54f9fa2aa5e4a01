"""Every letter about a dossier: what its words ask for is what the action fills in."""

import re
from decimal import Decimal

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext, override
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import User
from banenbrug.scheme import letters
from banenbrug.scheme.models import Letter
from banenbrug.scheme.queries.letters import readers, words_of
from banenbrug.scheme.rules.letters import LETTERS, LetterKind
from tests.cast import Cast, Enter, Member, user
from tests.scheme.course import Course, acting
from tests.scheme.walks import WALKS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

ASKED = re.compile(r"%\((\w+)\)s")
JOBS = ("send_letter", "send_hand_letter", "post_letter")


@pytest.fixture
def sent(course: Course, cast: Cast) -> list[Letter]:
    """All letters of all walks, each in a scheme of its own."""
    for number, walk in enumerate(WALKS):
        scheme = course.scheme(
            slug=f"regeling-{number}", name=f"Regeling & {number}", total=Decimal(40)
        )
        walk(course, scheme)
    with acting(cast.officer):
        return list(Letter.objects.select_related("request__scheme").order_by("pk"))


def deliver() -> None:
    """Do the jobs that wait, as the worker does."""
    for name in JOBS:
        for job in ProcrastinateJob.objects.filter(task_name=f"scheme.{name}").order_by("pk"):
            getattr(letters, name).func(**job.args)


def html_of(mail: EmailMultiAlternatives) -> str:
    [html] = mail.alternatives
    return str(html[0])


def test_every_kind_of_letter_is_sent_and_filled_in(sent: list[Letter]) -> None:
    assert {letter.kind for letter in sent} == {kind.value for kind in LetterKind} == set(LETTERS)
    for letter in sent:
        text = LETTERS[LetterKind(letter.kind)]
        asked = {name for line in (text.subject, *text.lines) for name in ASKED.findall(line)}
        assert (letter.kind, asked - set(letter.says)) == (letter.kind, set())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_is_posted_in_the_language_of_its_reader(
    sent: list[Letter], mailoutbox: list[EmailMultiAlternatives], language: str
) -> None:
    User.objects.update(language=language)
    deliver()
    at_home = [mail for mail in mailoutbox if not mail.to[0].startswith("iris@")]
    subjects = {mail.subject for mail in at_home}
    for letter in sent:
        with override(language):
            words = words_of(letter)
        if letter.kind != "hand_asked":
            assert words.subject in subjects
    hello = {"nl": "Hallo", "en": "Hello"}[language]
    assert len(at_home) > len(LetterKind)
    for mail in at_home:
        assert mail.body.startswith(f"{hello} ")
        for text in (mail.subject, mail.body, html_of(mail)):
            assert "%(" not in text and "{{" not in text
        assert "&amp;" not in f"{mail.subject} {mail.body}"
        assert "http://localhost:8000/o/" in mail.body
        assert f'lang="{language}"' in html_of(mail)
        assert re.findall(r'(?:src|href)="([^"]+)"', html_of(mail)) == re.findall(
            r"^http://\S+", str(mail.body), re.MULTILINE
        )


def test_who_is_not_here_gets_the_letter_at_the_address_of_the_request(
    sent: list[Letter], mailoutbox: list[EmailMultiAlternatives]
) -> None:
    deliver()
    to = {mail.to[0]: mail for mail in mailoutbox if mail.to[0].startswith("iris@")}
    assert set(to) == {"iris@nieuw.example", "iris@w.example"}
    assert "/hand/" in to["iris@w.example"].body


def test_the_link_of_a_letter_leads_its_reader_to_a_page(
    sent: list[Letter], enter: Enter, cast: Cast
) -> None:
    people = {member.email: member for member in cast.members}
    for letter in sent:
        organisation = getattr(letter, f"{letter.to}_id")
        with scope(organisation_id=organisation):
            found = [people[reader.user.email] for reader in readers(letter)]
            path = letters.path_of(letter)
        for reader in found[:1]:
            assert (path, opens(enter, reader, path)) == (path, 200)


def opens(enter: Enter, reader: Member, path: str) -> int:
    return enter(reader).get(path).status_code


def test_a_letter_goes_to_who_stands_in_the_dossier(
    course: Course, cast: Cast, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    course.submitted(course.scheme())
    deliver()
    with override("nl"):  # the language of everybody in the cast
        subject = gettext(LETTERS[LetterKind.REQUEST_RECEIVED].subject)
    received = [mail.to for mail in mailoutbox if mail.subject == subject]
    expected = [user(who.email).email for who in (cast.waterland.buyer, cast.waterland.hr)]
    assert sorted(to for [to] in received) == sorted(expected)
