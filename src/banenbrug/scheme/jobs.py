"""Work of schemes that the worker does: handing out free hours, reminders, what lapses."""

from django.utils import timezone
from procrastinate.contrib.django import app

from banenbrug.engine.work import job
from banenbrug.organisations.actions import invite_first
from banenbrug.organisations.models import Organisation
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Kind, Role
from banenbrug.scheme.actions.entrance import forget_unconfirmed
from banenbrug.scheme.actions.evaluations import remind
from banenbrug.scheme.actions.queue import hand_out_next
from banenbrug.scheme.actions.requests import lapse_request
from banenbrug.scheme.letters import send, send_known_school
from banenbrug.scheme.models import Request
from banenbrug.scheme.queries.evaluations import open_evaluations
from banenbrug.scheme.queries.overdue import requests_to_lapse
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.states import Side
from banenbrug.scheme.rules.support import ROLE_OF, Applicant


@job(name="scheme.hand_out")
def hand_out(*, organisation_id: int, scheme_id: int) -> None:
    """Give hours that came free to the first that waits, in the scope of the fund.

    One application a job; the next one is a job of its own, until nobody waits or too few are free.
    """
    if hand_out_next(scheme_id=scheme_id, now=timezone.now()):
        hand_out.defer(organisation_id=organisation_id, scheme_id=scheme_id)


@app.periodic(cron="5 6 * * *")
@app.task(name="scheme.every_morning", queueing_lock="scheme.every_morning")
def every_morning(timestamp: int) -> None:
    """Let each fund look at its days: reminders, what lapsed, and addresses nobody confirmed."""
    for fund in Organisation.objects.filter(kind=Kind.FUND.value).order_by("pk"):
        look_at_days.defer(organisation_id=fund.pk)


@job(name="scheme.look_at_days")
def look_at_days(*, organisation_id: int) -> None:
    """The days of one fund. The same again on a day changes nothing."""
    now, today = timezone.now(), timezone.localdate()
    for evaluation in open_evaluations(fund_id=organisation_id):
        remind(evaluation=evaluation, now=now, today=today)
    for request in requests_to_lapse(fund_id=organisation_id, today=today):
        lapse.defer(organisation_id=organisation_id, request_id=request.pk)
    forget_unconfirmed(fund_id=organisation_id, now=now)


@job(name="scheme.lapse")
def lapse(*, organisation_id: int, request_id: int) -> None:
    """End one request of a scheme that is over, if nobody ended it meanwhile.

    A job for each: whoever holds the totals of a scheme waits for no other request.
    """
    due = requests_to_lapse(fund_id=organisation_id, today=timezone.localdate())
    for request in due.filter(pk=request_id):
        lapse_request(request=request, now=timezone.now())


@job(name="scheme.open_first_door")
def open_first_door(*, organisation_id: int, request_id: int) -> None:
    """Invite who asked as the first keyholder of a hogeschool, in the hogeschool's own scope.

    Where people work already, they are told instead: they invite their colleagues themselves. Where
    a colleague is invited and still to come in, who asked hears that.
    """
    request = Request.objects.select_related("school", "fund", "scheme").get(pk=request_id)
    now = timezone.now()
    if active_people(organisation_id).exists():
        says = {
            "name": request.applicant_name,
            "email": request.applicant_email,
            "scheme": request.scheme.name,
        }
        send(LetterKind.COLLEAGUE_ASKED, request, to=Side.SCHOOL, says=says, now=now)
        send_known_school.defer(organisation_id=organisation_id, request_id=request_id)
        return
    role = ROLE_OF.get(Applicant(request.applicant_role)) if request.applicant_role else None
    invited = invite_first(
        organisation=request.school,
        email=request.applicant_email,
        name=request.applicant_name,
        role=Role(role or Role.COORDINATOR.value),
        sender=request.fund.name,
        now=now,
    )
    if invited != request.applicant_email:
        send_known_school.defer(organisation_id=organisation_id, request_id=request_id)
