"""The fund decides: three ways on one page, each with its own form, and in the order of receipt."""

from decimal import Decimal

import pytest
from django.test import Client

from banenbrug.scheme.models import Application, HoursEntry, Scheme
from banenbrug.scheme.rules.states import ApplicationState
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, returned, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def state_of(course: Course, application: Application) -> str:
    """The state of an application now."""
    with acting(course.cast.officer):
        return course.fresh(application).state


@pytest.fixture
def waiting(course: Course) -> tuple[Application, Application]:
    """An application that waits for 24 hours, and one that waits behind it for 10."""
    scheme = course.scheme(total=Decimal(40))
    course.fill(scheme, course.cast.heuvelrug, hours="30")
    first = course.application(scheme, hours="24")
    return first, course.submit(course.plan(first.request, hours="10"))


def test_the_page_shows_all_that_a_decision_needs(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    course.application(scheme, hours="20", school=cast.heuvelrug)
    application = course.application(scheme, hours="24")
    page = read(enter(cast.officer), at(cast.officer, "decide", application))
    assert [f"<dd>{n}</dd>" in page for n in (24, 40, 356)] == [True, True, True]
    assert "Procurement: Bram de Wit" in page and "HR: Samira Haddad" in page
    assert "Twee plekken" in page and "Ans Verbeek" in page
    assert "<b>Place 2</b>" in page
    assert "Place 1: Hogeschool Heuvelrug, 20 hours" in page
    assert page.count("Grant 24 hours") == 1


def test_granting_gives_the_hours_and_keeps_the_remark(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.application(scheme, hours="24")
    url = at(cast.officer, "decide", application)
    page = sent(enter(cast.officer), url, way="grant", remark="Veel succes")
    assert "The hours are granted. Hogeschool Waterland gets a letter." in page
    assert "Veel succes" in page
    assert state_of(course, application) == ApplicationState.GRANTED


@pytest.mark.parametrize(
    ("way", "state"),
    [("return", ApplicationState.RETURNED), ("reject", ApplicationState.REJECTED)],
)
def test_returning_and_rejecting_need_a_reason_that_all_three_read(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast, way: str, state: str
) -> None:
    application = course.application(scheme, hours="24")
    client, url = enter(cast.officer), at(cast.officer, "decide", application)
    page = sent(client, url, way=way, reason="")
    assert f'href="#{way}-reason"' in page
    assert state_of(course, application) == ApplicationState.SUBMITTED
    sent(client, url, way=way, reason="Te weinig HR")
    assert state_of(course, application) == state
    for reader in (cast.waterland.reader, cast.adviser):
        assert "Te weinig HR" in read(enter(reader), at(reader, "application", application))


def test_the_adviser_and_the_school_read_on_the_plan_why_it_came_back(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = returned(course, course.application(scheme))
    for name in ("plan", "write_plan"):
        assert "Wie doet wat?" in read(enter(cast.adviser), at(cast.adviser, name, application))


def test_without_a_choice_nothing_is_decided(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.application(scheme)
    page = sent(enter(cast.officer), at(cast.officer, "decide", application), way="perhaps")
    assert "Choose what you decide." in page
    assert state_of(course, application) == ApplicationState.SUBMITTED


def test_what_waits_for_hours_can_be_returned_and_not_granted(
    enter: Enter, cast: Cast, waiting: tuple[Application, Application]
) -> None:
    page = read(enter(cast.officer), at(cast.officer, "decide", waiting[0]))
    assert page.count("nl-button--disabled") == 1
    assert "This application waits for hours." in page
    assert "See whether that can be" in page


def test_what_is_decided_is_not_decided_again(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.granted(scheme)
    client, url = enter(cast.officer), at(cast.officer, "decide", application)
    assert read(client, url).count("nl-button--disabled") == 3
    page = sent(client, url, way="reject", reason="Toch niet")
    assert "These hours are granted." in page
    assert state_of(course, application) == ApplicationState.GRANTED


def test_the_hogeschool_reads_that_the_fund_decides_and_no_more(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    course.application(scheme, school=cast.heuvelrug)
    application = course.application(scheme)
    hr = cast.waterland.hr
    page = read(enter(hr), at(hr, "decide", application))
    assert "Only the fund does this." in page and "Heuvelrug" not in page
    page = sent(enter(hr), at(hr, "decide", application), way="grant")
    assert "Only the fund does this." in page
    assert state_of(course, application) == ApplicationState.SUBMITTED


def ahead(client: Client, cast: Cast, application: Application, reason: str) -> str:
    return sent(client, at(cast.officer, "claim_ahead", application), reason=reason)


def test_going_ahead_says_whom_it_overtakes_and_needs_a_reason(
    course: Course, enter: Enter, cast: Cast, waiting: tuple[Application, Application]
) -> None:
    first, second = waiting
    client = enter(cast.officer)
    page = read(client, at(cast.officer, "claim_ahead", second))
    assert "Hogeschool Waterland: waits for 24 hours" in page
    assert "It waits for 10 hours. Free now: 10 hours." in page
    assert 'href="#id_reason"' in ahead(client, cast, second, " ")
    assert "Hogeschool Waterland has its hours." in ahead(client, cast, second, "Past in de rest")
    assert state_of(course, second) == ApplicationState.SUBMITTED
    with acting(cast.officer):
        last = HoursEntry.objects.order_by("-pk")[0]
        assert (last.kind, last.reason) == ("claim", "Past in de rest")
    page = read(client, at(cast.officer, "claim_ahead", first))
    assert "There are no 24 free hours now." in page and "Nobody waits longer." in page


def test_only_what_waits_goes_ahead(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.application(scheme)
    page = ahead(enter(cast.officer), cast, application, "Haast")
    assert "The fund decides now." in page and "This application does not wait." in page


def test_the_controller_looks_and_does_not_decide(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.application(scheme)
    client = enter(cast.controller)
    page = read(client, at(cast.controller, "application", application))
    assert "Decide about the plan" not in page
    for name in ("decide", "claim_ahead"):
        assert client.get(at(cast.controller, name, application)).status_code == 403
