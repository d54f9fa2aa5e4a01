"""The adviser of a dossier: assigned by the fund, taken in hand by a person, and changed."""

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.actions import found_organisation
from banenbrug.organisations.roles import Kind
from banenbrug.scheme.actions import intake
from banenbrug.scheme.models import Activity, Application, Letter, PlanVersion, Request, Scheme
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db


def test_an_adviser_reads_a_dossier_from_the_moment_it_is_assigned(
    course: Course, scheme: Scheme
) -> None:
    request = course.submitted(scheme)
    adviser = course.cast.adviser
    with acting(adviser):
        assert not Request.objects.exists()
    with acting(course.cast.officer) as officer:
        intake.assign_adviser(
            by=officer, request=request, adviser=adviser.organisation, now=course.now
        )
    with acting(adviser) as by:
        found = intake.take_in_hand(by=by, request=Request.objects.get(), now=course.now)
        kinds = list(Letter.objects.filter(to="adviser").values_list("kind", flat=True))
    assert (found.adviser_person, found.adviser_email) == (adviser.name, adviser.email)
    assert kinds == ["dossier_for_you"]


def test_another_adviser_reads_all_of_it_and_the_former_nothing_any_more(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme)
    course.held(application)
    with acting(course.cast.officer) as officer:
        intake.assign_adviser(
            by=officer,
            request=application.request,
            adviser=course.cast.other_adviser.organisation,
            now=course.now,
        )
    tables = (Request, Application, PlanVersion, Activity, Letter)
    with acting(course.cast.adviser):
        assert [table.objects.count() for table in tables] == [0] * len(tables)
    with acting(course.cast.other_adviser):
        assert all(table.objects.exists() for table in tables)
        assert Request.objects.get().adviser_person == ""


def test_only_an_advisory_organisation_is_assigned_and_only_by_the_fund(
    course: Course, scheme: Scheme
) -> None:
    request = course.submitted(scheme)
    supplier = found_organisation(kind=Kind.SUPPLIER, slug="schoon", name="Schoon", now=course.now)
    with acting(course.cast.officer) as officer:
        with pytest.raises(Refused, match="Choose an advisory organisation") as refused:
            intake.assign_adviser(by=officer, request=request, adviser=supplier, now=course.now)
        assert refused.value.field == "adviser"
    with acting(course.cast.waterland.hr) as hr, pytest.raises(Refused, match="Only the fund"):
        intake.assign_adviser(
            by=hr, request=request, adviser=course.cast.adviser.organisation, now=course.now
        )


def test_a_request_that_is_not_submitted_has_no_adviser_yet(course: Course, scheme: Scheme) -> None:
    request = course.draft(scheme)
    with (
        acting(course.cast.officer) as officer,
        pytest.raises(Refused, match="The hogeschool finishes and submits it first"),
    ):
        intake.assign_adviser(
            by=officer,
            request=request,
            adviser=course.cast.adviser.organisation,
            now=course.now,
        )


def test_homework_is_ticked_off_and_back(course: Course, scheme: Scheme) -> None:
    request = course.planning(scheme)
    with acting(course.cast.waterland.buyer) as buyer:
        [task] = request.homework.all()
        task = intake.do_homework(by=buyer, homework=task, is_done=True, today=course.today)
        assert (task.done_on, task.done_by) == (course.today, "Bram de Wit")
        task = intake.do_homework(by=buyer, homework=task, is_done=False, today=course.today)
        assert (task.done_on, task.done_by) == (None, "")
