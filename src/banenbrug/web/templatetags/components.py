"""Components that templates call by name; the component page shows them all."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal, get_args

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext

from banenbrug.foundation.formats import show_jobs
from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import Refusal
from banenbrug.web.charts import Size, stacked_bars, svg_of
from banenbrug.web.parts import BarPart, BridgeStep, Chart, View
from banenbrug.web.words import active_language
from banenbrug.web.words import say as say_refusal

register = template.Library()

_ALERT_ICONS = {
    "info": "info-circle",
    "ok": "circle-check",
    "warning": "alert-triangle",
    "error": "circle-x",
}
_BADGES = {
    "done": "valid",
    "busy": "neutral",
    "waits": "warning",
    "late": "danger",
    "quiet": "inactive",
}
_RAIL = (6.0, 188.0)  # where the line of a range begins and how long it is
_THINNEST = 8.0
_BAR = 1000
_GAP = 4
_MANY_VIEWS = 4


@register.inclusion_tag("web/badge.html")
def badge(words: str, meaning: str = "quiet") -> Mapping[str, object]:
    """Show a state; `meaning` is done, busy, waits, late or quiet."""
    return {"words": words, "variant": _BADGES[meaning]}


@register.simple_block_tag
def alert(
    content: str,
    meaning: Literal["info", "ok", "warning", "error"] = "info",
    *,
    title: str = "",
    icon: str = "",
    role: str = "",
    undo: str = "",
) -> SafeString:
    """Say something that must not be missed: `{% alert "ok" %}…{% endalert %}`.

    `role` is alert for an error and status otherwise; give note to what is no news. `undo` is the
    rendered form with the button that takes it back.
    """
    words = {
        "content": content,
        "meaning": meaning,
        "title": title,
        "icon": icon or _ALERT_ICONS[meaning],
        "role": role or ("alert" if meaning == "error" else "status"),
        "undo": undo,
    }
    return render_to_string("web/alert.html", words)


@register.inclusion_tag("web/greyed.html")
def greyed(label: str, refusal: Refusal) -> Mapping[str, object]:
    """Show a button that cannot be used yet, with the reason under it."""
    return {"label": label, "reason": say_refusal(refusal), "id": f"why-{slugify(label)}"}


@register.inclusion_tag("web/empty.html")
def empty(
    title: str,
    text: str,
    url: str = "",
    label: str = "",
    other_url: str = "",
    other_label: str = "",
) -> Mapping[str, object]:
    """Say what would be here and how it gets here, with one button and at most a quiet other."""
    return {
        "title": title,
        "text": text,
        "url": url,
        "label": label,
        "other_url": other_url,
        "other_label": other_label,
    }


@register.inclusion_tag("web/nothing_found.html")
def nothing_found(words: str, url: str) -> Mapping[str, object]:
    """Say that no row meets the filters; `url` clears them."""
    return {"words": words, "url": url}


@register.inclusion_tag("web/bridge.html")
def bridge(steps: Sequence[BridgeStep], here: str = "") -> Mapping[str, object]:
    """Draw the bridge from contract line to counted job; `here` says what is open now."""
    walker = next((step for step in steps if not step.is_complete), steps[-1] if steps else None)
    return {"steps": steps, "walker": walker, "here": here}


@register.inclusion_tag("web/range.html")
def jobs_range(
    low: Decimal | Fraction, high: Decimal | Fraction, upto: Decimal | Fraction | int = 0
) -> Mapping[str, object]:
    """Show an estimate of jobs as words and a bar; give every entry of one list the same `upto`."""
    language = active_language()
    told = {"low": show_jobs(low, 1, language), "high": show_jobs(high, 1, language)}
    is_one = told["low"] == told["high"]
    words = gettext("about %(high)s jobs") if is_one else gettext("%(low)s to %(high)s jobs")
    scale = max(1, ceil(upto or high), ceil(high))
    stride = ceil(scale / 5)
    marks = range(0, scale + 1, stride)
    start, length = _RAIL
    width = max((float(high) - float(low)) / scale * length, _THINNEST)
    left = start + float(low) / scale * length
    return {
        "words": words % told,
        "scale_words": gettext("on a line from 0 to %(most)s")
        % {"most": show_number(Decimal(scale), language)},
        "ticks": [{"value": mark, "x": f"{start + mark / scale * length:.1f}"} for mark in marks],
        "x": f"{min(left, start + length - width):.1f}",
        "width": f"{width:.1f}",
    }


@register.inclusion_tag("web/lamp.html")
def lamp(
    words: str, state: Literal["lit", "off", "late"] = "lit", under: str = ""
) -> Mapping[str, object]:
    """Show a moment of a contract; the words hold its date."""
    return {"words": words, "state": state, "under": under}


@register.inclusion_tag("web/chip.html")
def chip(words: str, url: str) -> Mapping[str, object]:
    """Show a filter that is on; `url` is the page without it."""
    return {"words": words, "url": url}


@register.inclusion_tag("web/bar.html")
def bar(parts: Sequence[BarPart], legend: bool = True) -> Mapping[str, object]:
    """Draw parts of a whole with their numbers under it."""
    total = sum((Decimal(part.amount) for part in parts), Decimal(0)) or Decimal(1)
    seen = [part for part in parts if part.amount]
    room = _BAR - _GAP * max(len(seen) - 1, 0)
    drawn, x = [], 0.0
    for part in parts:
        width = float(Decimal(part.amount) / total) * room
        shown = part.shown or show_number(Decimal(part.amount), active_language())
        drawn.append(
            {"label": part.label, "kind": part.kind, "shown": shown, "x": f"{x:.1f}"}
            | {"width": f"{width:.1f}"}
        )
        x += width + (_GAP if part.amount else 0)
    spoken = ", ".join(f"{part['shown']} {part['label']}" for part in drawn)
    return {"parts": drawn, "legend": legend, "spoken": spoken}


@register.inclusion_tag("web/chart.html")
def chart(chart: Chart) -> Mapping[str, object]:
    """Draw stacked bars, wide and narrow, with the same figures as a table."""
    language = active_language()
    drawn: dict[str, object] = {}
    for size in get_args(Size):
        spec = stacked_bars(
            categories=chart.short or chart.categories,
            series=chart.series,
            limit=chart.limit,
            size=size,
        )
        drawn[size] = svg_of(spec, language=language, label=chart.finding)
    rows = zip(chart.categories, *(one.values for one in chart.series), strict=True)
    return {"chart": chart, "rows": [(name, values) for name, *values in rows], **drawn}


@register.inclusion_tag("web/steps.html")
def steps(names: Sequence[str], current: int) -> Mapping[str, object]:
    """Show where somebody is in a course; `current` counts from 1."""
    return {"names": names, "current": current}


@register.inclusion_tag("web/progress.html")
def progress(words: str, done: int = 0, total: int = 0) -> Mapping[str, object]:
    """Show how far long work is: what is done in words, and how many rows of how many."""
    percent = f"{100 * done // total}%" if total else ""
    return {"words": words, "done": done, "total": total, "percent": percent}


@register.inclusion_tag("web/views.html")
def views(label: str, items: Sequence[View]) -> Mapping[str, object]:
    """Show the views of a list; on a phone more than four fold into one line."""
    language = active_language()
    shown = [
        {
            "label": view.label,
            "url": view.url,
            "current": view.is_current,
            "shown": "" if view.count is None else show_number(Decimal(view.count), language),
        }
        for view in items
    ]
    here = next((view for view in shown if view["current"]), shown[0] if shown else None)
    return {"label": label, "views": shown, "many": len(shown) > _MANY_VIEWS, "here": here}


@register.inclusion_tag("web/sorter.html", takes_context=True)
def sorter(
    context: template.RequestContext, options: Sequence[tuple[str, str]]
) -> Mapping[str, object]:
    """Choose the order where heads of columns are out of sight; keeps the rest of the address."""
    request = context["request"]
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in ("sort", "page")
        for value in values
    ]
    return {"options": options, "current": context.get("sort", ""), "kept": kept}


@register.inclusion_tag("web/export.html", takes_context=True)
def export(context: template.RequestContext, count: int, url: str) -> Mapping[str, object]:
    """Offer the rows as files; `url` takes `?format=` and the filters that are in force."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    files = []
    for kind in ("xlsx", "ods", "csv"):
        query["format"] = kind
        files.append((f"{url}?{query.urlencode()}", kind.upper()))
    return {"count": count, "files": files}
