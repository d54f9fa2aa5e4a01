"""Hours on the screen: entered within the grant, then confirmed, disputed or taken back."""

from decimal import Decimal

import pytest

from banenbrug.scheme.models import Activity, Scheme, Work
from banenbrug.scheme.rules.states import WorkState
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, queries, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

HOURS = {"on": "02-03-2026", "hours": "6.5", "what": "Presentatie gegeven"}


@pytest.fixture
def held(course: Course, scheme: Scheme) -> Activity:
    """An activity of 24 hours that was held."""
    return course.held(course.granted(scheme, hours="24"))


def states(course: Course, activity: Activity) -> list[str]:
    """The states of all hours of an activity."""
    with acting(course.cast.officer):
        rows = Work.objects.filter(activity=activity).order_by("pk")
        return list(rows.values_list("state", flat=True))


def test_hours_are_entered_with_what_is_left_in_sight(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "enter_work", held)
    assert "Of the grant of 24 hours, 24 hours are left." in read(client, url)
    page = sent(client, url, **HOURS)
    assert "The hours are entered." in page and "Waits for the hogeschool" in page
    assert "Of the grant of 24 hours, 17.5 hours are left." in read(client, url)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (
            {"hours": "24.25"},
            "hours",
            "Of the grant 24 hours are left, so 24.25 cannot be entered.",
        ),
        ({"hours": "1.1"}, "hours", "Write whole hours or quarters"),
        ({"on": "03-03-2026"}, "on", "This day is still to come."),
        ({"on": "01-03-2026"}, "on", "The hours were granted on 02-03-2026."),
        ({"what": "Burger 111222333"}, "what", "looks like a BSN"),
    ],
)
def test_what_cannot_be_entered_is_refused_at_its_field(
    course: Course,
    held: Activity,
    enter: Enter,
    cast: Cast,
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    page = sent(enter(cast.adviser), at(cast.adviser, "enter_work", held), **{**HOURS, **typed})
    assert f'href="#id_{field}"' in page and words in page
    assert states(course, held) == []


def test_the_hogeschool_confirms(course: Course, held: Activity, enter: Enter, cast: Cast) -> None:
    work = course.entered(held)
    hr = cast.waterland.hr
    client = enter(hr)
    assert at(hr, "confirm_work", held, work=work.pk) in read(client, at(hr, "activity", held))
    page = sent(client, at(hr, "confirm_work", held, work=work.pk))
    assert "6 hours are confirmed." in page
    assert "Confirm<" not in page
    assert states(course, held) == [WorkState.CONFIRMED]


def test_the_hogeschool_disputes_with_a_remark_and_the_adviser_takes_back(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    work = course.entered(held)
    hr = cast.waterland.hr
    client, url = enter(hr), at(hr, "dispute_work", held, work=work.pk)
    assert "6 hours on Monday 2 March 2026: Presentatie gegeven" in read(client, url)
    assert 'href="#id_remark"' in sent(client, url, remark="")
    assert "Het waren er 5" in sent(client, url, remark="Het waren er 5")
    assert states(course, held) == [WorkState.DISPUTED]
    client = enter(cast.adviser)
    assert "Het waren er 5" in read(client, at(cast.adviser, "activity", held))
    page = sent(client, at(cast.adviser, "withdraw_work", held, work=work.pk))
    assert "6 hours are taken back." in page
    assert states(course, held) == [WorkState.WITHDRAWN]


def test_confirmed_hours_are_not_taken_back(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    work = course.confirmed(course.entered(held))
    url = at(cast.adviser, "withdraw_work", held, work=work.pk)
    assert "Only the fund can still correct them" in sent(enter(cast.adviser), url)
    assert states(course, held) == [WorkState.CONFIRMED]


@pytest.mark.parametrize("name", ["confirm_work", "dispute_work", "withdraw_work"])
def test_hours_of_another_activity_are_not_there(
    course: Course, scheme: Scheme, held: Activity, enter: Enter, cast: Cast, name: str
) -> None:
    other = course.held(course.granted(scheme, hours="8"))
    work = course.entered(other)
    member = cast.adviser if name == "withdraw_work" else cast.waterland.hr
    answer = enter(member).post(at(member, name, held, work=work.pk), {"remark": "Nee"})
    assert answer.status_code == 404
    assert states(course, other) == [WorkState.ENTERED]


def test_each_does_only_what_is_his(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    work = course.entered(held)
    for member, name, words in (
        (cast.adviser, "confirm_work", "Only the hogeschool does this."),
        (cast.officer, "confirm_work", "Only the hogeschool does this."),
        (cast.waterland.hr, "withdraw_work", "Only the adviser does this."),
    ):
        assert words in sent(enter(member), at(member, name, held, work=work.pk))
    reader = cast.waterland.reader
    answer = enter(reader).post(at(reader, "confirm_work", held, work=work.pk))
    assert answer.status_code == 403
    assert states(course, held) == [WorkState.ENTERED]


def test_an_activity_asks_as_many_queries_with_thirty_rows_of_hours(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    course.entered(held, hours="0.25")
    client, url = enter(cast.waterland.hr), at(cast.waterland.hr, "activity", held)
    one = queries(client, url)
    for _ in range(29):
        course.entered(held, hours="0.25")
    assert queries(client, url) == one <= 21
    with acting(cast.officer):
        assert course.fresh(held.application).pending == Decimal("7.5")
