"""What a public page shows of a scheme: its hours in words and colours, and who may ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.organisations.roles import ROLE_NAMES, Role
from banenbrug.scheme.models import Purse, Scheme
from banenbrug.scheme.queries.schemes import Offer, offers, public_offer, published
from banenbrug.scheme.rules.support import (
    APPLICANTS,
    ROLE_OF,
    SUPPORT,
    Applicant,
    Support,
    SupportKind,
)
from banenbrug.scheme.rules.terms import Phase, why_not_apply
from banenbrug.web.parts import BarPart

_BADGES: Mapping[Phase, tuple[str, str]] = {
    Phase.TO_COME: (N_("Opens later"), "busy"),
    Phase.OPEN: (N_("Open"), "done"),
    Phase.CLOSED: (N_("Closed"), "quiet"),
    Phase.OVER: (N_("Closed"), "quiet"),
}
_IN_SHORT = (SupportKind.PRESENTATION, SupportKind.WORKSHOP, SupportKind.LAB)


@dataclass(frozen=True)
class Card:
    """A scheme as everybody sees it. `badge` is a msgid and what it means."""

    offer: Offer
    badge: tuple[str, str]
    why_not_apply: Refusal | None

    @property
    def scheme(self) -> Scheme:
        """What the fund offers."""
        return self.offer.scheme

    @property
    def purse(self) -> Purse:
        """Where its hours are."""
        return self.offer.purse

    @property
    def granted(self) -> Decimal:
        """Hours that were granted and not given back."""
        return self.offer.granted

    @property
    def left(self) -> Decimal:
        """Hours that nobody asked for or got."""
        return self.offer.left

    @property
    def is_open(self) -> bool:
        """Whether one can ask for support today."""
        return self.offer.phase is Phase.OPEN

    @property
    def is_to_come(self) -> bool:
        """Whether its first day is still to come."""
        return self.offer.phase is Phase.TO_COME

    @property
    def bar(self) -> list[BarPart]:
        """Granted, requested and free hours."""
        return [
            BarPart(gettext("granted"), self.granted, "granted"),
            BarPart(gettext("requested"), self.purse.claimed, "requested"),
            BarPart(gettext("free"), self.left, "free"),
        ]

    @property
    def who_asks(self) -> str:
        """The roles that may ask for support, in the active language."""
        roles = dict.fromkeys(ROLE_OF.values())
        asking = [Role(role) for role in roles if role in self.scheme.applicants]
        return either([gettext(ROLE_NAMES[role]) for role in asking])

    @property
    def support(self) -> list[Support]:
        """What the adviser does in this scheme, from light to heavy."""
        return [support for kind, support in SUPPORT.items() if kind in self.scheme.kinds]


def cards(*, today: date) -> list[Card]:
    """All schemes that everybody sees: open ones first."""
    return [_card(offer, today=today) for offer in offers(published(), today=today)]


def open_cards(*, today: date) -> list[Card]:
    """The schemes in which one can ask for support today."""
    return [card for card in cards(today=today) if card.is_open]


def public_card(slug: str, *, today: date) -> Card:
    """One scheme of the public page; 404 when it is not there."""
    return _card(public_offer(slug, today=today), today=today)


def _card(offer: Offer, *, today: date) -> Card:
    scheme = offer.scheme
    refusal = why_not_apply(opens=scheme.opens, closes=scheme.closes, today=today)
    return Card(offer, _BADGES[offer.phase], refusal)


def support_in_short(found: list[Card]) -> list[Support]:
    """Three kinds of support that show the range, of those that these schemes give."""
    given = {kind for card in found for kind in card.scheme.kinds}
    return [SUPPORT[kind] for kind in _IN_SHORT if kind in given]


def ways_to_ask(scheme: Scheme) -> Iterator[tuple[Applicant, str]]:
    """As what somebody may ask for support in a scheme; the names are msgids."""
    for applicant, name in APPLICANTS.items():
        if ROLE_OF[applicant] in scheme.applicants:
            yield applicant, name


def either(words: list[str]) -> str:
    """One of these: `a, b or c`, in the active language."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
