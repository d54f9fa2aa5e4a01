"""Knocking on the public page: who asks, for which hogeschool, and a letter to the address."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.engine.scopes import scope as open_scope
from banenbrug.foundation.names import sort_key
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.actions import add_member, change_roles
from banenbrug.organisations.models import Doorkey
from banenbrug.scheme.actions import entrance
from banenbrug.scheme.models import Entry, Scheme
from tests.cast import Cast, Enter, Member, browser, user
from tests.scheme.course import NOW, Course, acting

IRIS = {
    "brin": "30TX",
    "school_name": "",
    "name": "Iris  Nieuw",
    "email": "Iris@Aeres.example",
    "applicant": "hr_decentral",
}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """Pages read the clock: let it be that of the steps."""
    with time_machine.travel(NOW, tick=False):
        yield


def door(scheme: Scheme) -> str:
    """Where one knocks."""
    return reverse("scheme:knock", kwargs={"scheme": scheme.slug})


def public(scheme: Scheme) -> str:
    """The page of the scheme."""
    return reverse("scheme:scheme_public", kwargs={"scheme": scheme.slug})


def entries(scheme: Scheme) -> list[Entry]:
    """Who asked, as the fund would see it."""
    with transaction.atomic(), open_scope(organisation_id=scheme.fund_id):
        return list(Entry.objects.order_by("pk"))


def letters() -> int:
    """How many letters with a link wait for the worker."""
    return ProcrastinateJob.objects.filter(task_name="scheme.send_entry_key").count()


def test_who_knocks_gets_a_letter_and_the_page_tells_nothing_about_the_address(
    client: Client, scheme: Scheme, cast: Cast
) -> None:
    seen = []
    for email in ("iris@aeres.example", cast.waterland.hr.email):
        answer = client.post(door(scheme), {**IRIS, "email": email}, follow=True)
        assert answer.redirect_chain == [(f"{door(scheme)}?verstuurd", 302)]
        seen.append(answer.content)
        assert email not in answer.content.decode()
        assert "Look in your mail" in answer.content.decode()
    assert len({len(page) for page in seen}) == 1
    assert letters() == 2
    first, _ = entries(scheme)
    assert (first.school_name, first.brin) == ("Aeres Hogeschool", "30TX")
    assert (first.name, first.email) == ("Iris Nieuw", "iris@aeres.example")
    assert (first.applicant, first.language, first.asked_at) == ("hr_decentral", "en", NOW)
    assert first.sent_at is None
    assert Doorkey.objects.filter(purpose="entry", object_id=first.pk).count() == 1


def test_an_address_is_kept_in_one_spelling(client: Client, scheme: Scheme) -> None:
    client.post(door(scheme), IRIS)
    assert [entry.email for entry in entries(scheme)] == ["iris@aeres.example"]


def test_the_letter_is_in_the_language_of_the_page(scheme: Scheme) -> None:
    browser("nl").post(door(scheme), IRIS)
    assert [entry.language for entry in entries(scheme)] == ["nl"]


def test_hogescholen_are_listed_by_name_with_their_code(client: Client, scheme: Scheme) -> None:
    choices = client.get(door(scheme)).context["form"].fields["brin"].choices
    (empty, _), *named, other = choices
    assert (empty, other) == ("", ("other", "Another hogeschool"))
    assert ("27UM", "De Haagse Hogeschool (27UM)") in named
    names = [label[: -len(" (27UM)")] for _, label in named]
    assert names == sorted(names, key=sort_key)
    assert names.index("De Haagse Hogeschool") < names.index("HAS green academy")


def test_another_hogeschool_goes_by_its_name(client: Client, scheme: Scheme) -> None:
    other = {**IRIS, "brin": "other"}
    refused = client.post(door(scheme), other)
    assert refused.context["form"].errors == {"school_name": ["Write the name of your hogeschool."]}
    client.post(door(scheme), {**other, "school_name": "Hogeschool Waterland"})
    [entry] = entries(scheme)
    assert (entry.school_name, entry.brin) == ("Hogeschool Waterland", "")


def test_a_name_beside_a_hogeschool_of_the_list_is_left_out(client: Client, scheme: Scheme) -> None:
    client.post(door(scheme), {**IRIS, "school_name": "Iets anders"})
    assert [entry.school_name for entry in entries(scheme)] == ["Aeres Hogeschool"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"brin": ""}, "brin"),
        ({"brin": "99XX"}, "brin"),
        ({"name": " "}, "name"),
        ({"name": "Win op www.prijs.example"}, "name"),
        ({"email": "iris"}, "email"),
        ({"applicant": ""}, "applicant"),
        ({"applicant": "coordinator"}, "applicant"),
    ],
)
def test_what_is_missing_or_wrong_keeps_what_was_typed(
    client: Client, course: Course, change: dict[str, str], field: str
) -> None:
    scheme = course.scheme(applicants=("hr", "buyer"))
    page = client.post(door(scheme), {**IRIS, **change})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert ("Iris  Nieuw" in page.content.decode()) is (field != "name")
    assert (letters(), entries(scheme)) == (0, [])


def test_only_the_ways_to_ask_of_the_scheme_are_there(client: Client, course: Course) -> None:
    scheme = course.scheme(applicants=("hr",))
    choices = client.get(door(scheme)).context["form"].fields["applicant"].choices
    assert [value for value, _ in choices] == ["hr_central", "hr_decentral"]


def test_a_closed_scheme_cannot_be_applied_to(client: Client, course: Course) -> None:
    days = (date(2021, 4, 1), date(2023, 12, 31))
    pilot = course.scheme(opens=days[0], closes=days[1], runs_until=days[1])
    for answer in (
        client.get(door(pilot), follow=True),
        client.post(door(pilot), IRIS, follow=True),
    ):
        assert answer.redirect_chain == [(public(pilot), 302)]
        assert "This scheme closed on 31-12-2023" in answer.content.decode()
    assert (letters(), entries(pilot)) == (0, [])
    with pytest.raises(Refused) as refused:
        entrance.knock(scheme=pilot, **IRIS, language="nl", now=NOW)
    assert refused.value.code == "scheme_closed"


@pytest.mark.parametrize("role", ["hr", "buyer", "coordinator", "reader"])
def test_who_works_at_a_hogeschool_is_led_to_its_own_support(
    cast: Cast, enter: Enter, scheme: Scheme, role: str
) -> None:
    client = enter(getattr(cast.waterland, role))
    for answer in (client.get(door(scheme)), client.post(door(scheme), IRIS)):
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/h/waterland/ondersteuning/"
    assert letters() == 0


def test_who_works_at_two_hogescholen_is_led_to_where_he_can_ask(
    cast: Cast, enter: Enter, scheme: Scheme
) -> None:
    reader = cast.waterland.reader
    with acting(cast.heuvelrug.keyholder):
        here = cast.heuvelrug.organisation
        add_member(
            organisation=here, user=user(reader.email), name=reader.name, roles=["buyer"], now=NOW
        )
    answer = enter(reader).get(door(scheme))
    assert answer.headers["Location"] == "/h/heuvelrug/ondersteuning/"


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("waterland.keyholder", "Your role cannot ask for support in this scheme."),
        ("waterland.reporter", "Your role cannot ask for support in this scheme."),
        ("officer", "You are signed in for Sectorfonds Hoger Onderwijs. Only a hogeschool asks"),
        ("cleaner", "You are signed in for Helder Schoonmaak. Only a hogeschool asks"),
    ],
)
def test_who_cannot_ask_is_told_who_can(
    cast: Cast, enter: Enter, scheme: Scheme, who: str, why: str
) -> None:
    member: Member = cast  # type: ignore[assignment]
    for name in who.split("."):
        member = getattr(member, name)
    answer = enter(member).get(door(scheme), follow=True)
    assert answer.redirect_chain == [(public(scheme), 302)]
    assert why in answer.content.decode()


def test_too_many_letters_from_one_visitor_are_refused_and_others_still_get_theirs(
    client: Client, scheme: Scheme
) -> None:
    def knock(number: int, visitor: str) -> int:
        told = {**IRIS, "email": f"iris{number}@aeres.example"}
        return client.post(door(scheme), told, REMOTE_ADDR=visitor).status_code

    answers = [knock(number, "192.0.2.1") for number in range(11)]
    assert answers == [302] * 10 + [429]
    assert letters() == 10
    assert knock(11, "192.0.2.2") == 302
    assert client.get(door(scheme), REMOTE_ADDR="192.0.2.1").status_code == 200


def test_nobody_can_fill_the_mailbox_of_another(client: Client, scheme: Scheme) -> None:
    answers = [
        client.post(door(scheme), {**IRIS, "email": email}, REMOTE_ADDR=f"192.0.2.{n}")
        for n, email in enumerate(["iris@aeres.example", "IRIS@aeres.example"] * 2)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Too many attempts" in answers[-1].content.decode()


def test_a_mistake_in_the_form_does_not_count(client: Client, scheme: Scheme) -> None:
    for _ in range(12):
        client.post(door(scheme), {**IRIS, "name": ""})
    assert client.post(door(scheme), IRIS).status_code == 302


def test_who_lost_the_role_is_led_no_longer(cast: Cast, enter: Enter, scheme: Scheme) -> None:
    with acting(cast.waterland.buyer) as buyer:
        change_roles(member=buyer, roles=["reporter"])
    answer = enter(cast.waterland.buyer).get(door(scheme))
    assert answer.headers["Location"] == public(scheme)
