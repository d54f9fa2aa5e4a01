"""Papers of a dossier as PDFs, and the same as blank forms for the public page."""

from collections.abc import Mapping

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.organisations.frame import ScopedRequest
from banenbrug.scheme.access import activity_for, application_for
from banenbrug.scheme.models import Activity, Application, Evaluation, Scheme
from banenbrug.scheme.queries.evaluations import TO_BE_WRITTEN, account_of
from banenbrug.scheme.queries.marks import last_mark
from banenbrug.scheme.queries.plans import cost, latest_offered, rate_of, submitted_version
from banenbrug.scheme.queries.requests import hands_of
from banenbrug.scheme.queries.schemes import published
from banenbrug.scheme.queries.whole_plan import WholePlan, whole_plan
from banenbrug.scheme.rules.states import IS_GRANTED, ApplicationState, Step
from banenbrug.scheme.rules.support import APPLICANTS, PHASES, SUPPORT, SupportKind
from banenbrug.web.papers import paper

Answer = FileResponse | HttpResponse


def application_paper(request: ScopedRequest, organisation: str, pk: int) -> Answer:
    """The application as it was submitted."""
    found = application_for(request.member, pk)
    if found.submitted_at is None:
        raise Http404("Not submitted yet.")
    dossier = found.request
    context = {
        "scheme": found.scheme,
        "dossier": dossier,
        "application": found,
        "plan": whole_plan(submitted_version(found)),
        "hands": [hand for hand in hands_of(dossier).values() if hand.given_at],
        "phase": PHASES.get(dossier.phase, ""),
        "applicant": APPLICANTS.get(dossier.applicant_role, ""),
        "wishes": [SUPPORT[SupportKind(wish)].name for wish in dossier.wishes],
    }
    title = gettext("Application of %(school)s") % {"school": dossier.school.name}
    return _paper(request, "application", context, title=title)


def plan_paper(request: ScopedRequest, organisation: str, pk: int) -> Answer:
    """The plan as it was submitted, or else as it was last offered."""
    found = application_for(request.member, pk)
    title = gettext("Plan of %(school)s") % {"school": found.request.school.name}
    context = {
        "scheme": found.scheme,
        "dossier": found.request,
        "application": found,
        "plan": _plan_of(found),
    }
    return _paper(request, "plan", context, title=title)


def grant_paper(request: ScopedRequest, organisation: str, pk: int) -> Answer:
    """The letter with which the fund grants hours to a hogeschool."""
    found = application_for(request.member, pk)
    if ApplicationState(found.state) not in IS_GRANTED:
        raise Http404("Not granted.")
    plan = whole_plan(submitted_version(found))
    context = {
        "scheme": found.scheme,
        "dossier": found.request,
        "application": found,
        "plan": plan,
        "granted_cost": cost(found.granted, plan.version.rate),
        "decision": last_mark(found, Step.GRANT),
    }
    title = gettext("Grant to %(school)s") % {"school": found.request.school.name}
    return _paper(request, "grant", context, title=title)


def evaluation_paper(request: ScopedRequest, organisation: str, pk: int) -> Answer:
    """The account of an activity as it was submitted."""
    found = activity_for(request.member, pk)
    submitted = Evaluation.objects.exclude(state__in=TO_BE_WRITTEN)
    told = get_object_or_404(submitted, activity=found)
    title = gettext("Evaluation of “%(title)s”") % {"title": found.title}
    return _paper(request, "evaluation", _evaluation(found, told), title=title)


def blank_application(request: HttpRequest, scheme: str) -> Answer:
    """The application form of a scheme on its public page, to fill in by hand."""
    return _blank(request, scheme, "application", title=gettext("Application form"))


def blank_evaluation(request: HttpRequest, scheme: str) -> Answer:
    """The evaluation form of a scheme on its public page, to fill in by hand."""
    return _blank(request, scheme, "evaluation", title=gettext("Evaluation form"))


def _evaluation(activity: Activity, told: Evaluation) -> dict[str, object]:
    application = activity.application
    return {
        "scheme": application.scheme,
        "dossier": application.request,
        "activity": activity,
        "kind": SUPPORT[SupportKind(activity.kind)].name,
        "evaluation": told,
        "account": account_of(activity, rate=rate_of(application)),
    }


def _plan_of(application: Application) -> WholePlan:
    """The version that was submitted, or else offered; 404 while there is none."""
    if application.submitted_at is not None:
        return whole_plan(submitted_version(application))
    version = latest_offered(application)
    if version is None:
        raise Http404("No plan was offered yet.")
    return whole_plan(version)


def _blank(request: HttpRequest, slug: str, name: str, *, title: str) -> Answer:
    scheme: Scheme = get_object_or_404(published(), slug=slug)
    context = {
        "scheme": scheme,
        "blank": True,
        "phases": list(PHASES.values()),
        "applicants": list(APPLICANTS.values()),
        "kinds": [SUPPORT[SupportKind(kind)].name for kind in scheme.kinds],
        "ratings": range(1, 6),
        "rows": range(4),
    }
    return _paper(request, name, context, title=f"{title}, {scheme.name}")


def _paper(request: HttpRequest, name: str, context: Mapping[str, object], *, title: str) -> Answer:
    template = f"scheme/papers/{name}.html"
    return paper(request, template, context, title=title, today=timezone.localdate())
