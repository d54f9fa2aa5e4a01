"""What the fund decides about a plan: grant, return or reject; and who goes before others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Membership
from banenbrug.organisations.once import once
from banenbrug.scheme.access import application_for
from banenbrug.scheme.actions import decisions, queue
from banenbrug.scheme.forms.applications import AheadForm, GrantForm, RejectForm, ReturnForm
from banenbrug.scheme.models import Application
from banenbrug.scheme.queries.plans import latest_offered, submitted_version
from banenbrug.scheme.queries.room import before_in_order, room_for, waiting_before
from banenbrug.scheme.queries.whole_plan import whole_plan
from banenbrug.scheme.rules.hours import no_room
from banenbrug.scheme.rules.moves import why_not_move, why_not_side
from banenbrug.scheme.rules.states import ApplicationState, Side, Step
from banenbrug.scheme.rules.words import name_of
from banenbrug.scheme.views.shared import at, hands_shown, side_of
from banenbrug.scheme.views.steps import step_page, taken
from banenbrug.web.templatetags.bb import hours as in_hours

Decide = Callable[[Membership, Application, str, datetime], Application]


@dataclass(frozen=True)
class Way:
    """One of the three ways to decide: its step, its form, the action, and its words (msgids)."""

    step: Step
    form: type[forms.Form]
    text: str
    decide: Decide
    heading: str
    submit: str
    says: str
    done: str


WAYS: Mapping[str, Way] = {
    "grant": Way(
        Step.GRANT,
        GrantForm,
        "remark",
        lambda by, application, text, now: decisions.grant(
            by=by, application=application, remark=text, now=now
        ),
        N_("Grant"),
        N_("Grant %(hours)s"),
        N_("%(school)s gets the grant letter, and the adviser plans the activities."),
        N_("The hours are granted. %(school)s gets a letter."),
    ),
    "return": Way(
        Step.RETURN,
        ReturnForm,
        "reason",
        lambda by, application, text, now: decisions.return_application(
            by=by, application=application, reason=text, now=now
        ),
        N_("Return with remarks"),
        N_("Return the plan"),
        N_("%(school)s keeps its place and the hours that are set aside, and mends the plan."),
        N_("The plan is returned. %(school)s gets a letter."),
    ),
    "reject": Way(
        Step.REJECT,
        RejectForm,
        "reason",
        lambda by, application, text, now: decisions.reject(
            by=by, application=application, reason=text, now=now
        ),
        N_("Reject"),
        N_("Reject the application"),
        N_("The hours that are set aside go to who waits. This cannot be undone."),
        N_("The application is rejected. %(school)s gets a letter."),
    ),
}


@dataclass(frozen=True)
class Section:
    """A way to decide as the page shows it, with its own form."""

    key: str
    heading: str
    submit: str
    says: str
    form: forms.Form
    verdict: Refusal | None


@once
def decide(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Decide about a plan. Each way has a form of its own, sent with its name as `way`."""
    member = request.member
    found = application_for(member, pk, to_act=True)
    chosen = request.POST.get("way", "")
    sections = [
        _section(key, way, request, found, is_chosen=key == chosen) for key, way in WAYS.items()
    ]
    if chosen in WAYS:
        way = WAYS[chosen]
        form = next(section.form for section in sections if section.key == chosen)
        answer = taken(
            request,
            form,
            lambda filled: way.decide(member, found, filled[way.text], timezone.now()),
            done=gettext(way.done) % _values(found),
            to=at(member, "scheme:application", pk),
        )
        if answer is not None:
            return answer
    else:
        form = sections[0].form
        if request.method == "POST":
            messages.error(request, gettext("Choose what you decide."))
    return _page(request, found, form=form, sections=sections)


@once
def claim_ahead(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Give an application its hours before others that wait longer; say whom it overtakes."""
    member = request.member
    found = application_for(member, pk, to_act=True)
    form = AheadForm(request.POST or None)
    back = at(member, "scheme:application", pk)
    answer = taken(
        request,
        form,
        lambda filled: queue.claim_ahead(
            by=member, application=found, reason=filled["reason"], now=timezone.now()
        ),
        done=gettext("%(school)s has its hours.") % _values(found),
        to=back,
    )
    if answer is not None:
        return answer
    room, wanted = room_for(found, asked=found.hours), found.waits_for
    return step_page(
        request,
        found.request,
        form=form,
        heading=gettext("Give hours ahead of the order"),
        submit=gettext("Give %(hours)s") % {"hours": in_hours(wanted)},
        back=back,
        verdict=why_not_move(Step.CLAIM_AHEAD, state=found.state, side=side_of(member))
        or (no_room(hours=wanted) if room.of_scheme < wanted else None),
        template="scheme/claim_ahead.html",
        more={"application": found, "room": room, "overtaken": waiting_before(found)},
    )


def _section(
    key: str, way: Way, request: ScopedRequest, application: Application, *, is_chosen: bool
) -> Section:
    values = _values(application)
    return Section(
        key=key,
        heading=gettext(way.heading),
        submit=gettext(way.submit) % values,
        says=gettext(way.says) % values,
        form=way.form(request.POST if is_chosen else None, auto_id=f"{key}-%s"),
        verdict=why_not_move(way.step, state=application.state, side=side_of(request.member)),
    )


def _values(application: Application) -> dict[str, str]:
    return {
        "hours": in_hours(application.claimed),
        "school": application.request.school.name,
    }


def _page(
    request: ScopedRequest,
    application: Application,
    *,
    form: forms.Form,
    sections: list[Section],
) -> HttpResponse:
    has_form = application.submitted_at is not None
    version = submitted_version(application) if has_form else latest_offered(application)
    return step_page(
        request,
        application.request,
        form=form,
        heading=gettext("Decide about the plan"),
        submit=gettext("Decide about the plan"),
        back=at(request.member, "scheme:plan", application.pk),
        verdict=why_not_side(Side.FUND, side_of(request.member)),
        template="scheme/decide.html",
        more={
            "application": application,
            "sections": sections,
            "plan": whole_plan(version) if version else None,
            "room": room_for(application, asked=application.hours),
            "before": [
                (other, name_of(ApplicationState(other.state)))
                for other in before_in_order(application)
            ],
            "hands": hands_shown(application.request),
        },
    )
