"""Verdicts of the rules, in the reader's language."""

from decimal import Decimal

from django.utils.translation import get_language, gettext

from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import Refusal


def say(refusal: Refusal) -> str:
    """Return the translated message of a refusal with its values, decimals in its notation."""
    language = active_language()
    return gettext(refusal.message) % {
        name: show_number(value, language) if isinstance(value, Decimal) else value
        for name, value in refusal.params.items()
    }


def active_language() -> str:
    """Return the code of the language in which the page is shown."""
    return get_language() or "en"
