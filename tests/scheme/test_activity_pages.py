"""An activity on the screen: planned by both, held or cancelled by the adviser."""

from datetime import date

import pytest

from banenbrug.scheme.models import Activity, Evaluation, Scheme
from banenbrug.scheme.rules.states import ActivityState
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

PLAN = {
    "days": "14-04-2026",
    "location": "Kade 2.14",
    "procurement": "Bram de Wit",
    "hr": "Samira Haddad",
    "supplier": "",
    "contract": "",
}


@pytest.fixture
def planned(course: Course, scheme: Scheme) -> Activity:
    """An activity that is still to come."""
    return course.activity(course.granted(scheme))


def now(course: Course, activity: Activity) -> Activity:
    """The activity as it is now."""
    with acting(course.cast.officer):
        return Activity.objects.get(pk=activity.pk)


@pytest.mark.parametrize("who", ["school", "adviser"])
def test_the_hogeschool_and_the_adviser_plan_it(
    course: Course, planned: Activity, enter: Enter, cast: Cast, who: str
) -> None:
    member = cast.waterland.hr if who == "school" else cast.adviser
    client, url = enter(member), at(member, "plan_activity", planned)
    assert "01-04-2026</textarea>" in read(client, url)
    page = sent(client, url, **PLAN)
    assert "The activity is planned." in page and "Kade 2.14" in page
    assert now(course, planned).days == [date(2026, 4, 14)]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"days": ""}, "days", "This field is required."),
        ({"days": "01-03-2026"}, "days", "The hours were granted on 02-03-2026."),
        ({"days": "01-07-2027"}, "days", "The scheme runs until 30-06-2027."),
    ],
)
def test_a_day_outside_the_scheme_comes_back_at_its_field(
    planned: Activity,
    enter: Enter,
    cast: Cast,
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    url = at(cast.adviser, "plan_activity", planned)
    page = sent(enter(cast.adviser), url, **{**PLAN, **typed})
    assert f'href="#id_{field}"' in page and words in page


def test_a_workshop_keeps_its_two_days_and_a_lab_its_supplier(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.granted(scheme, kind="workshop", days=2)
    url = at(cast.adviser, "plan_activity", course.activity(application))
    assert "takes 2 days" in sent(enter(cast.adviser), url, **PLAN)
    lab = course.granted(scheme, kind="lab", hours="8")
    url = at(cast.adviser, "plan_activity", course.activity(lab))
    assert 'href="#id_supplier"' in sent(enter(cast.adviser), url, **PLAN)


def test_holding_it_opens_the_evaluation(
    course: Course, planned: Activity, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "hold_activity", planned)
    page = read(client, url)
    assert 'value="02-03-2026"' in page
    assert "Held today, that is due no later than Monday 16 March 2026." in page
    assert "This day is still to come." in sent(client, url, held_on="03-03-2026")
    page = sent(client, url, held_on="02-03-2026")
    assert "To be written" in page and "no later than 16 Mar 2026" in page
    with acting(cast.adviser):
        assert Evaluation.objects.get(activity=planned).due_on == date(2026, 3, 16)


def test_a_cancelled_activity_says_why_to_all(
    course: Course, planned: Activity, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "cancel_activity", planned)
    assert 'href="#id_reason"' in sent(client, url, reason="")
    page = sent(client, url, reason="De leverancier is gestopt")
    assert "The activity is cancelled." in page
    assert now(course, planned).state == ActivityState.CANCELLED
    reader = cast.waterland.reader
    page = read(enter(reader), at(reader, "activity", planned))
    assert "De leverancier is gestopt" in page


@pytest.mark.parametrize("name", ["hold_activity", "cancel_activity", "enter_work"])
def test_the_hogeschool_reads_that_the_adviser_does_this(
    planned: Activity, enter: Enter, cast: Cast, name: str
) -> None:
    hr = cast.waterland.hr
    assert "Only the adviser does this." in read(enter(hr), at(hr, name, planned))


def test_the_fund_reads_and_changes_nothing(planned: Activity, enter: Enter, cast: Cast) -> None:
    client = enter(cast.officer)
    page = read(client, at(cast.officer, "activity", planned))
    assert "Change the plan" not in page and "Enter hours" not in page
    page = sent(client, at(cast.officer, "plan_activity", planned), **PLAN)
    assert "Only the adviser does this." in page


def test_a_reader_of_the_hogeschool_changes_nothing(
    planned: Activity, enter: Enter, cast: Cast
) -> None:
    reader = cast.waterland.reader
    client = enter(reader)
    assert "Change the plan" not in read(client, at(reader, "activity", planned))
    assert client.get(at(reader, "plan_activity", planned)).status_code == 403


def test_what_was_held_is_not_held_again(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    held = course.held(course.granted(scheme))
    client = enter(cast.adviser)
    for name in ("plan_activity", "hold_activity", "cancel_activity"):
        assert "This activity was held already." in read(client, at(cast.adviser, name, held))
