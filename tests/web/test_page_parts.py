"""Filters and tags write figures per language, and parts of a page that lists and dossiers use."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Engine, RequestContext
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from banenbrug.foundation.refusals import Refusal

pytestmark = pytest.mark.urls("banenbrug.web.urls")

ENGINE = Engine(
    app_dirs=True,
    libraries={
        "bb": "banenbrug.web.templatetags.bb",
        "i18n": "django.templatetags.i18n",
        "static": "django.templatetags.static",
    },
    builtins=[
        "django.templatetags.i18n",
        "django.templatetags.static",
        "banenbrug.web.templatetags.bb",
        "banenbrug.web.templatetags.components",
    ],
)
"""The templates of this room without what the rooms above put in every page."""


class Choice(forms.Form):
    who = forms.ChoiceField(
        label="Who applies?", choices=[("hr", "HR"), ("buyer", "Buyer")], widget=forms.RadioSelect
    )

    def clean(self) -> None:
        raise forms.ValidationError("Not yet: ask Samira.")


def render(source: str, address: str = "/", **context: object) -> str:
    request = RequestFactory().get(address)
    template = ENGINE.from_string(source)
    return template.render(RequestContext(request, context))


@pytest.mark.parametrize(
    ("source", "value", "dutch", "english"),
    [
        ("{{ x|euro }}", 118_000_000, "€\u00a01.180.000", "€1,180,000"),
        ('{{ x|euro:"cents" }}', 555_556, "€\u00a05.555,56", "€5,555.56"),
        ("{{ x|day }}", date(2026, 11, 23), "23 nov 2026", "23 Nov 2026"),
        ('{{ x|day:"field" }}', date(2026, 11, 23), "23-11-2026", "23-11-2026"),
        (
            '{{ x|day:"sentence" }}',
            datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
            "maandag 23 november 2026",
            "Monday 23 November 2026",
        ),
        ("{{ x|jobs:1 }}", Fraction(31448, 10000), "3,1", "3.1"),
        ("{{ x|jobs }}", Decimal("0.94"), "0,94", "0.94"),
        ('{{ x|hours:"bare" }}', Decimal("347.50"), "347,5", "347.5"),
        ("{{ x|number }}", 64_200, "64.200", "64,200"),
        ("{{ x|initials }}", "Noor van den Hendriks", "NH", "NH"),
    ],
)
def test_a_figure_is_written_as_its_language_writes_it(
    source: str, value: object, dutch: str, english: str
) -> None:
    with translation.override("nl"):
        assert render(source, x=value) == dutch
    with translation.override("en"):
        assert render(source, x=value) == english


@pytest.mark.parametrize("style", ["euro", "day", "jobs", "hours", "number"])
def test_what_is_not_known_is_a_dash_that_is_read_out(style: str) -> None:
    with translation.override("en"):
        html = render("{{ x|" + style + " }}", x=None)
    assert ">–<" in html
    assert "not known" in html


def test_the_hands_say_who_is_there_and_who_is_missing() -> None:
    with translation.override("en"):
        html = render('{% hands procurement=True hr=False procurement_name="Bram" %}')
    assert "Procurement: Bram" in html
    assert "HR is missing" in html
    assert "bb-loose" in html, "the keystone is only set when both hands are there"


def test_a_score_draws_its_parts_as_wide_as_they_weigh_and_never_fuller_than_full() -> None:
    html = render("{% score 92 parts %}", parts=[(30, 25), (0, 75)])
    assert html.count("bb-rest") == 2
    assert 'width="29.5"' in html
    assert 'width="88.5"' in html


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(58), 25).page(2)
    html = render("{% pagination page %}", "/?q=schoon&page=2", page=page)
    assert 'href="?q=schoon&amp;page=3"' in html
    with translation.override("en"):
        assert "26 to 50 of 58" in render("{% pagination page %}", page=page)


def test_a_sorted_head_turns_around_and_goes_to_the_first_page() -> None:
    html = render('{% sort_head "end" "Until" %}', "/?page=3&q=x", sort="end")
    assert 'aria-sort="ascending"' in html
    assert 'href="?q=x&amp;sort=-end"' in html
    assert "aria-sort" not in render('{% sort_head "end" "Until" %}', sort="title")


def test_a_greyed_button_points_at_its_reason() -> None:
    refusal = Refusal("hand_missing", "Ask %(who)s.", {"who": "Samira <HR>"})
    html = render('{% greyed "Send it" refusal %}', refusal=refusal)
    assert 'aria-describedby="why-send-it"' in html
    assert "Ask Samira &lt;HR&gt;." in html


def test_the_error_summary_leads_to_each_field_and_tells_general_errors() -> None:
    with translation.override("en"):
        html = render_to_string("web/error_summary.html", {"form": Choice({})})
    assert 'href="#id_who_0"' in html
    assert "Who applies: This field is required." in html
    assert "Not yet: ask Samira." in html
    assert "There is 1 thing to mend" in html


@pytest.mark.parametrize("name", ["404.html", "403.html", "500.html", "403_csrf.html"])
def test_an_error_page_needs_no_request_and_no_database(name: str) -> None:
    with translation.override("en"):
        html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert '<html lang="en" ' in html
    assert "Sign out" not in html


def test_the_title_of_a_page_with_errors_begins_with_the_word() -> None:
    with translation.override("en"):
        html = render_to_string("404.html", {"form": Choice({})})
    assert "<title>Error: This page is not here · Banenbrug</title>" in html
