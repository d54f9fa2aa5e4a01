"""Both departments take part by their own hand: in the program, or by a personal link."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.doorkeys import key_for, secret_of
from banenbrug.organisations.models import Doorkey
from banenbrug.scheme.actions import hands, requests
from banenbrug.scheme.letters import send_hand_letter
from banenbrug.scheme.models import Hand, Letter, Request, Scheme
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(course: Course, scheme: Scheme) -> Request:
    """A request of Waterland, without hands."""
    return course.draft(scheme)


def ask(course: Course, request: Request, *, hand: str, email: str) -> Doorkey:
    """Ask somebody by mail; gives the key of the link."""
    with acting(course.cast.waterland.hr) as hr:
        asked = hands.ask_hand(
            by=hr, request=request, hand=hand, name="Bram de Wit", email=email, now=course.now
        )
    return Doorkey.objects.filter(purpose="hand", object_id=asked.pk).latest("pk")


def test_a_request_is_submitted_when_both_departments_take_part(
    course: Course, request_: Request
) -> None:
    school = course.cast.waterland
    said = []
    for member, hand in ((school.buyer, "procurement"), (school.hr, "hr")):
        with acting(school.hr) as hr, pytest.raises(Refused) as refused:
            requests.submit_request(by=hr, request=request_, now=course.now, today=course.today)
        said.append(refused.value.code)
        with acting(member) as by:
            hands.give_hand(by=by, request=request_, hand=hand, now=course.now)
    assert said == ["commitment_of_both_missing", "commitment_of_hr_missing"]
    with acting(school.hr) as hr:
        request = requests.submit_request(
            by=hr, request=request_, now=course.now, today=course.today
        )
    assert (request.state, request.received_at) == ("submitted", course.now)


def test_nobody_gives_the_hand_of_another_department(course: Course, request_: Request) -> None:
    with acting(course.cast.waterland.buyer) as buyer:
        with pytest.raises(Refused, match="You have no role in this department"):
            hands.give_hand(by=buyer, request=request_, hand="hr", now=course.now)
        hands.give_hand(by=buyer, request=request_, hand="procurement", now=course.now)
        with pytest.raises(Refused, match="This department said already"):
            hands.give_hand(by=buyer, request=request_, hand="procurement", now=course.now)


def test_one_person_does_not_speak_for_both(course: Course, request_: Request) -> None:
    with acting(course.cast.waterland.buyer) as buyer:
        buyer.roles = ["buyer", "hr"]
        hands.give_hand(by=buyer, request=request_, hand="procurement", now=course.now)
        with pytest.raises(Refused, match="You said so for the other department"):
            hands.give_hand(by=buyer, request=request_, hand="hr", now=course.now)
    with pytest.raises(Refused, match="You said so for the other department"):
        ask(course, request_, hand="hr", email=course.cast.waterland.buyer.email)


def test_a_personal_link_gives_the_hand_of_who_was_asked_once(
    course: Course, request_: Request, mailoutbox: list[object]
) -> None:
    key = ask(course, request_, hand="procurement", email="Bram@Elders.example")
    job = ProcrastinateJob.objects.get(task_name="scheme.send_hand_letter")
    send_hand_letter.func(**job.args)
    [mail] = mailoutbox
    assert mail.to == ["bram@elders.example"]  # type: ignore[attr-defined]
    [path] = re.findall(r"http://localhost:8000(/\S+)", mail.body)  # type: ignore[attr-defined]
    assert path == reverse("scheme:hand", kwargs={"secret": secret_of(key)})
    given = hands.give_hand_by_link(key=key, now=course.now)
    assert (given.name, given.via, given.given_at) == ("Bram de Wit", "link", course.now)
    assert key_for(secret_of(key), purpose="hand", now=course.now) is None
    with pytest.raises(Refused, match="This link was used already"):
        hands.give_hand_by_link(key=key, now=course.now)


def test_a_new_letter_ends_the_former_link(course: Course, request_: Request) -> None:
    former = ask(course, request_, hand="hr", email="iris@waterland.example")
    latter = ask(course, request_, hand="hr", email="iris@waterland.example")
    assert key_for(secret_of(former), purpose="hand", now=course.now) is None
    assert key_for(secret_of(latter), purpose="hand", now=course.now) == latter
    late = course.now + timedelta(days=31)
    assert key_for(secret_of(latter), purpose="hand", now=late) is None
    with acting(course.cast.waterland.hr):
        assert Hand.objects.filter(request=request_).count() == 1
        assert Letter.objects.filter(request=request_, kind="hand_asked").count() == 2


def test_a_link_of_a_request_that_was_withdrawn_opens_nothing(
    course: Course, request_: Request
) -> None:
    key = ask(course, request_, hand="hr", email="iris@waterland.example")
    with acting(course.cast.waterland.hr) as hr:
        requests.withdraw_request(by=hr, request=request_, reason="Later", now=course.now)
    with pytest.raises(Refused, match="This request is withdrawn"):
        hands.give_hand_by_link(key=key, now=course.now)


def test_the_hand_of_a_request_that_came_by_mail_is_asked_by_the_fund(
    course: Course, request_: Request
) -> None:
    with acting(course.cast.officer) as officer:
        asked = hands.ask_hand(
            by=officer,
            request=request_,
            hand="hr",
            name="Iris",
            email="iris@waterland.example",
            now=course.now,
        )
    assert asked.school_id == request_.school_id
