"""What a school shares and what the others answer: the words, and what is refused. Pure."""

import hashlib
import re
from enum import StrEnum

from banenbrug.dialogue.rules import PEOPLE_KINDS, ConversationState, Side
from banenbrug.foundation.refusals import N_, Refusal


class Word(StrEnum):
    """What a supplier says of its own commitment."""

    FOUND = "found"
    DONE = "done"
    NOT_YET = "not_yet"


class GuestWord(StrEnum):
    """What a partner says to an invitation."""

    JOINS = "joins"
    NOT_NOW = "not_now"


WORD_NAMES = {
    Word.FOUND: N_("I have found somebody"),
    Word.DONE: N_("It is done"),
    Word.NOT_YET: N_("Not yet"),
}
WORD_SAID = {
    Word.FOUND: N_("%(by)s found somebody"),
    Word.DONE: N_("%(by)s says that it is done"),
    Word.NOT_YET: N_("%(by)s says: not yet"),
    GuestWord.JOINS: N_("%(by)s takes part"),
    GuestWord.NOT_NOW: N_("%(by)s says: not now"),
}
"""What the school reads of an answer."""

_HEALTH = re.compile(
    r"\b(diagnos\w*|wajong\w*|wia|wao|iva|wga|autis\w*|adhd|depress\w*|burn-?out|handicap\w*"
    r"|medicijn\w*|medicat\w*|psych\w*|ziek(te\w*|\s+(is|was|geweest)|gemeld)|verslav\w*"
    r"|illness\w*|disab\w*|addict\w*)\b",
    re.IGNORECASE,
)


def words_for(kind: str) -> tuple[Word, Word]:
    """The two plain answers to a commitment of this kind."""
    return (Word.FOUND if kind in PEOPLE_KINDS else Word.DONE, Word.NOT_YET)


def suspicion(text: str) -> str | None:
    """A word that may be about the health of a person, for a warning; a name is not recognised."""
    found = _HEALTH.search(text)
    return found[0] if found else None


def why_not_answer(*, kind: str, side: str, word: str, withdrawn: bool) -> Refusal | None:
    """A supplier answers for what it promised itself, with one of the two answers."""
    if withdrawn:
        return Refusal("answer_withdrawn", N_("This commitment is withdrawn, so nothing is asked."))
    if side != Side.SUPPLIER:
        return Refusal("answer_other_side", N_("The hogeschool does this, so you need not answer."))
    if word not in words_for(kind):
        return Refusal("answer_unknown", N_("Choose one of the two answers."))
    return None


def why_not_write_shared(*, state: str, shared: bool) -> Refusal | None:
    """The shared part is written once the conversation was held, until it is shared."""
    if shared:
        return Refusal(
            "minutes_shared",
            N_("These minutes are shared, so nobody can change them. Tell more in the next talk."),
        )
    if state != ConversationState.HELD:
        return Refusal(
            "minutes_not_held",
            N_("This conversation has not been held yet. Write the minutes first."),
        )
    return None


def why_not_share(
    *, state: str, shared: bool, text: str, has_door: bool, supplier: str
) -> Refusal | None:
    """Minutes with a text are shared once, with a supplier that can read them here."""
    refused = why_not_write_shared(state=state, shared=shared)
    if refused is not None:
        return refused
    if not text.strip():
        return Refusal(
            "shared_part_empty", N_("The shared part is still empty. Write what was discussed.")
        )
    if not has_door:
        return Refusal(
            "supplier_without_door",
            N_("%(supplier)s has no door here yet. Let this supplier in first."),
            {"supplier": supplier},
        )
    return None


def digest_of(text: str) -> str:
    """What a page carries to prove which text was read on it: the SHA-256 in hexadecimals."""
    return hashlib.sha256(text.encode()).hexdigest()


def why_not_unseen(*, text: str, seen: str) -> Refusal | None:
    """Only the text that was read is shared; `seen` is its digest, as the page carried it."""
    if seen == digest_of(text):
        return None
    return Refusal("minutes_changed", N_("The text changed since you looked. Read it once more."))


def why_not_join(*, withdrawn: bool) -> Refusal | None:
    """What is withdrawn asks nobody any more."""
    if not withdrawn:
        return None
    return Refusal("partner_withdrawn", N_("This commitment is withdrawn, so nobody can join it."))


def why_not_partner(*, kind: str, invited: bool, withdrawn: bool) -> Refusal | None:
    """Only a partner is asked to join, once, and only a commitment that stands."""
    refused = why_not_join(withdrawn=withdrawn)
    if refused is not None:
        return refused
    if kind != "partner":
        return Refusal("not_a_partner", N_("This organisation is not a partner."))
    if invited:
        return Refusal("partner_invited", N_("This partner is invited already."))
    return None
