"""Months: their days, their order, and what overlaps them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.foundation.months import Month, months_between, months_of_year
from banenbrug.foundation.refusals import Unreadable

APRIL = Month(2026, 4)
months = st.builds(Month, st.integers(1, 9998), st.integers(1, 12))


def test_a_month_knows_its_first_and_last_day() -> None:
    assert (APRIL.first, APRIL.last) == (date(2026, 4, 1), date(2026, 4, 30))
    assert Month(2028, 2).last == date(2028, 2, 29)


def test_after_december_comes_january() -> None:
    assert Month(2026, 12).next() == Month(2027, 1)


def test_months_sort_in_time() -> None:
    assert sorted([Month(2027, 1), Month(2026, 12), APRIL]) == [
        *(APRIL, Month(2026, 12), Month(2027, 1)),
    ]


@pytest.mark.parametrize("text", ["2026-4", "2026-13", "2026-00", "04-2026", "", "2026-04-01"])
def test_other_text_is_not_a_month(text: str) -> None:
    with pytest.raises(Unreadable, match="is not a month") as unreadable:
        Month.parse(text)
    assert unreadable.value.code == "not_a_month"


def test_there_is_no_thirteenth_month() -> None:
    with pytest.raises(ValueError, match="month must be in"):
        Month(2026, 13)


@pytest.mark.parametrize(
    ("from_date", "until_date", "overlaps"),
    [
        (None, None, True),
        (date(2026, 4, 30), None, True),
        (date(2026, 5, 1), None, False),
        (None, date(2026, 4, 1), True),
        (None, date(2026, 3, 31), False),
        (date(2026, 4, 10), date(2026, 4, 10), True),
        (date(2026, 1, 1), date(2026, 12, 31), True),
        (date(2026, 4, 20), date(2026, 4, 10), False),
    ],
)
def test_both_ends_of_a_span_belong_to_it(
    from_date: date | None, until_date: date | None, overlaps: bool
) -> None:
    assert APRIL.overlaps(from_date, until_date) is overlaps


def test_months_between_include_both_ends() -> None:
    assert months_between(Month(2026, 11), Month(2027, 1)) == (
        *(Month(2026, 11), Month(2026, 12), Month(2027, 1)),
    )
    assert months_between(APRIL, APRIL) == (APRIL,)
    assert months_between(APRIL, Month(2026, 3)) == ()


def test_a_year_has_twelve_months_from_january() -> None:
    year = months_of_year(2026)
    assert (len(year), str(year[0]), str(year[-1])) == (12, "2026-01", "2026-12")


@given(months)
def test_a_month_reads_back_what_it_writes(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(st.dates())
def test_a_day_lies_in_its_month(day: date) -> None:
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert month.overlaps(day, day)


@given(months)
def test_the_next_month_starts_the_day_after(month: Month) -> None:
    assert month.next().first.toordinal() == month.last.toordinal() + 1
    assert months_between(month, month.next()) == (month, month.next())
