"""From the assigned adviser to the plan: the fund chooses, the adviser plans, holds and begins."""

from datetime import UTC, date, datetime

import pytest

from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import Application, Homework, Request, Scheme
from tests.cast import Cast, Enter, Member
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

WHEN = {"day": "10-03-2026", "time": "14.30", "place": "Kade 2.14"}
TALK = {"held_on": "2-3-2026", "notes": "Er is beleid."}


@pytest.fixture
def submitted(course: Course, scheme: Scheme) -> Request:
    """A request of Waterland that was submitted."""
    return course.submitted(scheme)


def fresh(request: Request, who: Member) -> Request:
    with acting(who):
        return Request.objects.get(pk=request.pk)


def assigned(enter: Enter, cast: Cast, request: Request) -> Request:
    adviser = Organisation.objects.get(slug="adviesbrug")
    sent(enter(cast.officer), at(cast.officer, "assign", request), adviser=adviser.pk)
    return request


def planned(enter: Enter, cast: Cast, request: Request) -> Request:
    assigned(enter, cast, request)
    sent(enter(cast.adviser), at(cast.adviser, "plan_intake", request), **WHEN)
    return request


def test_the_fund_assigns_an_advisory_organisation(
    submitted: Request, enter: Enter, cast: Cast
) -> None:
    client = enter(cast.officer)
    url = at(cast.officer, "assign", submitted)
    page = read(client, url)
    assert page.count('type="radio" name="adviser"') == 2 and "checked" not in page
    assert "There is 1 thing to mend" in sent(client, url, adviser="")
    page = sent(client, url, adviser=Organisation.objects.get(slug="adviesbrug").pk)
    assert "The adviser is assigned." in page and "Assign another adviser" in page
    assert "Nobody there has it in hand yet." in page
    assert enter(cast.adviser).get(at(cast.adviser, "dossier", submitted)).status_code == 200


def test_the_adviser_of_the_scheme_is_chosen_beforehand(
    course: Course, submitted: Request, enter: Enter, cast: Cast
) -> None:
    adviser = Organisation.objects.get(slug="anderadvies")
    with acting(cast.officer):
        Scheme.objects.filter(pk=submitted.scheme_id).update(adviser=adviser)
    page = read(enter(cast.officer), at(cast.officer, "assign", submitted))
    assert f'name="adviser" value="{adviser.pk}" ' in page and page.count(" checked") == 1


def test_another_adviser_takes_over_and_the_former_reads_no_longer(
    submitted: Request, enter: Enter, cast: Cast
) -> None:
    assigned(enter, cast, submitted)
    other = Organisation.objects.get(slug="anderadvies")
    client = enter(cast.officer)
    url = at(cast.officer, "assign", submitted)
    assert "The former adviser reads it no longer." in read(client, url)
    sent(client, url, adviser=other.pk)
    for who, status in ((cast.other_adviser, 200), (cast.adviser, 404)):
        assert enter(who).get(at(who, "dossier", submitted)).status_code == status


