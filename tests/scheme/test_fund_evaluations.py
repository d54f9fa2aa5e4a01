"""Evaluations of a scheme by lateness, and what came of each kind of support."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from banenbrug.scheme.actions import corrections, evaluations
from banenbrug.scheme.models import Evaluation, HoursEntry, Scheme
from banenbrug.scheme.queries.accounts import (
    accounts_of_scheme,
    filtered,
    open_evaluations_of,
    results_by_kind,
)
from tests.cast import Enter
from tests.scheme.course import TOLD, Course, acting
from tests.scheme.fund_pages import of_fund
from tests.scheme.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def told(course: Course, scheme: Scheme) -> None:
    """One activity of Waterland that was accepted, and one of Heuvelrug that is to be written."""
    activity = course.held(course.granted(scheme, hours="24"))
    course.confirmed(course.entered(activity, hours="18"))
    course.accepted(activity)
    course.held(course.granted(scheme, hours="8", kind="lab", school=course.cast.heuvelrug))


def test_what_is_late_comes_first_and_can_be_looked_at_alone(
    course: Course, scheme: Scheme
) -> None:
    told(course, scheme)
    late = course.today + timedelta(days=17)
    with acting(course.cast.officer):
        lines = accounts_of_scheme(scheme, today=late)
        assert open_evaluations_of(scheme) == 1
    assert [(one.evaluation.school.slug, one.days_late, one.name) for one in lines] == [
        ("heuvelrug", 3, "Late"),
        ("waterland", 0, "Accepted"),
    ]
    assert [len(filtered(lines, word)) for word in ("late", "open", "accepted", "?")] == [
        *(1, 1, 1),
        2,
    ]


def test_the_results_add_up_what_was_given_used_and_told_by_kind(
    course: Course, scheme: Scheme
) -> None:
    told(course, scheme)
    with acting(course.cast.officer) as officer:
        corrections.correct(
            by=officer,
            entry=HoursEntry.objects.get(kind="work"),
            hours=Decimal("-1.5"),
            reason="Dubbel geteld",
            now=course.now,
        )
        found = results_by_kind(accounts_of_scheme(scheme, today=course.today))
    numbers = [
        (one.kind, one.held, one.planned, one.used, one.vacancies, one.rating, one.shareable)
        for one in found
    ]
    assert numbers == [
        ("presentation", 1, 24, Decimal("16.5"), 2, 4, 1),
        ("lab", 1, 8, 0, 0, None, 0),
    ]


def test_the_page_shows_both_and_gives_both_as_a_file(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    told(course, scheme)
    client, here = enter(course.cast.controller), of_fund("evaluations", scheme)
    page = read(client, here)
    assert "Twee leveranciers doen mee." in page
    assert "2 vacancies, 0 placements" in page
    assert "Living lab with a supplier" in page
    assert "No evaluations match this filter." in read(client, f"{here}?state=submitted")
    files = {}
    for query in ("", "&list=results"):
        text = b"".join(client.get(f"{here}?format=csv{query}")).decode("utf-8-sig")
        files[query] = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in files[""]] == [
        *("Hogeschool", "Hogeschool Heuvelrug"),
        "Hogeschool Waterland",
    ]
    assert files["&list=results"][1:] == [
        ["Presentation", "1", "24.00", "18.00", "2", "0", "4.0", "1"],
        ["Living lab with a supplier", "1", "8.00", "0", "0", "0", "", "0"],
    ]


def test_an_empty_list_says_how_evaluations_come_here(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    page = read(enter(course.cast.officer), of_fund("evaluations", scheme))
    assert "its evaluation opens by itself" in page


def test_the_fund_reads_nothing_of_what_a_hogeschool_only_keeps_for_later(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    activity = course.held(course.granted(scheme, hours="24"))
    kept = replace(TOLD, results="Half af", worked_well="Nog niet zeker")
    with acting(course.cast.waterland.hr) as hr:
        evaluations.save_evaluation(
            by=hr, evaluation=Evaluation.objects.get(activity=activity), told=kept
        )
    client, here = enter(course.cast.officer), of_fund("evaluations", scheme)
    assert "Half af" not in read(client, here)
    file = b"".join(client.get(f"{here}?format=csv")).decode("utf-8-sig")
    assert "Half af" not in file and "Nog niet zeker" not in file
    with acting(course.cast.officer):
        [result] = results_by_kind(accounts_of_scheme(scheme, today=course.today))
    assert (result.vacancies, result.rating, result.shareable) == (0, None, 0)
