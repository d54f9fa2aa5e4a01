"""Dates, KVK numbers and citizen numbers, as files and people write them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.foundation.formats import (
    DateOrder,
    DateStyle,
    guess_date_order,
    holds_bsn,
    kvk_number,
    looks_like_bsn,
    parse_date,
    show_date,
    show_jobs,
)
from banenbrug.foundation.refusals import Unreadable

LAST = date(2027, 12, 31)
BSN = "111222333"  # passes the test of eleven, and is the well-known example


@pytest.mark.parametrize(
    "text",
    [
        *("31-12-2027", "31/12/2027", "31.12.2027", " 31 - 12 - 2027 ", "2027-12-31", "2027/12/31"),
        *("20271231", "31 december 2027", "31 dec 2027", "31 dec. 2027", "31-dec-2027"),
        *("31 December 2027", "December 31, 2027", "31st December 2027", "Dec 31 2027"),
        *("2027-12-31T00:00:00", "2027-12-31 00:00:00", "2027-12-31T23:00:00Z"),
        *("2027-12-31T00:00:00.000+01:00", "31-12-2027 14:30", "31/12/2027 12:00:00 AM"),
        *("vrijdag 31 december 2027", "Friday, 31 December 2027", "31\u00a0december\u00a02027"),
    ],
)
def test_one_date_is_read_in_all_its_spellings(text: str) -> None:
    assert parse_date(text) == LAST


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("1 mrt 2027", 3), ("1 maart 2027", 3), ("1 March 2027", 3), ("1 mei 2027", 5)),
        *(("1 May 2027", 5), ("1 okt 2027", 10), ("1 Oct 2027", 10), ("1 sept. 2027", 9)),
    ],
)
def test_months_have_dutch_and_english_names(text: str, month: int) -> None:
    assert parse_date(text) == date(2027, month, 1)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("01-02-2027", "dmy", date(2027, 2, 1)),
        ("01/02/2027", "mdy", date(2027, 1, 2)),
        ("2027-01-02", "mdy", date(2027, 1, 2)),
        ("2027-01-02", "dmy", date(2027, 1, 2)),
        ("01-02-2027", "ymd", date(2027, 2, 1)),
        ("9999-12-31", "dmy", date(9999, 12, 31)),
    ],
)
def test_the_order_of_the_column_settles_dates_in_figures(
    text: str, order: DateOrder, day: date
) -> None:
    assert parse_date(text, order) == day


@pytest.mark.parametrize(
    ("text", "order", "code", "suggestion"),
    [
        ("31-02-2027", "dmy", "no_such_date", "28-02-2027"),
        ("30-02-2028", "dmy", "no_such_date", "29-02-2028"),
        ("31 april 2027", "dmy", "no_such_date", "30-04-2027"),
        ("12/31/2027", "dmy", "no_such_date", "31-12-2027"),
        ("31/12/2027", "mdy", "no_such_date", "31-12-2027"),
        ("20270231", "dmy", "no_such_date", "28-02-2027"),
        ("31-12-27", "dmy", "two_digit_year", "31-12-2027"),
        ("12/31/99", "mdy", "two_digit_year", "31-12-1999"),
        ("27-12-31", "ymd", "two_digit_year", "31-12-2027"),
        ("31-dec-27", "dmy", "two_digit_year", "31-12-2027"),
    ],
)
def test_a_date_that_cannot_be_comes_with_a_suggestion_that_can(
    text: str, order: DateOrder, code: str, suggestion: str
) -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse_date(text, order)
    assert (unreadable.value.code, unreadable.value.suggestion) == (code, suggestion)
    assert show_date(parse_date(suggestion), "nl", style="field") == suggestion


@pytest.mark.parametrize(
    "text",
    [
        *("onbekend", "31-12", "december 2027", "46387", "31-13-2027", "00-12-2027", "32-01-2027"),
        *("31-12/2027", "31 foo 2027", "0999-01-01", "12345678", "31-12-20277", "٣١-12-2027"),
        *("2027-12-2027", "123-12-2027"),
    ],
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Unreadable, match="is not a date") as unreadable:
        parse_date(text)
    assert (unreadable.value.code, unreadable.value.suggestion) == ("not_a_date", None)


def test_an_empty_cell_is_empty_and_no_date() -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse_date("  ")
    assert unreadable.value.code == "empty"


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["01-02-2027", "31-12-2027"], "dmy"),
        (["01/02/2027", "12/31/2027"], "mdy"),
        (["2027-01-02", "2027-12-31T00:00:00"], "ymd"),
        (["2027-01-02", "31-12-2027"], "dmy"),
        (["31-12-2027 14:30"], "dmy"),
        (["31-12-2027", "12-31-2027"], None),
        (["01-02-2027", "1 maart 2027", "", "?"], None),
        ([], None),
    ],
)
def test_a_column_shows_its_order_or_somebody_must_say(
    column: list[str], order: DateOrder | None
) -> None:
    assert guess_date_order(column) == order


@pytest.mark.parametrize(
    ("language", "style", "shown"),
    [
        ("nl", "sentence", "maandag 23 november 2026"),
        ("nl", "table", "23 nov 2026"),
        ("nl", "field", "23-11-2026"),
        ("en", "sentence", "Monday 23 November 2026"),
        ("en", "table", "23 Nov 2026"),
        ("en", "field", "23-11-2026"),
    ],
)
def test_a_date_is_shown_for_its_place(language: str, style: DateStyle, shown: str) -> None:
    assert show_date(date(2026, 11, 23), language, style=style) == shown


def test_this_year_may_go_from_a_date_but_not_from_a_field() -> None:
    day, today = date(2026, 3, 1), date(2026, 11, 23)
    assert show_date(day, "nl", today=today) == "1 mrt"
    assert show_date(day, "nl", style="sentence", today=today) == "zondag 1 maart"
    assert show_date(day, "nl", style="field", today=today) == "01-03-2026"
    assert show_date(day, "nl", today=date(2027, 1, 1)) == "1 mrt 2026"


@given(
    st.dates(min_value=date(1900, 1, 1)),
    st.sampled_from(["nl", "en"]),
    st.sampled_from(["sentence", "table", "field"]),
)
def test_a_date_reads_back_as_it_was_shown(day: date, language: str, style: DateStyle) -> None:
    assert parse_date(show_date(day, language, style=style)) == day


@given(st.text() | st.text("0123456789-/. T:Zjande"), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_any_text_is_a_date_or_unreadable(text: str, order: DateOrder) -> None:
    try:
        day = parse_date(text, order)
    except Unreadable as unreadable:
        if not unreadable.suggestion:
            return
        day = parse_date(unreadable.suggestion)
    assert day.year >= 1900


def test_jobs_are_shown_with_their_decimals() -> None:
    assert show_jobs(Decimal("3.1448"), 1, "nl") == "3,1"
    assert show_jobs(Fraction(16, 17), 2, "nl") == "0,94"
    assert show_jobs(Decimal("3.1448"), 4, "en") == "3.1448"


@pytest.mark.parametrize("text", ["12345678", " 12 34 56 78 ", "12345678.0", "12345678.00"])
def test_a_kvk_number_is_its_eight_digits(text: str) -> None:
    assert kvk_number(text) == "12345678"


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("1234567", "kvk_number_short", "01234567"),
        ("1234567.0", "kvk_number_short", "01234567"),
        ("000012345678", "kvk_establishment", None),
        ("123456", "not_a_kvk_number", None),
        ("123456789", "not_a_kvk_number", None),
        ("1234567a", "not_a_kvk_number", None),
        ("١٢٣٤٥٦٧٨", "not_a_kvk_number", None),
        (" ", "empty", None),
    ],
)
def test_another_kvk_number_is_unreadable(text: str, code: str, suggestion: str | None) -> None:
    with pytest.raises(Unreadable) as unreadable:
        kvk_number(text)
    assert (unreadable.value.code, unreadable.value.suggestion) == (code, suggestion)


@pytest.mark.parametrize("text", [BSN, "1112.22.333", "111 222 333", "111-222-333", f"{BSN}.0"])
def test_nine_digits_that_pass_the_test_look_like_a_citizen_number(text: str) -> None:
    assert looks_like_bsn(text)


@pytest.mark.parametrize(
    "text",
    ["111222334", BSN[1:], "11122233", f"0{BSN}", "000000000", "", "111222333a", "١١١٢٢٢٣٣٣"],
)
def test_other_digits_do_not(text: str) -> None:
    assert not looks_like_bsn(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Lokalen en gangen, ook op 31-12-2026.", False),
        ("Bel 020-1234567 of kijk op C-2026-114.", False),
        ("Nummer 123456782 hoort bij deze kandidaat", True),
        ("Zie 1234.56.782.", True),
        ("Zie 123.456.782 en verder", True),
        ("123 456 782", True),
        ("123456789", False),
        ("0123456782", False),
        ("", False),
    ],
)
def test_free_text_holds_a_citizen_number_also_with_dots_or_spaces(text: str, held: bool) -> None:
    assert holds_bsn(text) is held


@given(st.integers(0, 10**8 - 1), st.integers(1, 9))
def test_one_changed_digit_never_passes_the_test(number: int, shift: int) -> None:
    digits = f"{number:08}"
    for last in "0123456789":
        if looks_like_bsn(digits + last):
            changed = str((int(last) + shift) % 10)
            assert not looks_like_bsn(digits + changed)
