"""Figures, dates and the parts of a page: `{% load bb %}`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, cast

from django import forms, template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, gettext, ngettext

from banenbrug.foundation.formats import DateStyle, show_date, show_jobs
from banenbrug.foundation.hours import format_hours
from banenbrug.foundation.money import format_euro
from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import Refusal
from banenbrug.web import forms as web_forms
from banenbrug.web.words import active_language
from banenbrug.web.words import say as say_refusal

register = template.Library()

_GAP = 2
_SCORE_WIDTH = 120


@register.filter
def euro(cents: int | None, style: Literal["whole", "cents"] = "whole") -> str:
    """Write cents in euros: `{{ c.yearly_cents|euro }}`; `|euro:"cents"` in settlements."""
    if cents is None:
        return unknown()
    return format_euro(cents, active_language(), whole=style == "whole")


@register.filter
def day(value: date | datetime | None, style: DateStyle = "table") -> str:
    """Write a date: `table` 23 Nov 2026, `sentence` Monday 23 November 2026, `field` 23-11-2026."""
    if value is None:
        return unknown()
    local = _local(value).date() if isinstance(value, datetime) else value
    return show_date(local, active_language(), style=style)


@register.filter
def clock(value: datetime) -> str:
    """Write the time of day: 10.00 uur, or 10:00 in English."""
    local = _local(value)
    return gettext("%(hour)s:%(minute)s") % {"hour": f"{local:%H}", "minute": f"{local:%M}"}


def _local(value: datetime) -> datetime:
    return value.astimezone(timezone.get_current_timezone())


@register.filter
def jobs(value: Decimal | Fraction | None, decimals: int = 2) -> str:
    """Write jobs: 1 decimal in a headline, 2 in a row, 4 in a formula."""
    return unknown() if value is None else show_jobs(value, decimals, active_language())


@register.filter
def hours(value: Decimal | None, style: Literal["unit", "bare"] = "unit") -> str:
    """Write hours with their unit; `|hours:"bare"` where the column's head has it."""
    if value is None:
        return unknown()
    shown = format_hours(value, active_language())
    if style == "bare":
        return shown
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if value == 1 else 2) % {"hours": shown}


@register.filter
def number(value: Decimal | int | None) -> str:
    """Write a plain number with its thousands apart."""
    return unknown() if value is None else show_number(Decimal(value), active_language())


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last word."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def says(refusal: Refusal) -> str:
    """Write a refusal in the reader's language."""
    return say_refusal(refusal)


@register.filter
def form_errors(form: forms.BaseForm) -> web_forms.FormErrors:
    """Return what the error summary lists."""
    return web_forms.form_errors(form)


@register.simple_tag
def unknown(meaning: str = "") -> SafeString:
    """Write a dash that is read out as *not known*, or as what it means here: `{% unknown %}`."""
    return format_html(
        '<span aria-hidden="true">–</span><span class="bb-hidden">{}</span>',
        meaning or gettext("not known"),
    )


@register.simple_tag
def avatar(name: str) -> SafeString:
    """Draw the initials of a name; the name itself stands beside it."""
    return format_html('<span class="bb-avatar" aria-hidden="true">{}</span>', initials(name))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite beside a word: `{% icon "check" %}`."""
    return format_html(
        '<svg class="bb-icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("web/built/icons.svg"),
        name,
    )


@register.simple_tag
def language_name(code: str) -> str:
    """Return what speakers of a language call it."""
    return str(get_language_info(code)["name_local"]).capitalize()


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """Render one field with label, hint and error: `{% field form.title %}`."""
    return bound.as_field_group()


@register.inclusion_tag("web/hands.html")
def hands(
    *,
    procurement: bool,
    hr: bool,
    procurement_name: str = "",
    hr_name: str = "",
    small: bool = False,
    of: Literal["table", "readiness"] = "table",
) -> Mapping[str, object]:
    """Show which of the two hands is there: `{% hands procurement=c.buyer hr=c.hr %}`.

    With `of="readiness"` a hand that is there says that it is ready.
    """
    return {
        "procurement": procurement,
        "hr": hr,
        "small": small,
        "hands": [
            _hand(bool(procurement), gettext("Procurement"), procurement_name, of),
            _hand(bool(hr), gettext("HR"), hr_name, of),
        ],
    }


def _hand(present: bool, department: str, name: str, of: str) -> Mapping[str, object]:
    names = {"department": department, "name": name}
    if of == "readiness" and name:
        if present:
            words = gettext("%(department)s: %(name)s is ready") % names
        else:
            words = gettext("%(department)s: %(name)s is not ready yet") % names
    elif present:
        words = f"{department}: {name}" if name else department
    elif name:
        words = gettext("%(department)s: %(name)s not yet") % names
    else:
        words = gettext("%(department)s is missing") % names
    return {"present": present, "words": words}


@register.inclusion_tag("web/score.html")
def score(points: int, parts: Sequence[tuple[int, int]] = ()) -> Mapping[str, object]:
    """Show a score out of 100; `parts` are pairs of points and weight, drawn as wide as weighed."""
    shown = parts or [(points, 100)]
    total = sum(weight for _, weight in shown) or 1
    room = _SCORE_WIDTH - _GAP * (len(shown) - 1)
    bars: list[tuple[str, float, float]] = []
    x = 0.0
    for gained, weight in shown:
        width = room * weight / total
        filled = width * min(gained / weight, 1) if weight else 0
        bars += [("rest", x, width), ("full", x, filled)] if filled else [("rest", x, width)]
        x += width + _GAP
    # Numbers of ours alone. A list has hundreds of these: a template takes ten times as long.
    drawn = "".join(
        f'<rect class="bb-{kind}" x="{left:.1f}" width="{width:.1f}" height="8" rx="1.5"/>'
        for kind, left, width in bars
    )
    return {"points": points, "bars": mark_safe(drawn), "width": _SCORE_WIDTH}


@register.inclusion_tag("web/breadcrumb.html")
def breadcrumb(here: str, *steps: str) -> Mapping[str, object]:
    """Show the way to this page: `{% breadcrumb contract.title list_url _("Contracts") %}`."""
    pairs = zip(steps[::2], steps[1::2], strict=True)
    return {"here": here, "steps": [{"url": url, "label": label} for url, label in pairs]}


@register.inclusion_tag("web/pagination.html", takes_context=True)
def pagination(context: template.RequestContext, page: Page[Any]) -> Mapping[str, object]:
    """Show `1 to 25 of 58` and the pages; keeps everything else in the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context.get("request")}


@register.inclusion_tag("web/sort_head.html", takes_context=True)
def sort_head(
    context: template.RequestContext, key: str, label: str, number: bool = False
) -> Mapping[str, object]:
    """Render a table head that sorts; the view gives the order in force as `sort` (`-key` down)."""
    current = cast(str, context.get("sort", ""))
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    return {
        "label": label,
        "number": number,
        "direction": direction,
        "next": f"-{key}" if direction == "ascending" else key,
        "request": context.get("request"),
    }
