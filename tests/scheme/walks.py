"""Walks through a scheme of 40 hours that together send every letter there is."""

from collections.abc import Callable
from datetime import timedelta

from banenbrug.scheme.actions import (
    activities,
    applications,
    decisions,
    entrance,
    evaluations,
    hands,
    plans,
    queue,
    requests,
)
from banenbrug.scheme.jobs import open_first_door
from banenbrug.scheme.models import Evaluation, Scheme
from banenbrug.scheme.queries.plans import latest_version
from tests.scheme.course import Course, acting

Walk = Callable[[Course, Scheme], object]


def asking(course: Course, scheme: Scheme) -> None:
    """A colleague is asked to take part."""
    draft = course.draft(scheme)
    with acting(course.cast.waterland.hr) as hr:
        hands.ask_hand(
            by=hr,
            request=draft,
            hand="procurement",
            name="Iris Bos",
            email="iris@w.example",
            now=course.now,
        )


def to_settlement(course: Course, scheme: Scheme) -> None:
    """A remark, hours that are disputed, an evaluation that is asked back, and the settlement."""
    application = course.plan(course.planning(scheme))
    with acting(course.cast.waterland.hr) as hr:
        version = latest_version(application)
        assert version is not None
        plans.comment(by=hr, version=version, part="goal", text="Kan het eerder?", now=course.now)
    application = course.submit(application)
    with acting(course.cast.officer) as officer:
        decisions.grant(by=officer, application=application, remark="", now=course.now)
    activity = course.held(application)
    work = course.entered(activity)
    with acting(course.cast.waterland.hr) as hr:
        activities.dispute_work(by=hr, work=work, remark="Dit was korter", now=course.now)
    course.confirmed(work)
    evaluation = course.evaluated(activity)
    with acting(course.cast.officer) as officer:
        evaluations.ask_back(by=officer, evaluation=evaluation, reason="Wie?", now=course.now)
    course.accepted(activity)
    course.settle(application)


def reminders(course: Course, scheme: Scheme) -> None:
    """An evaluation that nobody writes, until it is late."""
    activity = course.held(course.granted(scheme))
    for days in (7, 12, 15):
        with acting(course.cast.officer):
            evaluations.remind(
                evaluation=Evaluation.objects.get(activity=activity),
                now=course.now,
                today=course.today + timedelta(days=days),
            )


def waived(course: Course, scheme: Scheme) -> None:
    """The fund does without an evaluation that never comes."""
    activity = course.held(course.granted(scheme))
    with acting(course.cast.officer) as officer:
        evaluations.waive_evaluation(
            by=officer,
            evaluation=Evaluation.objects.get(activity=activity),
            reason="Vertrokken",
            now=course.now,
        )


def waiting(course: Course, scheme: Scheme) -> None:
    """One plan comes back and is rejected; the one that waited gets its hours, and withdraws."""
    first = course.application(scheme, hours="30")
    second = course.application(scheme, hours="24", school=course.cast.heuvelrug)
    with acting(course.cast.officer) as officer:
        decisions.return_application(
            by=officer, application=first, reason="Maak het kleiner", now=course.now
        )
        decisions.reject(by=officer, application=first, reason="Toch niet", now=course.now)
        assert queue.hand_out_next(scheme_id=scheme.pk, now=course.now)
    with acting(course.cast.heuvelrug.hr) as hr:
        applications.withdraw_application(
            by=hr, application=second, reason="Nu niet", now=course.now
        )


def ahead(course: Course, scheme: Scheme) -> None:
    """An officer gives hours ahead of the order."""
    first = course.application(scheme, hours="30")
    second = course.application(scheme, hours="24", school=course.cast.heuvelrug)
    with acting(course.cast.officer) as officer:
        decisions.reject(by=officer, application=first, reason="Toch niet", now=course.now)
        queue.claim_ahead(by=officer, application=second, reason="Haast", now=course.now)


def endings(course: Course, scheme: Scheme) -> None:
    """A request is withdrawn, another one lapses, and one is closed."""
    request = course.planning(scheme)
    with acting(course.cast.waterland.hr) as hr:
        requests.withdraw_request(by=hr, request=request, reason="Later", now=course.now)
    lapsing = course.submitted(scheme, course.cast.heuvelrug)
    closing = course.submitted(scheme, course.cast.heuvelrug)
    with acting(course.cast.officer) as officer:
        requests.lapse_request(request=lapsing, now=course.now)
        requests.close_request(by=officer, request=closing, reason="Stil", now=course.now)


def by_mail(course: Course, scheme: Scheme) -> None:
    """An officer enters requests that came by mail: of a new hogeschool, and of one that is in."""
    new = entrance.school_of(brin="", name="Hogeschool Nieuw", now=course.now)
    for school in (new, course.cast.heuvelrug.organisation):
        with acting(course.cast.officer) as officer:
            request = entrance.enter_request(
                by=officer,
                scheme=scheme,
                school=school,
                name="Iris Bos",
                email="iris@nieuw.example",
                applicant="buyer",
                question="Hoe beginnen we?",
                phase="no_policy",
                received_at=course.now,
                reason="Kwam per mail",
                now=course.now,
            )
        open_first_door.func(organisation_id=school.pk, request_id=request.pk)


WALKS: tuple[Walk, ...] = (
    asking,
    to_settlement,
    reminders,
    waived,
    waiting,
    ahead,
    endings,
    by_mail,
)
