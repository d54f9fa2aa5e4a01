"""Which step is the next, and how a date is said."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from banenbrug.desk.today.steps import TO_THE_FIRST_JOB, Hands, Kind, Step, next_of
from banenbrug.web.dues import Due, due_in_words

TODAY = date(2026, 11, 23)


def step(
    name: str,
    days: int | None = None,
    *,
    is_mine: bool = True,
    is_own_hand: bool = False,
    hands: Hands | None = None,
    kind: Kind = Kind.TALK,
) -> Step:
    due = None if days is None else TODAY + timedelta(days=days)
    return Step(
        kind=kind,
        title=name,
        url=f"/{name}",
        button="Open",
        due=due,
        is_mine=is_mine,
        is_own_hand=is_own_hand,
        hands=hands,
    )


def chosen(*steps: Step) -> str | None:
    found = next_of(steps, today=TODAY)
    return found.title if found else None


def test_the_nearest_date_is_next_whether_late_or_soon() -> None:
    assert chosen(step("late", -4), step("soon", 2), step("far", 30)) == "soon"
    assert chosen(step("late", -1), step("soon", 2)) == "late"


def test_late_goes_before_soon_at_the_same_distance() -> None:
    assert chosen(step("soon", 3), step("late", -3)) == "late"


def test_both_hands_go_before_one_on_the_same_day() -> None:
    one, both = Hands("Bram", ""), Hands("Bram", "Samira")
    assert chosen(step("one", 2, hands=one), step("two", 2, hands=both)) == "two"


def test_what_only_this_person_can_do_goes_before_what_a_colleague_can_do() -> None:
    assert chosen(step("other", 1, is_mine=False), step("mine", 20)) == "mine"


def test_the_own_missing_hand_goes_before_all() -> None:
    assert chosen(step("talk", 0), step("hand", 40, is_own_hand=True)) == "hand"


def test_what_leads_to_the_first_job_goes_before_every_date() -> None:
    steps = (step("talk", 2), step("first", 300, kind=Kind.VACANCY))
    assert chosen(*steps) == "talk"
    found = next_of(steps, today=TODAY, first=TO_THE_FIRST_JOB)
    assert found
    assert found.title == "first"


def test_what_has_no_date_is_next_only_when_nothing_has_one() -> None:
    assert chosen(step("undated"), step("far", 300)) == "far"
    assert chosen(step("undated")) == "undated"
    assert chosen() is None


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-400, Due("400 days late", "late")),
        (-4, Due("4 days late", "late")),
        (-1, Due("1 day late", "late")),
        (0, Due("today", "soon")),
        (1, Due("tomorrow", "soon")),
        (4, Due("Friday 27 November")),
        (7, Due("7 days left", "soon", date(2026, 11, 30))),
        (38, Due("38 days left", "soon", date(2026, 12, 31))),
        (45, Due("45 days left", "soon", date(2027, 1, 7))),
        (46, Due("8 Jan 2027")),
    ],
)
def test_a_date_is_said_by_how_near_it_is(days: int, said: Due) -> None:
    with translation.override("en"):
        assert due_in_words(TODAY + timedelta(days=days), today=TODAY) == said


def test_no_date_is_not_said() -> None:
    assert due_in_words(None, today=TODAY) is None
