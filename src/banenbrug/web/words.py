"""Verdicts of the rules, in the reader's language."""

from django.utils.translation import get_language, gettext

from banenbrug.foundation.refusals import Refusal


def say(refusal: Refusal) -> str:
    """Return the translated message of a refusal with its values filled in."""
    return gettext(refusal.message) % refusal.params


def active_language() -> str:
    """Return the code of the language in which the page is shown."""
    return get_language() or "en"
