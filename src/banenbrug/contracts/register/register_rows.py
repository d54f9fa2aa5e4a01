"""A contract register: one row per contract, or several rows that say more about one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice, repeat
from typing import Any

from banenbrug.contracts.register.contract_row import (
    ContractRow,
    category_of,
    supplier_key,
    supplier_sort_key,
    whole_months,
)
from banenbrug.contracts.register.findings import VALUES_DIFFER, Findings
from banenbrug.contracts.register.row_reader import Columns, RowReader, Values
from banenbrug.contracts.register.statuses import ENDED, STILL_OPEN
from banenbrug.contracts.register.table import Row, Table
from banenbrug.contracts.rules import ContractKind, why_not_dates
from banenbrug.foundation.names import plain
from banenbrug.foundation.refusals import N_, Refusal

Key = tuple[str, str]
"""Number and supplier: what makes a contract the same contract, in a file and in the register."""

_Read = tuple[int, int, Values]
"""The first row of a contract, how many rows it has, and what they say."""

_Held = dict[Key, _Read]

_AT_A_TIME = 100
"""Rows that are read together; where one of them has a problem they are read one by one."""

_TEXTS = (
    *("supplier_code", "kvk", "vat", "category", "cpv", "description", "owner_unit", "procedure"),
)
_NO_CLAUSE = (None, None, "")


def contracts(table: Table, reader: RowReader, findings: Findings) -> Iterator[ContractRow]:
    """The contracts of a register; those of several rows come last.

    Only rows whose number and supplier come more than once are held back, so that a file of any
    length passes through.
    """
    repeated = _repeated(table, reader)
    held: _Held = {}
    rows = table.rows()
    while some := list(islice(rows, _AT_A_TIME)):
        columns = reader.read_together(some)
        if columns is not None and _are_contracts(columns, repeated):
            findings.rows += len(some)
            yield from _contracts([row for row, _ in some], repeat(1), columns, reader)
        else:
            yield from _joined(_single(some, repeated, held, reader, findings), reader)
    yield from _joined(held.values(), reader)


def _are_contracts(columns: Columns, repeated: set[Key]) -> bool:
    """Whether each row is a contract by itself, with dates in the right order."""
    keys = zip(columns["number"], map(supplier_key, columns["supplier"]), strict=True)
    if repeated and not repeated.isdisjoint(keys):
        return False
    if "status" in columns and _has_open_end(columns["status"], columns.get("end")):
        return False
    if "start" not in columns or "end" not in columns:
        return True
    dates = zip(columns["start"], columns["end"], strict=True)
    return all(why_not_dates(start=start, end=end) is None for start, end in dates)


def _has_open_end(statuses: Sequence[str | None], ends: Sequence[date | None] | None) -> bool:
    """Whether a contract is said to have ended, and nothing says when."""
    return any(
        status == ENDED and end is None
        for status, end in zip(statuses, ends or repeat(None), strict=False)
    )


def _single(
    some: Sequence[Row],
    repeated: set[Key],
    held: _Held,
    reader: RowReader,
    findings: Findings,
) -> Iterator[_Read]:
    """The rows that are a contract by themselves; others are held or rejected."""
    for row in some:
        values = reader.read(row)
        if values is None or _has_wrong_dates(row[0], values, reader):
            continue
        if values.get("status") == ENDED and "end" not in values:
            reader.skip(row[0], "status", STILL_OPEN, "")
            continue
        key = values["number"], supplier_key(values["supplier"])
        if key in repeated:
            _hold(key, row[0], values, held, reader=reader, findings=findings)
        else:
            yield row[0], reader.weight(row[0]), values


def _repeated(table: Table, reader: RowReader) -> set[Key]:
    """Keys that more than one row has, seen in a first pass over these two columns."""
    number, supplier = reader.place("number"), reader.place("supplier")
    first: dict[str, str] = {}
    suppliers: dict[str, set[str]] = {}
    repeated: set[Key] = set()
    for _, cells in table.rows():
        text = " ".join(cells[number].split())
        if text not in first:
            first[text] = cells[supplier]
            continue
        seen = suppliers.setdefault(text, {supplier_key(first[text])})
        key = supplier_key(cells[supplier])
        if key in seen:
            repeated.add((text, key))
        seen.add(key)
    return repeated


def _hold(
    key: Key, row: int, values: Values, held: _Held, *, reader: RowReader, findings: Findings
) -> None:
    """Join a row to the earlier rows of its contract, or reject it where its title differs.

    Of each field the last row that says something counts.
    """
    if key not in held:
        held[key] = row, reader.weight(row), values
        return
    first, rows, known = held[key]
    if plain(known["title"]) != plain(values["title"]):
        reader.reject(row, "number", _number_twice(first), values["number"])
        return
    for name, value in values.items():
        if name in known and known[name] != value and name not in ("title", "supplier"):
            findings.warn_row(VALUES_DIFFER, column=reader.header(name), row=row)
    held[key] = first, rows + reader.weight(row), known | values


def _has_wrong_dates(row: int, values: Values, reader: RowReader) -> bool:
    refusal = why_not_dates(start=values.get("start"), end=values.get("end"))
    if refusal is None:
        return False
    reader.reject(row, "end", refusal, values["end"].isoformat())
    return True


def _joined(read: Iterable[_Read], reader: RowReader) -> Iterator[ContractRow]:
    """The contracts of rows that were read one by one."""
    known = list(read)
    if not known:
        return iter(())
    firsts, counts, values = zip(*known, strict=True)
    columns = {name: [said.get(name) for said in values] for name in {*chain(*values)}}
    return _contracts(firsts, counts, columns, reader)


def _contracts(
    firsts: Sequence[int], counts: Iterable[int], columns: Columns, reader: RowReader
) -> Iterator[ContractRow]:
    """Contracts from columns; `firsts` are their first rows, `counts` how many rows they have."""
    silent = [None] * len(firsts)
    facts = {name: columns.get(name, silent) for name in ContractRow._fields}
    texts = {name: [text or "" for text in facts[name]] for name in _TEXTS}
    suppliers, titles = columns["supplier"], columns["title"]
    times = [said or (None, None) for said in columns.get("extension_count", silent)]
    clauses = [said or _NO_CLAUSE for said in columns.get("clause", silent)]
    derived: dict[str, Iterable[Any]] = {
        "row": firsts,
        "rows": counts,
        "supplier_key": map(supplier_key, suppliers),
        "supplier_sort_key": map(supplier_sort_key, suppliers),
        "kind": repeat(ContractKind.CONTRACT),
        "category": map(category_of, texts["cpv"], texts["category"], titles),
        "currency": [said or reader.mapping.currency for said in facts["currency"]],
        "extension_count": [count for count, _ in times],
        "extension_months": [
            each if said is None else said
            for said, (_, each) in zip(facts["extension_months"], times, strict=True)
        ],
        "notice_months": _notices(columns.get("notice_date"), facts),
        "clause_form": [form for form, _, _ in clauses],
        "clause_percentage": [percentage for _, percentage, _ in clauses],
        "clause_text": [text for _, _, text in clauses],
    }
    # Two columns repeat one value for ever, hence not strict.
    return map(ContractRow._make, zip(*(facts | texts | derived).values(), strict=False))


def _notices(days: Sequence[date | None] | None, facts: Columns) -> Sequence[int | None]:
    """Months of notice as they are said, else those between the last day to give it and the end."""
    if days is None:
        return facts["notice_months"]
    return [
        whole_months(day, end) if said is None else said
        for said, day, end in zip(facts["notice_months"], days, facts["end"], strict=True)
    ]


def _number_twice(first: int) -> Refusal:
    message = N_(
        "This number stands twice for this supplier, with different titles. See also row %(row)s. "
        "Give one of the two another number."
    )
    return Refusal("number_twice", message, {"row": first})
