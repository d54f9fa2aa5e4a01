"""Why something may not be done, and what cannot be read, in words that views translate.

Messages are English msgids. A view shows ``gettext(refusal.message) % refusal.params``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:
    """Mark `message` for the catalogue and return it unchanged."""
    return message


@dataclass(frozen=True)
class Refusal:
    """A verdict: a snake_case `code`, an English msgid and the values that it names.

    A literal percent sign in `message` is written ``%%``.
    """

    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def in_english(self) -> str:
        """Return the message with its values, untranslated."""
        return self.message % self.params


class Refused(Exception):
    """An action that a rule refuses; `field` names the form field it is about, if any."""

    def __init__(self, refusal: Refusal, *, field: str | None = None) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self.field = field

    @property
    def code(self) -> str:
        """The snake_case code of the refusal."""
        return self.refusal.code

    @property
    def message(self) -> str:
        """The English msgid, its values not yet filled in."""
        return self.refusal.message

    def __str__(self) -> str:
        return self.refusal.in_english()


def refuse(refusal: Refusal | None) -> None:
    """Raise `Refused` for a verdict that refuses; a verdict of None passes."""
    if refusal is not None:
        raise Refused(refusal)


_UNREADABLE = {
    "empty": N_("Nothing is filled in here."),
    "not_a_number": N_("“%(text)s” is not a number. Write 45000 or 45,000.00."),
    "number_ambiguous": N_(
        "“%(text)s” can be read in two ways. Say whether a comma or a point marks the decimals."
    ),
    "number_too_large": N_("“%(text)s” has too many digits."),
    "not_a_date": N_("“%(text)s” is not a date. Write 31-12-2027."),
    "no_such_date": N_("%(text)s does not exist. Do you mean %(suggestion)s?"),
    "two_digit_year": N_("“%(text)s” has a year of two digits. Do you mean %(suggestion)s?"),
    "not_a_month": N_("“%(text)s” is not a month. Write 2027-12."),
    "not_a_kvk_number": N_("“%(text)s” is not a KVK number. A KVK number has 8 digits."),
    "kvk_number_short": N_(
        "A KVK number has 8 digits. Perhaps the first 0 is missing: %(suggestion)s."
    ),
    "kvk_establishment": N_(
        "A KVK number has 8 digits. This looks like an establishment number, which has 12."
    ),
}


class Unreadable(ValueError):
    """Text that does not say what its place asks for.

    `text` is what was written; `suggestion`, where there is one, is what may have been meant and
    can itself be read. A caller decides whether to accept it.
    """

    def __init__(self, code: str, text: str, suggestion: str | None = None) -> None:
        super().__init__(code, text, suggestion)
        self.text = text
        self.suggestion = suggestion
        self.refusal = Refusal(
            code, _UNREADABLE[code], {"text": text, "suggestion": suggestion or ""}
        )

    @property
    def code(self) -> str:
        """The snake_case reason."""
        return self.refusal.code

    @property
    def message(self) -> str:
        """The English msgid, its values not yet filled in."""
        return self.refusal.message

    def __str__(self) -> str:
        return self.refusal.in_english()
