"""The hogeschool hands its plan in: what will happen with its hours, and what did happen."""

from decimal import Decimal

import pytest

from banenbrug.scheme.models import Application, Hand, Scheme
from banenbrug.scheme.rules.states import ApplicationState
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, returned, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

FORM = {
    "version": "1",
    "expected": "Twee plekken",
    "mandate_name": "Ans Verbeek",
    "mandate_role": "Directeur",
}


def state_of(course: Course, application: Application) -> str:
    """The state of an application now."""
    with acting(course.cast.officer):
        return course.fresh(application).state


def test_the_page_says_what_is_left_and_that_the_hours_are_there(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="24")
    hr = cast.waterland.hr
    page = read(enter(hr), at(hr, "submit_application", application))
    assert [f"<dd>{n}</dd>" in page for n in (24, 40, 400)] == [True, True, True]
    assert "24 hours are set aside for you at once." in page
    assert "waiting list" not in page


def test_after_submitting_the_place_and_the_instant_are_told(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="24")
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "submit_application", application), **FORM)
    assert "place 1. 24 hours are set aside." in page
    assert "<b>Place 1</b> in the order of receipt" in page
    assert state_of(course, application) == ApplicationState.SUBMITTED


def test_with_too_few_free_hours_the_page_says_that_it_waits_and_so_it_does(
    course: Course, enter: Enter, cast: Cast
) -> None:
    scheme = course.scheme(total=Decimal(40))
    course.application(scheme, hours="20", school=cast.heuvelrug)
    application = course.plan(course.planning(scheme), hours="24")
    hr = cast.waterland.hr
    client, url = enter(hr), at(hr, "submit_application", application)
    page = read(client, url)
    assert "24 hours go to the waiting list." in page
    assert "other application" not in page
    page = sent(client, url, **FORM)
    assert "place 2. You wait for 24 hours." in page
    assert "First in the waiting list, for 24 hours." in page
    assert state_of(course, application) == ApplicationState.WAITING


def test_more_than_one_hogeschool_may_have_is_greyed_with_what_is_left(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="41")
    hr = cast.waterland.hr
    client, url = enter(hr), at(hr, "submit_application", application)
    assert "your hogeschool has 40 of its 40 left" in read(client, url)
    assert "your hogeschool has 40 of its 40 left" in sent(client, url, **FORM)
    assert state_of(course, application) == ApplicationState.DRAFT


def test_a_refusal_writes_hours_in_the_language_of_its_reader(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="40.5")
    hr = cast.waterland.hr
    client, url = enter(hr), at(hr, "submit_application", application)
    assert "40.5 hours, but your hogeschool" in read(client, url)
    client.cookies["django_language"] = "nl"
    why = read(client, url).split('class="bb-why"')[1].split("</p>")[0]
    assert "40,5" in why and "40.5" not in why


def test_a_version_that_came_meanwhile_is_read_first(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    course.offer(application, hours="12")
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "submit_application", application), **FORM)
    assert "The adviser offered version 2 meanwhile." in page
    assert "Twee plekken" in page
    assert state_of(course, application) == ApplicationState.DRAFT


def test_without_a_hand_the_button_is_grey_and_leads_to_the_hands(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    hr = cast.waterland.hr
    with acting(hr):
        Hand.objects.filter(hand="procurement").delete()
    page = read(enter(hr), at(hr, "submit_application", application))
    assert "nl-button--disabled" in page and "Ask the other department" in page


def test_what_is_missing_comes_back_at_its_field(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    hr = cast.waterland.hr
    typed = {**FORM, "mandate_role": "", "expected": "Bel 111222333"}
    page = sent(enter(hr), at(hr, "submit_application", application), **typed)
    assert 'href="#id_mandate_role"' in page
    page = sent(
        enter(hr),
        at(hr, "submit_application", application),
        **{**typed, "mandate_role": "Directeur"},
    )
    assert 'href="#id_expected"' in page


def test_a_plan_that_came_back_keeps_its_place(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = returned(course, course.application(scheme, hours="24"))
    course.offer(application, hours="30")
    hr = cast.waterland.hr
    client, url = enter(hr), at(hr, "submit_application", application)
    page = read(client, url)
    assert "You keep place 1 in the order of receipt." in page
    assert "6 hours are set aside for you at once." in page
    assert "Twee plekken</textarea>" in page
    assert "place 1. 30 hours are set aside." in sent(client, url, **{**FORM, "version": "2"})


def test_an_application_is_withdrawn_with_a_reason(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.application(scheme, hours="24")
    hr = cast.waterland.hr
    client, url = enter(hr), at(hr, "withdraw_application", application)
    assert "24 hours that were set aside for you go to others." in read(client, url)
    assert "This field is required." in sent(client, url, reason=" ")
    assert "The application is withdrawn." in sent(client, url, reason="Geen tijd")
    assert state_of(course, application) == ApplicationState.WITHDRAWN
    assert "This application was withdrawn." in read(client, url)


@pytest.mark.parametrize("name", ["submit_application", "withdraw_application"])
def test_the_adviser_reads_that_the_hogeschool_does_this(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast, name: str
) -> None:
    application = course.plan(course.planning(scheme))
    page = read(enter(cast.adviser), at(cast.adviser, name, application))
    assert "Only the hogeschool does this." in page


def test_a_reader_does_not_submit(course: Course, scheme: Scheme, enter: Enter, cast: Cast) -> None:
    application = course.plan(course.planning(scheme))
    reader = cast.waterland.reader
    assert enter(reader).get(at(reader, "submit_application", application)).status_code == 403


def test_who_read_an_older_version_reads_the_newer_one_and_can_submit_that(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="24")
    course.offer(application, hours="12")
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "submit_application", application), **FORM)
    assert "The adviser offered version 2 meanwhile." in page
    assert 'name="version" value="2"' in page and "Twee plekken" in page
