"""One table of a register and a file with its amounts, joined on the contract number."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import islice

from banenbrug.contracts.register.amounts_file import (
    AmountColumns,
    Amounts,
    amount_columns,
    amounts_in,
    key_of,
)
from banenbrug.contracts.register.fields import CONTRACTS
from banenbrug.contracts.register.findings import LONGEST_VALUE, Problem
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.mapping import squeezed
from banenbrug.contracts.register.personal import holds_bsn
from banenbrug.contracts.register.table import SAMPLE_ROWS, Row, Table
from banenbrug.foundation.refusals import N_, Refusal, Refused

PER_YEAR = "{amount} (per year)"
ONCE = "{amount} (once)"
CURRENCY = "{currency} (amounts)"

NO_CONTRACT = Refusal(
    "amount_without_contract",
    N_(
        "This amount belongs to no contract of the other file. Check the number, or add the "
        "contract there."
    ),
)


@dataclass(frozen=True, slots=True)
class _Extra:
    """The columns that amounts add to the register: their headers by field."""

    headers: Mapping[str, str]

    def cells(self, amounts: Amounts | None) -> list[str]:
        """The cells of a contract; blank where it has no amounts."""
        said = _said(amounts) if amounts else {}
        return [said.get(name, "") for name in self.headers]


def joined(tables: Sequence[tuple[str, Table]]) -> Table:
    """Join files, as name and table: one register, the others amounts of its contracts.

    Of amounts per year the last year counts; amounts that are paid once are added up. Raises
    `Refused`: files_do_not_join.
    """
    registers = [table for _, table in tables if _is_register(table)]
    amounts = [
        (name, table, columns)
        for name, table in tables
        if (columns := amount_columns(table)) and table not in registers
    ]
    if len(registers) != 1 or len(amounts) != len(tables) - 1:
        raise Refused(_do_not_join([name for name, _ in tables]))
    table = registers[0]
    for name, other, columns in amounts:
        table = _with_amounts(table, other, columns, name=name)
    return table


def shares_numbers(register: Table, amounts: Table) -> bool:
    """Whether the second file holds only amounts, and some of them are of the first."""
    columns = amount_columns(amounts)
    if columns is None or not _is_register(register):
        return False
    place = _place_of_number(register, columns)
    known = {key_of(cells[place]) for _, cells in register.rows()}
    return any(key in known for key in amounts_in(amounts, columns))


def _is_register(table: Table) -> bool:
    mapping = guess(table)
    return mapping.shape == CONTRACTS and not mapping.missing()


def _with_amounts(register: Table, other: Table, columns: AmountColumns, *, name: str) -> Table:
    by_key = amounts_in(other, columns)
    place = _place_of_number(register, columns)
    at_row: dict[int, Amounts] = {}
    left = dict(by_key)
    for row, cells in register.rows():
        if found := left.pop(key_of(cells[place]), None):
            at_row[row] = found[1]
    if not at_row:
        raise Refused(_do_not_join([name]))
    extra = _extra(at_row.values(), columns, register.headers)
    read = partial(_rows, register, at_row, extra)
    guessed = dict(guess(register).columns)
    return replace(
        register,
        headers=(*register.headers, *extra.headers.values()),
        rows=read,
        sample=tuple(islice(read(), SAMPLE_ROWS)),
        digest=hashlib.sha256(
            "".join(sorted((register.digest, other.digest))).encode()
        ).hexdigest(),
        known=tuple((guessed | dict(extra.headers)).items()),
        warnings=(*register.warnings, *other.warnings, *_warnings(at_row.values())),
        weights={
            **register.weights,
            **{row: register.weights.get(row, 1) + len(a.rows) for row, a in at_row.items()},
        },
        problems=(*register.problems, *_orphans(left.values(), f"{columns.contract} ({name})")),
    )


def _rows(register: Table, at_row: Mapping[int, Amounts], extra: _Extra) -> Iterator[Row]:
    """The rows of the register with the cells of their amounts behind the last header."""
    width = len(register.headers)
    for row, cells in register.rows():
        yield row, [*cells[:width], *extra.cells(at_row.get(row)), *cells[width:]]


def _extra(found: Collection[Amounts], columns: AmountColumns, taken: Sequence[str]) -> _Extra:
    wanted = {
        "value_per_year": PER_YEAR.format(amount=columns.amount),
        "value_total": ONCE.format(amount=columns.amount),
        "currency": CURRENCY.format(currency=columns.currency),
    }
    said = {name for amounts in found for name in _said(amounts)}
    return _Extra({name: _free(text, taken) for name, text in wanted.items() if name in said})


def _free(header: str, taken: Sequence[str]) -> str:
    number = 2
    name = header
    while name in taken:
        name, number = f"{header} ({number})", number + 1
    return name


def _said(amounts: Amounts) -> dict[str, str]:
    """The cells of a contract's amounts; what cannot be read stays as it is, for the reader.

    An amount that is paid once says nothing of the total where there are yearly ones too.
    """
    said: dict[str, str] = {}
    if amounts.unread:
        said["value_per_year" if amounts.yearly else "value_total"] = amounts.unread
    elif amounts.per_year is not None:
        said["value_per_year"] = _written(amounts.per_year)
    elif amounts.once is not None:
        said["value_total"] = _written(amounts.once)
    if amounts.currencies:
        said["currency"] = ", ".join(sorted(amounts.currencies))
    return said


def _written(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _warnings(found: Iterable[Amounts]) -> list[Refusal]:
    mixed = sum(1 for amounts in found if amounts.yearly and amounts.once is not None)
    if not mixed:
        return []
    message = N_(
        "Contracts with amounts per year and amounts that are paid once: %(count)s. Only the "
        "amount per year was read."
    )
    return [Refusal("once_beside_yearly", message, {"count": mixed})]


def _orphans(left: Iterable[tuple[str, Amounts]], column: str) -> list[Problem]:
    return [
        Problem(row, column, "" if holds_bsn(number) else number[:LONGEST_VALUE], NO_CONTRACT)
        for number, amounts in left
        for row in amounts.rows
    ]


def _place_of_number(register: Table, columns: AmountColumns) -> int:
    """The column of the register that both files share: by its name, else the contract number."""
    same = [h for h in register.headers if squeezed(h) == squeezed(columns.contract)]
    header = same[0] if same else dict(guess(register).columns)["number"]
    return register.headers.index(header)


def _do_not_join(names: Sequence[str]) -> Refusal:
    message = N_(
        "These files do not belong together: %(names)s. Choose one register, and a file with "
        "amounts that has the same contract numbers. Nothing was read."
    )
    return Refusal("files_do_not_join", message, {"names": ", ".join(names)})