def test_only_the_fund_assigns_and_only_what_was_submitted(
    course: Course, scheme: Scheme, submitted: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    assert "Only the fund does this." in read(enter(hr), at(hr, "assign", submitted))
    draft = course.draft(scheme)
    assert enter(cast.officer).get(at(cast.officer, "assign", draft)).status_code == 404
    controller = cast.controller
    assert enter(controller).get(at(controller, "assign", submitted)).status_code == 403


def test_an_adviser_takes_a_dossier_in_hand(submitted: Request, enter: Enter, cast: Cast) -> None:
    assigned(enter, cast, submitted)
    client = enter(cast.adviser)
    assert "Take it in hand" in read(client, at(cast.adviser, "dossier", submitted))
    page = sent(client, at(cast.adviser, "take_in_hand", submitted))
    assert "You have this dossier in hand." in page and "Take it" not in page
    assert fresh(submitted, cast.adviser).adviser_person == "Ruben Groen"


def test_the_intake_talk_is_planned_and_moved(submitted: Request, enter: Enter, cast: Cast) -> None:
    planned(enter, cast, submitted)
    now = fresh(submitted, cast.adviser)
    assert (now.state, now.intake_at, now.intake_place) == (
        "intake",
        datetime(2026, 3, 10, 13, 30, tzinfo=UTC),
        "Kade 2.14",
    )
    client = enter(cast.adviser)
    url = at(cast.adviser, "plan_intake", submitted)
    page = read(client, url)
    assert "Move the intake talk" in page
    assert 'value="10-03-2026"' in page and 'value="14.30"' in page
    assert "Choose another time" in read(client, at(cast.adviser, "dossier", submitted))
    sent(client, url, **{**WHEN, "day": "12-03-2026"})
    assert fresh(submitted, cast.adviser).intake_at == datetime(2026, 3, 12, 13, 30, tzinfo=UTC)


def test_a_moment_that_cannot_be_read_is_mended(
    submitted: Request, enter: Enter, cast: Cast
) -> None:
    assigned(enter, cast, submitted)
    told = {"day": "31-02-2026", "time": "half drie", "place": ""}
    page = sent(enter(cast.adviser), at(cast.adviser, "plan_intake", submitted), **told)
    assert "There are 3 things to mend" in page
    assert "This is not a time. Write 10.00 or 14:30." in page
    assert fresh(submitted, cast.adviser).state == "submitted"


def test_what_came_of_the_talk_is_written_with_its_homework(
    submitted: Request, enter: Enter, cast: Cast
) -> None:
    planned(enter, cast, submitted)
    client = enter(cast.adviser)
    url = at(cast.adviser, "hold_intake", submitted)
    page = read(client, url)
    assert 'name="task-5-due"' in page and 'name="task-6-due"' not in page
    told = {
        **TALK,
        "task-1-kind": "list_contracts",
        "task-1-owner": "Bram de Wit",
        "task-1-due": "20-3-2026",
        "task-2-kind": "mark_clauses",
        "task-4-kind": "other",
        "task-4-text": "Bel de gemeente",
        "task-4-owner": "Samira Haddad",
        "task-4-due": "27-3-2026",
    }
    page = sent(client, url, **told)
    assert "Now make the plan." in page and "Bel de gemeente" in page
    now = fresh(submitted, cast.adviser)
    assert (now.state, now.intake_held_on, now.intake_notes) == (
        "planning",
        date(2026, 3, 2),
        "Er is beleid.",
    )
    with acting(cast.adviser):
        rows = Homework.objects.filter(request=submitted).order_by("pk")
        assert list(rows.values_list("kind", "text", "owner", "due")) == [
            ("list_contracts", "", "Bram de Wit", date(2026, 3, 20)),
            ("other", "Bel de gemeente", "Samira Haddad", date(2026, 3, 27)),
        ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"task-1-owner": "Bram"}, "Write before which day task 1 is done."),
        ({"task-2-due": "20-3-2026"}, "Write who does task 2."),
        ({"task-4-owner": "Bram", "task-4-due": "20-3-2026"}, "Write what is to be done."),
        ({"task-1-owner": "Bram", "task-1-due": "30-2-2026"}, "30-2-2026 does not exist."),
        ({"held_on": "3-3-2026"}, "This day is still to come."),
        ({"notes": "Nummer 111222333"}, "looks like a BSN"),
    ],
)
def test_homework_that_is_half_written_is_mended_first(
    submitted: Request, enter: Enter, cast: Cast, typed: dict[str, str], message: str
) -> None:
    planned(enter, cast, submitted)
    kinds = {"task-1-kind": "list_contracts", "task-2-kind": "other", "task-4-kind": "other"}
    told = {**TALK, **kinds, **typed}
    page = sent(enter(cast.adviser), at(cast.adviser, "hold_intake", submitted), **told)
    assert message in page
    assert fresh(submitted, cast.adviser).state == "intake"
    with acting(cast.adviser):
        assert Homework.objects.count() == 0


def test_school_and_adviser_add_homework(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    request = course.planning(scheme)
    told = {"kind": "other", "text": "Kies een leverancier", "owner": "Bram", "due": "1-4-2026"}
    for who in (cast.waterland.buyer, cast.adviser):
        page = sent(enter(who), at(who, "give_homework", request), **told)
        assert "The homework is added." in page
    without = {**told, "text": ""}
    page = sent(enter(cast.adviser), at(cast.adviser, "give_homework", request), **without)
    assert "Write what is to be done." in page
    page = read(enter(cast.officer), at(cast.officer, "give_homework", request))
    assert "Only the hogeschool does this." in page
    with acting(cast.adviser):
        assert Homework.objects.filter(kind="other").count() == 2


def test_the_adviser_begins_a_plan_after_the_talk(
    course: Course, scheme: Scheme, submitted: Request, enter: Enter, cast: Cast
) -> None:
    assigned(enter, cast, submitted)
    client = enter(cast.adviser)
    page = sent(client, at(cast.adviser, "start_plan", submitted))
    assert "This request is submitted. The next step is the intake talk." in page
    request = course.planning(scheme)
    answer = client.post(at(cast.adviser, "start_plan", request))
    with acting(cast.adviser):
        made = Application.objects.get(request=request)
    assert answer.headers["Location"] == at(cast.adviser, "write_plan", made)


def test_buttons_of_others_are_refused_in_words(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    request = course.planning(scheme)
    hr = cast.waterland.hr
    for button in ("take_in_hand", "start_plan"):
        assert "Only the adviser does this." in sent(enter(hr), at(hr, button, request))
    for page in ("plan_intake", "hold_intake"):
        assert "Only the adviser does this." in read(enter(hr), at(hr, page, request))
