"""Fields read what people write, show what they understood and say how to mend the rest."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from banenbrug.web.fields import DateField, EuroField, HoursField


class ContractForm(forms.Form):
    end = DateField(label="End date")
    value = EuroField(label="Value per year")
    week = HoursField(label="Hours per week", required=False)


def messages_of(field: forms.Field, text: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return list(caught.value.messages)


@pytest.mark.parametrize(
    ("language", "field", "text", "value"),
    [
        ("nl", DateField(), "31/12/2027", date(2027, 12, 31)),
        ("nl", DateField(), "31 dec 2027", date(2027, 12, 31)),
        ("en", DateField(), "2027-12-31", date(2027, 12, 31)),
        ("nl", EuroField(), "1.180.000", 118_000_000),
        ("nl", EuroField(), "1.250", 125_000),
        ("en", EuroField(), "1.250", 125),
        ("en", EuroField(), "€ 5,555.56", 555_556),
        ("nl", HoursField(), "347,5 uur", Decimal("347.5")),
    ],
)
def test_a_field_reads_the_notation_of_its_language(
    language: str, field: forms.Field, text: str, value: object
) -> None:
    with translation.override(language):
        assert field.clean(text) == value


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        (DateField(), "31-02-2027", "31-02-2027 does not exist. Do you mean 28-02-2027?"),
        (EuroField(), "ca. 45k", "“ca. 45k” is not an amount. Write 45000 or 45,000.00."),
        (EuroField(), "-5", "Write an amount of at least € 0."),
        (HoursField(), "-1", "Hours cannot be below 0."),
    ],
)
def test_an_error_says_what_is_wrong_and_how_to_mend_it(
    field: forms.Field, text: str, message: str
) -> None:
    with translation.override("en"):
        assert messages_of(field, text) == [message]


def test_an_amount_below_zero_is_read_where_the_field_accepts_it() -> None:
    assert EuroField(least=None).clean("-12,50") == -1250


@pytest.mark.parametrize("kind", [DateField, EuroField, HoursField])
def test_nothing_filled_in_is_none_only_where_a_field_may_stay_empty(kind: Any) -> None:
    assert kind(required=False).clean("  ") is None
    with pytest.raises(ValidationError):
        kind().clean("  ")


@pytest.mark.parametrize(("language", "shown"), [("nl", "1.180.000"), ("en", "1,180,000")])
def test_a_value_is_shown_in_the_notation_of_the_language(language: str, shown: str) -> None:
    with translation.override(language):
        html = str(ContractForm(initial={"value": 118_000_000})["value"])
    assert f'value="{shown}"' in html


def test_zero_is_shown_and_not_left_empty() -> None:
    assert 'value="0"' in str(ContractForm(initial={"value": 0})["value"])


def test_what_was_understood_is_shown_back_and_the_rest_stays_as_typed() -> None:
    with translation.override("nl"):
        form = ContractForm({"end": "31 december 2027", "value": "ca. 45k"})
        assert not form.is_valid()
        assert 'value="31-12-2027"' in str(form["end"])
        assert 'value="ca. 45k"' in str(form["value"])


def test_another_notation_of_the_same_value_is_no_change() -> None:
    with translation.override("nl"):
        form = ContractForm(
            {"end": "2027-12-31", "value": "1.180.000,00", "week": "24,0"},
            initial={"end": date(2027, 12, 31), "value": 118_000_000, "week": Decimal(24)},
        )
        assert form.changed_data == []


def test_the_field_points_at_its_hint_and_its_error() -> None:
    with translation.override("en"):
        html = str(ContractForm({"end": "31-02-2027", "value": "1"}))
    assert 'aria-describedby="id_end_helptext id_end_error"' in html
    assert 'aria-invalid="true"' in html
    hint, error, box = (
        html.index(part) for part in ('id="id_end_helptext"', 'id="id_end_error"', 'id="id_end"')
    )
    assert hint < error < box


def test_only_the_label_of_a_field_that_may_stay_empty_says_so() -> None:
    with translation.override("en"):
        form = ContractForm()
        assert "may stay empty" in form["week"].as_field_group()
        assert "may stay empty" not in form["end"].as_field_group()


def test_a_placeholder_never_reaches_the_page() -> None:
    class Search(forms.Form):
        q = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Search here"}))

    assert "Search here" not in str(Search())
