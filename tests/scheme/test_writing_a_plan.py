"""The adviser writes a plan without JavaScript: rows come, go and keep what was typed."""

from datetime import date
from decimal import Decimal

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import plans
from banenbrug.scheme.models import Application, PlanActivity, PlanVersion, Scheme
from banenbrug.scheme.queries.plans import latest_version
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

WORKSHOP = {
    "kind": "workshop",
    "title": "Tweedaagse",
    "hours": "16,5",
    "days": "14-04-2026, 15-04-2026",
    "procurement": "Bram de Wit",
    "hr": "Samira Haddad",
    "supplier": "",
    "contract": "",
}


def row(number: int, **values: str) -> dict[str, str]:
    """What stands in the fields of one row."""
    return {f"activities-{number}-{name}": value for name, value in values.items()}


def form(*rows: dict[str, str], count: int = 3, **more: str) -> dict[str, str]:
    """A form as a browser sends it."""
    typed = {"goal": "Draagvlak", "situation": "", "approach": "", "securing": ""}
    for one in rows:
        typed |= one
    return {**typed, "rows": str(count), **more}


def written(course: Course, application: Application) -> list[tuple[str, Decimal]]:
    """The activities of the version that is being written."""
    with acting(course.cast.adviser):
        version = latest_version(application)
        found = PlanActivity.objects.filter(version=version).order_by("position")
        return list(found.values_list("title", "hours"))


@pytest.fixture
def application(course: Course, scheme: Scheme) -> Application:
    """A plan of one activity, of which version 1 was offered."""
    return course.plan(course.planning(scheme))


def test_the_form_shows_what_was_offered_and_room_for_more(
    application: Application, enter: Enter, cast: Cast
) -> None:
    page = read(enter(cast.adviser), at(cast.adviser, "write_plan", application))
    assert "Version 1 stays as you offered it." in page
    assert 'value="Kennismaken met sociale inkoop"' in page
    assert ">\n01-04-2026</textarea>" in page
    assert [f'id="activity-{n}"' in page for n in (3, 4)] == [True, False]


def test_saving_begins_the_next_version_and_leaves_out_rows_that_are_empty(
    course: Course, application: Application, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "write_plan", application)
    page = sent(client, url, **form(row(1, **WORKSHOP)))
    assert "The plan is saved." in page and "You are writing version 2." in page
    assert written(course, application) == [("Tweedaagse", Decimal("16.5"))]
    with acting(cast.adviser):
        made = PlanActivity.objects.get(title="Tweedaagse")
        assert made.days == [date(2026, 4, 14), date(2026, 4, 15)]
        assert PlanVersion.objects.filter(application=application).count() == 2


def test_a_row_with_a_tick_goes_whatever_stands_in_it(
    course: Course, application: Application, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "write_plan", application)
    gone = {**WORKSHOP, "hours": "veel", "remove": "on"}
    sent(client, url, **form(row(0, **gone), row(1, **WORKSHOP)))
    assert written(course, application) == [("Tweedaagse", Decimal("16.5"))]


def test_adding_a_row_saves_and_shows_one_more(
    course: Course, application: Application, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "write_plan", application)
    answer = client.post(url, form(row(0, **WORKSHOP), add="1"))
    assert answer["Location"] == f"{url}?rows=4#activity-4"
    page = read(client, f"{url}?rows=4")
    assert 'id="activity-4"' in page and 'value="Tweedaagse"' in page
    assert written(course, application) == [("Tweedaagse", Decimal("16.5"))]


def test_adding_a_row_to_what_is_not_right_keeps_all_that_was_typed(
    course: Course, application: Application, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "write_plan", application)
    wrong = {**WORKSHOP, "hours": "", "days": "14-04-2026, ooit"}
    page = sent(client, url, **form(row(2, **wrong), add="1"))
    assert "Write how many hours activity 3 takes." in page
    assert 'href="#id_activities-2-days"' in page
    assert "14-04-2026, ooit</textarea>" in page
    assert 'id="activity-4"' in page and 'name="rows" value="4"' in page
    assert written(course, application) == [("Kennismaken met sociale inkoop", Decimal(24))]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"hours": "1,1"}, "hours", "Write whole hours or quarters"),
        ({"kind": "lab"}, "supplier", "With which supplier is this living lab?"),
        ({"title": ""}, "title", "Write what activity 3 is called."),
        ({"kind": ""}, "kind", "Choose what kind of support activity 3 is."),
    ],
)
def test_what_is_refused_stands_at_the_field_where_it_was_typed(
    application: Application,
    enter: Enter,
    cast: Cast,
    values: dict[str, str],
    field: str,
    words: str,
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "write_plan", application)
    page = sent(client, url, **form(row(2, **{**WORKSHOP, **values})))
    assert f'href="#id_activities-2-{field}"' in page and words in page


def test_a_bsn_in_a_text_is_refused_at_that_text(
    application: Application, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "write_plan", application)
    page = sent(client, url, **form(approach="Bel 111222333"))
    assert 'href="#id_approach"' in page and "looks like a BSN" in page


def test_a_workshop_without_its_second_day_is_not_offered(
    application: Application, enter: Enter, cast: Cast
) -> None:
    client, url = enter(cast.adviser), at(cast.adviser, "write_plan", application)
    page = sent(client, url, **form(row(0, **{**WORKSHOP, "days": "14-04-2026"})))
    assert "“Tweedaagse” takes 2 days. Write each of them." in page
    assert "nl-button--disabled" in page


def test_others_read_why_they_do_not_write(
    application: Application, enter: Enter, cast: Cast
) -> None:
    client = enter(cast.waterland.hr)
    url = at(cast.waterland.hr, "write_plan", application)
    assert "Only the adviser does this." in read(client, url)
    assert "Only the adviser does this." in sent(client, url, **form(row(0, **WORKSHOP)))


def test_a_plan_that_was_submitted_waits_for_the_fund(
    course: Course, application: Application, enter: Enter, cast: Cast
) -> None:
    course.submit(application)
    page = read(enter(cast.adviser), at(cast.adviser, "write_plan", application))
    assert "The fund decides now." in page


def test_nobody_remarks_on_a_plan_that_is_over(course: Course, cast: Cast, scheme: Scheme) -> None:
    application = course.settled(scheme)
    with acting(cast.waterland.hr) as hr, pytest.raises(Refused) as refused:
        version = application.versions.get()
        plans.comment(by=hr, version=version, part="goal", text="Nog iets", now=course.now)
    assert refused.value.code == "application_settled"
