"""The workplace of the adviser: dossiers, days to come, and hours."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest

from banenbrug.organisations.actions import add_member
from banenbrug.organisations.models import User
from banenbrug.scheme.actions import activities, intake
from banenbrug.scheme.models import Request, Scheme
from banenbrug.scheme.queries.adviser import hours_by_month
from tests.cast import Enter, Member
from tests.scheme.course import Course, acting
from tests.scheme.fund_pages import in_order, of_adviser
from tests.scheme.pages import at, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

MARCH = "Mar 2026"


def a_colleague(course: Course) -> Member:
    """Somebody else at the same organisation."""
    member = Member("adviesbrug", "tweede@adviesbrug.example", "Ilse Kuip", ("adviser",))
    account = User.objects.create_user(member.email)
    with acting(course.cast.adviser) as adviser:
        add_member(
            organisation=adviser.organisation,
            user=account,
            name=member.name,
            roles=["adviser"],
            now=course.now,
        )
    return member


def assigned(course: Course, scheme: Scheme) -> Request:
    """A request of Heuvelrug that nobody at the adviser has in hand."""
    request = course.submitted(scheme, course.cast.heuvelrug)
    with acting(course.cast.officer) as officer:
        return intake.assign_adviser(
            by=officer,
            request=request,
            adviser=course.cast.adviser.organisation,
            now=course.now,
        )


def test_without_dossiers_each_page_says_how_they_come(course: Course, enter: Enter) -> None:
    client = enter(course.cast.adviser)
    assert "No applications yet" in read(client, of_adviser("my_dossiers"))
    assert "Nothing is planned" in read(client, of_adviser("calendar"))
    assert "No hours yet" in read(client, of_adviser("my_hours"))


def test_dossiers_say_what_is_next_who_has_it_and_what_is_left(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    application = course.granted(scheme, hours="24")
    course.entered(course.held(application), hours="6")
    page = read(enter(course.cast.adviser), of_adviser("my_dossiers"))
    row = page.split("<tbody")[1].split("</tbody")[0]
    assert at(course.cast.adviser, "dossier", application.request) in row
    assert in_order(
        row, "Under way", "Confirm the hours", "Hogeschool Waterland", ">24<", ">0<", ">18<"
    )


def test_a_dossier_that_nobody_has_in_hand_stands_with_all_of_us(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.settled(scheme)
    assigned(course, scheme)
    client = enter(course.cast.adviser)
    assert "Hogeschool Heuvelrug" not in read(client, of_adviser("my_dossiers", "?view=mine"))
    page = read(client, of_adviser("my_dossiers", "?view=all"))
    assert in_order(page, "Hogeschool Heuvelrug", "With the adviser", "nobody yet")
    assert "Nothing stands in this view." in read(client, of_adviser("my_dossiers", "?view=ended"))


def test_a_dossier_of_a_colleague_is_not_mine(course: Course, scheme: Scheme, enter: Enter) -> None:
    course.planning(scheme)
    client = enter(a_colleague(course))
    page = read(client, of_adviser("my_dossiers"))
    assert "Hogeschool Waterland" in page  # who has nothing in hand begins with what all have
    assert "Nothing stands in this view." in read(client, of_adviser("my_dossiers", "?view=mine"))
    assert "Intake talk, " not in read(client, of_adviser("calendar"))
    assert "Intake talk, " in read(client, of_adviser("calendar", "?view=all"))


def test_the_calendar_goes_from_today_on_with_what_is_past_behind_a_fold(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.granted(scheme, kind="workshop", days=2)
    request = assigned(course, scheme)
    with acting(course.cast.adviser) as adviser:
        intake.plan_intake(
            by=adviser,
            request=request,
            at=datetime(2026, 2, 26, 13, tzinfo=course.now.tzinfo),
            place="Online",
            now=course.now,
        )
    page = read(enter(course.cast.adviser), of_adviser("calendar"))
    to_come, past = page.split("What is past")
    assert in_order(
        to_come,
        *("Today", "Intake talk, Hogeschool Waterland", "10:00 · Kade 2.14", "held"),
        *("April 2026", "Wed 1 Apr 2026", "Kennismaken met sociale inkoop", "Thu 2 Apr 2026"),
    )
    assert in_order(past, "Thu 26 Feb 2026", "Intake talk, Hogeschool Heuvelrug", "14:00 · Online")


def test_hours_stand_by_month_and_state_and_line_by_line(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    activity = course.held(course.granted(scheme, hours="24"))
    course.confirmed(course.entered(activity, hours="6"))
    course.entered(activity, hours="2.5")
    disputed, taken_back = (course.entered(activity, hours=hours) for hours in ("1", "3"))
    with acting(course.cast.waterland.hr) as hr:
        activities.dispute_work(by=hr, work=disputed, remark="Dat was korter", now=course.now)
    with acting(course.cast.adviser) as adviser:
        activities.withdraw_work(by=adviser, work=taken_back, now=course.now)
        [march] = hours_by_month(adviser)
    assert (march.month.first, march.total) == (date(2026, 3, 1), Decimal("9.5"))
    assert (march.confirmed, march.entered, march.disputed) == (6, Decimal("2.5"), 1)
    client = enter(course.cast.adviser)
    page = read(client, of_adviser("my_hours"))
    assert in_order(page, MARCH, "Line by line", "Samira Haddad: Dat was korter", "Disputed")
    text = b"".join(client.get(of_adviser("my_hours", "?format=csv"))).decode("utf-8-sig")
    assert [row[4] for row in csv.reader(io.StringIO(text))][1:] == ["1.00", "2.50", "6.00"]


def test_hours_of_a_colleague_are_not_mine(course: Course, scheme: Scheme, enter: Enter) -> None:
    course.entered(course.held(course.granted(scheme)))
    assert "No hours yet" in read(enter(a_colleague(course)), of_adviser("my_hours"))


def test_the_keyholder_of_an_adviser_sees_no_dossiers(course: Course, enter: Enter) -> None:
    client = enter(course.cast.officer)
    assert client.get(of_adviser("my_dossiers")).status_code == 404
