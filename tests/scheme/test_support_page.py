"""The page *Support*: a hogeschool's own requests, what it has left, and where it can begin."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from banenbrug.scheme.models import Request, Scheme
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.pages import queries, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

PAGE = "/h/waterland/ondersteuning/"


def begin(scheme: Scheme) -> str:
    return reverse("scheme:start_request", kwargs={"school": "waterland", "scheme": scheme.slug})


def cells(page: str, caption: str) -> list[list[str]]:
    """The words of each row of a table, by its caption."""
    table = page.split(f'<caption class="bb-hidden">{caption}</caption>')[1].split("</table>")[0]
    body = table.split("<tbody")[1]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [
        [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.findall(CELL, row)]
        for row in rows
    ]


CELL = re.compile(r"<t[hd].*?</t[hd]>", re.DOTALL)


def test_without_requests_or_schemes_the_page_says_what_will_be_here(
    course: Course, enter: Enter, cast: Cast
) -> None:
    page = read(enter(cast.waterland.hr), PAGE)
    assert "No requests yet" in page
    assert "No scheme is open now" in page
    assert "What is left for you" not in page


def test_each_request_says_where_it_stands_and_who_has_the_next_step(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    course.draft(scheme)
    course.submitted(scheme)
    page = read(enter(cast.waterland.hr), PAGE)
    assert [row[1:] for row in cells(page, "Your requests")] == [
        [
            "Submitted step 2 of 7: Intake",
            "Sectorfonds Hoger Onderwijs assigns an adviser",
            "0",
            "0",
            "0",
        ],
        ["Not submitted yet step 1 of 7: Request", "Finish the request", "0", "0", "0"],
    ]
    reader = read(enter(cast.waterland.reader), PAGE)
    assert "Hogeschool Waterland finishes the request" in reader


def test_hours_of_all_plans_are_shown_and_what_is_left_of_the_scheme(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    course.settled(scheme, hours="24", worked="18")
    page = read(enter(cast.waterland.hr), PAGE)
    assert [row[3:] for row in cells(page, "Your requests")] == [["24", "24", "18"]]
    assert cells(page, "What is left for you") == [["De Brug", "40", "0", "18", "22"]]
    assert "382</b> of the 400 hours are still free" in page
    assert "22 of 40 hours left" in page


def test_what_is_left_counts_by_the_year_where_the_scheme_says_so(
    course: Course, enter: Enter, cast: Cast
) -> None:
    course.application(course.scheme(cap_period="per_year"), hours="24")
    page = read(enter(cast.waterland.hr), PAGE)
    assert cells(page, "What is left for you") == [["De Brug in 2026", "40", "24", "0", "16"]]


def test_somebody_begins_as_what_the_own_role_and_the_scheme_allow(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    client = enter(cast.waterland.hr)
    page = read(client, PAGE)
    offered = re.findall(r'name="applicant" value="(\w+)"', page)
    assert offered == ["hr_central", "hr_decentral"]
    answer = client.post(begin(scheme), {"applicant": "hr_decentral"})
    with acting(cast.waterland.hr):
        made = Request.objects.get()
    assert answer.headers["Location"] == f"/o/waterland/aanvragen/{made.pk}/vraag/"
    assert (made.applicant_role, made.applicant_name, made.state) == (
        "hr_decentral",
        "Samira Haddad",
        "draft",
    )


def test_who_can_ask_in_one_way_has_nothing_to_choose(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    page = read(enter(cast.waterland.buyer), PAGE)
    assert 'type="hidden" name="applicant" value="buyer"' in page
    assert "You ask as: Buyer or contract manager." in page


@pytest.mark.parametrize("applicant", ["", "coordinator"])
def test_nobody_begins_as_what_one_is_not(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast, applicant: str
) -> None:
    page = sent(enter(cast.waterland.hr), begin(scheme), applicant=applicant)
    assert "Say as what you ask for support." in page
    with acting(cast.waterland.hr):
        assert Request.objects.count() == 0


def test_the_button_of_who_may_not_ask_is_greyed_with_the_reason(
    course: Course, enter: Enter, cast: Cast
) -> None:
    scheme = course.scheme(applicants=("hr",))
    page = read(enter(cast.waterland.buyer), PAGE)
    assert "nl-button--disabled" in page
    assert "Your role cannot ask for support in this scheme." in page
    again = sent(enter(cast.waterland.buyer), begin(scheme), applicant="buyer")
    assert "Your role cannot ask for support in this scheme." in again


def test_a_form_that_is_sent_twice_begins_one_request(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    client = enter(cast.waterland.hr)
    [key, *_] = re.findall(r'name="form_key" value="([^"]+)"', read(client, PAGE))
    for _ in range(2):
        client.post(begin(scheme), {"applicant": "hr_central", "form_key": key})
    with acting(cast.waterland.hr):
        assert Request.objects.count() == 1


def test_a_scheme_that_is_not_public_cannot_be_asked(
    course: Course, enter: Enter, cast: Cast
) -> None:
    hidden = course.scheme(publish=False)
    answer = enter(cast.waterland.hr).post(begin(hidden), {"applicant": "hr_central"})
    assert answer.status_code == 404


def test_who_has_nothing_to_do_with_support_finds_no_page(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    assert enter(cast.waterland.reporter).get(PAGE).status_code == 404
    assert enter(cast.officer).get(PAGE).status_code == 404
    assert enter(cast.heuvelrug.hr).get(PAGE).status_code == 404


def test_another_hogeschool_sees_none_of_it(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    course.submitted(scheme)
    page = read(enter(cast.heuvelrug.hr), "/h/heuvelrug/ondersteuning/")
    assert "No requests yet" in page and "What is left for you" not in page


def test_the_page_asks_as_many_queries_for_thirty_requests(
    course: Course, enter: Enter, cast: Cast
) -> None:
    scheme = course.scheme(total=Decimal(4000), cap=Decimal(4000))
    course.granted(scheme, hours="1")
    client = enter(cast.waterland.hr)
    one = queries(client, PAGE)
    for _ in range(29):
        course.granted(scheme, hours="1")
    assert queries(client, PAGE) == one
    assert one <= 21
