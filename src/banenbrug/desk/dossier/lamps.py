"""The moments of a contract as lamps."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from banenbrug.contracts.models import Contract
from banenbrug.desk.queries import Chain
from banenbrug.foundation.formats import show_date
from banenbrug.moments.facts import dates_of
from banenbrug.moments.rules import Moment, MomentState, moments
from banenbrug.web.words import active_language, say


@dataclass(frozen=True)
class Lamp:
    """A moment in words: with its date, what to raise then, and whether it burns."""

    words: str
    state: str
    under: str


def lamps_of(contract: Contract, chain: Chain, *, today: date) -> list[Lamp]:
    """The moments that follow from the dates of a contract, by day."""
    held = [talk.conversation.held_on for talk in chain.talks if talk.conversation.held_on]
    dates = dates_of(contract, talked_on=max(held, default=None))
    return [_lamp(moment) for moment in moments(dates, today=today)]


def _lamp(moment: Moment) -> Lamp:
    language = active_language()
    under = gettext(moment.question)
    if moment.state is MomentState.OFF:
        lit_from = show_date(moment.alert_from, language)
        under = gettext("Lit from %(day)s") % {"day": lit_from}
    return Lamp(say(moment.words(show_date(moment.day, language))), moment.state.value, under)
