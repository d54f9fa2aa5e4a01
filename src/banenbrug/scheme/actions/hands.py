"""Both departments say that they take part: in the program, or by a personal link."""

from datetime import datetime, timedelta

from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.doorkeys import cut_key
from banenbrug.organisations.models import Doorkey, Membership
from banenbrug.scheme.actions.marks import Actor, actor, mark
from banenbrug.scheme.letters import send, send_hand_letter
from banenbrug.scheme.models import Hand, Request
from banenbrug.scheme.queries.locking import locked_request
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_side
from banenbrug.scheme.rules.states import OPEN_REQUEST, RequestState, Side
from banenbrug.scheme.rules.words import not_now

VALID = timedelta(days=30)


@transaction.atomic
def give_hand(*, by: Membership, request: Request, hand: str, now: datetime) -> Hand:
    """Say in the program, as somebody of the department, that it takes part."""
    request = locked_request(request.pk)
    refuse(why_not_give(request, by=by, hand=hand))
    return _give(request, hand=hand, name=by.name, email=by.user.email, via="program", now=now)


@transaction.atomic
def ask_hand(
    *, by: Membership, request: Request, hand: str, name: str, email: str, now: datetime
) -> Hand:
    """Ask somebody by a letter with a personal link; a new letter ends the link of the former.

    The school asks its colleagues, and the fund for a request that came by mail.
    """
    request, doer = locked_request(request.pk), actor(by)
    refuse(why_not_ask(request, side=doer.side, hand=hand))
    address = email.strip().casefold()
    refusal = _why_not(request, hand=hand, email=address, hands=[hand])
    if refusal is not None:
        raise Refused(refusal, field="email")
    asked, _ = Hand.objects.update_or_create(
        school_id=request.school_id,
        request=request,
        hand=hand,
        defaults={"name": name.strip(), "email": address, "asked_at": now},
        create_defaults={
            **request.parties,
            "name": name.strip(),
            "email": address,
            "asked_at": now,
        },
    )
    Doorkey.objects.filter(purpose="hand", object_id=asked.pk, used_at=None).update(used_at=now)
    key = cut_key(
        purpose="hand",
        organisation_id=request.school_id,
        object_id=asked.pk,
        now=now,
        valid=VALID,
    )
    says = {"asker": by.name, "scheme": request.scheme.name, "hand": hand, "to": name.strip()}
    letter = send(LetterKind.HAND_ASKED, request, to=Side.SCHOOL, says=says, now=now)
    assert letter is not None
    send_hand_letter.defer(
        organisation_id=request.school_id, hand_id=asked.pk, letter_id=letter.pk, key_id=key.pk
    )
    mark("ask_hand", request, by=doer, now=now, text=name)
    return asked


def why_not_ask(request: Request, *, side: Side, hand: str) -> Refusal | None:
    """Why nobody can be asked now, if so; who is asked is judged when that is known."""
    is_other = None if side is Side.FUND else why_not_side(Side.SCHOOL, side)
    return is_other or _why_not(request, hand=hand, email="", hands=[hand])


def give_hand_by_link(*, key: Doorkey, now: datetime) -> Hand:
    """Say by a personal link that a department takes part. The link is used up."""
    with transaction.atomic(), scope(organisation_id=key.organisation_id, via="hand"):
        asked = Hand.objects.get(pk=key.object_id)
        request = locked_request(asked.request_id)
        if not Doorkey.objects.filter(pk=key.pk, used_at=None).update(used_at=now):
            refuse(Refusal("key_used", N_("This link was used already. Ask for a new one.")))
        refuse(why_not_give_by_link(request, asked=asked))
        return _give(
            request, hand=asked.hand, name=asked.name, email=asked.email, via="link", now=now
        )


def why_not_give(request: Request, *, by: Membership, hand: str) -> Refusal | None:
    """Why somebody cannot say so in the program now, if so; the page greys its button with it."""
    hands = [department.value for department in by.hands]
    return why_not_side(Side.SCHOOL, actor(by).side) or _why_not(
        request, hand=hand, email=by.user.email, hands=hands
    )


def why_not_give_by_link(request: Request, *, asked: Hand) -> Refusal | None:
    """Why who was asked cannot say so now, if so."""
    return _why_not(request, hand=asked.hand, email=asked.email, hands=[asked.hand])


def _why_not(request: Request, *, hand: str, email: str, hands: list[str]) -> Refusal | None:
    given = dict(
        Hand.objects.filter(request=request, given_at__isnull=False).values_list("hand", "email")
    )
    return _why_over(request) or dossiers.why_not_give_hand(
        given=hand in given,
        same_person=email.casefold() in {of for other, of in given.items() if other != hand},
        hands=hands,
        hand=hand,
    )


def _give(request: Request, *, hand: str, name: str, email: str, via: str, now: datetime) -> Hand:
    found = Hand.objects.filter(request=request, hand=hand).first()
    given = found or Hand(**request.parties, request=request, hand=hand)
    given.name, given.email = name, email.casefold()
    given.given_at, given.via = now, via
    given.save()
    mark(f"hand_{hand}", request, by=Actor(Side.SCHOOL, name), now=now)
    return given


def _why_over(request: Request) -> Refusal | None:
    state = RequestState(request.state)
    return None if state in OPEN_REQUEST else not_now(state)
