"""Several days in one field: read leniently, shown so that they can be read back."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from banenbrug.scheme.forms.fields import DaysField

APRIL = (date(2027, 4, 14), date(2027, 4, 15))


class DaysForm(forms.Form):
    days = DaysField(required=False)


def days_of(text: str) -> object:
    form = DaysForm({"days": text})
    return form.cleaned_data["days"] if form.is_valid() else form.errors["days"]


@pytest.mark.parametrize(
    "text",
    [
        "14-04-2027, 15-04-2027",
        "15 april 2027\n14 april 2027",
        "14-4-2027; 2027-04-15 ,",
        "14-04-2027, 15-04-2027, 14-04-2027",
    ],
)
def test_days_are_read_with_a_comma_or_a_new_line_between(text: str) -> None:
    assert days_of(text) == APRIL


def test_nothing_is_no_day() -> None:
    assert days_of(" ") is None


def test_what_is_no_day_is_named() -> None:
    assert days_of("14-04-2027, volgende week") == [
        "“ volgende week” is not a date. Write 31-12-2027."
    ]
    assert days_of("31-04-2027") == ["31-04-2027 does not exist. Do you mean 30-04-2027?"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_days_are_shown_as_they_can_be_read_back(language: str) -> None:
    with translation.override(language):
        shown = DaysForm(initial={"days": list(APRIL)})["days"].value()
        typed = DaysForm({"days": "14 apr 2027\n15-4-2027"})["days"].value()
    assert shown == typed == "14-04-2027, 15-04-2027"
