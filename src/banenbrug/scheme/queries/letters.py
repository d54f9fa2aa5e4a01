"""Who gets a letter, and what it says in the language of who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from banenbrug.foundation.formats import show_date
from banenbrug.foundation.hours import format_hours
from banenbrug.organisations.models import Membership
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Right
from banenbrug.scheme.models import Hand, Letter, Request
from banenbrug.scheme.rules.letters import LETTERS, LetterKind
from banenbrug.scheme.rules.states import Side
from banenbrug.web.words import active_language


@dataclass(frozen=True)
class Words:
    """A letter in the active language."""

    subject: str
    lines: list[str]
    link: str


def words_of(letter: Letter) -> Words:
    """What a letter says, in the active language."""
    text = LETTERS[LetterKind(letter.kind)]
    values = shown(letter.says)
    return Words(
        subject=gettext(text.subject) % values,
        lines=[gettext(line) % values for line in text.lines],
        link=gettext(text.link),
    )


def shown(says: Mapping[str, str]) -> dict[str, str]:
    """The values of a letter as they are written in the active language."""
    language = active_language()
    values = {}
    for name, value in says.items():
        if name.endswith("day"):
            values[name] = show_date(date.fromisoformat(value), language, style="sentence")
        elif name.endswith("hours"):
            values[name] = format_hours(Decimal(value), language)
        elif name == "hand":
            values[name] = gettext("HR") if value == "hr" else gettext("procurement")
        else:
            values[name] = value
    return values


def letters_of(request: Request) -> list[Letter]:
    """All letters of a dossier, the latest first."""
    return list(Letter.objects.filter(request=request).order_by("-sent_at", "-pk"))


def asker_of(asked: Hand) -> str:
    """Who asked somebody by letter to take part."""
    letters = Letter.objects.filter(
        request_id=asked.request_id, kind=LetterKind.HAND_ASKED.value, says__hand=asked.hand
    )
    asker: str = letters.order_by("sent_at").values_list("says__asker", flat=True).last() or ""
    return asker


def readers(letter: Letter) -> list[Membership]:
    """Who gets a letter, in the scope of the organisation that it is for.

    At the school those who stand in the dossier; at the adviser who has it in hand. Where these
    are not there (any more), everybody whose work it is.
    """
    request = letter.request
    right = {
        Side.SCHOOL: Right.ASK_SUPPORT,
        Side.FUND: Right.RUN_SCHEMES,
        Side.ADVISER: Right.ADVISE,
    }[Side(letter.to)]
    organisation_id = getattr(letter, f"{letter.to}_id")
    people = [person for person in active_people(organisation_id) if person.has(right)]
    near = [person for person in people if _is_near(person, request, Side(letter.to))]
    return near or people


def _is_near(person: Membership, request: Request, side: Side) -> bool:
    if side is Side.ADVISER:
        return person.pk == request.adviser_member
    if side is Side.SCHOOL:
        addresses = {request.applicant_email.casefold(), *_addresses_of_hands(request)}
        return person.user.email in addresses
    return True


def _addresses_of_hands(request: Request) -> set[str]:
    hands = Hand.objects.filter(request=request)
    return {email.casefold() for email in hands.values_list("email", flat=True)}
