"""Who knocks at the fund is let in or not, and a question gets its answer."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from banenbrug.scheme.actions import entrance
from banenbrug.scheme.models import Entry, Question, Request, Scheme
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


@pytest.fixture
def entry(course: Course, scheme: Scheme) -> Entry:
    """Iris asks for Aeres, and the fund may read it."""
    return knock(course, scheme, brin="30TX")


def knock(course: Course, scheme: Scheme, *, brin: str = "", school_name: str = "") -> Entry:
    made = entrance.knock(
        scheme=scheme,
        brin=brin,
        school_name=school_name,
        name="Iris Nieuw",
        email="iris@aeres.example",
        applicant="hr_decentral",
        language="nl",
        now=course.now,
    )
    with acting(course.cast.officer):
        made.question, made.phase, made.wishes = "Hoe beginnen we?", "no_policy", ["lab"]
        made.confirmed_at = made.sent_at = course.now
        made.save()
    return made


@pytest.fixture
def asked(course: Course, scheme: Scheme) -> Question:
    """Bo asks a question."""
    return entrance.ask_question(
        scheme=scheme,
        name="Bo Hendriks",
        email="bo@elders.example",
        text="Mag het nog een keer?",
        language="nl",
        now=course.now,
    )


def of(row: Entry | Question, name: str) -> str:
    return reverse(f"scheme:{name}", kwargs={"fund": Cast().officer.slug, "pk": row.pk})


def test_the_page_shows_who_asks_what(course: Course, entry: Entry, enter: Enter) -> None:
    page = read(enter(course.cast.officer), of(entry, "entry_of_fund"))
    for words in ("Aeres Hogeschool", "code 30TX", "iris@aeres.example", "We have no policy yet."):
        assert words in page
    assert page.count("nl-button--primary") == 1
    page = read(enter(course.cast.controller), of(entry, "entry_of_fund"))
    assert "Hoe beginnen we?" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_who_is_let_in_goes_on_with_the_request_until_it_comes_in(
    course: Course, entry: Entry, enter: Enter
) -> None:
    client = enter(course.cast.officer)
    page = sent(client, of(entry, "admit"))
    assert "Iris Nieuw hears by mail" in page
    with acting(course.cast.officer):
        request = Request.objects.get()
        assert (request.state, request.school.brin) == ("draft", "30TX")
    assert "Marit Vos let this person in" in page
    assert "stands in the order of receipt as soon as" in page
    with acting(course.cast.officer):
        Request.objects.update(state="submitted", received_at=course.now)
    assert at(course.cast.officer, "dossier", request) in read(client, of(entry, "entry_of_fund"))
    assert "Somebody decided about this already" in sent(client, of(entry, "admit"))


def test_who_asks_for_a_hogeschool_that_is_in_stands_in_its_dossiers(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.submitted(scheme)
    entry = knock(course, scheme, school_name="Hogeschool Waterland")
    client = enter(course.cast.officer)
    assert "its people find the request" in read(client, of(entry, "entry_of_fund"))
    assert "hears by mail how to go on" in sent(client, of(entry, "admit"))
    with acting(course.cast.waterland.hr) as hr:
        assert Request.objects.filter(school_id=hr.organisation_id).count() == 2


def test_not_letting_in_needs_a_reason(course: Course, entry: Entry, enter: Enter) -> None:
    client = enter(course.cast.officer)
    assert 'href="#id_reason"' in sent(client, of(entry, "decline"), reason="")
    page = sent(client, of(entry, "decline"), reason="Vraag het Noor Visser.")
    assert "The reason goes by mail to who asked." in page
    assert "Vraag het Noor Visser." in page
    with acting(course.cast.officer):
        assert Entry.objects.get().decided_by == "Marit Vos"


def test_a_question_is_answered_once(course: Course, asked: Question, enter: Enter) -> None:
    client = enter(course.cast.officer)
    address = of(asked, "question_of_fund")
    assert "Mag het nog een keer?" in read(client, address)
    assert 'href="#id_answer"' in sent(client, address, answer="")
    page = sent(client, address, answer="Ja, tot 40 uur.")
    assert "Sent by Marit Vos" in page
    assert "This question was answered already." in sent(client, address, answer="Nee")


def test_only_officers_of_the_fund_answer(
    course: Course, entry: Entry, asked: Question, enter: Enter
) -> None:
    client = enter(course.cast.controller)
    for row, name in ((entry, "admit"), (entry, "decline"), (asked, "question_of_fund")):
        assert client.post(of(row, name)).status_code == 403
    assert read(client, of(asked, "question_of_fund"))
    client = enter(course.cast.other_officer)
    for row, name in ((entry, "entry_of_fund"), (asked, "question_of_fund")):
        own = of(row, name).replace("sectorfonds", "anderfonds")
        assert client.get(own).status_code == 404


def test_nobody_is_let_in_for_a_request_that_would_lapse_at_once(
    entry: Entry, enter: Enter, cast: Cast
) -> None:
    with time_machine.travel(datetime(2027, 1, 2, tzinfo=UTC), tick=False):
        client = enter(cast.officer)
        assert "This scheme closed on 31-12-2026" in read(client, of(entry, "entry_of_fund"))
        sent(client, of(entry, "admit"))
    with acting(cast.officer):
        assert not Request.objects.exists()
