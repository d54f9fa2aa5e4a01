"""Refusals and unreadable text say in English what is the matter, with the values filled in."""

import pytest

from banenbrug.foundation.refusals import N_, Refusal, Refused, Unreadable


def test_a_refusal_fills_its_values_into_its_message() -> None:
    refusal = Refusal("too_many_hours", N_("You have %(left)s hours left."), {"left": 4})
    assert refusal.in_english() == "You have 4 hours left."


def test_a_refusal_without_values_speaks_too() -> None:
    assert Refusal("closed", "This scheme is 100%% closed.").in_english() == (
        "This scheme is 100% closed."
    )


def test_equal_refusals_hash_alike_whatever_their_values() -> None:
    assert hash(Refusal("a", "b", {"c": [1]})) == hash(Refusal("a", "b", {"c": [1]}))
    assert Refusal("a", "b", {"c": 1}) != Refusal("a", "b", {"c": 2})


def test_what_is_refused_carries_its_reason_and_its_field() -> None:
    with pytest.raises(Refused, match=r"^Closed since May$") as refused:
        raise Refused(Refusal("closed", "Closed since %(month)s", {"month": "May"}), field="day")
    assert refused.value.code == "closed"
    assert refused.value.message == "Closed since %(month)s"
    assert refused.value.field == "day"


def test_unreadable_text_is_a_value_error_with_a_suggestion() -> None:
    error = Unreadable("no_such_date", "31-02-2027", "28-02-2027")
    assert isinstance(error, ValueError)
    assert (error.code, error.text, error.suggestion) == (
        *("no_such_date", "31-02-2027", "28-02-2027"),
    )
    assert str(error) == "31-02-2027 does not exist. Do you mean 28-02-2027?"


def test_unreadable_text_with_a_percent_sign_is_shown_as_it_is() -> None:
    assert "“5%(x)s”" in str(Unreadable("not_a_number", "5%(x)s"))
