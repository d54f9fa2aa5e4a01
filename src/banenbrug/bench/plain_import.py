"""The floor of an import: the shortest program that brings one known file into the same tables.

It knows every column and checks nothing. It reads the file, copies it to a temporary table and
writes each table with one plain `INSERT … SELECT`: the same number of suppliers, units, contracts
and clauses, with the indexes, keys, policies and history that the tables have.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from python_calamine import CalamineWorkbook

_TABLE = """
    CREATE TEMP TABLE plain (number text, title text, supplier text, kvk text, category text,
        cpv text, start date, "end" date, value_per_year text, value_total text,
        extension_count numeric, extension_months numeric, notice_months numeric,
        procedure text, unit text, clause text) ON COMMIT DROP
"""
_SUPPLIERS = """
    INSERT INTO contracts_supplier (organisation_id, name, sort_key, company_key, code, kvk, vat,
                                    city, pso_level, is_social_enterprise)
    SELECT DISTINCT ON (supplier) %(school)s, supplier, lower(supplier), lower(supplier), '',
           coalesce(kvk, ''), '', '', '', false
      FROM plain
"""
_UNITS = """
    INSERT INTO organisations_unit (organisation_id, name)
    SELECT DISTINCT %(school)s, unit FROM plain WHERE unit IS NOT NULL
"""
_BATCH = """
    INSERT INTO contracts_batch (organisation_id, file_name, content, digest, mapping, state,
                                 counts, warnings, made_at)
    VALUES (%(school)s, 'plain', '', '', '{}', 'committed', '{}', '[]', now())
"""
_CONTRACTS = """
    INSERT INTO contracts_contract (organisation_id, number, title, supplier_id, kind, category,
           cpv, description, value_per_year, value_total, currency, start, "end", extension_count,
           extension_months, notice_months, procedure, unit_id, batch_id)
    SELECT %(school)s, p.number, p.title, s.id, 'contract', left(p.category, 20),
           coalesce(p.cpv, ''), '', translate(p.value_per_year, '.,', '')::bigint,
           translate(p.value_total, '.,', '')::bigint, 'EUR', p.start, p."end",
           p.extension_count, p.extension_months, p.notice_months, coalesce(p.procedure, ''),
           u.id, (SELECT max(id) FROM contracts_batch)
      FROM plain p
      JOIN contracts_supplier s ON s.name = p.supplier
      LEFT JOIN organisations_unit u ON u.name = p.unit
"""
_CLAUSES = """
    INSERT INTO contracts_clause (organisation_id, contract_id, form, text)
    SELECT %(school)s, c.id, 'best_effort', p.clause
      FROM plain p JOIN contracts_contract c ON c.number = p.number
     WHERE p.clause <> 'Nee'
"""


def read_in(file: Path, *, organisation_id: int) -> None:
    """Bring a file of `banenbrug make-register` into the register, inside a scope."""
    with connection.cursor() as cursor, _records(file) as records:
        cursor.execute("SET LOCAL datestyle = 'ISO, DMY'")
        cursor.execute(_TABLE)
        next(records)
        with cursor.copy("COPY plain FROM STDIN") as copy:
            for record in records:
                copy.write_row([cell or None for cell in record])
        cursor.execute("ANALYZE plain")
        for statement in (_SUPPLIERS, _UNITS, _BATCH, _CONTRACTS, _CLAUSES):
            cursor.execute(statement, {"school": organisation_id})


@contextmanager
def _records(file: Path) -> Iterator[Iterator[Any]]:
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as opened:
            yield csv.reader(opened, delimiter=";")
    else:
        with CalamineWorkbook.from_path(file) as book:
            yield map(_typed, book.get_sheet_by_index(0).iter_rows())


def _typed(record: Sequence[Any]) -> list[Any]:
    # An amount as a number gets the two decimals that it has as a text.
    return [f"{cell:.2f}" if isinstance(cell, float) else cell for cell in record]
