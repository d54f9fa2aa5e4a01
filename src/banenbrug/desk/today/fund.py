"""*Today* of a sector fund: what waits for an officer, and the hours that are free."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.desk.today.page import SHOWN, Page, Quiet, people_quiet, tasks
from banenbrug.desk.today.standing import Figure, Standing
from banenbrug.desk.today.steps import Step, in_order, when_of
from banenbrug.desk.today.support import for_others, steps_of
from banenbrug.desk.today.waiting import Waiting
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right
from banenbrug.scheme.queries.fund_tasks import fund_tasks, open_entries, open_questions
from banenbrug.scheme.queries.receipts import Receipt, open_receipts
from banenbrug.scheme.queries.schemes import Offer, offers, schemes_of_fund
from banenbrug.scheme.queries.tasks import awaited
from banenbrug.scheme.rules.states import Side
from banenbrug.scheme.rules.terms import Phase
from banenbrug.web.templatetags.bb import hours

GOES_ON = (Phase.OPEN, Phase.CLOSED)
MOST_FIGURES = 2


def fund_page(member: Membership, *, now: datetime) -> Page:
    """Gather the page; who only looks after the people sees no schemes."""
    today = timezone.localtime(now).date()
    if not member.has(Right.SEE_SCHEMES):
        return Page(None, None, people_quiet(member), [], 0, (), Standing(()))
    found = offers(schemes_of_fund(member.organisation_id), today=today)
    receipts = open_receipts(member.organisation_id, today=today)
    steps = _steps(member, receipts, today=today)
    others = tasks(steps[1:], today=today)
    return Page(
        next_step=steps[0] if steps else None,
        next_due=when_of(steps[0], today=today) if steps else None,
        quiet=_quiet(member, found),
        tasks=others[:SHOWN],
        open_steps=len(steps),
        waiting=_waiting(member, receipts, today=today),
        standing=_standing(member, found),
        more=_schemes(member, found) if len(others) > SHOWN else "",
    )


def _steps(member: Membership, receipts: Sequence[Receipt], *, today: date) -> list[Step]:
    if not member.has(Right.RUN_SCHEMES):
        return []
    found = fund_tasks(
        receipts,
        entries=open_entries(member.organisation_id),
        questions=open_questions(member.organisation_id),
        fund=member.organisation,
        today=today,
    )
    return in_order(steps_of(found), member=member, today=today)


def _waiting(member: Membership, receipts: Sequence[Receipt], *, today: date) -> list[Waiting]:
    once = {receipt.request.pk: receipt.progress for receipt in receipts}
    found = awaited(once.values(), at=member.organisation, side=Side.FUND, today=today)
    return for_others(found, today=today)


def _standing(member: Membership, found: Sequence[Offer]) -> Standing:
    """The free hours of the schemes that go on, each with how that is counted."""
    shown = [o for o in found if o.phase in GOES_ON and o.scheme.is_published][:MOST_FIGURES]
    return Standing(tuple(_figure(member, offer) for offer in shown))


def _figure(member: Membership, offer: Offer) -> Figure:
    return Figure(
        title=gettext("Hours free in %(scheme)s") % {"scheme": offer.scheme.name},
        value=hours(offer.left, "bare"),
        unit=gettext("of %(total)s") % {"total": hours(offer.purse.total)},
        lines=(
            (gettext("In all"), hours(offer.purse.total)),
            (gettext("Requested"), hours(offer.purse.claimed)),
            (gettext("Granted and not given back"), hours(offer.granted)),
            (gettext("What is left"), hours(offer.left)),
        ),
        url=_scheme(member, offer),
        link=gettext("See the scheme"),
    )


def _quiet(member: Membership, found: Sequence[Offer]) -> Quiet:
    if not found:
        said = gettext("There is no scheme yet. An officer makes one.")
        if member.has(Right.RUN_SCHEMES):
            said = gettext("Make your first scheme. It stays a draft until you publish it.")
        return Quiet(said, _schemes(member, found), gettext("Open the schemes"))
    if member.has(Right.RUN_SCHEMES):
        said = gettext("Everything is decided and read. New requests come here by themselves.")
    else:
        said = gettext("You read along: officers do the work. See where the hours are.")
    return Quiet(said, _schemes(member, found), gettext("See where the hours are"))


def _schemes(member: Membership, found: Sequence[Offer]) -> str:
    """The only scheme that goes on, or else the list of all."""
    going_on = [offer for offer in found if offer.phase in GOES_ON]
    if len(going_on) == 1:
        return _scheme(member, going_on[0])
    return reverse("scheme:schemes", kwargs={"fund": member.organisation.slug})


def _scheme(member: Membership, offer: Offer) -> str:
    slugs = {"fund": member.organisation.slug, "scheme": offer.scheme.slug}
    return reverse("scheme:scheme", kwargs=slugs)
