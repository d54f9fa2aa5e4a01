"""Charts: what is drawn, in which colours and signs, and that a page may show it."""

import dataclasses
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.utils import translation

from banenbrug.web.charts import Size, stacked_bars, svg_of, theme
from banenbrug.web.parts import Chart, Series

WORKED = Series("Worked", "worked", (10, 20))
REQUESTED = Series("Requested", "requested", (5, 0))
CHART = Chart(
    title="Hours per month",
    under="until today",
    finding="In February 20 hours & no more.",
    head="End of",
    categories=("January", "February"),
    series=(WORKED, REQUESTED),
    short=("jan", "feb"),
    limit=("Total 1.500 hours", 1500),
)


def drawing(
    *series: Series, limit: tuple[str, int] | None = None, size: Size = "wide", language: str = "nl"
) -> ElementTree.Element:
    spec = stacked_bars(categories=("jan", "feb"), series=series, limit=limit, size=size)
    return ElementTree.fromstring(svg_of(spec, language=language, label="Hours"))


def texts(svg: ElementTree.Element) -> list[str]:
    return [str(node.text) for node in svg.iter("text")]


def bars(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [node for node in svg.iter("path") if node.get("fill") == theme()[f"fill-{kind}"]]


def span(bar: ElementTree.Element) -> tuple[float, float]:
    """Where a bar begins from above, and how high it is."""
    found = re.fullmatch(r"M[\d.]+,([\d.]+)h[\d.]+v([\d.]+)h-[\d.]+Z", bar.get("d", ""))
    assert found, bar.get("d")
    return float(found[1]), float(found[2])


def page(chart: Chart, language: str = "en") -> str:
    django = engines["django"].engine  # type: ignore[attr-defined]
    from django.template import Context

    with translation.override(language):
        html: str = django.from_string("{% chart chart %}").render(Context({"chart": chart}))
    return html


def test_the_first_series_stands_at_the_foot_and_the_next_on_top_of_it() -> None:
    svg = drawing(WORKED, REQUESTED)
    (low, low_height), (_, high) = (span(bar) for bar in bars(svg, "worked"))
    ((top, height),) = (span(bar) for bar in bars(svg, "requested"))
    assert high == pytest.approx(2 * low_height, abs=0.1)
    assert top + height == pytest.approx(low, abs=0.1)
    assert low + low_height == pytest.approx(250, abs=0.1)


def test_a_part_of_nothing_is_not_drawn() -> None:
    svg = drawing(WORKED, Series("Granted", "granted", (0, Decimal("0.0"))))
    assert (len(bars(svg, "worked")), len(bars(svg, "granted"))) == (2, 0)


@pytest.mark.parametrize(
    ("values", "scale"),
    [((0, 0), ["0", "1"]), ((1, 2), ["0", "1", "2"]), ((3, 11), ["0", "2", "4", "6", "8", "10"])],
)
def test_the_scale_begins_at_zero_and_goes_up_by_whole_hours(
    values: tuple[int, ...], scale: list[str]
) -> None:
    svg = drawing(Series("Worked", "worked", values))
    assert [text for text in texts(svg) if text.isdigit()] == scale


def test_parts_are_divided_by_white_and_a_pale_part_has_an_edge() -> None:
    svg = drawing(WORKED, REQUESTED)
    assert {bar.get("stroke") for bar in bars(svg, "worked")} == {theme()["white"]}
    assert {bar.get("stroke") for bar in bars(svg, "requested")} == {theme()["edge-requested"]}


def test_a_limit_is_a_dashed_line_with_its_name_and_is_always_in_sight() -> None:
    svg = drawing(WORKED, limit=("Totaal 400 uur", 400))
    dashed = [node for node in svg.iter("line") if node.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert "Totaal 400 uur" in texts(svg)
    assert "400" in texts(svg)
    assert not [node for node in drawing(WORKED).iter("line") if node.get("stroke-dasharray")]


@pytest.mark.parametrize(("language", "shown"), [("nl", "1.500"), ("en", "1,500")])
def test_numbers_are_written_as_the_language_does(language: str, shown: str) -> None:
    assert shown in texts(drawing(WORKED, limit=("Total", 1500), language=language))


def test_text_is_measured_with_our_font_so_that_no_room_is_lost_or_missing() -> None:
    svg = drawing(Series("Worked", "worked", (400, 400)))
    widest = 3 * 0.497 * 15  # three figures, each 0.497 of the size of the type
    found = re.search(r"translate\(([\d.]+),", svg[0].get("transform", ""))
    assert found
    assert float(found[1]) == pytest.approx(widest + 6, abs=1.5)  # 6 between label and bars


@pytest.mark.parametrize(("size", "width", "height"), [("wide", 610, 250), ("narrow", 270, 240)])
def test_there_are_two_sizes_and_text_is_equally_large_in_both(
    size: Size, width: int, height: int
) -> None:
    svg = drawing(WORKED, size=size)
    assert {node.get("font-size") for node in svg.iter("text")} == {"15px"}
    assert width <= int(svg.get("width", "0")) <= width + 60
    assert height <= int(svg.get("height", "0")) <= height + 60


def test_a_page_may_show_it_and_it_is_read_as_one_picture() -> None:
    written = svg_of(
        stacked_bars(categories=("jan", "feb"), series=(WORKED, REQUESTED), limit=("Limit", 40)),
        language="en",
        label='More than "20" & less',
    )
    svg = ElementTree.fromstring(written)
    tags = {node.tag for node in svg.iter()}
    names = {name for node in svg.iter() for name in node.attrib}
    assert tags == {"svg", "g", "path", "line", "text"}
    assert names.isdisjoint({"style", "class", "id", "href", "onclick"})
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == 'More than "20" & less'
    assert "url(" not in written and "http" not in written


def test_every_colour_is_one_of_the_theme() -> None:
    svg = drawing(WORKED, REQUESTED, limit=("Limit", 40))
    used = {node.get(name) for node in svg.iter() for name in ("fill", "stroke")} - {None, "none"}
    assert used <= set(theme().values())


@pytest.mark.parametrize(
    ("categories", "values"),
    [
        (("jan", "jan"), (1, 2)),
        (("jan", "feb"), (1, 2, 3)),
        (tuple("abcdefghijklm"), (1,) * 13),
    ],
)
def test_a_chart_that_would_mislead_is_not_drawn(
    categories: tuple[str, ...], values: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match="."):
        stacked_bars(categories=categories, series=(Series("Worked", "worked", values),))


def test_a_figure_holds_both_drawings_with_the_finding_and_one_legend() -> None:
    html = page(CHART)
    assert html.count('aria-label="In February 20 hours &amp; no more."') == 2
    assert [html.count(f"bb-fill--{kind}") for kind in ("worked", "requested")] == [1, 1]
    assert "<b>Hours per month</b><span>until today</span>" in html
    assert ">jan</text>" in html and ">January</text>" not in html


def test_the_table_says_the_same_figures_with_the_full_names() -> None:
    html = page(
        dataclasses.replace(CHART, series=(Series("Worked", "worked", (1347, Decimal("2.5"))),))
    )
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td class="bb-num">(.*?)</td></tr>', html)
    assert rows == [("January", "1,347"), ("February", "2.5")]
    assert "<caption>The same figures as a table</caption>" in html
    assert '<th scope="col">End of</th><th scope="col" class="bb-num">Worked</th>' in html


def test_the_names_of_the_table_stand_under_the_bars_where_there_are_no_shorter_ones() -> None:
    assert ">January</text>" in page(dataclasses.replace(CHART, short=()))
