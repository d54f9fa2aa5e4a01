"""The pages on which the school prepares, shares and invites, through the web client."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.dialogue.models import Conversation, Preparation, SharedMinutes
from tests.cast import Cast, Enter
from tests.dialogue.conftest import Inside, Walk

pytestmark = pytest.mark.django_db

TEXTS = {"room": "Ochtendwerk mag", "questions": "Wat gaat goed?", "offer": "Begeleiding"}


def at(name: str, pk: int) -> str:
    return reverse(name, kwargs={"school": "waterland", "pk": pk})


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_brief_suggests_questions_and_says_who_fills_in_what(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    talk = walk.planned(walk.contract())
    page = text_of(enter(cast.waterland.hr), at("desk:brief", talk.pk))
    assert "What do you need from us: time, space, guidance?" in page
    assert "Procurement fills this in" in page
    assert "HR fills this in" in page
    assert "HR is ready" in page
    assert "Procurement is ready" not in page
    assert page.count("nl-button--primary") == 1


def test_both_hands_say_that_they_are_ready_and_then_the_invitation_leads(
    walk: Walk, cast: Cast, enter: Enter
) -> None:
    talk = walk.planned(walk.contract())
    there = at("desk:prepare", talk.pk)
    enter(cast.waterland.buyer).post(there, {**TEXTS, "ready": "procurement"})
    half = text_of(enter(cast.waterland.coordinator), at("desk:brief", talk.pk))
    assert "Procurement: Bram de Wit is ready" in half
    assert "HR: Samira Haddad is not ready yet" in half
    assert "Procurement fills this in" not in half
    assert "nl-button--primary" not in half
    assert "Not yet: HR has not said yes." in text_of(
        enter(cast.waterland.coordinator), at("dialogue:invite", talk.pk)
    )
    client = enter(cast.waterland.hr)
    page = client.post(there, {**TEXTS, "ready": "hr"}, follow=True).content.decode()
    assert "HR is ready for this conversation." in page
    assert page.count("nl-button--primary") == 1
    sent = client.post(at("dialogue:invite", talk.pk), {"text": "Komt u praten?"}, follow=True)
    assert "The invitation is on its way to Leverancier Schoonmaak." in sent.content.decode()


def test_the_coordinator_writes_but_signs_for_nobody(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    talk = walk.planned(walk.contract())
    client = enter(cast.waterland.coordinator)
    refused = client.post(at("desk:prepare", talk.pk), {**TEXTS, "ready": "hr"})
    assert "Only an HR adviser can say that HR is ready." in refused.content.decode()
    assert "Begeleiding" in refused.content.decode()
    client.post(at("desk:prepare", talk.pk), TEXTS)
    with inside(cast.waterland.reader):
        kept = Preparation.objects.get()
        assert (kept.offer, kept.hr_by) == ("Begeleiding", None)


def test_a_reader_reads_the_brief_without_a_form(walk: Walk, cast: Cast, enter: Enter) -> None:
    talk = walk.planned(walk.contract())
    page = text_of(enter(cast.waterland.reader), at("desk:brief", talk.pk))
    assert "<textarea" not in page
    assert "Send the invitation" not in page


def test_a_word_about_health_asks_for_a_second_look_and_is_then_kept(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    talk = walk.planned(walk.contract())
    client = enter(cast.waterland.hr)
    minutes = {"held_on": "3-3-2025", "shared": "Er was een diagnose van de machine"}
    warned = client.post(at("dialogue:hold", talk.pk), minutes).content.decode()
    assert "“diagnose” may be about the health of a person." in warned
    assert 'name="checked"' in warned
    with inside(cast.waterland.hr):
        assert Conversation.objects.get().state == "planned"
    client.post(at("dialogue:hold", talk.pk), {**minutes, "checked": "on"})
    with inside(cast.waterland.hr):
        assert SharedMinutes.objects.get().text == "Er was een diagnose van de machine"


def test_minutes_without_a_word_are_not_saved(walk: Walk, cast: Cast, enter: Enter) -> None:
    talk = walk.planned(walk.contract())
    page = enter(cast.waterland.hr).post(at("dialogue:hold", talk.pk), {"held_on": "3-3-2025"})
    assert "Write what was discussed." in page.content.decode()


def test_sharing_asks_first_and_the_supplier_reads_the_shared_part_alone(
    walk: Walk, cast: Cast, enter: Enter, inside: Inside
) -> None:
    talk = walk.held(walk.contract())
    client = enter(cast.waterland.hr)
    client.post(at("dialogue:write_shared", talk.pk), {"shared": "Er is plek in de ochtend."})
    asked = text_of(client, at("dialogue:share", talk.pk))
    assert "This cannot be undone." in asked
    assert "Er is plek in de ochtend." in asked
    assert "Het gaat goed in gebouw Kade." not in asked
    [shown] = re.findall(r'name="digest" value="(\w+)"', asked)
    client.post(at("dialogue:write_shared", talk.pk), {"shared": "Er is plek in de avond."})
    again = client.post(at("dialogue:share", talk.pk), {"digest": shown}, follow=True)
    asked = again.content.decode()
    assert "The text changed since you looked. Read it once more." in asked
    assert "Er is plek in de avond." in asked
    [shown] = re.findall(r'name="digest" value="(\w+)"', asked)
    done = client.post(at("dialogue:share", talk.pk), {"digest": shown}, follow=True)
    assert "can now read the minutes" in done.content.decode()
    with inside(cast.waterland.hr):
        pk = SharedMinutes.objects.get().pk
    there = reverse("dialogue:shared_minutes", args=["helder", pk])
    read = text_of(enter(cast.cleaner), there)
    assert "Er is plek in de avond." in read
    assert "Het gaat goed in gebouw Kade." not in read
    zilver = reverse("dialogue:shared_minutes", args=["zilver", pk])
    assert enter(cast.zilver).get(zilver).status_code == 404


def test_without_a_door_sharing_says_what_to_do(walk: Walk, cast: Cast, enter: Enter) -> None:
    talk = walk.held(walk.contract(shared=False))
    client = enter(cast.waterland.hr)
    client.post(at("dialogue:write_shared", talk.pk), {"shared": "Er is plek."})
    page = text_of(client, at("dialogue:share", talk.pk))
    assert "has no door here yet. Let this supplier in first." in page
    assert 'method="post"' not in page.split("<main")[1].split("</main>")[0]


def test_the_history_tells_what_happened(walk: Walk, cast: Cast, enter: Enter) -> None:
    talk = walk.planned(walk.contract())
    enter(cast.waterland.hr).post(at("desk:prepare", talk.pk), {**TEXTS, "ready": "hr"})
    page = text_of(enter(cast.waterland.reader), at("dialogue:history", talk.pk))
    assert "Samira Haddad said that HR is ready" in page
    assert "The conversation was planned" in page


def test_the_next_commitment_begins_in_one_field(walk: Walk, cast: Cast, enter: Enter) -> None:
    talk = walk.held(walk.contract())
    client = enter(cast.waterland.hr)
    assert 'name="what"' in text_of(client, at("dialogue:conversation", talk.pk))
    form = text_of(client, at("dialogue:agree", talk.pk) + "?what=Een+baan+in+de+ochtend")
    assert "Een baan in de ochtend</textarea>" in form
