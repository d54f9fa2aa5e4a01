"""Reads the cells of one row by a mapping, or says what is wrong with them."""

from collections.abc import Sequence
from typing import Any

from banenbrug.contracts.register.cells import Read, reader_for
from banenbrug.contracts.register.contract_row import supplier_key
from banenbrug.contracts.register.days import said_of_days
from banenbrug.contracts.register.fields import FIELDS, REQUIRED, SPEND, USED, Kind
from banenbrug.contracts.register.findings import (
    DATE_ORDER_ASSUMED,
    DECIMAL_ASSUMED,
    KVK_PADDED,
    LEFT_EMPTY,
    LONGEST_VALUE,
    MISSING,
    PERSONAL_DATA,
    TOO_MANY_CELLS,
    TOTALS_ROW,
    Findings,
    Outcome,
    Problem,
)
from banenbrug.contracts.register.guessing import date_order_of, decimal_of
from banenbrug.contracts.register.mapping import Mapping, columns_in
from banenbrug.contracts.register.personal import holds_bsn
from banenbrug.contracts.register.statuses import NO_CONTRACT
from banenbrug.contracts.register.table import Row, Table
from banenbrug.contracts.register.totals import first_text, says_total
from banenbrug.contracts.register.unfit import Mistake, Unfit
from banenbrug.foundation.formats import DateOrder
from banenbrug.foundation.numbers import DecimalSign
from banenbrug.foundation.refusals import Refusal, Unreadable

Values = dict[str, Any]
"""What the cells of a row say, by field; fields without anything to say are absent."""

Columns = dict[str, list[Any]]
"""What several rows say, by field; None where one says nothing."""


