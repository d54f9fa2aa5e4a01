"""From an award of OCDS to rows: one for each of its suppliers."""

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from banenbrug.contracts.register.contract_row import whole_months
from banenbrug.contracts.register.fields import FIELDS
from banenbrug.contracts.register.ocds_process import (
    Json,
    Process,
    an_object,
    objects,
    own_value,
)

COLUMNS = {
    "number": "ocid and award",
    "title": "tender title",
    "supplier": "supplier",
    "supplier_code": "supplier identifier",
    "kvk": "KVK number",
    "cpv": "CPV",
    "start": "start",
    "end": "end",
    "value_total": "value",
    "extension_count": "extensions",
    "extension_months": "months per extension",
    "currency": "currency",
    "owner_unit": "buyer",
    "procedure": "procedure",
    "description": "description",
    "status": "status",
}
"""The fields that a row fills, and the headers of their columns."""

_CPV = re.compile(r"[0-9]{8}(?:-[0-9])?")
_HASH = 8
_LATE_MIDNIGHTS = ("22:00:00Z", "23:00:00Z")
"""Midnight in Dutch or British summer and winter, written in world time."""


def rows_of(process: Process) -> Iterator[list[str]]:
    """The rows of a process, under `COLUMNS`."""
    for award in process.awards.values():
        suppliers = process.suppliers_of(award)
        shared = _award_facts(process, award)
        for supplier in suppliers:
            whole = _value(process, award)
            value = own_value(supplier) or (whole if len(suppliers) == 1 else {})
            currency = {"currency": _text(value.get("currency") or whole.get("currency"))}
            facts = {**shared, **_supplier_facts(supplier), **_amount_facts(value), **currency}
            yield [_storable(facts.get(name, "")) for name in COLUMNS]


def _award_facts(process: Process, award: Json) -> dict[str, str]:
    tender = process.tender
    contracts = process.contracts_of(award)
    start, end, longest = _period(
        [an_object(one.get("period")) for one in contracts]
        or [an_object(award.get("contractPeriod"))],
        an_object(tender.get("contractPeriod")),
    )
    status = {str(one.get("status") or "") for one in contracts} or {str(award.get("status") or "")}
    title = _text(tender.get("title")) or _text(award.get("title"))
    months = whole_months(end, longest)
    return {
        "number": _number(process.ocid, str(award.get("id") or "")),
        "title": _cut("title", title + _lots(tender, award)),
        "cpv": _cpv([award, *contracts, tender]),
        "start": start.isoformat() if start else "",
        "end": end.isoformat() if end else "",
        "extension_count": "1" if months else "",
        "extension_months": str(months or ""),
        "owner_unit": _cut("owner_unit", _text(process.buyer.get("name"))),
        "procedure": _cut(
            "procedure",
            _text(tender.get("procurementMethodDetails")) or _text(tender.get("procurementMethod")),
        ),
        "description": _cut(
            "description", _text(tender.get("description")) or _text(award.get("description"))
        ),
        "status": min(status) if len(status) == 1 else "",
    }


def _supplier_facts(supplier: Json) -> dict[str, str]:
    identifier = an_object(supplier.get("identifier"))
    scheme, known = _text(identifier.get("scheme")), _text(identifier.get("id"))
    name = _text(supplier.get("name")) or _text(identifier.get("legalName"))
    is_kvk = scheme.upper() == "NL-KVK"
    return {
        "supplier": _cut("supplier", name),
        "kvk": known if is_kvk else "",
        "supplier_code": f"{scheme}-{known}" if scheme and known and not is_kvk else "",
    }


def _amount_facts(value: Json) -> dict[str, str]:
    amount = value.get("amount")
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not amount:
        return {}
    return {"value_total": f"{amount:.2f}" if isinstance(amount, float) else str(amount)}


def _value(process: Process, award: Json) -> Json:
    """The value of the one contract of an award where it says so, else of the award."""
    contracts = process.contracts_of(award)
    signed = an_object(contracts[0].get("value")) if len(contracts) == 1 else {}
    return signed if signed.get("amount") else an_object(award.get("value"))


def _number(ocid: str, award: str) -> str:
    """The process and the award, the same at each reading; shortened where it would not fit."""
    whole = f"{ocid}-{award}"
    longest = FIELDS["number"].longest
    if len(whole) <= longest:
        return whole
    short = hashlib.blake2b(_storable(whole).encode(), digest_size=_HASH // 2).hexdigest()
    return f"{ocid[: longest - _HASH - 1]}-{short}"


def _lots(tender: Json, award: Json) -> str:
    """The titles of the lots that an award is about, to stand behind the title."""
    related = award.get("relatedLots") or [award.get("relatedLot")]
    wanted = [str(lot) for lot in related if lot] if isinstance(related, list) else []
    titles = {str(lot.get("id")): _text(lot.get("title")) for lot in objects(tender.get("lots"))}
    named = [titles[lot] for lot in wanted if titles.get(lot)]
    return f" – {'; '.join(named)}" if named else ""


def _cpv(places: Sequence[Json]) -> str:
    """The first CPV code: of the award, its contracts, then the tender."""
    for place in places:
        for one in (place, *objects(place.get("items"))):
            classification = an_object(one.get("classification"))
            code = _CPV.match(str(classification.get("id") or ""))
            if code and _text(classification.get("scheme")).upper() == "CPV":
                return code[0]
    return ""


def _period(periods: Sequence[Json], tender: Json) -> tuple[date | None, date | None, date | None]:
    """The first day, the last day, and the last day after all extensions."""
    starts = [day for one in periods if (day := _day(one.get("startDate")))]
    start = min(starts, default=None) or _day(tender.get("startDate"))
    ends = [day for one in periods if (day := _last_day(one, start))]
    end = max(ends, default=None) or _last_day(tender, start)
    longest = [day for one in periods if (day := _day(one.get("maxExtentDate")))]
    return start, end, max(longest, default=None)


def _last_day(period: Json, start: date | None) -> date | None:
    days = period.get("durationInDays")
    end = _day(period.get("endDate"))
    if end is None and start and isinstance(days, int) and 0 < days < 40_000:
        return _later(start, days - 1)
    return end


def _day(value: Any) -> date | None:
    """The day of a date in ISO form, as written; late midnights in world time are the next day."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return _later(moment.date(), 1 if value.endswith(_LATE_MIDNIGHTS) else 0)


def _later(day: date, days: int) -> date:
    """So many days later, or the last day of the calendar: 9999 stands for *without end*."""
    return day + min(timedelta(days=days), date.max - day)


def _storable(text: str) -> str:
    """Text without the signs that JSON can write and a database cannot keep."""
    return text.replace("\0", "").encode(errors="replace").decode()


def _text(value: Any) -> str:
    """Text without entities of HTML, which some publishers leave in, even twice."""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    return html.unescape(html.unescape(value)).strip()


def _cut(name: str, text: str) -> str:
    longest = FIELDS[name].longest
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
