"""What the school shares and what supplier and partner answer; nobody else reads or writes it."""

import pytest

from banenbrug.dialogue import sharing, sharing_actions
from banenbrug.dialogue.models import (
    Answer,
    Commitment,
    ContactPerson,
    Conversation,
    GuestAnswer,
    SharedMinutes,
)
from banenbrug.dialogue.sharing import GuestWord, Word
from banenbrug.dialogue.sharing_queries import (
    known_partners,
    latest_answers,
    partners_of,
    shared_minutes_of,
)
from banenbrug.foundation.refusals import Refused
from tests.cast import Cast
from tests.dialogue.conftest import NOW, Inside, Walk

pytestmark = pytest.mark.django_db

SEEN = sharing.digest_of("Het gaat goed.")


def held_with_text(walk: Walk, cast: Cast, inside: Inside, *, shared: bool = True) -> Conversation:
    talk = walk.held(walk.contract(shared=shared))
    with inside(cast.waterland.buyer) as buyer:
        sharing_actions.write_shared(by=buyer, conversation=talk, text="Het gaat goed.")
    return talk


def test_the_supplier_reads_the_minutes_only_once_they_are_shared(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    talk = held_with_text(walk, cast, inside)
    with inside(cast.cleaner):
        assert not SharedMinutes.objects.exists()
    with inside(cast.waterland.hr) as hr:
        sharing_actions.share_minutes(by=hr, conversation=talk, seen=SEEN, now=NOW)
    with inside(cast.cleaner):
        read = SharedMinutes.objects.get()
        assert (read.text, read.shared_by) == ("Het gaat goed.", "Samira Haddad")
    with inside(cast.zilver):
        assert not SharedMinutes.objects.exists()


def test_shared_minutes_no_longer_change_and_are_shared_once(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    talk = held_with_text(walk, cast, inside)
    with inside(cast.waterland.hr) as hr:
        sharing_actions.share_minutes(by=hr, conversation=talk, seen=SEEN, now=NOW)
        with pytest.raises(Refused, match="nobody can change them"):
            sharing_actions.write_shared(by=hr, conversation=talk, text="Anders")
        with pytest.raises(Refused, match="nobody can change them"):
            sharing_actions.share_minutes(by=hr, conversation=talk, seen=SEEN, now=NOW)
        assert shared_minutes_of(talk).text == "Het gaat goed."


def test_only_the_text_that_was_read_is_shared(walk: Walk, cast: Cast, inside: Inside) -> None:
    talk = held_with_text(walk, cast, inside)
    with inside(cast.waterland.buyer) as buyer:
        sharing_actions.write_shared(by=buyer, conversation=talk, text="Het gaat slecht.")
    with inside(cast.waterland.hr) as hr:
        for seen in (SEEN, ""):
            with pytest.raises(Refused, match="The text changed since you looked"):
                sharing_actions.share_minutes(by=hr, conversation=talk, seen=seen, now=NOW)
    with inside(cast.cleaner):
        assert not SharedMinutes.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, None),
        ({"state": "planned"}, "minutes_not_held"),
        ({"shared": True}, "minutes_shared"),
        ({"text": "  "}, "shared_part_empty"),
        ({"has_door": False}, "supplier_without_door"),
    ],
)
def test_minutes_are_shared_with_a_text_and_a_reader(
    changes: dict[str, object], refused: str | None
) -> None:
    whole = {"state": "held", "shared": False, "text": "Goed", "has_door": True, "supplier": "H"}
    verdict = sharing.why_not_share(**{**whole, **changes})  # type: ignore[arg-type]
    assert (verdict.code if verdict else None) == refused


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hij heeft een Wajong-uitkering", "Wajong"),
        ("De diagnose is bekend", "diagnose"),
        ("Zij is ziek geweest", "ziek geweest"),
        ("Het ziekenhuis is klant", None),
        ("De ramen van de bibliotheek", None),
        ("Wij werken met de gemeente", None),
    ],
)
def test_a_word_about_health_is_suspected(text: str, word: str | None) -> None:
    assert sharing.suspicion(text) == word


def test_the_latest_answer_of_the_supplier_counts_and_the_school_reads_it(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    commitment = walk.commitment()
    for word in (Word.NOT_YET, Word.DONE):
        with inside(cast.cleaner) as contact:
            sharing_actions.answer_commitment(
                by=contact,
                commitment=Commitment.objects.get(pk=commitment.pk),
                word=word,
                now=NOW,
            )
    with inside(cast.waterland.reader):
        assert latest_answers([commitment])[commitment.pk].word == "done"
        assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, None),
        ({"word": "done"}, "answer_unknown"),
        ({"word": "", "kind": "activity"}, "answer_unknown"),
        ({"word": "done", "kind": "activity"}, None),
        ({"side": "school"}, "answer_other_side"),
        ({"withdrawn": True}, "answer_withdrawn"),
    ],
)
def test_a_supplier_answers_what_it_promised(
    changes: dict[str, object], refused: str | None
) -> None:
    whole = {"kind": "jobs", "side": "supplier", "word": "found", "withdrawn": False}
    verdict = sharing.why_not_answer(**{**whole, **changes})  # type: ignore[arg-type]
    assert (verdict.code if verdict else None) == refused


def test_the_school_does_not_answer_for_the_supplier(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    commitment = walk.commitment()
    with (
        inside(cast.waterland.buyer) as buyer,
        pytest.raises(ValueError, match="Only the supplier"),
    ):
        sharing_actions.answer_commitment(by=buyer, commitment=commitment, word=Word.DONE, now=NOW)


def test_a_partner_reads_a_commitment_from_the_invitation_on_and_answers(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    commitment = walk.commitment()
    walk.agreed(walk.held(walk.contract("Glas")))
    partner = cast.partner.organisation
    with inside(cast.partner):
        assert not Commitment.objects.exists()
    with inside(cast.waterland.coordinator) as coordinator:
        sharing_actions.invite_partner(by=coordinator, commitment=commitment, partner=partner)
    with inside(cast.partner) as contact:
        assert [one.pk for one in Commitment.objects.all()] == [commitment.pk]
        assert ContactPerson.objects.get().name == "Noor Visser"
        assert not Conversation.objects.exists()
        sharing_actions.answer_invitation(
            by=contact, commitment=commitment, word=GuestWord.JOINS, now=NOW
        )
    with inside(cast.waterland.reader):
        [joined] = partners_of(commitment)
        assert joined.said is not None
        assert joined.said.in_english() == "Mo Aarts takes part"
        assert known_partners(commitment.organisation_id) == [partner]
    with inside(cast.heuvelrug.reader):
        assert known_partners(cast.heuvelrug.organisation.pk) == []
    for outsider in (cast.opstap, cast.cleaner, cast.officer):
        with inside(outsider):
            assert not GuestAnswer.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, None),
        ({"kind": "supplier"}, "not_a_partner"),
        ({"invited": True}, "partner_invited"),
        ({"withdrawn": True}, "partner_withdrawn"),
    ],
)
def test_a_partner_is_invited_once_to_what_stands(
    changes: dict[str, object], refused: str | None
) -> None:
    whole = {"kind": "partner", "invited": False, "withdrawn": False}
    verdict = sharing.why_not_partner(**{**whole, **changes})  # type: ignore[arg-type]
    assert (verdict.code if verdict else None) == refused
