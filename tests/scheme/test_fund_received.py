"""Everything that came in, by state and in any order; a request that came by mail."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.test import Client

from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import Application, Request, Scheme
from tests.cast import Enter
from tests.scheme.course import Course, acting
from tests.scheme.fund_pages import in_order, of_fund
from tests.scheme.pages import read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

MAIL = {
    "school_name": "",
    "name": "Iris Nieuw",
    "email": "iris@aeres.example",
    "applicant": "buyer",
    "question": "Hoe beginnen we?",
    "phase": "no_policy",
    "received_on": "27-2-2026",
    "received_time": "16.20",
    "reason": "Het formulier werkte niet.",
}


def rows(client: Client, scheme: Scheme, query: str = "") -> list[list[str]]:
    """The list as a CSV file, without its heads."""
    answer = client.get(of_fund("received", scheme) + f"?format=csv{query}")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_list_is_filtered_and_sorted_by_its_address(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.granted(scheme, hours="24")
    course.application(scheme, hours="10", school=course.cast.heuvelrug)
    client, here = enter(course.cast.officer), of_fund("received", scheme)
    assert in_order(read(client, here), "Hogeschool Waterland<", "Hogeschool Heuvelrug<")
    page = read(client, f"{here}?sort=school")
    assert in_order(page, "Hogeschool Heuvelrug<", "Hogeschool Waterland<")
    page = read(client, f"{here}?state=decision&sort=nonsense")
    assert "Hogeschool Heuvelrug<" in page
    assert "Hogeschool Waterland<" not in page
    assert "Total of 1 application<" in page
    assert "No applications match this filter." in read(client, f"{here}?state=settled")


def test_the_file_holds_what_the_filter_shows(course: Course, scheme: Scheme, enter: Enter) -> None:
    course.submitted(scheme, course.cast.heuvelrug)
    course.application(scheme, hours="24")
    client = enter(course.cast.officer)
    found = [[row[0], row[1], *row[4:]] for row in rows(client, scheme)]
    waterland = ["1", "Hogeschool Waterland", "Adviesbrug", "Decision needed"]
    assert found == [
        [
            *waterland,
            "Decide about the plan",
            "Sectorfonds Hoger Onderwijs",
            "40.00",
            "24.00",
            "",
            "",
        ],
        [
            *["", "Hogeschool Heuvelrug", "", "New", "Assign an adviser"],
            *["Sectorfonds Hoger Onderwijs", "40.00", "", "", ""],
        ],
    ]
    assert len(rows(client, scheme, "&state=new")) == 1


def test_an_empty_list_says_how_things_come_here(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    assert "Nothing came in yet" in read(enter(course.cast.officer), of_fund("received", scheme))


def enter_mail(client: Client, scheme: Scheme, **typed: str) -> str:
    return sent(client, of_fund("enter_request", scheme), **{**MAIL, **typed})


def test_a_request_by_mail_is_received_at_the_instant_of_the_mail(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    page = enter_mail(enter(course.cast.officer), scheme, school="30TX")
    assert "The request is entered." in page
    with acting(course.cast.officer):
        request = Request.objects.get()
    assert request.school.name == "Aeres Hogeschool"
    assert request.school.brin == "30TX"
    assert request.received_at == datetime(2026, 2, 27, 15, 20, tzinfo=UTC)
    assert (request.state, request.entered_reason) == ("submitted", MAIL["reason"])


def test_a_hogeschool_that_is_here_or_in_no_list_can_be_entered_as_well(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    client = enter(course.cast.officer)
    waterland = str(course.cast.waterland.organisation.pk)
    enter_mail(client, scheme, school=waterland)
    enter_mail(client, scheme, school="other", school_name="Hogeschool Nieuw")
    assert "Write the name of the hogeschool." in enter_mail(client, scheme, school="other")
    with acting(course.cast.officer):
        names = Request.objects.order_by("pk").values_list("school__name", flat=True)
        assert list(names) == ["Hogeschool Waterland", "Hogeschool Nieuw"]


def test_where_the_request_claims_a_mail_says_how_many_hours(course: Course, enter: Enter) -> None:
    claiming = course.scheme(slug="meteen", claim_from="request", place_from="request")
    client = enter(course.cast.officer)
    missing = enter_mail(client, claiming, school="30TX")
    assert 'href="#id_hours_wished"' in missing
    assert "The request is entered." in enter_mail(
        client, claiming, school="30TX", hours_wished="12,5"
    )
    with acting(course.cast.officer):
        application = Application.objects.get(scheme=claiming)
    assert (str(application.claimed), application.place) == ("12.50", 1)


def test_a_mail_of_tomorrow_is_refused_and_leaves_no_hogeschool_behind(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    client = enter(course.cast.officer)
    page = enter_mail(client, scheme, school="30TX", received_on="27-2-2027")
    assert "This moment is still to come." in page
    assert not Organisation.objects.filter(brin="30TX").exists()
    assert client.get(of_fund("enter_request", scheme)).status_code == 200
    assert enter(course.cast.controller).get(of_fund("enter_request", scheme)).status_code == 403
