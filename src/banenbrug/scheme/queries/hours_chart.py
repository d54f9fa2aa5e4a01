"""The hours of a scheme by month, as a chart with its table."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext

from banenbrug.foundation.hours import format_hours
from banenbrug.foundation.months import Month
from banenbrug.scheme.models import Scheme
from banenbrug.scheme.queries.ledger import MonthEnd, month_ends
from banenbrug.web.parts import Chart, Series
from banenbrug.web.words import active_language

MOST = 12
"""Months that one chart shows."""


def latest_chart(scheme: Scheme, *, total: Decimal, today: date) -> Chart:
    """The last months of a scheme, up to now or to its end."""
    last = Month.of(min(max(today, scheme.opens), scheme.runs_until))
    opened = Month.of(scheme.opens)
    back = (last.year - opened.year) * 12 + last.month - opened.month
    first = opened if back < MOST else _months_before(last, MOST - 1)
    return _chart(scheme, total=total, first=first, last=last, today=today)


def chart_of_year(scheme: Scheme, year: int, *, total: Decimal, today: date) -> Chart:
    """The months of a scheme in one year, up to now or to its end."""
    first = max(Month(year, 1), Month.of(scheme.opens))
    latest = Month.of(min(max(today, scheme.opens), scheme.runs_until))
    return _chart(scheme, total=total, first=first, last=min(Month(year, 12), latest), today=today)


def _chart(scheme: Scheme, *, total: Decimal, first: Month, last: Month, today: date) -> Chart:
    ends = month_ends(scheme, first=first, last=last)
    one_year = first.year == last.year
    is_now = last == Month.of(today)
    language = active_language()
    return Chart(
        title=gettext("Hours per month in %(year)s") % {"year": last.year}
        if one_year
        else gettext("Hours per month"),
        under=_under(last) if is_now else gettext("as it was at the end of each month"),
        finding=_finding(ends[-1], total=total),
        head=gettext("End of"),
        categories=[date_format(end.month.first, "F" if one_year else "F Y") for end in ends],
        short=[_in_short(end.month) for end in ends],
        series=_series(ends),
        limit=(gettext("Total %(hours)s hours") % {"hours": format_hours(total, language)}, total),
    )


def _in_short(month: Month) -> str:
    name = date_format(month.first, "M")
    return name.lower() if active_language().startswith("nl") else name


def _under(last: Month) -> str:
    month = date_format(last.first, "F")
    return gettext("as it was at the end of each month, %(month)s until today") % {"month": month}


def _series(ends: Sequence[MonthEnd]) -> list[Series]:
    return [
        Series(gettext("Worked"), "worked", [end.worked for end in ends]),
        Series(gettext("Granted, not worked yet"), "granted", [end.to_work for end in ends]),
        Series(gettext("Requested"), "requested", [end.requested for end in ends]),
    ]


def _finding(end: MonthEnd, *, total: Decimal) -> str:
    language = active_language()
    told = {
        "month": date_format(end.month.first, "F Y"),
        "worked": format_hours(end.worked, language),
        "to_work": format_hours(end.to_work, language),
        "requested": format_hours(end.requested, language),
        "total": format_hours(total, language),
    }
    said = gettext(
        "At the end of %(month)s, of %(total)s hours, %(worked)s were worked,"
        " %(to_work)s granted and not worked yet, and %(requested)s requested."
    )
    return said % told


def _months_before(month: Month, number: int) -> Month:
    index = month.year * 12 + month.month - 1 - number
    return Month(index // 12, index % 12 + 1)
