"""Activities after the grant: held on their days, with hours that both agree on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions import activities, corrections, plans
from banenbrug.scheme.actions.plans import Planned, Texts
from banenbrug.scheme.models import Activity, Application, HoursEntry, Scheme, Work
from banenbrug.scheme.queries.evaluations import account_of
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db


def test_a_workshop_takes_two_days(course: Course, scheme: Scheme) -> None:
    request = course.planning(scheme)
    with pytest.raises(Refused, match="takes 2 days. Write each of them"):
        course.plan(request, kind="workshop", days=1)
    application = course.plan(request, kind="workshop", days=2)
    with acting(course.cast.officer):
        assert application.versions.get(offered_at__isnull=False).activities.get().days == [
            date(2026, 4, 1),
            date(2026, 4, 2),
        ]


def test_a_living_lab_names_the_supplier_in_the_words_of_the_hogeschool(
    course: Course, scheme: Scheme
) -> None:
    request = course.planning(scheme)
    with acting(course.cast.adviser) as adviser:
        application = plans.start_plan(
            by=adviser, request=request, now=course.now, today=course.today
        )
        lab = Planned(kind="lab", title="Proeftuin", hours=Decimal(20))
        with pytest.raises(Refused, match="With which supplier") as refused:
            plans.write_plan(
                by=adviser,
                application=application,
                texts=Texts(goal="Samen"),
                activities=[lab],
                now=course.now,
            )
    assert refused.value.field == "activities-0-supplier"


def test_the_granted_plan_becomes_the_activities(course: Course, scheme: Scheme) -> None:
    application = course.granted(scheme, hours="24", kind="lab")
    activity = course.activity(application)
    assert (activity.kind, activity.hours, activity.supplier) == ("lab", 24, "Helder")
    assert (activity.state, activity.days) == ("planned", [date(2026, 4, 1)])


def test_hours_count_within_the_grant_from_the_moment_they_are_entered(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme, hours="10")
    activity = course.activity(application)
    work = course.entered(activity, hours="6")
    with pytest.raises(Refused, match=r"Of the grant 4 hours are left, so 4\.25 cannot"):
        course.entered(activity, hours="4.25")
    assert fresh(course, application) == ("running", 6, 0)
    with acting(course.cast.adviser) as adviser:
        activities.withdraw_work(by=adviser, work=work, now=course.now)
    course.confirmed(course.entered(activity, hours="10"))
    assert fresh(course, application) == ("running", 0, 10)
    with pytest.raises(Refused, match="Of the grant 0 hours are left"):
        course.entered(activity, hours="0.25")


def fresh(course: Course, application: Application) -> tuple[str, Decimal, Decimal]:
    """State, hours that wait for an answer, and hours that were confirmed."""
    with acting(course.cast.officer):
        now = course.fresh(application)
    return now.state, now.pending, now.worked


def test_hours_that_are_disputed_stay_reserved_until_they_are_settled(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme, hours="10")
    work = course.entered(course.activity(application), hours="6")
    with acting(course.cast.waterland.hr) as hr:
        with pytest.raises(Refused, match="Write why"):
            activities.dispute_work(by=hr, work=work, remark="", now=course.now)
        activities.dispute_work(by=hr, work=work, remark="Dit waren er 4", now=course.now)
    assert fresh(course, application) == ("running", 6, 0)
    with acting(course.cast.adviser) as adviser:
        with pytest.raises(Refused, match="Only the hogeschool does this"):
            activities.confirm_work(by=adviser, work=work, now=course.now)
        activities.withdraw_work(by=adviser, work=work, now=course.now)
    assert fresh(course, application) == ("running", 0, 0)
    with acting(course.cast.officer):
        assert not HoursEntry.objects.filter(kind="work").exists()


def test_confirmed_hours_stand_in_the_ledger_with_who_and_why(
    course: Course, scheme: Scheme
) -> None:
    activity = course.activity(course.granted(scheme))
    work = course.confirmed(course.entered(activity, hours="6"))
    with acting(course.cast.officer):
        entry = HoursEntry.objects.get(kind="work")
    assert (entry.hours, entry.by, entry.side) == (6, "Samira Haddad", "school")
    assert (entry.reason, entry.activity_id, entry.at) == (work.what, activity.pk, course.now)
    with acting(course.cast.adviser) as adviser, pytest.raises(Refused, match="Only the fund can"):
        activities.withdraw_work(by=adviser, work=work, now=course.now)


def test_a_wrong_entry_is_corrected_by_another_that_points_at_it(
    course: Course, scheme: Scheme
) -> None:
    application = course.granted(scheme, hours="24")
    course.confirmed(course.entered(course.activity(application), hours="6"))
    with acting(course.cast.officer) as officer:
        entry = HoursEntry.objects.get(kind="work")
        for hours, reason, said in (
            ("-2", " ", "Write why"),
            ("-6.25", "Te veel", "This entry holds 6 hours"),
            ("19", "Te weinig", "Of the grant 18 hours are left"),
        ):
            with pytest.raises(Refused, match=said):
                corrections.correct(
                    by=officer,
                    entry=entry,
                    hours=Decimal(hours),
                    reason=reason,
                    now=course.now,
                )
        made = corrections.correct(
            by=officer,
            entry=entry,
            hours=Decimal("-2"),
            reason="Reistijd telt niet",
            now=course.now,
        )
        assert (made.corrects_id, made.hours, made.kind) == (entry.pk, -2, "correction")
        with pytest.raises(Refused, match="This entry holds 4 hours"):
            corrections.correct(
                by=officer, entry=entry, hours=Decimal("-5"), reason="Nog meer", now=course.now
            )
        claim = HoursEntry.objects.filter(kind="claim")[0]
        with pytest.raises(Refused, match="Only worked hours can be corrected"):
            corrections.correct(
                by=officer, entry=claim, hours=Decimal(1), reason="Zomaar", now=course.now
            )
        activity = Activity.objects.get(application=application)
        assert account_of(activity, rate=None).used == 4
    assert fresh(course, application) == ("running", 0, 4)


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "This day is still to come"), (-1, "The hours were granted on 02-03-2026")],
)
def test_an_activity_is_held_after_the_grant_and_not_in_the_future(
    course: Course, scheme: Scheme, days: int, said: str
) -> None:
    activity = course.activity(course.granted(scheme))
    with acting(course.cast.adviser) as adviser, pytest.raises(Refused, match=said):
        activities.hold_activity(
            by=adviser,
            activity=activity,
            held_on=course.today + timedelta(days=days),
            now=course.now,
            today=course.today,
        )


def test_an_activity_is_planned_by_adviser_or_hogeschool_and_cancelled_with_a_reason(
    course: Course, scheme: Scheme
) -> None:
    activity = course.activity(course.granted(scheme, kind="lab"))
    facts = {"location": "Kade", "procurement": "Bram", "hr": "Samira", "contract": "Schoonmaak"}
    with acting(course.cast.waterland.hr) as hr:
        activity = activities.plan_activity(
            by=hr, activity=activity, days=[date(2026, 5, 4)], supplier="Helder", **facts
        )
        with pytest.raises(Refused, match="With which supplier"):
            activities.plan_activity(
                by=hr, activity=activity, days=[date(2026, 5, 4)], supplier="", **facts
            )
    assert (activity.days, activity.contract) == ([date(2026, 5, 4)], "Schoonmaak")
    with acting(course.cast.officer) as officer, pytest.raises(Refused, match="Only the adviser"):
        activities.plan_activity(
            by=officer, activity=activity, days=[date(2026, 5, 4)], supplier="Helder", **facts
        )
    with acting(course.cast.adviser) as adviser:
        with pytest.raises(Refused, match="Write why"):
            activities.cancel_activity(by=adviser, activity=activity, reason="", now=course.now)
        activities.cancel_activity(
            by=adviser, activity=activity, reason="Leverancier stopt", now=course.now
        )
        assert Activity.objects.get(pk=activity.pk).state == "cancelled"


def test_nothing_is_entered_after_the_scheme_has_ended(course: Course, scheme: Scheme) -> None:
    activity = course.activity(course.granted(scheme))
    late = replace(course, now=course.now.replace(2027, 7, 1))
    with pytest.raises(Refused, match="The scheme runs until 30-06-2027"):
        late.entered(activity)
    with acting(course.cast.officer):
        assert not Work.objects.exists()
