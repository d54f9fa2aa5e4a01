"""What a file's columns are called, and what stands in them: an example each, and what is open."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from banenbrug.contracts.register.fields import FIELDS, Kind
from banenbrug.contracts.register.guessing import (
    date_order_of,
    decimal_of,
    is_two_dates,
    is_two_numbers,
)
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.personal import holds_bsn
from banenbrug.contracts.register.table import Table
from banenbrug.foundation.refusals import N_

LONGEST_EXAMPLE = 80

_TOLD: dict[
    Kind,
    tuple[str, Callable[[Table, str, Mapping], tuple[str, bool]], Callable[[str], bool]],
] = {
    Kind.DATE: ("date_order", date_order_of, is_two_dates),
    Kind.AMOUNT: ("decimal", decimal_of, is_two_numbers),
}
"""Kinds of columns whose reading depends on a setting of the mapping: that setting, what decides it
by the cells, and which cells tell the two ways apart."""

ADDED = (N_("Row in your file"), N_("What is wrong"), N_("How to mend it"))
"""Columns that the sheet of problems has behind those of the file."""

OURS = " (Banenbrug)"
"""What stands behind their names, so that they are known in any language."""


def added_headers() -> list[str]:
    """The headers of our own columns, in the language of the reader."""
    return [f"{gettext(name)}{OURS}" for name in ADDED]


def known_by(headers: Sequence[str]) -> list[str]:
    """The headers by which a file is recognised: without those that we added ourselves."""
    return [header for header in headers if not header.endswith(OURS)]


def columns_of(table: Table, mapping: Mapping) -> list[dict[str, Any]]:
    """For each column its header, an example, its field, and how it is read, as JSON.

    `choice` names a setting that nothing in the file tells: then the example is a cell that can be
    read in two ways. A column with personal data has no example.
    """
    names = {header: name for name, header in mapping.columns}
    return [_column(table, header, names.get(header, ""), mapping) for header in table.headers]


def _column(table: Table, header: str, name: str, mapping: Mapping) -> dict[str, Any]:
    if header in table.personal:
        return {"header": header, "is_personal": True}
    cells = table.column(header)
    column: dict[str, Any] = {"header": header, "field": name, "example": _example(cells)}
    told = _TOLD.get(FIELDS[name].kind) if name else None
    if told is None:
        return column
    setting, way_of, is_two = told
    column[setting], _ = way_of(table, header, mapping)
    _, is_sure = way_of(table, header, replace(mapping, date_order=None, decimal=None))
    if not is_sure:
        column |= {"choice": setting, "example": _example(filter(is_two, cells))}
    return column


def _example(cells: Iterable[str]) -> str:
    return next((cell for cell in cells if not holds_bsn(cell)), "")[:LONGEST_EXAMPLE]