class RowReader:
    """The columns of a mapping, with the reader of each."""

    def __init__(self, table: Table, mapping: Mapping, findings: Findings) -> None:
        self.mapping = mapping
        self.width = len(table.headers)
        self._weights = table.weights
        self._findings = findings
        self._required = set(REQUIRED[mapping.shape])
        if mapping.shape == SPEND and mapping.year is None:
            self._required.add("date")
        self._needs_no_date = mapping.shape == SPEND and "date" not in self._required
        self._places = {
            name: place
            for name, place in columns_in(table, mapping).items()
            if name in USED[mapping.shape]
        }
        self._headers = {name: table.headers[place] for name, place in self._places.items()}
        self._plan = [
            (name, place, self._reader(table, name)) for name, place in self._places.items()
        ]

    def header(self, name: str) -> str:
        """The header of a field's column, '' where it has none."""
        return self._headers.get(name, "")

    def place(self, name: str) -> int:
        """Where a mapped field stands in a row."""
        return self._places[name]

    def read_together(self, rows: Sequence[Row]) -> Columns | None:
        """What rows say that can all be read, by field; None where one of them may have a problem.

        Column by column, without a step of Python for each cell, so far quicker than `read` for
        each row, which is for the others. Counts nothing: the caller decides which of the two.
        """
        if self._weights or self._needs_no_date:
            return None
        if any(len(cells) > self.width for _, cells in rows):
            return None
        cells = list(zip(*(cells for _, cells in rows), strict=True))
        try:
            columns = {name: list(map(read, cells[place])) for name, place, read in self._plan}
        except Mistake:
            return None
        if any(None in columns.get(name, [None]) for name in self._required):
            return None
        return columns if all(map(supplier_key, columns["supplier"])) else None

    def read(self, row: Row) -> Values | None:
        """The values of a row, or None after rejecting or skipping it."""
        number, cells = row
        self._findings.rows += self.weight(number)
        if len(cells) > self.width:
            self._reject(number, [Problem(number, "", "", TOO_MANY_CELLS)])
            return None
        values: Values = {}
        problems: list[Problem] = []
        for name, place, read in self._plan:
            try:
                value = read(cells[place])
            except Mistake as mistake:
                value = self._mended(number, name, cells[place].strip(), mistake, problems)
            if value is not None:
                values[name] = value
        if not (values.keys() >= self._required and supplier_key(values["supplier"])):
            problems += self._missing(number, values, problems)
        if (problems or self._needs_no_date) and self._is_totals_row(cells, problems):
            total = Problem(
                number, "", first_text(cells)[:LONGEST_VALUE], TOTALS_ROW, Outcome.SKIPPED
            )
            self._findings.skip(total, rows=self.weight(number))
            return None
        no_contract = [problem for problem in problems if problem.code == NO_CONTRACT]
        if no_contract:
            self.skip(number, "status", no_contract[0].refusal, no_contract[0].value)
            return None
        if problems:
            self._reject(number, problems)
            return None
        return values

    def weight(self, row: int) -> int:
        """For how many source rows a row stands."""
        return self._weights.get(row, 1)

    def skip(self, row: int, name: str, refusal: Refusal, value: str) -> None:
        """Skip a row that is no contract in force."""
        problem = Problem(row, self.header(name), value, refusal, Outcome.SKIPPED)
        self._findings.skip(problem, rows=self.weight(row))

    def _reject(self, row: int, problems: list[Problem]) -> None:
        self._findings.reject(problems, rows=self.weight(row))

    def reject(self, row: int, name: str, refusal: Refusal, value: object = "") -> None:
        """Reject a row whose cells can each be read."""
        self._reject(row, [Problem(row, self.header(name), str(value), refusal)])

    def _reader(self, table: Table, name: str) -> Read:
        """The reader of a column, after saying what of its notation had to be assumed."""
        header, kind = self._headers[name], FIELDS[name].kind
        decimal: DecimalSign = ","
        order: DateOrder = "dmy"
        if kind is Kind.AMOUNT:
            decimal, is_sure = decimal_of(table, header, self.mapping)
            if not is_sure:
                refusal = Refusal(DECIMAL_ASSUMED.code, DECIMAL_ASSUMED.message, {"sign": decimal})
                self._findings.warn(refusal, column=header)
        elif kind is Kind.DATE:
            order, is_sure = date_order_of(table, header, self.mapping)
            if not is_sure:
                self._findings.warn(DATE_ORDER_ASSUMED, column=header)
            for said in said_of_days(table.column(header), order=order):
                self._findings.warn(said, column=header)
        return reader_for(
            name,
            decimal=decimal,
            order=order,
            currency=None if "currency" in self._places else self.mapping.currency,
            credits=name == "amount",
        )

    def _mended(
        self,
        row: int,
        name: str,
        cell: str,
        mistake: Unreadable | Unfit,
        problems: list[Problem],
    ) -> Any:
        """What can be made of a cell that cannot be read; None after naming the problem."""
        header, refusal = self._headers[name], mistake.refusal
        suggestion = mistake.suggestion or ""
        if refusal.code == "kvk_number_short":
            self._findings.warn_row(KVK_PADDED, column=header, row=row)
            return suggestion
        if name in self.mapping.leave_empty and name not in self._required:
            self._findings.warn_row(LEFT_EMPTY, column=header, row=row)
            return None
        if holds_bsn(cell):
            problems.append(Problem(row, header, "", PERSONAL_DATA))
        else:
            value = cell[:LONGEST_VALUE]
            problems.append(Problem(row, header, value, refusal, suggestion=suggestion))
        return None

    def _missing(self, row: int, values: Values, problems: Sequence[Problem]) -> list[Problem]:
        """A problem for each required field that is blank; not for one that cannot be read."""
        named = {problem.column for problem in problems}
        headers = (
            header
            for name, header in self._headers.items()
            if name in self._required
            and header not in named
            and (name not in values or (name == "supplier" and not supplier_key(values[name])))
        )
        return [Problem(row, header, "", MISSING) for header in headers]

    def _is_totals_row(self, cells: Sequence[str], problems: list[Problem]) -> bool:
        """A row that begins with *Totaal* and misses what makes it a contract or a payment.

        Where a payment needs no date, the word alone tells: it stands for the supplier then.
        """
        if self.mapping.totals == "keep":
            return False
        incomplete = any(problem.refusal is MISSING for problem in problems)
        if not incomplete and not self._needs_no_date:
            return False
        return says_total(cells)
