"""From the rows of a table to contracts: `parse` is the door, the shapes have their own modules."""

from collections.abc import Iterator

from banenbrug.contracts.register import register_rows, spend_rows
from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.contracts.register.fields import SPEND
from banenbrug.contracts.register.findings import Findings
from banenbrug.contracts.register.mapping import Mapping, personal_column
from banenbrug.contracts.register.row_reader import RowReader
from banenbrug.contracts.register.table import Table


def parse(table: Table, mapping: Mapping) -> tuple[Iterator[ContractRow], Findings]:
    """Read a table: contracts one by one, and findings that are complete after the last of them.

    No two contracts have the same number and supplier. The numbers of rows add up:
    ``sum(contract.rows) + findings.rejected + findings.skipped == findings.rows``.

    Raises `Refused` as `mapping.columns_in`, at once; and while reading, as `Table.rows`.
    """
    findings = Findings()
    for header in table.personal:
        findings.warn(personal_column(header), column=header)
    for warning in table.warnings:
        findings.warn(warning, column=str(warning.params.get("column", "")))
    for problem in table.problems:
        findings.rows += 1
        findings.reject([problem])
    reader = RowReader(table, mapping, findings)
    shape = spend_rows if mapping.shape == SPEND else register_rows
    return shape.contracts(table, reader, findings), findings
