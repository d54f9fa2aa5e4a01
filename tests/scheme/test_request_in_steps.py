"""A request is written in four steps, saved at each, and handed in at the last."""

from decimal import Decimal

import pytest

from banenbrug.scheme.models import Letter, Request, Scheme
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

QUESTION = {
    "question": "Hoe beginnen we?",
    "phase": "no_policy",
    "applicant_role": "hr_decentral",
}


@pytest.fixture
def draft(course: Course, scheme: Scheme) -> Request:
    """A request of Waterland, without hands."""
    return course.draft(scheme)


def fresh(draft: Request, cast: Cast) -> Request:
    with acting(cast.waterland.hr):
        return Request.objects.get(pk=draft.pk)


def test_the_first_step_is_saved_and_leads_on(draft: Request, enter: Enter, cast: Cast) -> None:
    hr = cast.waterland.hr
    answer = enter(hr).post(at(hr, "write_request", draft), QUESTION, follow=True)
    assert answer.redirect_chain == [(at(hr, "wish_support", draft), 302)]
    assert "Saved at 09:00." not in answer.content.decode()  # the clocks of the Netherlands
    assert "Saved at 10:00." in answer.content.decode()
    now = fresh(draft, cast)
    assert (now.question, now.phase, now.applicant_role) == (
        "Hoe beginnen we?",
        "no_policy",
        "hr_decentral",
    )


def test_a_step_says_what_is_missing_and_keeps_what_was_typed(
    draft: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "write_request", draft), question="Half", phase="")
    assert "There are 2 things to mend" in page
    assert ">\nHalf</textarea>" in page
    assert fresh(draft, cast).question == "Hoe krijgen we leveranciers mee?"


def test_whoever_goes_on_later_may_leave_gaps(draft: Request, enter: Enter, cast: Cast) -> None:
    hr = cast.waterland.hr
    answer = enter(hr).post(at(hr, "write_request", draft), {"question": "Half", "later": "1"})
    assert answer.headers["Location"] == at(hr, "dossier", draft)
    assert (fresh(draft, cast).question, fresh(draft, cast).phase) == ("Half", "")


def test_a_number_that_looks_like_a_bsn_is_not_kept(
    draft: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    told = {**QUESTION, "question": "Over 111222333"}
    page = sent(enter(hr), at(hr, "write_request", draft), **told)
    assert "looks like a BSN" in page
    assert "111222333" not in fresh(draft, cast).question


def test_the_second_step_names_the_support_of_the_scheme_alone(
    course: Course, enter: Enter, cast: Cast
) -> None:
    draft = course.draft(course.scheme(kinds=("presentation", "lab")))
    hr = cast.waterland.hr
    page = read(enter(hr), at(hr, "wish_support", draft))
    assert page.count('name="wishes"') == 2
    assert "A first look at social procurement" in page
    assert "A guess is enough." in page


@pytest.mark.parametrize(
    ("button", "page"), [("", "hands"), ("back", "write_request"), ("later", "dossier")]
)
def test_the_second_step_leads_where_the_button_says(
    draft: Request, enter: Enter, cast: Cast, button: str, page: str
) -> None:
    hr = cast.waterland.hr
    told = {"wishes": ["lab"], "hours_wished": "7,5", **({button: "1"} if button else {})}
    answer = enter(hr).post(at(hr, "wish_support", draft), told)
    assert answer.headers["Location"] == at(hr, page, draft)
    now = fresh(draft, cast)
    assert (now.wishes, now.hours_wished) == (["lab"], Decimal("7.5"))


def test_hours_are_in_quarters(draft: Request, enter: Enter, cast: Cast) -> None:
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "wish_support", draft), hours_wished="7.3")
    assert "Write whole hours or quarters" in page
    assert fresh(draft, cast).hours_wished == 40


def test_hours_are_needed_where_the_request_claims_them(
    course: Course, enter: Enter, cast: Cast
) -> None:
    draft = course.draft(course.scheme(claim_from="request"))
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "wish_support", draft), hours_wished="")
    assert "There is 1 thing to mend" in page
    assert "These hours are set aside for you as soon as you submit the request." in page


