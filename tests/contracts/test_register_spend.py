"""A list of payments becomes suppliers, each with a yearly purchase."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.contracts.register.findings import Findings, Outcome
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.mapping import from_json, from_object
from banenbrug.contracts.register.reading import open_table, read_file
from banenbrug.contracts.register.rows import parse
from banenbrug.contracts.rules import ContractKind

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "spend" / "supplier-spend-2026-27_sample.csv"
HEAD = "Crediteur;Crediteurnummer;Datum;Bedrag;Categorie;BTW-nummer"


def parsed(*lines: str, head: str = HEAD, **settings: Any) -> tuple[list[ContractRow], Findings]:
    table = open_table("\n".join([head, *lines]).encode())
    contracts, findings = parse(table, from_object(guess(table).as_json() | settings))
    found = list(contracts)
    assert sum(c.rows for c in found) + findings.rejected + findings.skipped == findings.rows
    return found, findings


def test_the_lines_of_a_supplier_become_one_purchase_per_calendar_year() -> None:
    contracts, findings = parsed(
        "Helder B.V.;100;31-12-2025;100,00;Schoonmaak;NL1",
        "Helder B.V.;100;15-01-2026;1.000,50;Schoonmaak;NL1",
        "Helder B.V.;100;16-01-2026;-0,50;Glas;NL1",
        "Helder B.V.;100;17-01-2026;2,00;Schoonmaak;NL1",
    )

    assert [(c.start, c.end, c.value_per_year, c.rows) for c in contracts] == [
        (date(2025, 1, 1), date(2025, 12, 31), 10000, 1),
        (date(2026, 1, 1), None, 100200, 3),
    ]
    latest = contracts[1]
    assert latest.title == "Inkoop 2026: Schoonmaak"
    assert latest.number.startswith("INKOOP-2026-")
    assert (latest.kind, latest.category) == (ContractKind.PURCHASE, "cleaning")
    assert (latest.supplier_code, latest.vat, latest.row) == ("100", "NL1", 3)
    assert findings.problems == []


def test_the_number_of_a_purchase_is_the_same_in_the_next_file() -> None:
    first, _ = parsed("Helder B.V.;100;15-01-2026;1,00;;", "Ander;1;15-01-2026;1,00;;")
    second, _ = parsed("HELDER BV;200;20-02-2026;5,00;;", "Derde;1;15-01-2026;1,00;;")

    assert first[0].number == second[0].number
    assert first[1].number != second[1].number


def test_one_supplier_under_several_spellings_and_codes_is_one() -> None:
    contracts, _ = parsed(
        "Key Care & Support Ltd;1;15-01-2026;1,00;;",
        "Key Care and Support Limited;2;15-01-2026;1,00;;",
        "KCS;2;15-01-2026;1,00;;",
        "Key Care & Support Ltd;NA;15-01-2026;1,00;;",
    )

    assert [(c.supplier, c.value_per_year) for c in contracts] == [("Key Care & Support Ltd", 400)]


def test_codes_that_say_nothing_join_nobody() -> None:
    contracts, _ = parsed("Een;NA;15-01-2026;1,00;;", "Twee;NA;15-01-2026;1,00;;")

    assert len(contracts) == 2


def test_a_code_of_many_names_joins_nobody_and_is_named() -> None:
    names = ("Aap", "Noot", "Mies", "Wim", "Zus", "Jet")

    contracts, findings = parsed(*(f"{name};999;15-01-2026;1,00;;" for name in names))

    assert [c.supplier for c in contracts] == list(names)
    assert [w.code for w in findings.warnings] == ["code_shared"]


def test_of_spellings_used_equally_the_longest_is_shown() -> None:
    contracts, _ = parsed("Helder BV;1;15-01-2026;1,00;;", "Helder B.V.;1;15-01-2026;1,00;;")

    assert contracts[0].supplier == "Helder B.V."


def test_credits_without_a_purchase_are_skipped_and_named() -> None:
    contracts, findings = parsed(
        "Helder;1;15-01-2026;-10,00;;", "Ander;2;15-01-2026;5,00;;", "Helder;1;16-01-2026;4,00;;"
    )

    assert [c.supplier for c in contracts] == ["Ander"]
    assert [(p.row, p.code, p.outcome) for p in findings.problems] == [
        (2, "credit_only", Outcome.SKIPPED),
        (4, "credit_only", Outcome.SKIPPED),
    ]
    assert "-6,00" in findings.problems[0].refusal.in_english()


def test_one_vat_number_under_two_names_is_a_warning() -> None:
    contracts, findings = parsed("Een;1;15-01-2026;1,00;;NL9", "Twee;2;15-01-2026;1,00;;nl 9")

    assert len(contracts) == 2
    assert [w.code for w in findings.warnings] == ["vat_shared"]


def test_a_line_without_supplier_amount_or_date_is_rejected() -> None:
    _, findings = parsed(";1;15-01-2026;1,00;;", "A;1;;1,00;;", "A;1;15-01-2026;veel;;")

    assert [(p.row, p.column, p.code) for p in findings.problems] == [
        (2, "Crediteur", "missing"),
        (3, "Datum", "missing"),
        (4, "Bedrag", "not_a_number"),
    ]


def test_a_totals_row_below_payments_is_skipped() -> None:
    lines = ("Total Energies;1;15-01-2026;1,00;;", "Totaal;;;1,00;;")

    contracts, findings = parsed(*lines)

    assert [c.supplier for c in contracts] == ["Total Energies"]
    assert [(p.row, p.code) for p in findings.problems] == [(3, "totals_row")]


def test_the_mapping_can_say_the_year_of_payments_without_dates() -> None:
    contracts, findings = parsed("Een;1,00", "Totaal;1,00", head="Leverancier;Bedrag", year=2025)

    assert [c.start for c in contracts] == [date(2025, 1, 1)]
    assert findings.skipped == 1


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_every_line_of_a_real_file_of_payments_has_one_outcome_and_no_penny_is_lost() -> None:
    with REAL.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    table = open_table(read_file(REAL))
    mapping = from_json((ROOT / "docs" / "examples" / "spend-mapping.json").read_text())

    contracts, findings = parse(table, mapping)
    found = list(contracts)

    assert findings.rows == len(lines) == 2004
    assert sum(c.rows for c in found) + findings.rejected + findings.skipped == 2004
    assert Counter(p.code for p in findings.problems) == {"credit_only": findings.skipped}
    assert len({p.row for p in findings.problems}) == findings.skipped
    skipped = sum(Decimal(lines[p.row - 2]["Amount"]) for p in findings.problems)
    total = sum(Decimal(line["Amount"]) for line in lines)
    assert Decimal(sum(c.value_per_year or 0 for c in found)).scaleb(-2) + skipped == total
    assert len({c.supplier_key for c in found}) == len(found)
    assert len(found) < len({line["BeneficiaryName"] for line in lines})
    assert {c.currency for c in found} == {"GBP"}


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_the_columns_of_a_real_file_of_payments_are_guessed_without_help() -> None:
    table = open_table(read_file(REAL))
    guessed = dict(guess(table).columns)
    said = dict(from_json((ROOT / "docs" / "examples" / "spend-mapping.json").read_text()).columns)

    assert guess(table).shape == "spend"
    assert guessed == {name: header for name, header in said.items() if name != "description"}
