"""The set-based half of an import: rows go by COPY into a table of the transaction, and SQL
compares them with the register; `contracts.writing` then writes what differs.

Every statement names the organisation, so that it holds without row security too.

COPY is refused on tables with row security, hence the temporary table. What a file is silent about
('' or NULL) never changes the register.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from banenbrug.contracts.register.contract_row import ContractRow

COLUMNS = {
    "row": "integer",
    "rows": "integer",
    "number": "text",
    "title": "text",
    "supplier": "text",
    "supplier_key": "text",
    "supplier_sort_key": "text",
    "supplier_code": "text",
    "kvk": "text",
    "vat": "text",
    "kind": "text",
    "category": "text",
    "cpv": "text",
    "description": "text",
    "start": "date",
    "end": "date",
    "value_per_year": "bigint",
    "value_total": "bigint",
    "currency": "text",
    "extension_count": "smallint",
    "extension_months": "smallint",
    "notice_months": "smallint",
    "owner_unit": "text",
    "procedure": "text",
    "clause_form": "text",
    "clause_percentage": "numeric",
    "clause_text": "text",
}
assert tuple(COLUMNS) == ContractRow._fields

TEXTS = ("title", "category", "cpv", "description", "procedure")
VALUES = (
    "start",
    "end",
    "value_per_year",
    "value_total",
    "extension_count",
    "extension_months",
    "notice_months",
)
COMPARED = (*TEXTS, *VALUES, "currency")
"""Facts of a contract that a file can change."""

TOLD = (*COMPARED, "owner_unit", "clause_form", "clause_percentage", "clause_text")
"""Facts whose change is shown before it is written."""

ENDS_BEFORE_START = "ends_before_start"
CURRENCY_DIFFERS = "currency_differs"
"""Outcomes beside created, updated and unchanged: these contracts are not written."""

WITH_AMOUNT = "({row}.value_per_year IS NOT NULL OR {row}.value_total IS NOT NULL)"
"""Whether a row of a file says an amount, and so in which currency the contract is."""

# The amount that the file leaves alone would change its currency without changing its figure.
_OTHER_CURRENCY = """
    (f.currency <> c.currency
     AND ((f.value_per_year IS NULL AND f.value_total IS NOT NULL AND c.value_per_year IS NOT NULL)
          OR (f.value_total IS NULL AND f.value_per_year IS NOT NULL
              AND c.value_total IS NOT NULL)))
"""

BLOCK = 200
"""Contracts that go to the database at a time."""

WORK_MEM = "64MB"
"""For sorts and for the rows that a trigger of history looks at; beyond it they go to disk."""

STATISTICS = 10
"""A rough idea is enough to choose how to join; the usual one takes ten times as long."""


@contextmanager
def whole_tables() -> Iterator[None]:
    """Join by whole sets, not row by row, for statements that touch very many rows.

    What was written a moment ago is not in the statistics yet: the planner takes a school with
    50,000 contracts for one with a single contract, and walks through all of them for each row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def stage(contracts: Iterable[ContractRow]) -> None:
    """Bring the contracts of a file into the transaction, by COPY."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    # CSV writes None as ''; in a text column that is a silent file, in all others NULL.
    texts = ", ".join(
        name for name, kind in COLUMNS.items() if kind == "text" and name != "clause_form"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET LOCAL work_mem = '{WORK_MEM}';"
            f" SET LOCAL default_statistics_target = {STATISTICS};"
            " DROP TABLE IF EXISTS register_plan, register_rows;"
            f" CREATE TEMP TABLE register_rows ({columns}) ON COMMIT DROP"
        )
        with cursor.copy(
            f"COPY register_rows FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({texts}))"
        ) as copy:
            for block in _blocks(contracts):
                copy.write(block)


def _blocks(contracts: Iterable[ContractRow]) -> Iterator[str]:
    """The contracts as CSV, so many at a time: far quicker than one by one."""
    contracts = iter(contracts)
    while some := list(islice(contracts, BLOCK)):
        block = io.StringIO()
        csv.writer(block).writerows(some)
        yield block.getvalue()


def compare(*, organisation_id: int) -> None:
    """Decide for every staged contract whether it is new, different, the same or impossible.

    Impossible is what only shows beside the register; `conflicts` says what it is.
    """
    differs = " OR ".join(
        [
            *(f'(f."{name}" <> \'\' AND f."{name}" <> c."{name}")' for name in TEXTS),
            *(
                f'(f."{name}" IS NOT NULL AND f."{name}" IS DISTINCT FROM c."{name}")'
                for name in VALUES
            ),
            f"({WITH_AMOUNT.format(row='f')} AND f.currency <> c.currency)",
            "(f.owner_unit <> '' AND f.owner_unit IS DISTINCT FROM u.name)",
            "(f.clause_form IS NOT NULL AND (k.id IS NULL"
            " OR (f.clause_percentage IS NOT NULL"
            " AND f.clause_percentage IS DISTINCT FROM k.percentage)"
            " OR (f.clause_text <> '' AND f.clause_text <> k.text)))",
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            CREATE TEMP TABLE register_plan ON COMMIT DROP AS
            SELECT f.*, c.id AS contract_id,
                   CASE WHEN COALESCE(f.start, c.start) > COALESCE(f."end", c."end")
                        THEN '{ENDS_BEFORE_START}'
                        WHEN {_OTHER_CURRENCY} THEN '{CURRENCY_DIFFERS}'
                        WHEN c.id IS NULL THEN 'created'
                        WHEN {differs} THEN 'updated' ELSE 'unchanged' END AS outcome
              FROM register_rows f
              LEFT JOIN contracts_supplier s
                ON s.organisation_id = %(organisation)s AND s.company_key = f.supplier_key
              LEFT JOIN contracts_contract c
                ON c.organisation_id = s.organisation_id AND c.supplier_id = s.id
               AND c.number = f.number
              LEFT JOIN organisations_unit u
                ON u.organisation_id = c.organisation_id AND u.id = c.unit_id
              LEFT JOIN contracts_clause k
                ON k.organisation_id = c.organisation_id AND k.contract_id = c.id
               AND k.form = f.clause_form
            """,
            {"organisation": organisation_id},
        )
        cursor.execute("ANALYZE register_plan (number, supplier_key, owner_unit, outcome)")


