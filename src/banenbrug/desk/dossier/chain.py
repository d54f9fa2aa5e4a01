"""The chain of a contract in words: six steps, what stands in each, and where it came from."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from banenbrug.contracts.models import Clause, Contract
from banenbrug.desk.dossier.counted import Counted, counted
from banenbrug.desk.dossier.people import placements_of, vacancies_of
from banenbrug.desk.dossier.spans import Key, Span, Thing, shown
from banenbrug.desk.queries import Chain
from banenbrug.desk.today.addresses import address
from banenbrug.dialogue.queries import Agreement, Talk
from banenbrug.dialogue.rules import ConversationState
from banenbrug.foundation.money import format_euro
from banenbrug.foundation.numbers import show_number
from banenbrug.organisations.models import Membership
from banenbrug.web.templatetags.bb import hours as in_hours
from banenbrug.web.templatetags.bb import jobs as in_jobs
from banenbrug.web.words import active_language


def spans_of(member: Membership, contract: Contract, chain: Chain, *, today: date) -> list[Span]:
    """The six steps of a contract, as `member` may walk them."""
    return [
        _line(contract, chain.clauses),
        _talks(member, chain),
        _commitments(member, chain),
        vacancies_of(member, chain, today),
        placements_of(member, chain, today),
        _jobs(member, chain),
    ]


def _line(contract: Contract, clauses: Sequence[Clause]) -> Span:
    things = [_of_clause(contract, clause) for clause in clauses] or [
        Thing(
            anchor="contract",
            title=contract.number,
            text=gettext("Nothing is agreed on social return."),
        )
    ]
    first = clauses[0] if clauses else None
    share = first.percentage if first else None
    return Span(
        key=Key.LINE,
        name=gettext("Contract line"),
        figure=f"{show_number(share.normalize(), active_language())}%" if share else "1",
        line=_yearly(contract),
        things=things,
        is_complete=True,
    )


def _yearly(contract: Contract) -> str:
    if contract.value_per_year is None or contract.currency != "EUR":
        return ""
    value = format_euro(contract.value_per_year, active_language(), whole=True)
    return gettext("%(value)s a year") % {"value": value}


def _of_clause(contract: Contract, clause: Clause) -> Thing:
    language = active_language()
    amount = ""
    if clause.percentage is not None:
        amount = f"{show_number(clause.percentage.normalize(), language)}%"
    elif clause.amount is not None:
        amount = format_euro(clause.amount, language, whole=True)
    elif clause.places is not None:
        amount = show_number(clause.places.normalize(), language)
    name = capfirst(gettext(clause.get_form_display()))
    return Thing(
        anchor=f"clause-{clause.pk}",
        title=f"{name}: {amount}" if amount else name,
        origin=gettext("Contract %(number)s") % {"number": contract.number},
        text=clause.text,
    )


def _talks(member: Membership, chain: Chain) -> Span:
    standing = chain.standing
    held = [day for talk in standing if (day := talk.conversation.held_on)]
    line = ""
    if held:
        line = gettext("last one %(day)s") % {"day": shown(max(held))}
    elif standing:
        day = timezone.localtime(standing[0].conversation.planned_at).date()
        line = gettext("planned for %(day)s") % {"day": shown(day)}
    return Span(
        key=Key.TALKS,
        name=ngettext("Conversation", "Conversations", len(standing)),
        figure=str(len(standing)) if standing else "",
        line=line,
        things=[_of_talk(member, talk) for talk in chain.talks],
        is_complete=bool(held),
    )


def _of_talk(member: Membership, talk: Talk) -> Thing:
    one = talk.conversation
    day = one.held_on or timezone.localtime(one.planned_at).date()
    is_off = one.state == ConversationState.CANCELLED
    return Thing(
        anchor=f"talk-{one.pk}",
        title=gettext("Conversation on %(day)s") % {"day": shown(day)},
        url=address(member, "dialogue:conversation", one.pk),
        origin=gettext("about this contract"),
        origin_url=f"#{Key.LINE}",
        badge=(gettext(talk.state_name), talk.meaning),
        hands=None if is_off else (talk.procurement, talk.hr),
    )


def _commitments(member: Membership, chain: Chain) -> Span:
    number = len(chain.agreements)
    confirmed = sum(agreement.meaning == "done" for agreement in chain.agreements)
    ours = [one.school or chain.goes_on(one.commitment.pk) for one in chain.agreements]
    told = {"confirmed": confirmed, "number": number}
    return Span(
        key=Key.COMMITMENTS,
        name=ngettext("Commitment", "Commitments", number),
        figure=str(number) if number else "",
        line=gettext("%(confirmed)s of %(number)s confirmed") % told if number else "",
        things=[_of_agreement(member, agreement) for agreement in chain.agreements],
        is_complete=bool(ours) and all(ours),
    )


def _of_agreement(member: Membership, agreement: Agreement) -> Thing:
    one = agreement.commitment
    talk = one.conversation
    told = {"day": shown(one.due)}
    by = gettext("We do this by %(day)s.") if agreement.is_ours else gettext("By %(day)s.")
    return Thing(
        anchor=f"commitment-{one.pk}",
        title=one.what,
        url=address(member, "dialogue:commitment", one.pk),
        origin=gettext("from the conversation of %(day)s") % {"day": shown(talk.held_on)}
        if talk and talk.held_on
        else "",
        origin_url=f"#talk-{talk.pk}" if talk else "",
        text=by % told,
        badge=(gettext(agreement.state_name), agreement.meaning),
    )


def _jobs(member: Membership, chain: Chain) -> Span:
    counters = counted(chain)
    figures = [in_jobs(one.jobs.exact, 2) for one in counters]
    line = ""
    if counters:
        line = gettext("in %(month)s") % {"month": date_format(counters[0].month.first, "F Y")}
    if len(counters) > 1:  # never added up: the other counter stands in words beside it
        line = gettext("and %(jobs)s on our own payroll") % {"jobs": figures[1]}
    is_one = bool(counters) and counters[0].jobs.rounded(2) == 1
    return Span(
        key=Key.JOBS,
        name=ngettext("Counted job", "Counted jobs", 1 if is_one or not counters else 2),
        figure=figures[0] if figures else "",
        line=line,
        things=[_of_counter(member, one) for one in counters],
        is_complete=any(one.of_year.exact for one in counters),
    )


def _of_counter(member: Membership, counter: Counted) -> Thing:
    told = {
        "jobs": in_jobs(counter.jobs.exact, 2),
        "month": date_format(counter.month.first, "F Y"),
        "hours": in_hours(counter.hours),
        "one": in_hours(counter.one_job),
        "year": counter.month.year,
        "of_year": in_jobs(counter.of_year.exact, 2),
    }
    text = gettext(
        "%(hours)s that count, divided by %(one)s a month. Over %(year)s that is %(of_year)s jobs."
    )
    if counter.is_statutory:
        title = gettext("%(jobs)s jobs on our own payroll and hired in, in %(month)s")
        part = "statutory"
    else:
        title = gettext("%(jobs)s jobs via procurement in %(month)s")
        part = "via-procurement"
    if len(counter.placements) == 1:
        [one] = counter.placements
        origin = gettext("from the placement of %(person)s") % {"person": one.pseudonym}
        origin_url = f"#placement-{one.pk}"
    else:
        origin = gettext("from %(number)s placements") % {"number": len(counter.placements)}
        origin_url = f"#{Key.PLACEMENTS}"
    url = f"{address(member, 'placements:figures')}?year={counter.month.year}#{part}"
    return Thing(
        anchor=f"jobs-{part}",
        title=title % told,
        url=url,
        origin=origin,
        origin_url=origin_url,
        text=text % told,
    )
