"""The list of contracts as a file: what the filters show, all pages, in the order of the list."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.translation import gettext

from banenbrug.contracts.models import Contract
from banenbrug.desk import register
from banenbrug.desk.lines import Line, lines_of
from banenbrug.desk.register import Asked
from banenbrug.opportunities.queries import scale_of
from banenbrug.organisations.models import Membership
from banenbrug.web.exports import Cell, Column, file_of, in_euros

BLOCK = 2000
"""Contracts whose lines are gathered at a time."""


def export_of(
    kind: str, member: Membership, contracts: QuerySet[Contract], asked: Asked, *, today: date
) -> FileResponse:
    """Answer with everything that is asked for; columns that the reader did not choose as well."""
    return file_of(
        kind,
        title=gettext("Contracts"),
        columns=_columns(),
        rows=_rows(member, register.in_order(contracts, asked.sort), today=today),
    )


def _columns() -> Sequence[Column]:
    return (
        Column(gettext("Contract number")),
        Column(gettext("Title"), width=40),
        Column(gettext("Supplier"), width=30),
        Column(gettext("Category"), width=24),
        Column(gettext("Academy or service"), width=24),
        Column(gettext("Value per year"), decimals=2),
        Column(gettext("Currency"), width=8),
        Column(gettext("Start"), width=12),
        Column(gettext("End"), width=12),
        Column(gettext("Social clause"), width=30),
        Column(gettext("Jobs agreed"), decimals=1, width=12),
        Column(gettext("Jobs found"), decimals=0, width=12),
        Column(gettext("Score out of 100"), decimals=0, width=12),
        Column(gettext("Next moment"), width=30),
        Column(gettext("Day of the next moment"), width=12),
        Column(gettext("Owner at procurement"), width=24),
        Column(gettext("Owner at HR"), width=24),
    )


def _rows(
    member: Membership, selections: Sequence[QuerySet[Contract]], *, today: date
) -> Iterator[Sequence[Cell]]:
    scale = scale_of(member.organisation_id)
    for selection in selections:
        keys = selection.values_list("pk", flat=True).iterator(chunk_size=BLOCK)
        while block := list(islice(keys, BLOCK)):
            for line in lines_of(member.organisation_id, block, today=today, scale=scale):
                yield _row(line)


def _row(line: Line) -> Sequence[Cell]:
    contract = line.contract
    return (
        contract.number,
        contract.title,
        contract.supplier.name,
        line.category or None,
        contract.unit.name if contract.unit else None,
        in_euros(contract.value_per_year),
        contract.currency,
        contract.start,
        contract.end,
        ", ".join(line.clauses) or None,
        line.agreed or None,
        line.realised,
        line.standing.points if line.standing else None,
        gettext(line.moment.name) if line.moment else None,
        line.moment.day if line.moment else None,
        contract.buyer.name if contract.buyer else None,
        contract.hr.name if contract.hr else None,
    )
