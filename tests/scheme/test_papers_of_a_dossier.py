"""Papers of a dossier: tagged PDFs with the figures of the page, and blank forms for everybody."""

from io import BytesIO

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from banenbrug.scheme.actions import plans
from banenbrug.scheme.models import Activity, Application, Scheme
from tests.cast import Cast, Enter, browser
from tests.scheme.course import Course, acting
from tests.scheme.pages import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def pdf(client: Client, url: str) -> PdfReader:
    """A paper, as somebody who downloads it gets it."""
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert isinstance(answer, FileResponse)
    return PdfReader(BytesIO(b"".join(answer.streaming_content)))


def words(paper: PdfReader) -> str:
    """Everything that it says, on lines that do not matter."""
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


@pytest.fixture
def granted(course: Course, scheme: Scheme) -> Application:
    """An application of 24 hours, granted."""
    return course.granted(scheme, hours="24", kind="lab")


@pytest.fixture
def told(course: Course, granted: Application) -> Activity:
    """Its activity, held and accounted for, with 18 hours worked."""
    activity = course.held(granted)
    course.confirmed(course.entered(activity, hours="18"))
    course.evaluated(activity)
    return activity


def test_the_application_says_who_asks_for_what_and_when_it_came(
    granted: Application, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    text = words(pdf(enter(hr), at(hr, "application_paper", granted)))
    for said in (
        "Application of Hogeschool Waterland",
        "asks for 24 hours of an adviser, for version 1 of its plan.",
        "Bram de Wit, 2 Mar 2026",
        "Hoe krijgen we leveranciers mee?",
        "Ans Verbeek",
        "Twee plekken",
        "24 hours × €125.00 = €3,000.00",
        "Place in the order of receipt 1",
    ):
        assert said in text


def test_the_plan_says_what_is_done_and_what_it_costs(
    granted: Application, enter: Enter, cast: Cast
) -> None:
    text = words(pdf(enter(cast.adviser), at(cast.adviser, "plan_paper", granted)))
    for said in (
        "Plan of Hogeschool Waterland",
        "Draagvlak",
        "Samen beginnen",
        "Kennismaken met sociale inkoop Living lab with a supplier Helder",
        "24 hours × €125.00 = €3,000.00",
    ):
        assert said in text


def test_the_grant_letter_names_hours_conditions_place_and_instant(
    granted: Application, enter: Enter, cast: Cast
) -> None:
    paper = pdf(enter(cast.officer), at(cast.officer, "grant_paper", granted))
    text = words(paper)
    for said in (
        "Grant of 24 hours",
        "Sectorfonds Hoger Onderwijs grants Hogeschool Waterland 24 hours of support",
        "24 hours × €125.00 = €3,000.00",
        "Place in the order of receipt 1",
        "Adviesbrug",
        "within 14 days after the last day of each activity",
        "held no later than Wednesday 30 June 2027",
        "Marit Vos",
    ):
        assert said in text
    assert paper.metadata is not None and paper.metadata.author == "Sectorfonds Hoger Onderwijs"


def test_the_evaluation_shows_granted_beside_used(told: Activity, enter: Enter, cast: Cast) -> None:
    text = words(pdf(enter(cast.officer), at(cast.officer, "evaluation_paper", told)))
    for said in (
        "24 hours granted, 18 hours used",
        "€3,000.00 granted, €2,250.00 used",
        "Twee leveranciers doen mee.",
        "Vacancies that came of it 2",
        "What it brought, of 5 4",
    ):
        assert said in text


def test_a_paper_is_tagged_and_in_the_language_of_its_reader(
    granted: Application, enter: Enter, cast: Cast
) -> None:
    client = enter(cast.officer)
    client.cookies["django_language"] = "nl"
    root = pdf(client, at(cast.officer, "grant_paper", granted)).trailer["/Root"]
    assert root["/Lang"] == "nl"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("blank_application", ("Mail it with the plan to regeling@", "signature for HR")),
        ("blank_evaluation", ("within 14 days after its last day", "Hours used")),
    ],
)
def test_the_blank_forms_are_there_for_everybody(
    scheme: Scheme, name: str, says: tuple[str, ...]
) -> None:
    text = words(pdf(browser(), reverse(f"scheme:{name}", kwargs={"scheme": scheme.slug})))
    for said in ("De Brug", "Sectorfonds Hoger Onderwijs", *says):
        assert said in text


@pytest.mark.parametrize("name", ["blank_application", "blank_evaluation"])
def test_a_scheme_that_is_not_published_has_no_forms(course: Course, name: str) -> None:
    course.scheme(publish=False)
    url = reverse(f"scheme:{name}", kwargs={"scheme": "de-brug"})
    assert browser().get(url).status_code == 404


def test_papers_are_there_once_there_is_something_to_say(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    client = enter(cast.officer)
    found = {
        name: client.get(at(cast.officer, name, application)).status_code
        for name in ("application_paper", "plan_paper", "grant_paper")
    }
    assert found == {"application_paper": 404, "plan_paper": 200, "grant_paper": 404}
    held = course.held(course.granted(course.scheme(slug="andere", name="Andere")))
    assert client.get(at(cast.officer, "evaluation_paper", held)).status_code == 404


def test_a_plan_that_is_being_written_is_on_no_paper(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    request = course.planning(scheme)
    with acting(cast.adviser) as adviser:
        application = plans.start_plan(
            by=adviser, request=request, now=course.now, today=course.today
        )
    answer = enter(cast.adviser).get(at(cast.adviser, "plan_paper", application))
    assert answer.status_code == 404
