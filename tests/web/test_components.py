"""Components that templates call by name: what they say, and how they count."""

from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, engines
from django.test import RequestFactory
from django.utils import translation

from banenbrug.web.parts import BarPart, BridgeStep, View


def render(source: str, address: str = "/", **context: object) -> str:
    django = engines["django"].engine  # type: ignore[attr-defined]
    request = RequestFactory().get(address)
    with translation.override("en"):
        html: str = django.from_string(source).render(RequestContext(request, context))
    return html


def arch(figure: str, *, complete: bool = False) -> BridgeStep:
    return BridgeStep("Vacancy", figure, is_complete=complete)


def test_an_arch_is_of_stone_as_soon_as_something_is_there() -> None:
    html = render("{% bridge steps %}", steps=[arch("2"), arch("")])
    assert html.count("bb-full") == 1
    assert html.count("bb-unbuilt") == 1
    assert "not yet" in html


@pytest.mark.parametrize(
    ("complete", "place"), [((False, False), 0), ((True, False), 1), ((True, True), 1)]
)
def test_the_person_stands_on_the_first_arch_that_is_not_complete_or_else_the_last(
    complete: tuple[bool, ...], place: int
) -> None:
    steps = [arch(str(number), complete=done) for number, done in enumerate(complete, start=1)]
    arches = render("{% bridge steps %}", steps=steps).split("<li>")[1:]
    assert ["bb-walker" in one for one in arches].index(True) == place
    assert sum("bb-walker" in one for one in arches) == 1


def test_a_bridge_says_what_is_open_to_who_sees_no_drawing() -> None:
    html = render('{% bridge steps here="one vacancy is open." %}', steps=[arch("1")])
    assert "<b>You are here now:</b> one vacancy is open." in html


def test_an_estimate_of_jobs_says_both_ends_and_draws_them_on_the_scale_of_the_list() -> None:
    html = render("{% jobs_range low high upto=3 %}", low=Decimal("1.3"), high=Decimal("2.6"))
    assert "1.3 to 2.6 jobs" in html
    assert [f">{tick}</text>" in html for tick in range(5)] == [True, True, True, True, False]
    assert f'x="{6 + 188 * 1.3 / 3:.1f}"' in html
    assert f'width="{188 * 1.3 / 3:.1f}"' in html


def test_the_narrowest_estimate_can_still_be_seen_within_the_line() -> None:
    html = render("{% jobs_range low high upto=3 %}", low=Decimal(3), high=Decimal(3))
    assert 'width="8.0"' in html
    assert f'x="{6 + 188 - 8:.1f}"' in html


def test_a_bar_shares_its_length_by_amount_and_says_every_number() -> None:
    parts = [BarPart("new", 1, "new"), BarPart("none", 0, "changed"), BarPart("same", 3, "same")]
    html = render("{% bar parts %}", parts=parts)
    assert [f'width="{width}"' in html for width in ("249.0", "0.0", "747.0")] == [True] * 3
    assert 'aria-label="1 new, 0 none, 3 same"' in html
    assert html.count("bb-swatch") == 3
    assert "bb-legend" not in render("{% bar parts legend=False %}", parts=parts)


def test_a_course_says_which_steps_are_done_and_which_is_now() -> None:
    html = render("{% steps names 2 %}", names=["File", "Columns", "Check"])
    assert html.count("bb-done") == 1
    assert html.count('aria-current="step"') == 1
    assert "File<span" in html.replace("\n", "")


def test_long_work_says_how_far_it_is_and_nothing_about_rows_when_it_does_not_know() -> None:
    html = render('{% progress "Reading." 64200 100000 %}')
    assert "Row 64,200 of 100,000." in html
    assert 'value="64200" max="100000"' in html
    assert "Row" not in render('{% progress "Reading." %}')


@pytest.mark.parametrize(("number", "folded"), [(4, 0), (5, 1)])
def test_more_than_four_views_fold_on_a_phone(number: int, folded: int) -> None:
    items = [View(f"View {n}", f"?view={n}", is_current=n == 2, count=1200) for n in range(number)]
    html = render('{% views "Views" items %}', items=items)
    assert html.count("<details") == folded
    assert ("<b>View 2 (1,200)</b>" in html) == bool(folded)
    assert html.count('aria-current="page"') == 1 + folded


def test_choosing_an_order_keeps_the_filters_and_drops_the_page() -> None:
    html = render("{% sorter orders %}", "/?q=a&q=b&page=3&sort=x", orders=[("end", "Until")])
    assert html.count('name="q"') == 2
    assert 'name="page"' not in html
    assert html.count('name="sort"') == 1


def test_an_export_gives_what_the_filters_show_in_three_kinds_of_file() -> None:
    html = render('{% export 58 "/files" %}', "/?q=schoon&page=3")
    assert "58 rows" in html
    for kind in ("xlsx", "ods", "csv"):
        assert f'href="/files?q=schoon&amp;format={kind}"' in html


@pytest.mark.parametrize(
    ("meaning", "role"), [("error", "alert"), ("ok", "status"), ("info", "status")]
)
def test_only_an_error_interrupts(meaning: str, role: str) -> None:
    html = render("{% alert meaning %}{{ text }}{% endalert %}", meaning=meaning, text="<b>Stop")
    assert f'class="utrecht-alert utrecht-alert--{meaning}" role="{role}"' in html
    assert "&lt;b&gt;Stop" in html


def test_a_badge_refuses_a_meaning_that_has_no_colour() -> None:
    with pytest.raises(KeyError, match="urgent"):
        render('{% badge "Soon" "urgent" %}')


def test_a_chip_names_what_it_takes_away() -> None:
    assert "Remove Cleaning" in render('{% chip "Cleaning" "?q=" %}')


def test_pages_have_names_of_their_own() -> None:
    html = render("{% pagination page %}", page=Paginator(range(58), 25).page(1))
    assert '<span class="bb-hidden">Page </span>2' in html
