"""Two clicks on one form write once, and both are led to the same page."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.organisations.models import SentForm
from banenbrug.organisations.once import FIELD
from banenbrug.placements.models import Placement, Vacancy
from tests.cast import Cast, Enter, Member, browser, user
from tests.desk.conftest import Chain, entered
from tests.two_at_once import until_it_waits

KEY = "een-sleutel-van-dit-formulier"
TWICE = "You sent this form twice; it counts once."

VACANCY = {"title": "Schoonmaker", "tasks": "", "hours_per_week": "24", "places": "1"}
PLACEMENT = {
    "route": "own_payroll",
    "contract_form": "permanent",
    "planned_hours_per_week": "24",
    "started_on": "3-3-2025",
}
COMMITMENT = {
    "basis": "clause",
    "kind": "jobs",
    "side": "supplier",
    "what": "Een baan",
    "number": "1",
    "due": "2-3-2027",
    "is_firm": "firm",
}
TALK = {"planned_on": "2-3-2027", "planned_time": "10:00"}

Form = tuple[str, dict[str, str], type[models.Model]]


def plan(chain: Chain) -> Form:
    return reverse("dialogue:plan", args=["waterland", chain.contract().pk]), TALK, Conversation


def agree(chain: Chain) -> Form:
    talk = chain.commitment(chain.contract()).conversation_id
    return reverse("dialogue:agree", args=["waterland", talk]), COMMITMENT, Commitment


def open_vacancy(chain: Chain) -> Form:
    promise = chain.commitment(chain.contract())
    return reverse("placements:open_vacancy", args=["waterland", promise.pk]), VACANCY, Vacancy


def place(chain: Chain) -> Form:
    vacancy = chain.vacancy(chain.commitment(chain.contract()), places=2)
    return reverse("placements:place", args=["waterland", vacancy.pk]), PLACEMENT, Placement


FORMS = pytest.mark.parametrize("form", [plan, agree, open_vacancy, place])
Prepare = Callable[[Chain], Form]


def many(member: Member, model: type[models.Model]) -> int:
    with entered(member):
        return model._default_manager.count()


def signed_in(member: Member) -> Client:
    client = browser()
    client.force_login(user(member.email))
    return client


@FORMS
def test_two_clicks_at_once_write_once(own_database: str, cast: Cast, form: Prepare) -> None:
    school = cast.waterland
    address, values, model = form(Chain(school.buyer, school.hr, None))
    before = many(school.buyer, model)
    browsers = [signed_in(school.coordinator) for _ in range(2)]
    both_ready = Barrier(2, timeout=30)

    def click(client: Client) -> str:
        both_ready.wait()
        try:
            answer = client.post(address, {**values, FIELD: KEY})
        finally:
            connection.close()
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"])

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(click, browsers)
    assert first == second
    assert many(school.buyer, model) == before + 1


def test_the_second_click_waits_for_the_first(own_database: str, cast: Cast) -> None:
    school = cast.waterland
    address, values, model = plan(Chain(school.buyer, school.hr, None))
    client = signed_in(school.coordinator)

    def click() -> str:
        try:
            return str(client.post(address, {**values, FIELD: KEY}).headers["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with entered(school.buyer) as buyer:
            first = SentForm.objects.create(
                organisation_id=buyer.organisation_id, key=KEY, sent_at=timezone.now()
            )
            answer = pool.submit(click)
            until_it_waits(own_database, answer)
            first.answer = "/where-the-first-went/"
            first.save()
        assert answer.result(30) == "/where-the-first-went/"
    assert many(school.buyer, model) == 0


@pytest.mark.django_db
@FORMS
def test_a_page_gives_each_form_a_key_of_its_own(
    chain: Chain, cast: Cast, enter: Enter, form: Prepare
) -> None:
    address, values, model = form(chain)
    client = enter(cast.waterland.coordinator)
    keys = []
    for _ in range(2):
        found = re.findall(rf'name="{FIELD}" value="([^"]+)"', client.get(address).content.decode())
        assert len(found) == 1
        keys += found
    before = many(cast.waterland.buyer, model)
    there = [client.post(address, {**values, FIELD: key}).headers["Location"] for key in keys]
    assert there[0] != there[1]
    assert many(cast.waterland.buyer, model) == before + 2


@pytest.mark.django_db
def test_the_second_click_is_told_that_it_counts_once(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    address, values, _ = plan(chain)
    client = enter(cast.waterland.buyer)
    first = client.post(address, {**values, FIELD: KEY}, follow=True)
    second = client.post(address, {**values, FIELD: KEY}, follow=True)
    assert first.redirect_chain == second.redirect_chain
    assert TWICE not in first.content.decode()
    assert TWICE in second.content.decode()


@pytest.mark.django_db
def test_a_form_that_came_back_with_an_error_can_be_sent_again(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    address, values, model = plan(chain)
    client = enter(cast.waterland.buyer)
    wrong = {**values, "planned_on": "31-2-2027", FIELD: KEY}
    assert client.post(address, wrong).status_code == 200
    assert client.post(address, {**values, FIELD: KEY}).status_code == 302
    assert many(cast.waterland.buyer, model) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["", "kort", "x" * 41, "een sleutel met spaties erin", "a\x00" * 10]
)
def test_what_is_no_key_is_not_remembered(chain: Chain, cast: Cast, enter: Enter, key: str) -> None:
    address, values, model = plan(chain)
    client = enter(cast.waterland.buyer)
    for _ in range(2):
        assert client.post(address, {**values, FIELD: key}).status_code == 302
    assert many(cast.waterland.buyer, model) == 2
    assert many(cast.waterland.buyer, SentForm) == 0


@pytest.mark.django_db
def test_a_key_of_one_school_says_nothing_at_another(
    chain: Chain, other_chain: Chain, cast: Cast, enter: Enter
) -> None:
    here, values, _ = plan(chain)
    contract = other_chain.contract()
    there = reverse("dialogue:plan", args=["heuvelrug", contract.pk])
    enter(cast.waterland.buyer).post(here, {**values, FIELD: KEY})
    answer = enter(cast.heuvelrug.buyer).post(there, {**values, FIELD: KEY})
    assert answer.headers["Location"].startswith("/h/heuvelrug/")
    with transaction.atomic(), entered(cast.heuvelrug.buyer):
        assert Conversation.objects.count() == 1
