"""The account of an activity on the screen: kept, submitted, asked back, accepted."""

from datetime import timedelta

import pytest
import time_machine

from banenbrug.scheme.actions import evaluations
from banenbrug.scheme.models import Activity, Evaluation, Scheme
from banenbrug.scheme.rules.states import ApplicationState, EvaluationState
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

TOLD = {
    "results": "Drie leveranciers doen mee.",
    "vacancies": "2",
    "placements": "1",
    "worked_well": "Samen met HR aan tafel",
    "worked_less": "",
    "follow_up": "Elk kwartaal een gesprek",
    "follow_up_owner": "HR-adviseur",
    "rating": "4",
    "may_share": "yes",
}


@pytest.fixture
def held(course: Course, scheme: Scheme) -> Activity:
    """An activity of 24 hours that was held, for which 18 were worked."""
    activity = course.held(course.granted(scheme, hours="24"))
    course.confirmed(course.entered(activity, hours="18"))
    return activity


def now(course: Course, activity: Activity) -> Evaluation:
    """The account as it is now."""
    with acting(course.cast.officer):
        return Evaluation.objects.get(activity=activity)


def test_the_form_shows_granted_beside_used_and_chooses_nothing_beforehand(
    held: Activity, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    page = read(enter(hr), at(hr, "evaluation", held))
    assert '<td class="bb-num">24</td><td class="bb-num">18</td>' in page
    assert '<td class="bb-num">€3,000.00</td><td class="bb-num">€2,250.00</td>' in page
    assert "Due no later than Monday 16 March 2026." in page
    assert " checked" not in page


def test_what_is_written_half_is_kept(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    client, url = enter(hr), at(hr, "evaluation", held)
    page = sent(client, url, results="Drie leveranciers", rating="3")
    assert "What you wrote is kept." in page
    assert "Drie leveranciers</textarea>" in page and page.count(" checked") == 1
    told = now(course, held)
    assert (told.state, told.rating, told.may_share) == (EvaluationState.OPEN, 3, None)
    for member in (cast.officer, cast.adviser):
        assert "Drie leveranciers" not in read(enter(member), at(member, "evaluation", held))


def test_submitting_hands_it_to_the_fund(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "evaluation", held), **TOLD, submit="1")
    assert "The evaluation is submitted." in page and "<textarea" not in page
    told = now(course, held)
    assert (told.state, told.vacancies, told.placements) == (EvaluationState.SUBMITTED, 2, 1)
    assert (told.rating, told.may_share, told.submitted_by) == (4, True, "Samira Haddad")
    page = read(enter(cast.officer), at(cast.officer, "evaluation", held))
    assert "Drie leveranciers doen mee." in page and "HR-adviseur" in page
    assert "Accept the evaluation" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"results": ""}, "results"),
        ({"may_share": ""}, "may_share_0"),
        ({"vacancies": "-1"}, "vacancies"),
        ({"rating": "6"}, "rating_0"),
        ({"worked_less": "Burger 111222333"}, "worked_less"),
    ],
)
def test_what_is_missing_comes_back_at_its_field(
    course: Course, held: Activity, enter: Enter, cast: Cast, typed: dict[str, str], field: str
) -> None:
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "evaluation", held), **{**TOLD, **typed}, submit="1")
    assert f'href="#id_{field}"' in page
    assert now(course, held).state == EvaluationState.OPEN


def test_the_fund_asks_back_and_the_hogeschool_answers(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    course.evaluated(held)
    client, url = enter(cast.officer), at(cast.officer, "ask_back", held)
    assert 'href="#id_reason"' in sent(client, url, reason="")
    assert "by letter" in sent(client, url, reason="Welke leveranciers?")
    assert now(course, held).state == EvaluationState.ASKED_BACK
    hr = cast.waterland.hr
    page = read(enter(hr), at(hr, "evaluation", held))
    assert "The fund asks" in page and "Welke leveranciers?" in page
    assert "Twee leveranciers doen mee.</textarea>" in page
    sent(enter(hr), at(hr, "evaluation", held), **TOLD, submit="1")
    assert now(course, held).state == EvaluationState.SUBMITTED


def test_the_fund_does_without_one_that_never_comes(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    client, page = enter(cast.officer), at(cast.officer, "evaluation", held)
    url = at(cast.officer, "waive_evaluation", held)
    assert url in read(client, page)
    assert 'href="#id_reason"' in sent(client, url, reason="")
    told = sent(client, url, reason="Wie het deed, is vertrokken.")
    assert "Nobody waits for this evaluation any more." in told
    assert "Wie het deed, is vertrokken." in told and url not in told
    assert now(course, held).state == EvaluationState.WAIVED
    hr = cast.waterland.hr
    assert "<textarea" not in read(enter(hr), at(hr, "evaluation", held))


def test_accepting_the_last_one_makes_the_application_ready_to_settle(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    course.evaluated(held)
    page = sent(enter(cast.officer), at(cast.officer, "accept_evaluation", held))
    assert "The evaluation is accepted." in page and "Marit Vos" in page
    assert now(course, held).state == EvaluationState.ACCEPTED
    page = read(enter(cast.officer), at(cast.officer, "application", held.application))
    assert "nl-button--disabled" not in page and "Settle the hours" in page
    with acting(cast.officer):
        state = course.fresh(held.application).state
    assert state == ApplicationState.COMPLETED


def test_a_late_evaluation_says_how_late(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    for days, words in ((15, "1 day late"), (18, "4 days late")):
        with time_machine.travel(course.now + timedelta(days=days), tick=False):
            page = read(enter(hr), at(hr, "evaluation", held))
        assert words in page and "it was due on Monday 16 March 2026." in page


def test_each_does_only_what_is_his(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    page = sent(enter(cast.officer), at(cast.officer, "evaluation", held), **TOLD, submit="1")
    assert "Only the hogeschool does this." in page
    course.evaluated(held)
    hr = cast.waterland.hr
    for name in ("ask_back", "waive_evaluation", "accept_evaluation"):
        page = sent(enter(hr), at(hr, name, held), reason="Mag ik?")
        assert "Only the fund does this." in page
    assert now(course, held).state == EvaluationState.SUBMITTED


def test_readers_read_and_do_not_write(held: Activity, enter: Enter, cast: Cast) -> None:
    for reader in (cast.waterland.reader, cast.controller):
        client, url = enter(reader), at(reader, "evaluation", held)
        assert "<textarea" not in read(client, url)
        assert client.post(url, TOLD).status_code == 403


def test_before_the_activity_was_held_there_is_no_evaluation(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    activity = course.activity(course.granted(scheme))
    hr = cast.waterland.hr
    assert enter(hr).get(at(hr, "evaluation", activity)).status_code == 404


def test_what_is_kept_after_the_fund_asked_back_is_read_once_it_is_submitted(
    course: Course, held: Activity, enter: Enter, cast: Cast
) -> None:
    evaluation, hr, officer = course.evaluated(held), cast.waterland.hr, cast.officer
    with acting(officer) as by:
        evaluations.ask_back(by=by, evaluation=evaluation, reason="Meer", now=course.now)
    sent(enter(hr), at(hr, "evaluation", held), **{**TOLD, "results": "Nog niet af"})
    assert "Nog niet af" not in read(enter(officer), at(officer, "evaluation", held))
    assert enter(officer).get(at(officer, "evaluation_paper", held)).status_code == 404
    sent(enter(hr), at(hr, "evaluation", held), **TOLD, submit="1")
    assert TOLD["results"] in read(enter(officer), at(officer, "evaluation", held))
