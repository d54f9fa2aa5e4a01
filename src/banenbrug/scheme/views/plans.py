"""The plan as it is read, in its versions, with the remarks on each of its parts."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.scheme.access import application_for
from banenbrug.scheme.actions import applications, plans
from banenbrug.scheme.forms.plans import CommentForm
from banenbrug.scheme.models import Application, PlanComment, PlanVersion
from banenbrug.scheme.queries.marks import last_mark
from banenbrug.scheme.queries.plans import comments_on, versions_of
from banenbrug.scheme.queries.whole_plan import WholePlan, readable, whole_plan
from banenbrug.scheme.rules.states import HOLDS_HOURS, ApplicationState, Side, Step
from banenbrug.scheme.views.shared import act, at, dossier_context, may_act, side_of
from banenbrug.scheme.views.steps import taken

PART_NAMES = {
    "goal": N_("Goal"),
    "situation": N_("Where you stand now"),
    "approach": N_("Approach"),
    "securing": N_("Securing"),
}
COST = "cost"


@dataclass(frozen=True)
class Part:
    """One part of a plan with what was said of it, and the form to say more, if that is open."""

    key: str
    name: str
    text: str
    remarks: list[PlanComment]
    form: CommentForm | None


def plan(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """The latest version of a plan that this reader may see."""
    return _plan_page(request, application_for(request.member, pk))


def plan_version(request: ScopedRequest, organisation: str, pk: int, number: int) -> HttpResponse:
    """One version of a plan, as it was."""
    return _plan_page(request, application_for(request.member, pk), number=number)


@require_POST
@once
def comment(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Say something about one part of the version that is read."""
    found = application_for(request.member, pk, to_act=True)
    part = request.POST.get("part", "")
    form = CommentForm(request.POST, part=part)
    here = at(request.member, "scheme:plan", pk)
    answer = taken(
        request,
        form,
        lambda filled: plans.comment(
            by=request.member,
            version=_version_with(found, number=filled["version"], part=part),
            part=part,
            text=filled["text"],
            now=timezone.now(),
        ),
        done=gettext("The others can read your remark."),
        to=f"{here}#{part}",
    )
    return answer or _plan_page(request, found, remark=form)


@require_POST
def offer_plan(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Give the plan to the hogeschool, as the adviser."""
    found = application_for(request.member, pk, to_act=True)
    return act(
        request,
        lambda: plans.offer_plan(by=request.member, application=found, now=timezone.now()),
        done=gettext("The hogeschool can read the plan. It gets a letter."),
        to=at(request.member, "scheme:plan", pk),
    )


def names_of_parts(plan: WholePlan) -> dict[str, str]:
    """The parts of a plan that can be remarked on, by their key, in reading order."""
    return {
        **{key: gettext(name) for key, name in PART_NAMES.items()},
        **{line.part: line.activity.title for line in plan.lines},
        COST: gettext("Hours and cost"),
    }


def _version_with(application: Application, *, number: int, part: str) -> PlanVersion:
    """The version that a remark is about; 404 where it has no such part."""
    version = get_object_or_404(PlanVersion, application=application, number=number)
    if part not in names_of_parts(whole_plan(version)):
        raise Http404("No such part.")
    return version


def _plan_page(
    request: ScopedRequest,
    application: Application,
    *,
    number: int | None = None,
    remark: CommentForm | None = None,
) -> HttpResponse:
    member, is_returned = request.member, application.state == ApplicationState.RETURNED
    here = at(member, "scheme:plan", application.pk)
    context = dossier_context(request, application.request, current=here, application=application)
    versions = readable(versions_of(application), side=side_of(member))
    shown = _shown(versions, number)
    if shown is not None:
        plan = whole_plan(shown)
        asks = shown == versions[0] and _takes_remarks(request, application, shown)
        context |= _told(plan, asks=asks, remark=remark) | _buttons(request, application, plan)
    return render(
        request,
        "scheme/plan.html",
        {
            **context,
            "form": remark,
            "version": shown,
            "versions": versions,
            "is_latest": shown is not None and shown == versions[0],
            "returned": last_mark(application, Step.RETURN) if is_returned else None,
        },
    )


def _shown(versions: list[PlanVersion], number: int | None) -> PlanVersion | None:
    if number is None:
        return versions[0] if versions else None
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        raise Http404("No such version for this reader.")
    return found


def _takes_remarks(request: ScopedRequest, application: Application, shown: PlanVersion) -> bool:
    is_open = ApplicationState(application.state) in HOLDS_HOURS
    return is_open and shown.offered_at is not None and may_act(request.member)


def _told(plan: WholePlan, *, asks: bool, remark: CommentForm | None) -> dict[str, object]:
    """The parts of a plan with what was said of them; with `asks` a form to say more at each."""
    version, names = plan.version, names_of_parts(plan)
    said = comments_on(version) if version.offered_at else {}

    def form_of(key: str) -> CommentForm | None:
        if remark is not None and remark.about == key:
            return remark
        blank = CommentForm(part=key, initial={"version": version.number, "part": key})
        return blank if asks else None

    parts = [
        Part(key, name, getattr(version, key, ""), said.get(key, []), form_of(key))
        for key, name in names.items()
    ]
    texts = len(PART_NAMES)
    return {
        "plan": plan,
        "parts": parts[:texts],
        "activity_parts": parts[texts:-1],
        "cost_part": parts[-1],
    }


def _buttons(
    request: ScopedRequest, application: Application, plan: WholePlan
) -> dict[str, object]:
    """What this reader can do with the plan now, and why not."""
    side, state = side_of(request.member), ApplicationState(application.state)
    if not may_act(request.member):
        return {}
    if side is Side.FUND:
        return {"may_decide": state in (ApplicationState.SUBMITTED, ApplicationState.WAITING)}
    if side is Side.ADVISER:
        may_write = plans.why_not_write(application, side=side) is None
        offers = may_write and plan.version.offered_at is None
        return {
            "may_write": may_write,
            "offers": offers,
            "why_not_offer": plans.why_not_offer(plan.version) if offers else None,
        }
    submits = state in (ApplicationState.DRAFT, ApplicationState.RETURNED)
    return {
        "submits": submits,
        "why_not_submit": _why_not_submit(application) if submits else None,
    }


def _why_not_submit(application: Application) -> Refusal | None:
    return applications.why_not_submit(application, side=Side.SCHOOL, today=timezone.localdate())
