"""The two steps of the chain with people in them: vacancies and placements."""

from collections.abc import Sequence
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from banenbrug.desk.dossier.spans import Key, Span, Thing, shown
from banenbrug.desk.queries import Chain
from banenbrug.desk.today.addresses import address
from banenbrug.organisations.models import Membership
from banenbrug.placements.models import Placement, Vacancy
from banenbrug.placements.rules import Route
from banenbrug.web.templatetags.bb import hours as in_hours


def is_filled(vacancy: Vacancy, placements: Sequence[Placement], *, today: date) -> bool:
    """Whether all places of a vacancy are taken today."""
    return _taken(vacancy, placements, today) >= vacancy.places


def _taken(vacancy: Vacancy, placements: Sequence[Placement], today: date) -> int:
    return sum(
        one.vacancy_id == vacancy.pk and (one.ended_on is None or one.ended_on >= today)
        for one in placements
    )


def vacancies_of(member: Membership, chain: Chain, today: date) -> Span:
    """The step of the vacancies, with how many of their places are taken."""
    number = len(chain.vacancies)
    taken = [_taken(one, chain.placements, today) for one in chain.vacancies]
    done = [
        one.closed_on or filled >= one.places
        for filled, one in zip(taken, chain.vacancies, strict=True)
    ]
    told = {"filled": sum(taken), "places": sum(one.places for one in chain.vacancies)}
    return Span(
        key=Key.VACANCIES,
        name=ngettext("Vacancy", "Vacancies", number),
        figure=str(number) if number else "",
        line=gettext("%(filled)s of %(places)s filled") % told if number else "",
        things=[_of_vacancy(member, one, chain, today) for one in chain.vacancies],
        is_complete=bool(done) and all(done),
    )


def _of_vacancy(member: Membership, vacancy: Vacancy, chain: Chain, today: date) -> Thing:
    if is_filled(vacancy, chain.placements, today=today):
        badge = (gettext("Filled"), "done")
    elif vacancy.closed_on:
        badge = (gettext("Closed"), "quiet")
    else:
        badge = (gettext("Open since %(day)s") % {"day": shown(vacancy.opened_on)}, "busy")
    places = ngettext(
        "%(hours)s a week, %(places)s place.",
        "%(hours)s a week, %(places)s places.",
        vacancy.places,
    )
    return Thing(
        anchor=f"vacancy-{vacancy.pk}",
        title=vacancy.title,
        url=address(member, "placements:vacancy", vacancy.pk),
        origin=_from_commitment(vacancy.commitment.what),
        origin_url=f"#commitment-{vacancy.commitment_id}",
        text=places % {"hours": in_hours(vacancy.hours_per_week), "places": vacancy.places},
        badge=badge,
    )


def _from_commitment(what: str) -> str:
    return gettext("from the commitment “%(what)s”") % {"what": what}


def placements_of(member: Membership, chain: Chain, today: date) -> Span:
    """The step of the people at work; who works unpaid is an effort."""
    number = len(chain.placements)
    line = ""
    if number:
        line = gettext("since %(day)s") % {"day": shown(chain.placements[0].started_on)}
    return Span(
        key=Key.PLACEMENTS,
        name=ngettext("Placement", "Placements", number),
        figure=str(number) if number else "",
        line=line,
        things=[_of_placement(member, one, today) for one in chain.placements],
        is_complete=number > 0,
    )


def _of_placement(member: Membership, placement: Placement, today: date) -> Thing:
    said = [gettext("at work since %(day)s") % {"day": shown(placement.started_on)}]
    if placement.employer:
        said.append(gettext("employed by %(employer)s") % {"employer": placement.employer.name})
    if placement.workplace:
        said.append(gettext("working at %(place)s") % {"place": placement.workplace.name})
    badge = None
    if placement.ended_on and placement.ended_on < today:
        badge = (gettext("Until %(day)s") % {"day": shown(placement.ended_on)}, "quiet")
    elif placement.route == Route.UNPAID:
        badge = (gettext("Unpaid: an effort, no job"), "quiet")
    vacancy = placement.vacancy
    return Thing(
        anchor=f"placement-{placement.pk}",
        title=gettext("Employee %(person)s") % {"person": placement.pseudonym},
        url=address(member, "placements:placement", placement.pk),
        origin=gettext("from the vacancy “%(title)s”") % {"title": vacancy.title}
        if vacancy
        else _from_commitment(placement.commitment.what),
        origin_url=f"#vacancy-{vacancy.pk}"
        if vacancy
        else f"#commitment-{placement.commitment_id}",
        text=capfirst(", ".join(said)),
        badge=badge,
    )
