"""What a file would do to the register of a school: read, put beside it, compared, counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from banenbrug.contracts import staging
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.contracts.register.findings import Findings, Problem
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.rows import parse
from banenbrug.contracts.register.table import Table
from banenbrug.contracts.rules import other_currency, why_not_dates

Files = Sequence[tuple[str, bytes]]
"""Names and contents of one file, or of several that belong together."""

Contracts = Iterable[ContractRow]

Follow = Callable[[Contracts], Contracts]
"""Passes contracts on while they are read, and may tell how far that is."""


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of a file. `rows` is the sum of its outcomes."""

    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    skipped: int
    contracts: dict[str, int]
    findings: Findings
    mapping: Mapping
    digest: str
    differences: list[dict[str, Any]] = field(default_factory=list)

    def counts(self) -> dict[str, Any]:
        """The figures, as they are kept with the batch."""
        names = ("rows", "created", "updated", "unchanged", "rejected", "skipped", "contracts")
        return {name: getattr(self, name) for name in names}


def compare(
    table: Table,
    mapping: Mapping,
    *,
    organisation_id: int,
    differences: int = 0,
    follow: Follow = iter,
) -> Outcome:
    """Put the contracts of a table beside the register, inside the transaction, and compare.

    `differences`: how many changed contracts are told fact by fact. Raises `Refused` as `parse`.
    """
    contracts, findings = parse(table, mapping)
    staging.stage(follow(contracts))
    staging.compare(organisation_id=organisation_id)
    _reject_conflicts(findings, mapping, organisation_id=organisation_id)
    counted = staging.counts()
    return Outcome(
        rows=findings.rows,
        rejected=findings.rejected,
        skipped=findings.skipped,
        contracts={name: contracts for name, (_, contracts) in counted.items()},
        findings=findings,
        mapping=mapping,
        digest=mappings.digest(table, mapping),
        differences=(
            staging.differences(differences, organisation_id=organisation_id) if differences else []
        ),
        **{name: rows for name, (rows, _) in counted.items()},
    )


def cells_of(table: Table, rows: set[int]) -> Iterator[tuple[int, Sequence[str]]]:
    """These rows of a table as they stand in it, by their numbers."""
    return ((number, cells) for number, cells in table.rows() if number in rows)


def _reject_conflicts(findings: Findings, mapping: Mapping, *, organisation_id: int) -> None:
    """Reject the rows that can be read, but that the register has no place for."""
    conflicts = staging.conflicts(organisation_id=organisation_id)
    headers = dict(mapping.columns)
    for conflict in conflicts:
        findings.reject([_problem(conflict, headers)], rows=conflict.rows)
    if conflicts:
        findings.problems.sort(key=lambda problem: problem.row)


def _problem(conflict: staging.Conflict, headers: dict[str, str]) -> Problem:
    wrong = why_not_dates(start=conflict.start, end=conflict.end)
    if wrong:
        name = "end" if conflict.says_end else "start"
        value = str(conflict.end if conflict.says_end else conflict.start)
    else:
        wrong = other_currency(said=conflict.currency, known=conflict.known_currency or "")
        name = "value_per_year" if conflict.says_per_year else "value_total"
        value = conflict.currency
    return Problem(conflict.row, headers.get(name, ""), value, wrong)
