"""The brief of a conversation: both hands say themselves that they are ready, then one invites."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.dialogue import brief, brief_actions
from banenbrug.dialogue.brief import Block, Texts
from banenbrug.dialogue.brief_queries import owed_blocks, preparation_of, ready_hands
from banenbrug.dialogue.letters import send_talk_invitation, send_talk_letter
from banenbrug.dialogue.models import Conversation, TalkInvitation
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.actions import add_member
from banenbrug.organisations.models import Membership, User
from banenbrug.organisations.roles import Hand
from tests.cast import Cast
from tests.dialogue.conftest import NOW, Inside, Walk

pytestmark = pytest.mark.django_db

FULL = Texts(room="Ochtendwerk mag", questions="Wat gaat goed?", offer="Een vaste begeleider")


def write(by: Membership, talk: Conversation, texts: Texts, ready: Hand | None = None) -> None:
    brief_actions.prepare(by=by, conversation=talk, texts=texts, ready=ready, now=NOW)


def post_letters() -> None:
    """Do the jobs that send one letter each."""
    for job in ProcrastinateJob.objects.filter(task_name="dialogue.send_talk_letter"):
        send_talk_letter.func(**job.args)


def both_ready(walk: Walk, cast: Cast, inside: Inside, *, shared: bool = True) -> Conversation:
    talk = walk.planned(walk.contract(shared=shared))
    with inside(cast.waterland.buyer) as buyer:
        write(buyer, talk, FULL, Hand.PROCUREMENT)
    with inside(cast.waterland.hr) as hr:
        write(hr, talk, FULL, Hand.HR)
    return talk


def test_before_anybody_wrote_both_blocks_wait(walk: Walk, cast: Cast, inside: Inside) -> None:
    talk = walk.planned(walk.contract())
    with inside(cast.waterland.reader):
        assert owed_blocks(preparation_of(talk)) == {
            Block.ROOM: Hand.PROCUREMENT,
            Block.OFFER: Hand.HR,
        }


@pytest.mark.parametrize(
    ("who", "hand", "refused"),
    [
        ("buyer", Hand.PROCUREMENT, None),
        ("hr", Hand.HR, None),
        ("buyer", Hand.HR, "hr_signs"),
        ("hr", Hand.PROCUREMENT, "procurement_signs"),
        ("coordinator", Hand.HR, "hr_signs"),
        ("coordinator", Hand.PROCUREMENT, "procurement_signs"),
    ],
)
def test_each_department_signs_for_itself(
    walk: Walk, cast: Cast, inside: Inside, who: str, hand: Hand, refused: str | None
) -> None:
    talk = walk.planned(walk.contract())
    with inside(getattr(cast.waterland, who)) as member:
        if refused:
            with pytest.raises(Refused) as said:
                write(member, talk, FULL, hand)
            assert said.value.code == refused
        else:
            write(member, talk, FULL, hand)
        expected = {} if refused else {hand: member}
        assert ready_hands(preparation_of(talk)) == expected


@pytest.mark.parametrize(
    ("who", "hand", "field"),
    [("buyer", Hand.PROCUREMENT, "room"), ("hr", Hand.HR, "offer")],
)
def test_a_hand_is_not_ready_before_its_block_is_written(
    walk: Walk, cast: Cast, inside: Inside, who: str, hand: Hand, field: str
) -> None:
    talk = walk.planned(walk.contract())
    with inside(getattr(cast.waterland, who)) as member, pytest.raises(Refused) as said:
        write(member, talk, Texts(), hand)
    assert said.value.field == field


def test_who_changes_the_block_of_another_hand_takes_its_yes_back(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    talk = both_ready(walk, cast, inside)
    with inside(cast.waterland.coordinator) as coordinator:
        write(coordinator, talk, FULL)
        assert set(ready_hands(preparation_of(talk))) == set(Hand)
        write(coordinator, talk, Texts(FULL.room, FULL.questions, "Niets"))
        assert set(ready_hands(preparation_of(talk))) == {Hand.PROCUREMENT}


def test_a_bsn_is_refused_at_its_block(walk: Walk, cast: Cast, inside: Inside) -> None:
    talk = walk.planned(walk.contract())
    with inside(cast.waterland.hr) as hr, pytest.raises(Refused) as said:
        write(hr, talk, Texts(offer="Voor 111222333"))
    assert (said.value.code, said.value.field) == ("looks_like_bsn", "offer")


def test_what_was_held_is_not_prepared_any_more(walk: Walk, cast: Cast, inside: Inside) -> None:
    talk = walk.held(walk.contract())
    with inside(cast.waterland.hr) as hr, pytest.raises(Refused, match="not planned any more"):
        write(hr, talk, FULL)


@pytest.mark.parametrize(
    ("ready", "refused"),
    [
        ([], "hands_not_ready"),
        ([Hand.HR], "procurement_not_ready"),
        ([Hand.PROCUREMENT], "hr_not_ready"),
        ([Hand.HR, Hand.PROCUREMENT], None),
    ],
)
def test_the_supplier_is_invited_when_both_hands_are_ready(
    ready: list[Hand], refused: str | None
) -> None:
    verdict = brief.why_not_invite(state="planned", ready=ready)
    assert (verdict.code if verdict else None) == refused


def test_the_invitation_goes_by_letter_to_the_contacts_of_the_supplier(
    walk: Walk, cast: Cast, inside: Inside, mailoutbox: list[object]
) -> None:
    talk = both_ready(walk, cast, inside)
    with inside(cast.waterland.coordinator) as coordinator:
        brief_actions.invite_supplier(
            by=coordinator, conversation=talk, text="Komt u praten?", now=NOW
        )
    job = ProcrastinateJob.objects.get(task_name="dialogue.send_talk_invitation")
    assert mailoutbox == []
    send_talk_invitation.func(**job.args)
    post_letters()
    [letter] = mailoutbox
    assert letter.to == [cast.cleaner.email]  # type: ignore[attr-defined]
    for said in ("Komt u praten?", "Kade 2.14", "Noor Visser", "Hogeschool Waterland"):
        assert said in letter.body  # type: ignore[attr-defined]


def test_each_letter_is_a_job_so_that_trying_one_again_repeats_no_other(
    walk: Walk, cast: Cast, inside: Inside, mailoutbox: list[object]
) -> None:
    talk = both_ready(walk, cast, inside)
    with inside(cast.waterland.coordinator) as coordinator:
        sent = brief_actions.invite_supplier(
            by=coordinator, conversation=talk, text="Komt u?", now=NOW
        )
    second = User.objects.create_user("tweede@helder.example", None, language="en")
    with inside(cast.cleaner) as contact:
        add_member(
            organisation=contact.organisation, user=second, name="Wim", roles=["contact"], now=NOW
        )
    send_talk_invitation.func(organisation_id=contact.organisation_id, invitation_id=sent.pk)
    assert mailoutbox == []
    post_letters()
    to = sorted(letter.to for letter in mailoutbox)  # type: ignore[attr-defined]
    assert to == sorted([[cast.cleaner.email], ["tweede@helder.example"]])


def test_without_a_door_the_text_is_kept_and_nobody_gets_a_letter(
    walk: Walk, cast: Cast, inside: Inside
) -> None:
    talk = both_ready(walk, cast, inside, shared=False)
    with inside(cast.waterland.buyer) as buyer:
        brief_actions.invite_supplier(by=buyer, conversation=talk, text="Komt u?", now=NOW)
        assert TalkInvitation.objects.get().counterparty_id is None
    assert not ProcrastinateJob.objects.filter(task_name="dialogue.send_talk_invitation").exists()


def test_one_hand_alone_invites_nobody(walk: Walk, cast: Cast, inside: Inside) -> None:
    talk = walk.planned(walk.contract())
    with inside(cast.waterland.buyer) as buyer:
        write(buyer, talk, FULL, Hand.PROCUREMENT)
        with pytest.raises(Refused, match="HR has not said yes"):
            brief_actions.invite_supplier(by=buyer, conversation=talk, text="Komt u?", now=NOW)
        assert not TalkInvitation.objects.exists()


@pytest.mark.parametrize(
    ("value", "limit"), [(None, None), (1_180_000_00, 118_000_00), (99, 9), (0, 0)]
)
def test_a_small_change_is_a_tenth_of_the_original_value(
    value: int | None, limit: int | None
) -> None:
    assert brief.small_change(value) == limit
