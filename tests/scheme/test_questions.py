"""A question from the public page: the fund gets it, nobody else does."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from banenbrug.engine.scopes import scope as open_scope
from banenbrug.scheme.models import Question, Scheme
from tests.cast import Cast
from tests.scheme.course import NOW

BSN = "111222333"
TOLD = {"name": "Wim Dekker", "email": "Wim@Elders.example", "text": "Mag een mbo ook meedoen?"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """Pages read the clock: let it be that of the steps."""
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(scheme: Scheme) -> str:
    """Where one asks."""
    return reverse("scheme:question", kwargs={"scheme": scheme.slug})


def questions(organisation_id: int) -> list[tuple[str, str, str, str]]:
    """What an organisation sees of questions."""
    with transaction.atomic(), open_scope(organisation_id=organisation_id):
        return list(Question.objects.values_list("name", "email", "text", "language"))


def test_the_fund_gets_the_question_and_nobody_else(
    client: Client, scheme: Scheme, cast: Cast
) -> None:
    answer = client.post(page_of(scheme), TOLD, follow=True)
    assert answer.redirect_chain == [(f"{page_of(scheme)}?verstuurd", 302)]
    assert "Your question is with the fund" in answer.content.decode()
    asked = (TOLD["name"], "wim@elders.example", TOLD["text"], "en")
    assert questions(scheme.fund_id) == [asked]
    for other in (cast.other_officer, cast.waterland.hr, cast.adviser):
        assert questions(other.organisation.pk) == []


def test_reading_the_thanks_again_sends_nothing(client: Client, scheme: Scheme) -> None:
    client.post(page_of(scheme), TOLD, follow=True)
    assert client.get(f"{page_of(scheme)}?verstuurd").status_code == 200
    assert len(questions(scheme.fund_id)) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "wim"}, "email"),
        ({"text": " "}, "text"),
        ({"text": f"Het gaat om {BSN}"}, "text"),
    ],
)
def test_a_mistake_keeps_the_text(
    client: Client, scheme: Scheme, change: dict[str, str], field: str
) -> None:
    page = client.post(page_of(scheme), {**TOLD, **change})
    form = page.context["form"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in TOLD} == {**TOLD, **change}
    assert questions(scheme.fund_id) == []


def test_too_many_questions_from_one_visitor_are_refused(client: Client, scheme: Scheme) -> None:
    def ask(visitor: str) -> int:
        return client.post(page_of(scheme), TOLD, REMOTE_ADDR=visitor).status_code

    assert [ask("192.0.2.1") for _ in range(6)] == [302] * 5 + [429]
    assert ask("192.0.2.2") == 302
    assert len(questions(scheme.fund_id)) == 6
