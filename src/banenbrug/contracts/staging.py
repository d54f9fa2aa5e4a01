"""The set-based half of an import: rows go by COPY into a table of the transaction, SQL compares
them with the register, and one statement a table writes what differs.

COPY is refused on tables with row security, hence the temporary table. What a file is silent about
('' or NULL) never changes the register.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

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

BLOCK = 200
"""Contracts that go to the database at a time."""

WORK_MEM = "64MB"
"""For sorts and for the rows that a trigger of history looks at; beyond it they go to disk."""

STATISTICS = 10
"""A rough idea is enough to choose how to join; the usual one takes ten times as long."""


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


def compare() -> None:
    """Decide for every staged contract whether it is new, different or the same."""
    differs = " OR ".join(
        [
            *(f'(f."{name}" <> \'\' AND f."{name}" <> c."{name}")' for name in TEXTS),
            *(
                f'(f."{name}" IS NOT NULL AND f."{name}" IS DISTINCT FROM c."{name}")'
                for name in VALUES
            ),
            "(f.value_per_year IS NOT NULL AND f.currency <> c.currency)",
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
                   CASE WHEN c.id IS NULL THEN 'created'
                        WHEN {differs} THEN 'updated' ELSE 'unchanged' END AS outcome
              FROM register_rows f
              LEFT JOIN contracts_supplier s ON s.company_key = f.supplier_key
              LEFT JOIN contracts_contract c ON c.supplier_id = s.id AND c.number = f.number
              LEFT JOIN organisations_unit u ON u.id = c.unit_id
              LEFT JOIN contracts_clause k ON k.contract_id = c.id AND k.form = f.clause_form
            """
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


def differences(limit: int) -> list[dict[str, Any]]:
    """What the first `limit` changed contracts say now and in the file, fact by fact."""
    pairs = ", ".join(
        f'c."{name}" AS "old_{name}", p."{name}" AS "new_{name}"' for name in COMPARED
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.row, p.number, c.title, {pairs} FROM register_plan p"
            " JOIN contracts_contract c ON c.id = p.contract_id"
            " WHERE p.outcome = 'updated' ORDER BY p.row LIMIT %s",
            [limit],
        )
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [
        {"row": row["row"], "number": row["number"], "title": row["title"], "facts": _facts(row)}
        for row in rows
    ]


def _facts(row: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    pairs = ((name, row[f"old_{name}"], row[f"new_{name}"]) for name in COMPARED)
    return [(name, old, new) for name, old, new in pairs if new not in (None, "") and new != old]


def write(*, organisation_id: int, batch_id: int, has_changes: bool) -> None:
    """Write what is new or different: suppliers and units first, then contracts and clauses.

    `has_changes`: whether any contract is; the same file again can still fill in a supplier.
    """
    here = {"organisation": organisation_id, "batch": batch_id}
    everything = (_SUPPLIERS, _SUPPLIER_FACTS, _UNITS, _NEW, _CHANGED, _CLAUSES)
    with connection.cursor() as cursor:
        for statement in everything if has_changes else (_SUPPLIER_FACTS,):
            cursor.execute(statement, here)


_SUPPLIERS = """
    INSERT INTO contracts_supplier (organisation_id, name, sort_key, company_key, code, kvk, vat,
                                    city, pso_level, is_social_enterprise)
    SELECT DISTINCT ON (supplier_key) %(organisation)s, supplier, supplier_sort_key, supplier_key,
           supplier_code, kvk, vat, '', '', false
      FROM register_plan
     WHERE outcome = 'created'
     ORDER BY supplier_key, (kvk = ''), row
    ON CONFLICT (organisation_id, company_key) DO NOTHING
"""
# What the school knows of a supplier stays; the file fills in what is empty.
_SUPPLIER_FACTS = """
    UPDATE contracts_supplier s
       SET code = COALESCE(NULLIF(s.code, ''), f.code),
           kvk = COALESCE(NULLIF(s.kvk, ''), f.kvk),
           vat = COALESCE(NULLIF(s.vat, ''), f.vat)
      FROM (SELECT supplier_key, max(supplier_code) AS code, max(kvk) AS kvk, max(vat) AS vat
              FROM register_plan GROUP BY supplier_key) f
     WHERE f.supplier_key = s.company_key
       AND ((s.code = '' AND f.code <> '') OR (s.kvk = '' AND f.kvk <> '')
            OR (s.vat = '' AND f.vat <> ''))
"""
_UNITS = """
    INSERT INTO organisations_unit (organisation_id, name)
    SELECT DISTINCT %(organisation)s, owner_unit FROM register_plan
     WHERE owner_unit <> '' AND outcome <> 'unchanged'
    ON CONFLICT (organisation_id, name) DO NOTHING
"""
_NEW = """
    INSERT INTO contracts_contract (organisation_id, number, title, supplier_id, kind, category,
           cpv, description, value_per_year, value_total, currency, start, "end", extension_count,
           extension_months, notice_months, procedure, unit_id, batch_id)
    SELECT %(organisation)s, p.number, p.title, s.id, p.kind, p.category, p.cpv, p.description,
           p.value_per_year, p.value_total, p.currency, p.start, p."end", p.extension_count,
           p.extension_months, p.notice_months, p.procedure, u.id, %(batch)s
      FROM register_plan p
      JOIN contracts_supplier s ON s.company_key = p.supplier_key
      LEFT JOIN organisations_unit u ON u.name = p.owner_unit
     WHERE p.outcome = 'created'
"""
_CHANGED = (
    "UPDATE contracts_contract c SET "
    + ", ".join(f"{name} = COALESCE(NULLIF(p.{name}, ''), c.{name})" for name in TEXTS)
    + ", "
    + ", ".join(f'"{name}" = COALESCE(p."{name}", c."{name}")' for name in VALUES)
    + """,
           currency = CASE WHEN p.value_per_year IS NULL THEN c.currency ELSE p.currency END,
           unit_id = COALESCE(u.id, c.unit_id),
           batch_id = %(batch)s
      FROM register_plan p
      LEFT JOIN organisations_unit u ON u.name = p.owner_unit
     WHERE c.id = p.contract_id AND p.outcome = 'updated'
"""
)
_CLAUSES = """
    INSERT INTO contracts_clause (organisation_id, contract_id, form, percentage, text)
    SELECT %(organisation)s, c.id, p.clause_form, p.clause_percentage, p.clause_text
      FROM register_plan p
      JOIN contracts_supplier s ON s.company_key = p.supplier_key
      JOIN contracts_contract c ON c.supplier_id = s.id AND c.number = p.number
     WHERE p.clause_form IS NOT NULL AND p.outcome <> 'unchanged'
    ON CONFLICT (organisation_id, contract_id, form) DO UPDATE
       SET percentage = COALESCE(EXCLUDED.percentage, contracts_clause.percentage),
           text = COALESCE(NULLIF(EXCLUDED.text, ''), contracts_clause.text)
     WHERE (EXCLUDED.percentage IS NOT NULL
            AND EXCLUDED.percentage IS DISTINCT FROM contracts_clause.percentage)
        OR (EXCLUDED.text <> '' AND EXCLUDED.text <> contracts_clause.text)
"""
