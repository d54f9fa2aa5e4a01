"""A contract register: one row per contract, or several rows that say more about one."""

from collections.abc import Iterator

from banenbrug.contracts.register.contract_row import (
    ContractRow,
    category_of,
    supplier_key,
    supplier_sort_key,
)
from banenbrug.contracts.register.findings import VALUES_DIFFER, Findings
from banenbrug.contracts.register.row_reader import RowReader, Values
from banenbrug.contracts.register.table import Table
from banenbrug.contracts.rules import why_not_dates
from banenbrug.foundation.names import plain
from banenbrug.foundation.refusals import N_, Refusal

Key = tuple[str, str]
"""Number and supplier: what makes a contract the same contract, in a file and in the register."""

_Held = dict[Key, tuple[int, int, Values]]


def contracts(table: Table, reader: RowReader, findings: Findings) -> Iterator[ContractRow]:
    """The contracts of a register; those of several rows come last.

    Only rows whose number and supplier come more than once are held back, so that a file of any
    length passes through.
    """
    repeated = _repeated(table, reader)
    held: _Held = {}
    for row in table.rows():
        values = reader.read(row)
        if values is None or _has_wrong_dates(row[0], values, reader):
            continue
        key = values["number"], supplier_key(values["supplier"])
        if key in repeated:
            _hold(key, row[0], values, held, reader=reader, findings=findings)
        else:
            yield _contract(row[0], 1, values, reader)
    for first, rows, values in held.values():
        yield _contract(first, rows, values, reader)


def _repeated(table: Table, reader: RowReader) -> set[Key]:
    """Keys that more than one row has, seen in a first pass over these two columns."""
    number, supplier = reader.place("number"), reader.place("supplier")
    seen: set[Key] = set()
    repeated: set[Key] = set()
    for _, cells in table.rows():
        name = " ".join(cells[supplier].split())
        key = " ".join(cells[number].split()), supplier_key(name)
        (repeated if key in seen else seen).add(key)
    return repeated


def _hold(
    key: Key, row: int, values: Values, held: _Held, *, reader: RowReader, findings: Findings
) -> None:
    """Join a row to the earlier rows of its contract, or reject it where its title differs.

    Of each field the last row that says something counts.
    """
    if key not in held:
        held[key] = row, 1, values
        return
    first, rows, known = held[key]
    if plain(known["title"]) != plain(values["title"]):
        reader.reject(row, "number", _number_twice(first), values["number"])
        return
    for name, value in values.items():
        if name in known and known[name] != value and name not in ("title", "supplier"):
            findings.warn_row(VALUES_DIFFER, column=reader.header(name), row=row)
    held[key] = first, rows + 1, known | values


def _has_wrong_dates(row: int, values: Values, reader: RowReader) -> bool:
    refusal = why_not_dates(start=values.get("start"), end=values.get("end"))
    if refusal is None:
        return False
    reader.reject(row, "end", refusal, values["end"].isoformat())
    return True


def _contract(row: int, rows: int, values: Values, reader: RowReader) -> ContractRow:
    supplier = values["supplier"]
    said = values.get
    times, months_each = said("extension_count", (None, None))
    form, percentage, text = said("clause", (None, None, ""))
    return ContractRow(
        row=row,
        rows=rows,
        number=values["number"],
        title=values["title"],
        supplier=supplier,
        supplier_key=supplier_key(supplier),
        supplier_sort_key=supplier_sort_key(supplier),
        supplier_code=said("supplier_code", ""),
        kvk=said("kvk", ""),
        vat=said("vat", ""),
        category=category_of(said("cpv", ""), said("category", ""), values["title"]),
        cpv=said("cpv", ""),
        description=said("description", ""),
        start=said("start"),
        end=said("end"),
        value_per_year=said("value_per_year"),
        value_total=said("value_total"),
        currency=said("currency", reader.mapping.currency),
        extension_count=times,
        extension_months=said("extension_months", months_each),
        notice_months=said("notice_months"),
        owner_unit=said("owner_unit", ""),
        procedure=said("procedure", ""),
        clause_form=form,
        clause_percentage=percentage,
        clause_text=text,
    )


def _number_twice(first: int) -> Refusal:
    message = N_(
        "This number stands twice for this supplier, with different titles. See also row %(row)s. "
        "Give one of the two another number."
    )
    return Refusal("number_twice", message, {"row": first})
