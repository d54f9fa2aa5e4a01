"""The plan: drafted by the adviser, in versions that stay; read and remarked by the hogeschool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from banenbrug.foundation.refusals import Refusal, Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions.applications import new_application
from banenbrug.scheme.actions.marks import actor, mark
from banenbrug.scheme.letters import send
from banenbrug.scheme.models import Application, PlanActivity, PlanComment, PlanVersion, Request
from banenbrug.scheme.queries.locking import locked_application, locked_request
from banenbrug.scheme.queries.plans import activities_of, hours_of, latest_version
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.hours import why_not_hours
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_side
from banenbrug.scheme.rules.states import HOLDS_HOURS, ApplicationState, RequestState, Side
from banenbrug.scheme.rules.support import SUPPORT, SupportKind
from banenbrug.scheme.rules.words import not_now


@dataclass(frozen=True)
class Planned:
    """One activity as the adviser fills it in."""

    kind: str
    title: str
    hours: Decimal
    days: tuple[date, ...] = ()
    procurement: str = ""
    hr: str = ""
    supplier: str = ""
    contract: str = ""


@dataclass(frozen=True)
class Texts:
    """The texts of a plan."""

    goal: str = ""
    situation: str = ""
    approach: str = ""
    securing: str = ""


@transaction.atomic
def start_plan(*, by: Membership, request: Request, now: datetime, today: date) -> Application:
    """Begin a plan after the intake talk; a request may have several."""
    request, doer = locked_request(request.pk), actor(by)
    refuse(why_not_side(Side.ADVISER, doer.side))
    if request.state != RequestState.PLANNING:
        refuse(not_now(RequestState(request.state)))
    waiting = Application.objects.filter(
        request=request, state=ApplicationState.DRAFT.value
    ).order_by("number")
    application = waiting.first()  # one that was made at the request, and is still without a plan
    if application is None:
        count = Application.objects.filter(request=request).count()
        application = new_application(request, number=count + 1, today=today)
    if latest_version(application) is None:
        _new_version(application, by=by, now=now, before=None)
        mark("start_plan", request, by=doer, now=now, application=application)
    return application


@transaction.atomic
def write_plan(
    *,
    by: Membership,
    application: Application,
    texts: Texts,
    activities: Sequence[Planned],
    now: datetime,
) -> PlanVersion:
    """Keep the plan. What was offered stays as it was: writing then begins a next version."""
    application = _open_for_adviser(by, application)
    version = latest_version(application)
    if version is None or version.offered_at is not None:
        version = _new_version(application, by=by, now=now, before=version)
    for name in dossiers.PLAN_PARTS:
        refusal = dossiers.why_not_text(getattr(texts, name))
        if refusal is not None:
            raise Refused(refusal, field=name)
        setattr(version, name, getattr(texts, name).strip())
    version.made_by, version.made_at = by.name, now
    version.save()
    PlanActivity.objects.filter(version=version).delete()
    for position, planned in enumerate(activities, start=1):
        _plan_activity(version, position, planned, kinds=application.scheme.kinds)
    return version


def _plan_activity(
    version: PlanVersion, position: int, planned: Planned, *, kinds: Sequence[str]
) -> None:
    prefix = f"activities-{position - 1}-"
    for refusal, field in (
        (dossiers.why_not_kind(kind=planned.kind, kinds=kinds), "kind"),
        (why_not_hours(planned.hours), "hours"),
        (dossiers.why_not_lab(kind=planned.kind, supplier=planned.supplier), "supplier"),
    ):
        if refusal is not None:
            raise Refused(refusal, field=prefix + field)
    PlanActivity.objects.create(
        **version.parties,
        version=version,
        position=position,
        kind=planned.kind,
        title=planned.title.strip(),
        hours=planned.hours,
        days=sorted(planned.days),
        procurement=planned.procurement.strip(),
        hr=planned.hr.strip(),
        supplier=planned.supplier.strip(),
        contract=planned.contract.strip(),
    )


@transaction.atomic
def offer_plan(*, by: Membership, application: Application, now: datetime) -> PlanVersion:
    """Give the plan to the hogeschool: this version changes no more."""
    application = _open_for_adviser(by, application)
    version = latest_version(application)
    refuse(why_not_offer(version))
    assert version is not None
    version.offered_at = now
    version.save(update_fields=["offered_at"])
    request = application.request
    mark("offer_plan", request, by=actor(by), now=now, application=application)
    says = {"adviser": by.name, "number": version.number, "plan_hours": hours_of(version)}
    send(
        LetterKind.PLAN_READY,
        request,
        to=Side.SCHOOL,
        says=says,
        now=now,
        application=application,
    )
    return version


def why_not_offer(version: PlanVersion | None) -> Refusal | None:
    """Why the plan cannot be offered yet, if so."""
    if version is None:
        return dossiers.why_not_offer(activities=0, goal="")
    if version.offered_at is not None:
        return dossiers.already_offered(version.number)
    planned = activities_of(version)
    for activity in planned:
        needed = SUPPORT[SupportKind(activity.kind)].days
        refusal = dossiers.why_not_days(
            days=len(activity.days), needed=needed, title=activity.title
        )
        if refusal is not None:
            return refusal
    return dossiers.why_not_offer(activities=len(planned), goal=version.goal)


@transaction.atomic
def comment(
    *, by: Membership, version: PlanVersion, part: str, text: str, now: datetime
) -> PlanComment:
    """Say something about one part of a version that was offered."""
    version = PlanVersion.objects.select_related("application__request").get(pk=version.pk)
    if version.offered_at is None:
        refuse(dossiers.why_not_submit_plan(offered=False))
    state = ApplicationState(version.application.state)
    refuse(None if state in HOLDS_HOURS else not_now(state))
    refusal = dossiers.why_not_comment(text) or dossiers.why_not_text(text)
    if refusal is not None:
        raise Refused(refusal, field="text")
    doer = actor(by)
    made = PlanComment.objects.create(
        **version.parties,
        version=version,
        part=part,
        text=text.strip(),
        side=doer.side.value,
        by=by.name,
        at=now,
    )
    if doer.side is Side.SCHOOL:
        says = {"by": by.name, "school": by.organisation.name, "number": version.number}
        send(
            LetterKind.PLAN_REMARK,
            version.application.request,
            to=Side.ADVISER,
            says=says,
            now=now,
            application=version.application,
        )
    return made


def why_not_write(application: Application, *, side: Side) -> Refusal | None:
    """Why nobody on this side works on the plan now, if so."""
    state = ApplicationState(application.state)
    is_open = state in dossiers.PLAN_STATES
    return why_not_side(Side.ADVISER, side) or (None if is_open else not_now(state))


def _open_for_adviser(by: Membership, application: Application) -> Application:
    application = locked_application(application.pk)
    refuse(why_not_write(application, side=actor(by).side))
    return application


def _new_version(
    application: Application, *, by: Membership, now: datetime, before: PlanVersion | None
) -> PlanVersion:
    return PlanVersion.objects.create(
        **application.parties,
        application=application,
        number=before.number + 1 if before else 1,
        rate=application.scheme.rate,
        made_by=by.name,
        made_at=now,
    )
