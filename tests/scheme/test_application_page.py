"""Hours of an application: figures that open, the waiting list, and the settlement."""

from decimal import Decimal

import pytest

from banenbrug.scheme.actions import corrections, decisions, plans
from banenbrug.scheme.models import Application, HoursEntry, Scheme
from banenbrug.scheme.rules.hours import QUARTER
from banenbrug.scheme.rules.states import ApplicationState
from tests.cast import Cast, Enter, Member
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, queries, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def figures(page: str) -> list[str]:
    """The numbers of the figures, in their order."""
    return [part.split("</b>")[0] for part in page.split("<p><b>")[1:] if "</b> hours" in part]


@pytest.fixture
def at_work(course: Course, scheme: Scheme) -> Application:
    """24 hours of which 6 were worked and corrected to 5.5, and 4 wait for confirmation."""
    application = course.granted(scheme, hours="24")
    activity = course.held(application)
    course.confirmed(course.entered(activity, hours="6"))
    course.entered(activity, hours="4")
    with acting(course.cast.officer) as officer:
        corrections.correct(
            by=officer,
            entry=HoursEntry.objects.get(kind="work"),
            hours=Decimal("-0.5"),
            reason="Reistijd telt niet",
            now=course.now,
        )
    return application


@pytest.mark.parametrize("who", ["hr", "reader", "officer", "controller", "adviser"])
def test_four_figures_say_how_they_are_counted(
    at_work: Application, enter: Enter, cast: Cast, who: str
) -> None:
    people: dict[str, Member] = {
        "hr": cast.waterland.hr,
        "reader": cast.waterland.reader,
        "officer": cast.officer,
        "controller": cast.controller,
        "adviser": cast.adviser,
    }
    page = read(enter(people[who]), at(people[who], "application", at_work))
    assert figures(page) == ["24", "5.5", "4", "14.5"]
    assert "24 granted − 5.5 worked − 4 waiting − 0 given back = 14.5 hours" in page
    assert ("Reistijd telt niet" in page) is (who != "adviser")
    assert "Correction of worked hours" in page


def test_before_the_grant_it_shows_what_is_asked_and_set_aside(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.application(scheme, hours="24")
    page = read(enter(cast.waterland.hr), at(cast.waterland.hr, "application", application))
    assert figures(page) == ["24", "24", "0"]
    assert "24 asked − 24 set aside" in page
    assert "Withdraw the application" in page


def test_the_place_in_the_waiting_list_is_told(course: Course, enter: Enter, cast: Cast) -> None:
    scheme = course.scheme(total=Decimal(40))
    course.fill(scheme, cast.heuvelrug, hours="30")
    first = course.application(scheme, hours="24")
    second = course.submit(course.plan(first.request, hours="10"))
    page = read(enter(cast.officer), at(cast.officer, "application", second))
    assert "Number 2 in the waiting list, for 10 hours." in page
    page = read(enter(cast.waterland.hr), at(cast.waterland.hr, "application", second))
    assert "One of 2 in the waiting list, for 10 hours." in page


def test_activities_stand_with_their_hours_and_their_evaluation(
    course: Course, at_work: Application, enter: Enter, cast: Cast
) -> None:
    page = read(enter(cast.adviser), at(cast.adviser, "application", at_work))
    activity = course.activity(at_work)
    assert at(cast.adviser, "activity", activity) in page
    assert "4 hours wait for confirmation" in page
    assert "To be written" in page and "no later than 16 Mar 2026" in page


def test_settling_is_greyed_until_everything_is_accounted_for(
    course: Course, at_work: Application, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.officer), at(cast.officer, "application", at_work)
    assert "Not all evaluations are accepted yet." in read(client, url)
    answer = sent(client, at(cast.officer, "settle", at_work))
    assert "Not all evaluations are accepted yet." in answer
    assert "Settle the hours" not in read(
        enter(cast.waterland.hr), at(cast.waterland.hr, "application", at_work)
    )


def test_settling_says_what_comes_free_and_for_whom(
    course: Course, enter: Enter, cast: Cast
) -> None:
    scheme = course.scheme(total=Decimal(40))
    application = course.granted(scheme, hours="24")
    course.fill(scheme, cast.heuvelrug, hours="20")
    activity = course.held(application)
    course.confirmed(course.entered(activity, hours="18"))
    course.accepted(activity)
    client, url = enter(cast.officer), at(cast.officer, "application", application)
    page = read(client, url)
    assert "6 hours come free." in page
    assert "Hogeschool Heuvelrug is the first that waits, for 20 hours." in page
    page = sent(client, at(cast.officer, "settle", application))
    assert "The hours are settled." in page and "Settled" in page
    assert figures(page) == ["24", "18", "0", "0"]
    with acting(cast.officer):
        assert course.fresh(application).state == ApplicationState.SETTLED


def test_only_the_fund_settles(
    course: Course, at_work: Application, enter: Enter, cast: Cast
) -> None:
    page = sent(enter(cast.waterland.hr), at(cast.waterland.hr, "settle", at_work))
    assert "Only the fund does this." in page
    client = enter(cast.controller)
    assert client.post(at(cast.controller, "settle", at_work)).status_code == 403


def test_a_draft_has_no_hours_and_no_papers_yet(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    page = read(enter(cast.adviser), at(cast.adviser, "application", application))
    assert "This application asks for no hours." in page
    assert "The papers come here when the plan is submitted." in page


def test_the_page_asks_as_many_queries_with_thirty_activities(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    counts = []
    for number in (1, 30):
        application = many(course, scheme, number)
        client = enter(cast.officer)
        counts.append(queries(client, at(cast.officer, "application", application)))
    assert counts[0] == counts[1] <= 22


def many(course: Course, scheme: Scheme, number: int) -> Application:
    """An application with so many activities, granted."""
    request = course.planning(scheme)
    with acting(course.cast.adviser) as adviser:
        application = plans.start_plan(
            by=adviser, request=request, now=course.now, today=course.today
        )
        planned = [
            plans.Planned(kind="talk", title=f"Gesprek {n}", hours=QUARTER, days=(course.today,))
            for n in range(number)
        ]
        plans.write_plan(
            by=adviser,
            application=application,
            texts=plans.Texts(goal="Veel"),
            activities=planned,
            now=course.now,
        )
        plans.offer_plan(by=adviser, application=application, now=course.now)
    submitted = course.submit(application)
    with acting(course.cast.officer) as officer:
        return decisions.grant(by=officer, application=submitted, remark="", now=course.now)
