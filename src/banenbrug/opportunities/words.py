"""Reasons and figures of a score in the reader's language."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from banenbrug.foundation.formats import show_date
from banenbrug.foundation.money import format_euro
from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import Refusal
from banenbrug.opportunities.scored import Amount, Term
from banenbrug.web.words import active_language


def explain(reason: Refusal) -> str:
    """The reason of a part, with its amounts and dates as the active language writes them."""
    shown = {name: _shown(value) for name, value in reason.params.items()}
    return gettext(reason.message) % shown


def _shown(value: object) -> object:
    language = active_language()
    if isinstance(value, Amount):
        return format_euro(value.cents, language, whole=True)
    if isinstance(value, Term):
        return gettext(value.msgid) if value.msgid else ""
    if isinstance(value, date):
        return show_date(value, language)
    if isinstance(value, Decimal):
        return show_number(value, language)
    return value
