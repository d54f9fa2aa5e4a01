"""Writes what `contracts.staging` found new or different: one statement a table."""

from contextlib import nullcontext

from django.db import connection

from banenbrug.contracts.staging import TEXTS, VALUES, WITH_AMOUNT, whole_tables

MANY = 1000
"""From so many contracts on statements join whole sets."""


def write(*, organisation_id: int, batch_id: int, changes: int) -> None:
    """Write what is new or different: suppliers and units first, then contracts and clauses.

    `changes`: how many contracts are; the same file again can still fill in a supplier.
    """
    here = {"organisation": organisation_id, "batch": batch_id}
    everything = (_SUPPLIERS, _SUPPLIER_FACTS, _UNITS, _NEW, _CHANGED, _CLAUSES, _EARLIER_YEARS)
    with connection.cursor() as cursor, whole_tables() if changes >= MANY else nullcontext():
        for statement in everything if changes else (_SUPPLIER_FACTS,):
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
              FROM register_plan WHERE outcome IN ('created', 'updated', 'unchanged')
             GROUP BY supplier_key) f
     WHERE s.organisation_id = %(organisation)s AND f.supplier_key = s.company_key
       AND ((s.code = '' AND f.code <> '') OR (s.kvk = '' AND f.kvk <> '')
            OR (s.vat = '' AND f.vat <> ''))
"""
_UNITS = """
    INSERT INTO organisations_unit (organisation_id, name)
    SELECT DISTINCT %(organisation)s, owner_unit FROM register_plan
     WHERE owner_unit <> '' AND outcome IN ('created', 'updated')
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
      JOIN contracts_supplier s
        ON s.organisation_id = %(organisation)s AND s.company_key = p.supplier_key
      LEFT JOIN organisations_unit u
        ON u.organisation_id = s.organisation_id AND u.name = p.owner_unit
     WHERE p.outcome = 'created'
"""
_CHANGED = (
    "UPDATE contracts_contract c SET "
    + ", ".join(f"{name} = COALESCE(NULLIF(p.{name}, ''), c.{name})" for name in TEXTS)
    + ", "
    + ", ".join(f'"{name}" = COALESCE(p."{name}", c."{name}")' for name in VALUES)
    + f""",
           currency = CASE WHEN {WITH_AMOUNT.format(row="p")} THEN p.currency
                           ELSE c.currency END,
           unit_id = COALESCE(u.id, c.unit_id),
           batch_id = %(batch)s
      FROM register_plan p
      LEFT JOIN organisations_unit u
        ON u.organisation_id = %(organisation)s AND u.name = p.owner_unit
     WHERE c.organisation_id = %(organisation)s AND c.id = p.contract_id
       AND p.outcome = 'updated'
"""
)
_CLAUSES = """
    INSERT INTO contracts_clause (organisation_id, contract_id, form, percentage, text)
    SELECT %(organisation)s, c.id, p.clause_form, p.clause_percentage, p.clause_text
      FROM register_plan p
      JOIN contracts_supplier s
        ON s.organisation_id = %(organisation)s AND s.company_key = p.supplier_key
      JOIN contracts_contract c
        ON c.organisation_id = s.organisation_id AND c.supplier_id = s.id
       AND c.number = p.number
     WHERE p.clause_form IS NOT NULL AND p.outcome IN ('created', 'updated')
    ON CONFLICT (organisation_id, contract_id, form) DO UPDATE
       SET percentage = COALESCE(EXCLUDED.percentage, contracts_clause.percentage),
           text = COALESCE(NULLIF(EXCLUDED.text, ''), contracts_clause.text)
     WHERE (EXCLUDED.percentage IS NOT NULL
            AND EXCLUDED.percentage IS DISTINCT FROM contracts_clause.percentage)
        OR (EXCLUDED.text <> '' AND EXCLUDED.text <> contracts_clause.text)
"""
# The latest year of payments stays open; a file of one year cannot know which year that is.
_EARLIER_YEARS = """
    UPDATE contracts_contract
       SET "end" = make_date(extract(year FROM start)::int, 12, 31)
     WHERE organisation_id = %(organisation)s AND kind = 'purchase' AND "end" IS NULL
       AND EXISTS (SELECT FROM register_plan WHERE kind = 'purchase')
       AND start < (SELECT max(start) FROM contracts_contract
                     WHERE organisation_id = %(organisation)s AND kind = 'purchase')
"""