def counts() -> dict[str, tuple[int, int]]:
    """Per outcome the number of source rows and of contracts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, sum(rows)::int, count(*)::int FROM register_plan GROUP BY outcome"
        )
        found = {outcome: (rows, contracts) for outcome, rows, contracts in cursor.fetchall()}
    return {name: found.get(name, (0, 0)) for name in ("created", "updated", "unchanged")}


class Conflict(NamedTuple):
    """A staged contract that cannot stand in the register beside what is known there.

    `start` and `end` are what they would become; `says_end`: whether the file itself names the
    end. `currency` is the file's, `known_currency` the register's.
    """

    row: int
    rows: int
    start: date | None
    end: date | None
    says_end: bool
    says_per_year: bool
    currency: str
    known_currency: str | None


def conflicts(*, organisation_id: int) -> list[Conflict]:
    """What `compare` found impossible, in the order of the file."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT p.row, p.rows, COALESCE(p.start, c.start),
                   COALESCE(p."end", c."end"), p."end" IS NOT NULL,
                   p.value_per_year IS NOT NULL, p.currency, c.currency
              FROM register_plan p
              LEFT JOIN contracts_contract c
                ON c.organisation_id = %(organisation)s AND c.id = p.contract_id
             WHERE p.outcome = ANY(%(codes)s)
             ORDER BY p.row
            """,
            {"organisation": organisation_id, "codes": [ENDS_BEFORE_START, CURRENCY_DIFFERS]},
        )
        return [Conflict._make(row) for row in cursor.fetchall()]


def differences(limit: int, *, organisation_id: int) -> list[dict[str, Any]]:
    """What the first `limit` changed contracts say now and in the file, fact by fact.

    `contract` is the key of the contract, `currencies` are those of its amounts, now and then.
    """
    said = {name: f'p."{name}"' for name in COMPARED}
    said["currency"] = f"CASE WHEN {WITH_AMOUNT.format(row='p')} THEN p.currency END"
    pairs = ", ".join(
        f'c."{name}" AS "old_{name}", {value} AS "new_{name}"' for name, value in said.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT p.row, p.number, c.id AS contract, c.title, {pairs},
                   u.name AS old_owner_unit, p.owner_unit AS new_owner_unit,
                   k.form AS old_clause_form, p.clause_form AS new_clause_form,
                   k.percentage AS old_clause_percentage,
                   p.clause_percentage AS new_clause_percentage,
                   k.text AS old_clause_text, p.clause_text AS new_clause_text
              FROM register_plan p
              JOIN contracts_contract c
                ON c.organisation_id = %(organisation)s AND c.id = p.contract_id
              LEFT JOIN organisations_unit u
                ON u.organisation_id = c.organisation_id AND u.id = c.unit_id
              LEFT JOIN contracts_clause k
                ON k.organisation_id = c.organisation_id AND k.contract_id = c.id
               AND k.form = p.clause_form
             WHERE p.outcome = 'updated' ORDER BY p.row LIMIT %(limit)s
            """,
            {"organisation": organisation_id, "limit": limit},
        )
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [_difference(row) for row in rows]


def _difference(row: dict[str, Any]) -> dict[str, Any]:
    pairs = ((name, row[f"old_{name}"], row[f"new_{name}"]) for name in TOLD)
    return {
        **{name: row[name] for name in ("row", "number", "contract", "title")},
        "currencies": (row["old_currency"], row["new_currency"] or row["old_currency"]),
        "facts": [
            (name, old, new) for name, old, new in pairs if new not in (None, "") and new != old
        ],
    }
