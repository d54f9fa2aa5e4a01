"""Both departments on the screen: their own hand, a colleague who is asked, and the link."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.organisations.doorkeys import secret_of
from banenbrug.organisations.models import Doorkey
from banenbrug.scheme.actions import entrance, hands, requests
from banenbrug.scheme.models import Hand, Letter, Request, Scheme
from tests.cast import Cast, Enter, Member, browser
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


@pytest.fixture
def draft(course: Course, scheme: Scheme) -> Request:
    """A request of Waterland, without hands."""
    return course.draft(scheme)


def given(draft: Request, cast: Cast) -> dict[str, tuple[str, str]]:
    """Who gave which hand, and how."""
    with acting(cast.waterland.hr):
        rows = Hand.objects.filter(request=draft, given_at__isnull=False)
        return {row.hand: (row.name, row.via) for row in rows}


def give(client: Client, who: Member, draft: Request, hand: str) -> str:
    return sent(client, at(who, "give_hand", draft, hand=hand))


def secret(course: Course, draft: Request, *, hand: str = "procurement") -> str:
    """The secret of a link that HR asked for."""
    with acting(course.cast.waterland.hr) as hr:
        asked = hands.ask_hand(
            by=hr, request=draft, hand=hand, name="Iris Bos", email="iris@w.example", now=course.now
        )
    key = Doorkey.objects.filter(purpose="hand", object_id=asked.pk).latest("pk")
    return reverse("scheme:hand", kwargs={"secret": secret_of(key)})


def test_somebody_gives_the_hand_of_the_own_department(
    draft: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    client = enter(hr)
    page = read(client, at(hr, "hands", draft))
    assert page.count("nl-button--primary") == 1
    assert "Yes, HR takes part" in page
    assert "You have no role in this department. Ask a colleague there." in page
    page = give(client, hr, draft, "hr")
    assert "HR takes part." in page
    assert "Samira Haddad said on Monday 2 March 2026 that the department takes part." in page
    assert given(draft, cast) == {"hr": ("Samira Haddad", "program")}


def test_the_hand_of_another_department_is_refused(
    draft: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    page = give(enter(hr), hr, draft, "procurement")
    assert "You have no role in this department." in page
    assert given(draft, cast) == {}


def test_there_are_two_departments_and_no_other(draft: Request, enter: Enter, cast: Cast) -> None:
    hr = cast.waterland.hr
    client = enter(hr)
    assert client.post(at(hr, "give_hand", draft, hand="board")).status_code == 404
    assert client.get(at(hr, "ask_hand", draft, hand="board")).status_code == 404


def test_a_colleague_is_asked_by_mail(draft: Request, enter: Enter, cast: Cast) -> None:
    coordinator = cast.waterland.coordinator
    client = enter(coordinator)
    url = at(coordinator, "ask_hand", draft, hand="procurement")
    page = sent(client, url, name="Iris Bos", email="nergens")
    assert "There is 1 thing to mend" in page
    page = sent(client, url, name="Iris Bos", email="Iris@w.example")
    assert "The letter is on its way." in page
    assert "Iris Bos has not answered yet" in page
    assert "A letter went to iris@w.example on Monday 2 March 2026." in page
    again = read(client, url)
    assert "Iris Bos got a letter before. A new letter ends the link of that one." in again
    with acting(coordinator):
        assert Letter.objects.get(kind="hand_asked").says["asker"] == "Noor Visser"


def test_nobody_is_asked_for_a_hand_that_was_given(
    course: Course, draft: Request, enter: Enter, cast: Cast
) -> None:
    course.with_hands(draft)
    hr = cast.waterland.hr
    client = enter(hr)
    assert "Ask a colleague" not in read(client, at(hr, "hands", draft))
    url = at(hr, "ask_hand", draft, hand="hr")
    assert "This department said already that it takes part." in read(client, url)


def test_the_fund_asks_for_a_request_that_came_by_mail(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    with acting(cast.officer) as by:
        mailed = entrance.enter_request(
            by=by,
            scheme=scheme,
            school=cast.waterland.organisation,
            name="Noor Visser",
            email=cast.waterland.coordinator.email,
            applicant="coordinator",
            question="Hoe beginnen we?",
            phase="no_policy",
            received_at=course.now,
            reason="Kwam per mail",
            now=course.now,
        )
    officer = cast.officer
    client = enter(officer)
    page = read(client, at(officer, "hands", mailed))
    assert "Ask a colleague" in page
    assert "Yes, HR takes part" not in page
    page = sent(
        client, at(officer, "ask_hand", mailed, hand="hr"), name="Iris Bos", email="iris@w.example"
    )
    assert "The letter is on its way." in page
    hr = cast.waterland.hr
    assert "HR takes part." in give(enter(hr), hr, mailed, "hr")


@pytest.mark.parametrize("who", ["reader", "controller", "adviser"])
def test_who_only_reads_sees_no_button(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast, who: str
) -> None:
    request = course.planning(scheme)
    with acting(cast.officer):
        Hand.objects.filter(request=request, hand="hr").delete()
    reader = cast.waterland.reader if who == "reader" else getattr(cast, who)
    page = read(enter(reader), at(reader, "hands", request))
    assert "Nobody has said yet that this department takes part" in page
    assert "Ask a colleague" not in page and "Yes, HR takes part" not in page


def test_the_link_shows_the_request_and_takes_a_yes_once(
    course: Course, draft: Request, cast: Cast
) -> None:
    url = secret(course, draft)
    client = browser()
    page = read(client, url)
    for words in (
        "Does procurement take part?",
        "Samira Haddad asks you, Iris Bos, for Hogeschool Waterland.",
        "Hoe krijgen we leveranciers mee?",
        "Living lab with a supplier",
        "Yes, procurement takes part",
        "Then talk with Samira Haddad.",
    ):
        assert words in page
    page = sent(client, url)
    assert "Procurement takes part" in page and "Thank you, Iris Bos." in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    assert given(draft, cast) == {"procurement": ("Iris Bos", "link")}
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code == 404
        assert "This link no longer works" in answer.content.decode()


def test_a_guessed_or_old_link_opens_nothing(course: Course, draft: Request) -> None:
    former = secret(course, draft)
    secret(course, draft)
    guessed = re.sub(r"-\w", "-0", former)
    for url in (former, guessed):
        assert browser().get(url).status_code == 404


def test_a_link_says_why_it_asks_nothing_any_more(
    course: Course, draft: Request, cast: Cast
) -> None:
    of_procurement, of_hr = secret(course, draft), secret(course, draft, hand="hr")
    with acting(cast.waterland.buyer) as buyer:
        hands.give_hand(by=buyer, request=draft, hand="procurement", now=course.now)
    said = "This department said already that it takes part."
    assert said in read(browser(), of_procurement)
    assert said in sent(browser(), of_procurement)
    with acting(cast.waterland.hr) as hr:
        requests.withdraw_request(by=hr, request=draft, reason="Later", now=course.now)
    page = read(browser(), of_hr)
    assert "This request is withdrawn." in page and "Do you not take part?" not in page


def test_the_link_opens_no_door(course: Course, draft: Request) -> None:
    client = browser()
    url = secret(course, draft)
    read(client, url)
    sent(client, url)
    assert client.get(f"/o/waterland/aanvragen/{draft.pk}/").status_code == 404
