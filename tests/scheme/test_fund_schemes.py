"""An officer makes a scheme, publishes it, and changes what breaks nothing; others read."""

from decimal import Decimal

import pytest
from django.test import Client

from banenbrug.scheme.models import Purse, Scheme
from tests.cast import Cast, Enter
from tests.scheme.course import Course, acting
from tests.scheme.fund_pages import of_fund
from tests.scheme.pages import read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]

FILLED: dict[str, object] = {
    "name": "De Brug 2027",
    "goal": "Meer banen door sociale inkoop.",
    "contact_email": "regeling@sectorfonds.example",
    "total": "400",
    "cap": "40",
    "cap_period": "once",
    "rate": "125",
    "opens": "1-1-2027",
    "closes": "31-12-2027",
    "runs_until": "30-6-2028",
    "evaluation_days": "14",
    "applicants": ["hr", "buyer"],
    "needs_hands": "on",
    "kinds": ["presentation", "lab"],
    "place_from": "application",
    "claim_from": "application",
}


def make(client: Client, **other: object) -> str:
    return sent(client, of_fund("make_scheme"), **{**FILLED, **other})


def the_scheme(cast: Cast) -> Scheme:
    with acting(cast.officer):
        return Scheme.objects.get()


def test_a_fund_without_schemes_reads_how_one_is_made(cast: Cast, enter: Enter) -> None:
    page = read(enter(cast.officer), of_fund("schemes"))
    assert "No schemes yet" in page
    assert page.count("nl-button--primary") == 1
    assert "nl-button--primary" not in read(enter(cast.controller), of_fund("schemes"))


def test_a_new_scheme_is_a_draft_until_it_is_published(cast: Cast, enter: Enter) -> None:
    client = enter(cast.officer)
    page = make(client)
    assert "Draft, nobody else sees it" in page
    scheme = the_scheme(cast)
    with acting(cast.officer):
        assert Purse.objects.get().total == 400
    assert (scheme.slug, scheme.rate, scheme.kinds) == ("de-brug-2027", 12_500, FILLED["kinds"])
    assert (scheme.applicants, scheme.is_published) == (["hr", "buyer"], False)
    assert "You cannot take it from the public page again" in read(
        client, of_fund("publish", scheme)
    )
    page = sent(client, of_fund("publish", scheme))
    assert "Opens on 1 Jan 2027" in page
    assert the_scheme(cast).is_published
    assert "on the public page already" in read(client, of_fund("publish", scheme))


def test_a_new_scheme_can_begin_with_the_terms_of_the_pilot(cast: Cast, enter: Enter) -> None:
    client = enter(cast.officer)
    url = of_fund("make_scheme")
    assert "?from=pilot-2021" in read(client, url)
    page = read(client, f"{url}?from=pilot-2021")
    assert "Zestor, 2021" in page and 'value="400"' in page and 'value="01-04-2021"' in page
    assert "Begin with an empty form" in page
    sent(client, f"{url}?from=pilot-2021", **FILLED)
    assert the_scheme(cast).name == FILLED["name"]


def test_what_cannot_be_is_refused_at_its_field_and_keeps_what_was_typed(
    cast: Cast, enter: Enter
) -> None:
    client = enter(cast.officer)
    page = make(client, closes="31-12-2026")
    assert 'href="#id_closes"' in page
    assert "The last day is before the first day." in page
    assert 'value="De Brug 2027"' in page
    page = make(client, kinds=[], applicants=[])
    assert 'href="#id_kinds_0"' in page
    assert 'href="#id_applicants_0"' in page
    with acting(cast.officer):
        assert not Scheme.objects.exists()


def test_the_name_of_another_scheme_is_taken(course: Course, cast: Cast, enter: Enter) -> None:
    course.scheme(slug="de-brug-2027")
    assert "Another scheme has this name" in make(enter(cast.officer))


def test_a_change_is_kept_and_what_would_break_a_grant_is_refused(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.granted(scheme, hours="24")
    client = enter(course.cast.officer)
    wanted = {**FILLED, "opens": "1-1-2026", "closes": "31-12-2026", "runs_until": "30-6-2027"}
    page = sent(client, of_fund("terms", scheme), **{**wanted, "total": "20", "cap": "20"})
    assert 'href="#id_total"' in page
    assert "24 hours are requested or granted already." in page
    page = sent(client, of_fund("terms", scheme), **{**wanted, "claim_from": "request"})
    assert 'href="#id_claim_from_0"' in page
    page = sent(client, of_fund("terms", scheme), **{**wanted, "kinds": ["lab"]})
    assert "A plan holds a kind of support that you take away." in page
    page = sent(client, of_fund("terms", scheme), **{**wanted, "total": "500", "rate": ""})
    assert "The terms are changed." in page
    with acting(course.cast.officer):
        assert Purse.objects.get().total == Decimal(500)
    assert the_scheme(course.cast).rate is None


def test_a_controller_reads_every_value_and_has_no_form(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    client = enter(course.cast.controller)
    page = read(client, of_fund("terms", scheme))
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    for words in (
        "400 hours",
        "40 hours",
        "01-01-2026",
        "30-06-2027",
        "once, over the",
        "€\xa0125",
    ):
        assert words in page
    assert client.post(of_fund("terms", scheme), FILLED).status_code == 403
    assert client.get(of_fund("make_scheme")).status_code == 403
    assert client.post(of_fund("publish", scheme)).status_code == 403


def test_another_fund_sees_nothing_of_a_draft(course: Course, enter: Enter) -> None:
    scheme = course.scheme(publish=False)
    client = enter(course.cast.other_officer)
    other = of_fund("scheme", scheme).replace("sectorfonds", "anderfonds")
    assert client.get(other).status_code == 404
    assert client.get(of_fund("scheme", scheme)).status_code == 404
    assert "De Brug" not in read(client, "/fonds/anderfonds/regelingen/")


def test_the_same_form_sent_twice_makes_one_scheme(cast: Cast, enter: Enter) -> None:
    client = enter(cast.officer)
    for _ in range(2):
        make(client, form_key="abcdefghijklmnopqrst")
    with acting(cast.officer):
        assert Scheme.objects.count() == 1
