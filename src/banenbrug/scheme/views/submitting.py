"""Handing a plan in, and taking it back, as the hogeschool."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from banenbrug.foundation.hours import format_hours
from banenbrug.foundation.refusals import Refusal
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.scheme.access import application_for
from banenbrug.scheme.actions import applications
from banenbrug.scheme.forms.applications import SubmitForm, WithdrawForm
from banenbrug.scheme.models import Application
from banenbrug.scheme.queries.plans import latest_offered
from banenbrug.scheme.queries.room import Room, room_for
from banenbrug.scheme.queries.whole_plan import whole_plan
from banenbrug.scheme.rules.moves import why_not_move
from banenbrug.scheme.rules.states import Side, Step
from banenbrug.scheme.views.shared import at, side_of
from banenbrug.scheme.views.steps import step_page, taken
from banenbrug.web.templatetags.bb import clock, day
from banenbrug.web.words import active_language


@once
def submit_application(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Hand the plan in with the form of the scheme; say what will happen with its hours."""
    member = request.member
    found = application_for(member, pk, to_act=True)
    applications.count_in_year(found, today=timezone.localdate())
    offered = latest_offered(found)
    form = SubmitForm(
        request.POST or None,
        initial={
            "version": offered.number if offered else None,
            "expected": found.expected,
            "mandate_name": found.mandate_name,
            "mandate_role": found.mandate_role,
        },
    )
    answer = taken(
        request,
        form,
        lambda filled: applications.submit_application(
            by=member,
            application=found,
            now=timezone.now(),
            today=timezone.localdate(),
            **filled,
        ),
        done=_received,
        to=at(member, "scheme:application", pk),
    )
    if answer is not None:
        return answer
    if form.is_bound and offered:  # the page shows the latest version again, so that one is read
        form.data = {**request.POST.dict(), "version": offered.number}
    plan = whole_plan(offered) if offered else None
    room = room_for(found, asked=plan.hours) if plan else None
    verdict = _why_not(found, side=side_of(member), room=room)
    return step_page(
        request,
        found.request,
        form=form,
        heading=gettext("Submit the plan"),
        submit=gettext("Submit the plan"),
        back=at(member, "scheme:plan", pk),
        verdict=verdict,
        template="scheme/submit_application.html",
        more={
            "application": found,
            "plan": plan,
            "room": room,
            "follows": _what_follows(found, room) if room else [],
            "misses_hand": verdict is not None and verdict.code.startswith("commitment_of"),
        },
    )


@once
def withdraw_application(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Take a plan back before its hours are granted."""
    member = request.member
    found = application_for(member, pk, to_act=True)
    form = WithdrawForm(request.POST or None)
    answer = taken(
        request,
        form,
        lambda filled: applications.withdraw_application(
            by=member, application=found, reason=filled["reason"], now=timezone.now()
        ),
        done=gettext("The application is withdrawn."),
        to=at(member, "scheme:dossier", found.request_id),
    )
    if answer is not None:
        return answer
    return step_page(
        request,
        found.request,
        form=form,
        heading=gettext("Withdraw the application"),
        submit=gettext("Withdraw the application"),
        back=at(member, "scheme:application", pk),
        verdict=why_not_move(Step.WITHDRAW_APPLICATION, state=found.state, side=side_of(member)),
        more={"follows": _after_withdrawal(found), "ends": True},
    )


def _why_not(application: Application, *, side: Side, room: Room | None) -> Refusal | None:
    refusal = applications.why_not_submit(application, side=side, today=timezone.localdate())
    return refusal or (room.why_not if room else None)


def _what_follows(application: Application, room: Room) -> list[str]:
    """What happens on submission as things stand now; another may come in before."""
    values = {"hours": format_hours(room.more, active_language()), "queue": room.queue}
    keeps = application.place is not None
    lines = [
        gettext("You keep place %(place)s in the order of receipt.") % {"place": application.place}
        if keeps
        else gettext("You get a place in the order of receipt, with the instant of receipt.")
    ]
    if not room.waits:
        if room.more:
            lines.append(gettext("%(hours)s hours are set aside for you at once.") % values)
        lines.append(gettext("The fund decides about your plan. You get a letter."))
        return lines
    others = room.queue - (1 if room.has_turn else 0)
    waits = gettext("There are not enough free hours, so %(hours)s hours go to the waiting list.")
    lines.append(waits % values)
    if others:
        lines.append(
            ngettext(
                "%(others)s other application waits now.",
                "%(others)s other applications wait now.",
                others,
            )
            % {"others": others}
        )
    lines.append(gettext("When hours come free, they go to who waits longest. You get a letter."))
    return lines


def _after_withdrawal(application: Application) -> list[str]:
    lines = [gettext("This plan can no longer be submitted. You can make a new one.")]
    if application.claimed:
        lines.append(
            gettext("%(hours)s hours that were set aside for you go to others.")
            % {"hours": format_hours(application.claimed, active_language())}
        )
    if application.place is not None:
        lines.append(
            gettext("Your place %(place)s in the order is gone.") % {"place": application.place}
        )
    return lines


def _received(application: Application) -> str:
    """What the database said: the place, the instant, and whether the hours were there."""
    assert application.received_at is not None
    values = {
        "place": application.place,
        "day": day(application.received_at, "sentence"),
        "clock": clock(application.received_at),
        "hours": format_hours(application.hours, active_language()),
        "more": format_hours(application.waits_for, active_language()),
    }
    if application.turn is None:
        words = gettext(
            "Received on %(day)s, %(clock)s: place %(place)s. %(hours)s hours are set aside."
        )
    else:
        words = gettext(
            "Received on %(day)s, %(clock)s: place %(place)s. You wait for %(more)s hours."
        )
    return words % values
