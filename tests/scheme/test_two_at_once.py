"""Two people in one dossier at the same moment: neither waits for the other in a circle."""

from decimal import Decimal

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import applications, decisions, requests, schemes
from banenbrug.scheme.models import Application, Purse, Scheme
from banenbrug.scheme.queries.ledger_check import ledger_of
from banenbrug.scheme.rules.schemes import Terms
from tests.cast import Cast
from tests.scheme.course import FAR, NOW, TERMS, TODAY, VALUES, Course, acting
from tests.two_at_once import at_once


@pytest.fixture
def course(own_database: str, cast: Cast) -> Course:
    """The steps, in transactions that commit."""
    return Course(cast)


def submit(by: Membership, application: Application) -> Application:
    """The offered plan, handed in."""
    return applications.submit_application(
        by=by,
        application=application,
        version=1,
        expected="Twee plekken",
        mandate_name="Ans Verbeek",
        mandate_role="Directeur",
        now=NOW,
        today=TODAY,
    )


def balances(course: Course, scheme: Scheme) -> bool:
    """Whether every total equals its entries."""
    with acting(course.cast.officer):
        return ledger_of(scheme).differences == []


def test_a_request_is_withdrawn_while_its_plan_is_submitted(
    own_database: str, course: Course
) -> None:
    scheme = course.scheme()
    application = course.plan(course.planning(scheme))
    other = at_once(
        own_database,
        (course.cast.waterland.hr, lambda by: submit(by, application)),
        (
            course.cast.waterland.buyer,
            lambda by: requests.withdraw_request(
                by=by, request=application.request, reason="Nee", now=NOW
            ),
        ),
    )
    assert other.exception() is None
    with acting(course.cast.officer):
        assert Application.objects.get().state == "withdrawn"
        assert Purse.objects.get(scheme=scheme).claimed == 0
    assert balances(course, scheme)


def test_a_request_with_two_plans_is_withdrawn_while_one_of_them_is_granted(
    own_database: str, course: Course
) -> None:
    scheme = course.scheme()
    first = course.application(scheme, hours="8")
    second = course.submit(course.plan(first.request, hours="12"))
    other = at_once(
        own_database,
        (
            course.cast.waterland.buyer,
            lambda by: requests.withdraw_request(
                by=by, request=first.request, reason="Nee", now=NOW
            ),
        ),
        (
            course.cast.officer,
            lambda by: decisions.grant(by=by, application=second, remark="", now=NOW),
        ),
    )
    refused = other.exception()
    assert isinstance(refused, Refused)
    assert refused.code == "application_withdrawn"
    assert balances(course, scheme)


def test_a_plan_is_granted_while_its_request_with_two_plans_is_withdrawn(
    own_database: str, course: Course
) -> None:
    scheme = course.scheme()
    first = course.application(scheme, hours="8")
    second = course.submit(course.plan(first.request, hours="12"))

    def slowly(by: Membership) -> None:
        """Hold the plan as a decision does at its beginning, and decide when the other came."""
        Application.objects.select_for_update(no_key=True).get(pk=second.pk)

    other = at_once(
        own_database,
        (course.cast.officer, slowly),
        (
            course.cast.waterland.buyer,
            lambda by: requests.withdraw_request(
                by=by, request=first.request, reason="Nee", now=NOW
            ),
        ),
    )
    assert other.exception() is None
    assert balances(course, scheme)


def test_a_request_is_not_withdrawn_while_its_plan_is_granted(
    own_database: str, course: Course
) -> None:
    scheme = course.scheme()
    application = course.application(scheme, hours="8")
    other = at_once(
        own_database,
        (
            course.cast.officer,
            lambda by: decisions.grant(by=by, application=application, remark="", now=NOW),
        ),
        (
            course.cast.waterland.buyer,
            lambda by: requests.withdraw_request(
                by=by, request=application.request, reason="Nee", now=NOW
            ),
        ),
    )
    refused = other.exception()
    assert isinstance(refused, Refused)
    assert refused.code == "hours_granted"
    with acting(course.cast.officer):
        assert Application.objects.get().state == "granted"


def test_a_dossier_is_not_closed_while_its_plan_is_submitted(
    own_database: str, course: Course
) -> None:
    application = course.plan(course.planning(course.scheme()))
    other = at_once(
        own_database,
        (course.cast.waterland.hr, lambda by: submit(by, application)),
        (
            course.cast.officer,
            lambda by: requests.close_request(
                by=by, request=application.request, reason="", now=NOW
            ),
        ),
    )
    refused = other.exception()
    assert isinstance(refused, Refused)
    assert refused.code == "applications_open"
    with acting(course.cast.officer):
        assert Application.objects.get().state == "submitted"


def test_a_scheme_is_changed_while_a_plan_is_submitted(own_database: str, course: Course) -> None:
    scheme = course.scheme()
    course.application(scheme, hours="8")
    application = course.plan(course.planning(scheme), hours="12")
    terms = Terms(**{**TERMS.__dict__, "total": Decimal(300), **FAR})
    other = at_once(
        own_database,
        (course.cast.waterland.hr, lambda by: submit(by, application)),
        (
            course.cast.officer,
            lambda by: schemes.change_scheme(by=by, scheme=scheme, terms=terms, values=VALUES),
        ),
    )
    assert other.exception() is None
    with acting(course.cast.officer):
        purse = Purse.objects.get(scheme=scheme)
    assert (purse.total, purse.claimed) == (300, 20)


def test_a_plan_is_submitted_while_the_scheme_is_changed(own_database: str, course: Course) -> None:
    scheme = course.scheme()
    application = course.plan(course.planning(scheme), hours="12")
    terms = Terms(**{**TERMS.__dict__, "total": Decimal(10), "cap": Decimal(10)})
    other = at_once(
        own_database,
        (
            course.cast.officer,
            lambda by: schemes.change_scheme(by=by, scheme=scheme, terms=terms, values=VALUES),
        ),
        (course.cast.waterland.hr, lambda by: submit(by, application)),
    )
    refused = other.exception()
    assert isinstance(refused, Refused)
    assert refused.code == "cap_reached"


def test_two_plans_of_one_hogeschool_do_not_pass_its_cap_together(
    own_database: str, course: Course
) -> None:
    scheme = course.scheme()
    one = course.plan(course.planning(scheme), hours="24")
    two = course.plan(course.planning(scheme), hours="24")
    other = at_once(
        own_database,
        (course.cast.waterland.hr, lambda by: submit(by, one)),
        (course.cast.waterland.buyer, lambda by: submit(by, two)),
    )
    refused = other.exception()
    assert isinstance(refused, Refused)
    assert (refused.code, refused.refusal.params["left"]) == ("cap_reached", 16)
    assert balances(course, scheme)
