"""Numbers, amounts and hours in Dutch and English notation."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.foundation.hours import format_hours, parse_hours
from banenbrug.foundation.money import format_euro, parse_cents
from banenbrug.foundation.numbers import (
    DecimalSign,
    decimal_sign,
    guess_decimal,
    parse_number,
    round_half_up,
    show_number,
)
from banenbrug.foundation.refusals import Unreadable

languages = st.sampled_from(["nl", "nl-nl", "en", "en-gb"])


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.250.000,50", 125000050),
        ("€ 1.250,00", 125000),
        ("€\u00a01.250,00", 125000),
        ("1,250,000.50", 125000050),
        ("45000", 4500000),
        ("45000.0", 4500000),
        ("EUR 45.000,00", 4500000),
        ("EUR45000", 4500000),
        ("12.50", 1250),
        ("12,5", 1250),
        (",5", 50),
        ("0.125", 13),
        ("0,125", 13),
        ("1250,005", 125001),
        ("1 250 000,50", 125000050),
        ("1\u202f250", 125000),
        ("1.250.000", 125000000),
        ("1.250,-", 125000),
        ("€ 45,--", 4500),
        ("(123,45)", -12345),
        ("-123,45", -12345),
        ("\u2212123,45", -12345),
        ("€ -123,45", -12345),
        ("-€ 123,45", -12345),
        ("123-", -12300),
        ("+7", 700),
        ("-0,00", 0),
    ],
)
def test_an_amount_that_means_one_thing_is_read(text: str, cents: int) -> None:
    assert parse_cents(text) == cents
    assert parse_cents(text, ",") == cents
    assert parse_cents(text, ".") == cents


@pytest.mark.parametrize("text", ["1.250", "1,250", "€ 999.999", "(1.250)", "12,500-"])
def test_an_amount_that_means_two_things_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable, match="two ways") as unreadable:
        parse_cents(text)
    assert unreadable.value.code == "number_ambiguous"


@pytest.mark.parametrize(
    ("text", "decimal", "cents"),
    [
        ("1.250", ",", 125000),
        ("1.250", ".", 125),
        ("1,250", ".", 125000),
        ("1,250", ",", 125),
        ("(1.250)", ",", -125000),
    ],
)
def test_the_sign_of_the_column_settles_it(text: str, decimal: DecimalSign, cents: int) -> None:
    assert parse_cents(text, decimal) == cents


@pytest.mark.parametrize(
    "text",
    [
        *("ca. 45k", "n.v.t.", "NA", "€", "1,2,3", "1.25.000", "1.2500,00", "1,250.000,00"),
        *("1 2", "1..2", "--5", "(5", "1,", "5%", "1e5", "٤٥", ",", "-", "()", "31-12-2027"),
    ],
)
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Unreadable, match="is not a number") as unreadable:
        parse_number(text, ",")
    assert (unreadable.value.code, unreadable.value.text) == ("not_a_number", text)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_an_empty_cell_is_empty_and_not_nought(text: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse_cents(text)
    assert unreadable.value.code == "empty"


def test_a_number_that_no_column_holds_is_refused() -> None:
    assert parse_cents("9" * 15) == int("9" * 15) * 100
    for text in ("1" * 16, "0," + "1" * 16, "1" * 5000):
        with pytest.raises(Unreadable) as unreadable:
            parse_cents(text)
        assert unreadable.value.code == "number_too_large"


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        (["1.250", "12,50", "", "onbekend"], ","),
        (["1,250", "12.50"], "."),
        (["1.250", "1.250.000"], ","),
        (["1.250", "1,250,000"], "."),
        (["45.000,-"], ","),
        (["1.250", "45000", "7"], None),
        (["12,50", "12.50"], None),
        (["31.12.2027"], None),
        ([], None),
    ],
)
def test_a_column_shows_its_decimal_sign_or_somebody_must_say(
    column: list[str], sign: DecimalSign | None
) -> None:
    assert guess_decimal(column) == sign


@pytest.mark.parametrize(
    ("cents", "language", "whole", "shown"),
    [
        (118000000, "nl", True, "€\u00a01.180.000"),
        (555556, "nl", False, "€\u00a05.555,56"),
        (118000000, "en", True, "€1,180,000"),
        (555556, "en", False, "€5,555.56"),
        (-1250, "nl", False, "€\u00a0-12,50"),
        (-1250, "en", False, "-€12.50"),
        (150, "nl", True, "€\u00a02"),
        (-49, "nl", True, "€\u00a00"),
        (0, "en", False, "€0.00"),
    ],
)
def test_an_amount_is_shown_in_its_language(
    cents: int, language: str, whole: bool, shown: str
) -> None:
    assert format_euro(cents, language, whole=whole) == shown


@pytest.mark.parametrize(
    ("text", "hours"),
    [("347,5", "347.5"), ("347.5 hours", "347.5"), ("40 uur", "40"), ("7,25u", "7.25")],
)
def test_hours_are_read_with_or_without_their_unit(text: str, hours: str) -> None:
    assert parse_hours(text) == Decimal(hours)


@pytest.mark.parametrize(
    ("hours", "language", "shown"),
    [
        ("347.50", "nl", "347,5"),
        ("347.5", "en", "347.5"),
        ("1347.00", "nl", "1.347"),
        ("400", "nl", "400"),
        ("1E+3", "en", "1,000"),
        ("-0.0", "nl", "0"),
    ],
)
def test_hours_are_shown_without_idle_zeros(hours: str, language: str, shown: str) -> None:
    assert format_hours(Decimal(hours), language) == shown


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("-0.125"), 2, "-0.13"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(2, 3), 4, "0.6667"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Decimal("-0.001"), 2, "0.00"),
    ],
)
def test_halves_go_away_from_nought(value: Decimal | Fraction, places: int, rounded: str) -> None:
    assert str(round_half_up(value, places)) == rounded


def test_a_fraction_is_shown_with_the_places_asked_for() -> None:
    assert show_number(Fraction(4000, 3), "nl", places=2) == "1.333,33"


@given(st.integers(-(10**16), 10**16), languages)
def test_an_amount_reads_back_as_it_was_shown(cents: int, language: str) -> None:
    assert parse_cents(format_euro(cents, language)) == cents


@given(st.decimals(-100_000, 100_000, places=4), languages)
def test_hours_read_back_as_they_were_shown(hours: Decimal, language: str) -> None:
    assert parse_hours(format_hours(hours, language), decimal_sign(language)) == hours


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_half_a_place(value: Fraction, places: int) -> None:
    assert abs(Fraction(round_half_up(value, places)) - value) * 2 * 10**places <= 1


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 5))
def test_decimals_and_fractions_round_alike(value: Decimal, places: int) -> None:
    assert round_half_up(value, places) == round_half_up(Fraction(value), places)


def reading(text: str, decimal: DecimalSign | None) -> Decimal | str:
    """What a text is read as: its number, or why it is none."""
    try:
        return parse_number(text, decimal)
    except Unreadable as unreadable:
        return unreadable.code


@given(st.text() | st.text("0123456789.,-+()€ ="))
def test_only_text_with_two_meanings_needs_the_sign_of_its_column(text: str) -> None:
    dutch, english, alone = reading(text, ","), reading(text, "."), reading(text, None)
    assert alone == (dutch if dutch == english else "number_ambiguous")
