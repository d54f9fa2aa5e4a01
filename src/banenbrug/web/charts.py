"""Charts: a Vega-Lite specification drawn as SVG, for a page and for a paper alike.

The drawing holds colours of the theme as values, for a paper knows no style within it, and nothing
that the policy of `csp.py` forbids. Text is measured with the font that the page shows.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import ceil
from pathlib import Path
from types import ModuleType
from typing import Any, Literal
from xml.etree import ElementTree

from django.utils.safestring import SafeString, mark_safe

from banenbrug.web.parts import Series

Size = Literal["wide", "narrow"]
Spec = dict[str, Any]

MOST_BARS = 12
_BUILT = Path(__file__).parent / "static" / "web" / "built"
_SIZES: dict[Size, tuple[int, int]] = {"wide": (610, 250), "narrow": (270, 240)}
_MEASURED = "SourceSans3"  # another name of our font: Vega-Lite does not find "Source Sans 3"
_SHOWN = "'Source Sans 3'"
_NUMBERS: dict[str, Any] = {
    "nl": "nl-NL",
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}
_TIMES: dict[str, Any] = {"nl": "nl-NL", "en": "en-GB"}
_NAMED = re.compile(r"--bb-([\w-]+):(#[0-9a-f]+)")
_SVG = "{http://www.w3.org/2000/svg}"
_NOISE = {"aria-hidden", "aria-roledescription", "class", "font-family", "pointer-events"}
_NOISE |= {"role", "version"}
_FINER = re.compile(r"(\.[0-9]{2})[0-9]+")  # than anybody sees


def stacked_bars(
    *,
    categories: Sequence[str],
    series: Sequence[Series],
    limit: tuple[str, Decimal | int] | None = None,
    size: Size = "wide",
) -> Spec:
    """Specify bars with a part for each series, the first at the foot, and a limit by its name.

    Raises ValueError for categories that are too many or not told apart, and for a series that
    has not one value for each.
    """
    if len(categories) > MOST_BARS or len(set(categories)) < len(categories):
        raise ValueError(f"A chart has at most {MOST_BARS} bars, each with a name of its own.")
    rows = [
        {"bar": bar, "kind": one.kind, "place": place, "value": float(value)}
        for place, one in enumerate(series)
        for bar, value in zip(categories, one.values, strict=True)
        if value
    ]
    values = zip(*(one.values for one in series), strict=True)
    top = max([*map(sum, values), limit[1] if limit else 0, 1])
    kinds = [one.kind for one in series]
    colours = theme()
    fills = [colours[f"fill-{kind}"] for kind in kinds]
    edges = [colours.get(f"edge-{kind}", colours["white"]) for kind in kinds]
    width, height = _SIZES[size]
    bars: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {
                "field": "bar",
                "type": "nominal",
                "scale": {"domain": list(categories)},
                "axis": {"title": None, "labelOverlap": True, "labelSeparation": 6, "zindex": 1},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [0, float(top)], "nice": True},
                "axis": {"title": None, "format": ",.0f", "tickCount": min(5, ceil(top))},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": fills},
                "legend": None,
            },
            "stroke": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": edges},
                "legend": None,
            },
            "order": {"field": "place"},
        },
    }
    layers = [bars, *(_limit(*limit) if limit else [])]
    return {"width": width, "height": height, "layer": layers}


def _limit(name: str, value: Decimal | int) -> list[Spec]:
    """A dashed line with its name, which stays readable where a bar is higher."""
    at: Spec = {"data": {"values": [{}]}, "encoding": {"y": {"datum": float(value)}}}
    words = {"type": "text", "align": "left", "baseline": "bottom", "x": 2, "dy": -3}
    words |= {"text": name, "fontWeight": 600}
    halo = {"stroke": theme()["white"], "strokeWidth": 4}
    return [
        at | {"mark": {"type": "rule"}},
        at | {"mark": words | halo},
        at | {"mark": words},
    ]


def svg_of(spec: Mapping[str, Any], *, language: str, label: str) -> SafeString:
    """Draw a Vega-Lite specification; `label` says what it shows to who does not see it.

    Numbers are written as `language` does: nl or en.
    """
    drawn = _converter().vegalite_to_svg(
        dict(spec),
        config=_config(),
        format_locale=_NUMBERS[language],
        time_format_locale=_TIMES[language],
        allowed_base_urls=[],
    )
    root = ElementTree.fromstring(drawn)
    _prune(root)
    root.attrib |= {"role": "img", "aria-label": label, "font-family": _SHOWN}
    return mark_safe(ElementTree.tostring(root, encoding="unicode"))


def theme() -> dict[str, str]:
    """The colours of the theme by their names without `--bb-`, such as `fill-worked`."""
    return dict(_NAMED.findall((_BUILT / "theme.css").read_text(encoding="utf-8")))


@cache
def _converter() -> ModuleType:
    """Vega-Lite with our font; it starts an engine of its own, so not before it is needed."""
    import vl_convert

    vl_convert.register_font_directory(str(_BUILT / "fonts"))
    return vl_convert


def _prune(element: ElementTree.Element) -> None:
    """Take away what only Vega's own script needs, and the name of the space: HTML knows it."""
    element.tag = element.tag.removeprefix(_SVG)
    for name in _NOISE & element.attrib.keys():
        del element.attrib[name]
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for name in ("d", "transform"):
        if drawn := element.get(name):
            element.set(name, _FINER.sub(r"\1", drawn))
    for child in list(element):
        _prune(child)
        if _is_unseen(child):
            element.remove(child)


def _is_unseen(element: ElementTree.Element) -> bool:
    if element.tag == "path":
        return not {"fill", "stroke"} & element.attrib.keys()
    return element.tag == "g" and not len(element)


def _config() -> Spec:
    """How charts look; sizes in pixels."""
    colour = theme()
    text, quiet, line = colour["text"], colour["text-2"], colour["line"]
    return {
        "aria": False,
        "background": None,
        "font": _MEASURED,
        "padding": {"left": 0, "right": 8, "top": 8, "bottom": 8},
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 15,
            "titleFontSize": 15,
            "titleFontWeight": 400,
            "labelColor": quiet,
            "titleColor": quiet,
            "domainColor": quiet,
            "domainWidth": 1,
            "gridColor": line,
            "gridWidth": 1,
            "tickColor": quiet,
            "tickSize": 5,
            "labelPadding": 6,
            "titlePadding": 10,
        },
        "axisX": {"grid": False, "labelAngle": 0},
        "axisY": {
            "domain": False,
            "ticks": False,
            "tickCount": 5,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "start",
        },
        "bar": {"color": colour["gracht-500"], "stroke": colour["white"], "strokeWidth": 1},
        "line": {"color": colour["gracht-500"], "strokeWidth": 3},
        "point": {"filled": True, "size": 70},
        "rule": {"color": text, "strokeDash": [5, 4], "strokeWidth": 1.5},
        "text": {"fontSize": 15, "color": text},
        "range": {
            "category": [colour[f"chart-{number}"] for number in range(1, 6)],
            "ordinal": [colour[f"gracht-{step}"] for step in (100, 300, 400, 700)],
        },
        "scale": {"bandPaddingInner": 0.28, "bandPaddingOuter": 0.14},
    }
