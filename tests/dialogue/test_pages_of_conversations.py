"""The pages of conversations, through the web client and the frame."""

import re
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banenbrug.dialogue.models import Conversation, Participant
from tests.cast import Cast, Enter
from tests.dialogue.conftest import Inside, Walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    """The source strings, whatever the catalogue says."""
    client.cookies["django_language"] = "en"


def at(name: str, pk: int | None = None, school: str = "waterland") -> str:
    return reverse(f"dialogue:{name}", kwargs={"school": school} | ({"pk": pk} if pk else {}))


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_buyer_plans_a_conversation_in_dutch_notation(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    school, contract = cast.waterland, walk.contract()
    with inside(school.buyer):
        buyer, hr = school.buyer.row.pk, school.hr.row.pk
    response = enter(school.buyer).post(
        at("plan", contract.pk),
        {
            "planned_on": "3 mrt 2025",
            "planned_time": "10.30 uur",
            "place": "Kade 2.14",
            "procurement": [buyer],
            "hr": [hr],
            "supplier_role": "accountmanager",
        },
    )
    with inside(school.buyer):
        made = Conversation.objects.get()
        assert response.headers["Location"] == at("conversation", made.pk)
        assert made.planned_at == datetime(2025, 3, 3, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
        assert set(Participant.objects.values_list("seat", "member_id")) == {
            ("procurement", buyer),
            ("hr", hr),
            ("supplier", None),
        }


def test_the_planner_is_ticked_for_the_own_department(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    contract = walk.contract()
    with inside(cast.waterland.hr) as hr:
        pk = hr.pk
    page = text_of(enter(cast.waterland.hr), at("plan", contract.pk))
    assert re.search(rf'name="hr" value="{pk}"[^>]* checked', page)
    assert page.count(" checked") == 1
    assert "Procurement is missing" in page


def test_what_was_typed_stays_when_something_is_wrong(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    contract = walk.contract()
    with inside(cast.waterland.buyer) as buyer:
        pk = buyer.pk
    client = enter(cast.waterland.buyer)
    typed = {"planned_on": "31-02-2025", "planned_time": "half elf", "procurement": [pk]}
    page = client.post(at("plan", contract.pk), typed).content.decode()
    assert 'value="31-02-2025"' in page
    assert 'value="half elf"' in page
    assert "31-02-2025 does not exist" in page
    assert "This is not a time" in page
    assert re.search(rf'value="{pk}"[^>]* checked', page)
    with inside(cast.waterland.buyer):
        assert not Conversation.objects.exists()


def test_somebody_ticked_twice_has_to_choose(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    with inside(cast.waterland.hr) as both:
        both.roles = ["buyer", "hr"]
        both.save()
    ticks = {"procurement": [both.pk], "hr": [both.pk]}
    page = enter(cast.waterland.buyer).post(at("participants", conversation.pk), ticks)
    assert f"{both.name} is ticked at procurement too" in page.content.decode()
    with inside(cast.waterland.buyer):
        assert Participant.objects.count() == 3


def test_the_form_of_the_table_shows_who_sits_there_and_changes_it(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    school = cast.waterland
    conversation = walk.planned(walk.contract(), school.buyer)
    with inside(school.buyer) as buyer:
        hr = school.hr.row
    client = enter(school.buyer)
    page = text_of(client, at("participants", conversation.pk))
    assert re.search(rf'name="procurement" value="{buyer.pk}"[^>]* checked', page)
    assert not re.search(rf'name="hr" value="{hr.pk}"[^>]* checked', page)
    assert 'value="accountmanager"' in page
    client.post(at("participants", conversation.pk), {"hr": [hr.pk]})
    with inside(school.buyer):
        assert list(Participant.objects.values_list("seat", "member")) == [("hr", hr.pk)]


def test_a_missing_hand_greys_the_button_and_refuses_the_minutes_in_the_same_words(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract(), cast.waterland.buyer)
    client = enter(cast.waterland.buyer)
    words = "Nobody from HR takes part yet. Add an HR adviser."
    page = text_of(client, at("conversation", conversation.pk))
    assert 'aria-disabled="true"' in page
    assert words in page
    refused = client.post(
        at("hold", conversation.pk), {"held_on": "3-3-2025", "minutes": "Toch gesproken"}
    )
    assert refused.status_code == 200
    assert refused.content.decode().count(words) == 2
    with inside(cast.waterland.buyer):
        assert Conversation.objects.get().state == "planned"


def test_minutes_are_written_on_the_page_and_then_stand_there(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    client = enter(cast.waterland.hr)
    page = text_of(client, at("conversation", conversation.pk))
    assert 'value="03-03-2025"' in page
    client.post(
        at("hold", conversation.pk),
        {"held_on": "3-3-2025", "minutes": "Avonduren zijn lastig.", "mood": "4"},
    )
    with inside(cast.waterland.hr):
        held = Conversation.objects.get()
        assert (held.state, held.held_on, held.mood) == ("held", date(2025, 3, 3), 4)
    page = text_of(client, at("conversation", conversation.pk))
    assert "Avonduren zijn lastig." in page
    assert "4 of 5" in page
    assert 'name="minutes"' not in page


def test_a_conversation_is_cancelled_and_planned_again(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    client = enter(cast.waterland.buyer)
    client.post(at("cancel", conversation.pk))
    assert "Plan it again" in text_of(client, at("conversation", conversation.pk))
    form = text_of(client, at("plan_again", conversation.pk))
    assert 'value="10.00"' in form
    client.post(
        at("plan_again", conversation.pk), {"planned_on": "10-3-2025", "planned_time": "9:15"}
    )
    with inside(cast.waterland.buyer):
        again = Conversation.objects.get()
        assert again.state == "planned"
        assert again.planned_at == datetime(2025, 3, 10, 9, 15, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_the_list_is_narrowed_by_state_and_counts_each(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    walk.held(walk.contract("Schoonmaak"))
    walk.planned(walk.contract("Catering"))
    client = enter(cast.waterland.reader)
    everything = text_of(client, at("conversations"))
    assert "Schoonmaak" in everything
    assert "Catering" in everything
    planned = text_of(client, at("conversations") + "?view=planned")
    assert "Catering" in planned
    assert "Schoonmaak" not in planned
    assert re.findall(r'nl-number-badge">(\d)', planned) == ["2", "1", "1", "0"]
    assert "No conversations in this view" in text_of(
        client, at("conversations") + "?view=cancelled"
    )


def test_an_empty_list_says_how_a_conversation_gets_here(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.waterland.buyer), at("conversations"))
    assert "No conversations yet" in page
    assert reverse("desk:register", kwargs={"school": "waterland"}) in page


READ = ("conversation",)
WRITE = ("hold", "cancel", "plan_again", "participants", "agree")


def test_a_reader_sees_and_changes_nothing(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    conversation = walk.planned(walk.contract())
    client = enter(cast.waterland.reader)
    page = text_of(client, at("conversation", conversation.pk))
    assert "Save the minutes" not in page
    assert "Cancel the conversation" not in page
    for name in WRITE:
        assert client.post(at(name, conversation.pk)).status_code == 403, name
    assert client.post(at("plan", conversation.contract_id)).status_code == 403
    with inside(cast.waterland.buyer):
        assert Conversation.objects.get().state == "planned"


@pytest.mark.parametrize("door", ["own", "theirs"])
@pytest.mark.parametrize("who", ["heuvelrug.buyer", "zilver", "cleaner", "officer"])
def test_to_others_a_conversation_does_not_exist(
    walk: Walk, cast: Cast, enter: Enter, who: str, door: str
) -> None:
    member = cast.heuvelrug.buyer if "." in who else getattr(cast, who)
    conversation = walk.planned(walk.contract())
    client = enter(member)
    school = "waterland" if door == "theirs" else member.slug
    for name in (*READ, *WRITE):
        url = at(name, conversation.pk, school=school)
        assert client.get(url).status_code in (404, 405), name
        assert client.post(url).status_code == 404, name
    assert client.get(at("plan", conversation.contract_id, school=school)).status_code == 404
    assert client.get(at("conversations", school="waterland")).status_code == 404


def test_a_reporter_does_not_know_of_conversations(walk: Walk, cast: Cast, enter: Enter) -> None:
    conversation = walk.planned(walk.contract())
    client = enter(cast.waterland.reporter)
    assert client.get(at("conversations")).status_code == 404
    assert client.get(at("conversation", conversation.pk)).status_code == 404


def queries_of(client: Client, url: str) -> int:
    text_of(client, url)  # what is kept after a first request
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text_of(client, url)
    return len(asked)


@pytest.mark.parametrize("page", ["conversations", "conversation", "history"])
def test_more_rows_ask_no_more_queries(walk: Walk, cast: Cast, enter: Enter, page: str) -> None:
    conversation = walk.held(walk.contract("Een"))
    walk.agreed(conversation)
    client = enter(cast.waterland.reader)
    more: dict[str, Callable[[int], object]] = {
        "conversations": lambda n: walk.planned(walk.contract(f"Contract {n}")),
        "conversation": lambda n: walk.agreed(conversation),
        "history": lambda n: walk.agreed(conversation),
    }
    url = at(page, None if page == "conversations" else conversation.pk)
    at_one = queries_of(client, url)
    for n in range(29):
        more[page](n)
    shown = text_of(client, url)
    rows = {
        "conversations": '<tr role="row">',
        "conversation": '<li class="bb-line">',
        "history": "A commitment was written down",
    }
    assert shown.count(rows[page]) >= 26
    assert queries_of(client, url) == at_one