def test_the_last_step_shows_everything_and_why_it_cannot_be_sent_yet(
    draft: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    page = read(enter(hr), at(hr, "submit_request", draft))
    for words in (
        "Hoe krijgen we leveranciers mee?",
        "Everything is there, but it does not come to action.",
        "HR adviser of the central department",
        "Living lab with a supplier",
        "40 hours",
        "Procurement is missing",
        "Procurement and HR have not said yet that they take part.",
    ):
        assert words in page
    again = sent(enter(hr), at(hr, "submit_request", draft))
    assert "Procurement and HR have not said yet that they take part." in again
    assert fresh(draft, cast).state == "draft"


def test_a_whole_request_is_submitted_and_changes_no_more(
    course: Course, draft: Request, enter: Enter, cast: Cast
) -> None:
    course.with_hands(draft)
    hr = cast.waterland.hr
    client = enter(hr)
    assert "nl-button--disabled" not in read(client, at(hr, "submit_request", draft))
    answer = client.post(at(hr, "submit_request", draft), follow=True)
    assert answer.redirect_chain == [(at(hr, "dossier", draft), 302)]
    assert "The request is submitted." in answer.content.decode()
    assert fresh(draft, cast).state == "submitted"
    for page in ("write_request", "wish_support", "submit_request"):
        assert "This request is submitted. The next step is the intake talk." in read(
            client, at(hr, page, draft)
        )
    changed = sent(client, at(hr, "write_request", draft), **QUESTION)
    assert "This request is submitted." in changed
    assert fresh(draft, cast).question == "Hoe krijgen we leveranciers mee?"


def test_a_claim_above_what_is_left_is_refused_at_the_last_step(
    course: Course, enter: Enter, cast: Cast
) -> None:
    scheme = course.scheme(claim_from="request", cap=Decimal(16))
    draft = course.with_hands(course.draft(scheme))
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "submit_request", draft))
    assert "your hogeschool has 16 of its 16 left" in page
    assert fresh(draft, cast).state == "draft"


def test_without_both_hands_the_course_has_three_steps(
    course: Course, enter: Enter, cast: Cast
) -> None:
    draft = course.draft(course.scheme(needs_hands=False))
    hr = cast.waterland.hr
    client = enter(hr)
    page = read(client, at(hr, "submit_request", draft))
    assert "Both departments" not in page and "Who takes part" not in page
    answer = client.post(at(hr, "wish_support", draft), {"wishes": ["lab"]})
    assert answer.headers["Location"] == at(hr, "submit_request", draft)


def test_only_the_hogeschool_writes_its_request(
    course: Course, scheme: Scheme, draft: Request, enter: Enter, cast: Cast
) -> None:
    officer, reader = cast.officer, cast.waterland.reader
    assert enter(officer).get(at(officer, "write_request", draft)).status_code == 404
    page = read(enter(officer), at(officer, "write_request", course.submitted(scheme)))
    assert "Only the hogeschool does this." in page
    assert enter(reader).get(at(reader, "write_request", draft)).status_code == 403


def test_a_request_is_withdrawn_with_a_reason(draft: Request, enter: Enter, cast: Cast) -> None:
    hr = cast.waterland.hr
    client = enter(hr)
    assert "What happens then" in read(client, at(hr, "withdraw_request", draft))
    without = sent(client, at(hr, "withdraw_request", draft), reason="")
    assert "There is 1 thing to mend" in without
    page = sent(client, at(hr, "withdraw_request", draft), reason="Het komt later.")
    assert "The request is withdrawn." in page and "Het komt later." in page
    assert fresh(draft, cast).state == "withdrawn"


def test_the_fund_gets_no_letter_about_a_request_that_it_never_got(
    draft: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    sent(enter(hr), at(hr, "withdraw_request", draft), reason="Het komt later.")
    with acting(hr):
        assert not Letter.objects.filter(request=draft, kind="withdrawn").exists()


def test_a_request_with_hours_is_not_withdrawn(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    request = course.granted(scheme).request
    hr = cast.waterland.hr
    page = sent(enter(hr), at(hr, "withdraw_request", request), reason="Toch niet")
    assert "The fund granted hours already." in page
    assert fresh(request, cast).state == "planning"


def test_two_clicks_submit_a_request_once_and_both_lead_to_the_dossier(
    course: Course, draft: Request, enter: Enter, cast: Cast
) -> None:
    course.with_hands(draft)
    hr = cast.waterland.hr
    client, here = enter(hr), at(hr, "submit_request", draft)
    for _click in range(2):
        answer = client.post(here, {"form_key": "abcdefghijklmnopqrst"})
        assert answer["Location"] == at(hr, "dossier", draft)
    with acting(hr):
        assert Letter.objects.filter(request=draft, kind="request_received").count() == 1
