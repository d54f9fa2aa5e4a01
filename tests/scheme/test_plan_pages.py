"""The plan on the screen: which version who reads, what it costs, and the remarks on its parts."""

import pytest
from django.test import Client

from banenbrug.scheme.actions import plans
from banenbrug.scheme.models import Application, PlanComment, PlanVersion, Scheme
from tests.cast import Cast, Enter, Member
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, queries, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def drafting(course: Course, scheme: Scheme) -> Application:
    """A plan of which version 1 was offered and version 2 is being written."""
    application = course.plan(course.planning(scheme), hours="24")
    with acting(course.cast.adviser) as adviser:
        plans.write_plan(
            by=adviser,
            application=application,
            texts=plans.Texts(goal="Een heel ander doel"),
            activities=[],
            now=course.now,
        )
    return application


def remark(client: Client, who: Member, application: Application, **typed: str) -> int:
    form = {"version": "1", "part": "goal", "text": "Kan dat eerder?", **typed}
    return client.post(at(who, "comment", application), form).status_code


def test_the_plan_says_what_it_costs_and_how_that_is_counted(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="24")
    page = read(enter(cast.waterland.hr), at(cast.waterland.hr, "plan", application))
    assert "24 hours × €125.00 = €3,000.00" in page
    assert "Procurement: Bram de Wit<br>HR: Samira Haddad" in page
    assert "Submit the plan" in page


def test_without_a_rate_a_plan_has_hours_alone(course: Course, enter: Enter, cast: Cast) -> None:
    application = course.plan(course.planning(course.scheme(rate=None)), hours="24")
    page = read(enter(cast.waterland.hr), at(cast.waterland.hr, "plan", application))
    assert "24" in page and "€" not in page


@pytest.mark.parametrize("who", ["school", "fund"])
def test_what_is_being_written_is_read_by_the_adviser_alone(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast, who: str
) -> None:
    application = drafting(course, scheme)
    member = cast.waterland.hr if who == "school" else cast.officer
    client = enter(member)
    assert "Een heel ander doel" not in read(client, at(member, "plan", application))
    assert client.get(at(member, "plan_version", application, number=2)).status_code == 404
    assert client.get(at(member, "plan_version", application, number=1)).status_code == 200
    compared = read(client, at(member, "compare_versions", application))
    assert "There is nothing to compare yet" in compared


def test_the_adviser_reads_the_version_that_is_being_written(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = drafting(course, scheme)
    client = enter(cast.adviser)
    page = read(client, at(cast.adviser, "plan", application))
    assert "Een heel ander doel" in page
    assert "You are writing version 2" in page
    older = read(client, at(cast.adviser, "plan_version", application, number=1))
    assert "This is version 1, as it was." in older
    assert "Een heel ander doel" not in older


def test_the_adviser_offers_the_plan_and_a_plan_without_activities_says_why_not(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = drafting(course, scheme)
    client = enter(cast.adviser)
    assert "at least one activity" in read(client, at(cast.adviser, "plan", application))
    answer = client.post(at(cast.adviser, "offer_plan", application), follow=True)
    assert "at least one activity" in answer.content.decode()
    with acting(cast.adviser):
        PlanVersion.objects.filter(application=application, number=2).delete()
        PlanVersion.objects.filter(application=application).update(offered_at=None)
    page = read(client, at(cast.adviser, "plan", application))
    assert page.count("Offer the plan") == 1 and "nl-button--disabled" not in page
    answer = client.post(at(cast.adviser, "offer_plan", application), follow=True)
    assert "The hogeschool can read the plan." in answer.content.decode()
    with acting(cast.adviser):
        assert PlanVersion.objects.get(application=application).offered_at is not None


def test_the_school_remarks_on_a_part_and_the_others_read_it(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    client = enter(cast.waterland.hr)
    assert remark(client, cast.waterland.hr, application) == 302
    assert remark(client, cast.waterland.hr, application, part="activity-1", text="Mooi") == 302
    with acting(cast.adviser):
        assert list(PlanComment.objects.values_list("part", "text", "by").order_by("pk")) == [
            ("goal", "Kan dat eerder?", "Samira Haddad"),
            ("activity-1", "Mooi", "Samira Haddad"),
        ]
    client = enter(cast.adviser)
    assert "Kan dat eerder?" in read(client, at(cast.adviser, "plan", application))
    written = read(client, at(cast.adviser, "write_plan", application))
    assert "Remarks on version 1" in written and "Kan dat eerder?" in written


def test_an_empty_remark_comes_back_at_its_part(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    client = enter(cast.waterland.hr)
    form = {"version": "1", "part": "approach", "text": "Burger 111222333"}
    answer = client.post(at(cast.waterland.hr, "comment", application), form)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="#approach-text"' in page and "looks like a BSN" in page
    assert "Burger 111222333" in page


@pytest.mark.parametrize("typed", [{"part": "activity-2"}, {"part": "price"}, {"version": "7"}])
def test_there_are_no_remarks_on_what_is_not_there(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast, typed: dict[str, str]
) -> None:
    application = course.plan(course.planning(scheme))
    assert remark(enter(cast.waterland.hr), cast.waterland.hr, application, **typed) == 404


def test_a_reader_reads_the_plan_and_can_do_nothing_with_it(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme))
    client = enter(cast.waterland.reader)
    page = read(client, at(cast.waterland.reader, "plan", application))
    assert "Submit the plan" not in page and "Make a remark" not in page
    assert remark(client, cast.waterland.reader, application) == 403


def test_after_the_decision_nobody_remarks_any_more(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.granted(scheme)
    page = read(enter(cast.waterland.hr), at(cast.waterland.hr, "plan", application))
    assert "Make a remark" not in page and "Submit the plan" not in page


def test_two_versions_show_what_went_and_what_came(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="24")
    course.offer(application, hours="18")
    client = enter(cast.officer)
    page = read(client, at(cast.officer, "compare_versions", application))
    assert "From version 1 to version 2" in page
    assert "<del>24</del>" in page and "<ins>18</ins>" in page
    assert page.count("Nothing changed here.") == 4
    same = read(client, at(cast.officer, "compare_versions", application) + "?van=2&naar=1")
    assert "From version 1 to version 2" in same


def test_a_plan_asks_as_many_queries_with_thirty_activities(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.plan(course.planning(scheme), hours="1")
    client, url = enter(cast.waterland.hr), at(cast.waterland.hr, "plan", application)
    one = queries(client, url)
    with acting(cast.adviser) as adviser:
        many = [
            plans.Planned(kind="talk", title=f"Gesprek {n}", hours=1, days=(course.today,))  # type: ignore[arg-type]
            for n in range(30)
        ]
        plans.write_plan(
            by=adviser,
            application=application,
            texts=plans.Texts(goal="Veel"),
            activities=many,
            now=course.now,
        )
        plans.offer_plan(by=adviser, application=application, now=course.now)
    assert queries(client, url) == one <= 21
