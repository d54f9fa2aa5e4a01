"""The believable register, and the command that writes it."""

import csv
import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from banenbrug.__main__ import main
from banenbrug.contracts.categories import BY_CODE, recognise
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
from banenbrug.foundation.names import company_key
from banenbrug.story.register import HEADERS, rows
from banenbrug.story.trades import TRADES

ON = date(2026, 3, 2)


def test_the_same_seed_gives_the_same_rows_and_another_seed_gives_others() -> None:
    first = list(rows(count=200, seed=5, on=ON))
    assert first == list(rows(count=200, seed=5, on=ON))
    assert first != list(rows(count=200, seed=6, on=ON))


def test_every_category_has_a_trade_that_is_recognised_by_its_code_and_by_its_name() -> None:
    assert [trade.code for trade in TRADES] == list(BY_CODE)
    for trade in TRADES:
        assert recognise(cpv=trade.cpv) == trade.code
        assert recognise(text=trade.name) == trade.code


def test_a_supplier_has_one_name_and_one_kvk_number() -> None:
    names, numbers = defaultdict(set), defaultdict(set)
    for row in rows(count=20_000, seed=1, on=ON):
        _, _, name, kvk, *_ = row
        names[kvk].add(name)
        numbers[company_key(name)].add(kvk)
    assert len(names) > 4_000
    assert {len(found) for found in [*names.values(), *numbers.values()]} == {1}


def test_no_cell_begins_like_a_formula() -> None:
    cells = [cell for row in rows(count=5_000, seed=2, on=ON) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_most_contracts_run_on_the_day_that_was_given() -> None:
    ends = [
        date(int(end[6:]), int(end[3:5]), int(end[:2]))
        for _, _, _, _, _, _, _, end, *_ in rows(count=1_000, seed=3, on=ON)
        if end
    ]
    assert sum(end >= ON for end in ends) > 600


def test_the_command_writes_a_dutch_file_that_the_import_reads_without_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "register.csv"
    assert main(["make-register", "--rows", "300", "--seed", "9", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "rows": 300, "seed": 9}
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfContractnummer;Titel;Leverancier;KVK-nummer;")
    assert content.count(b"\r\n") == content.count(b"\n") == 301
    table = open_table(content)
    mapping = guess(table)
    assert {header for _, header in mapping.columns} == set(HEADERS)
    contracts, findings = parse(table, mapping)
    assert len(list(contracts)) == 300
    assert list(findings.problems) == []
    assert list(findings.warnings) == []


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_spreadsheet_holds_the_same_contracts_as_the_csv_file(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = []
    for out in (tmp_path / "register.csv", tmp_path / f"register.{ending}"):
        assert main(["make-register", "--rows", "200", "--seed", "4", "--out", str(out)]) == 0
        table = open_table(out.read_bytes())
        contracts, findings = parse(table, guess(table))
        read.append(list(contracts))
        assert findings.problems == findings.warnings == []
    assert read[0] == read[1]
    assert len(read[0]) == 200


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_the_same_arguments_give_the_same_bytes(ending: str, tmp_path: Path) -> None:
    made = [tmp_path / f"{name}.{ending}" for name in ("one", "two")]
    for out in made:
        main(["make-register", "--rows", "50", "--seed", "4", "--out", str(out)])
    assert made[0].read_bytes() == made[1].read_bytes()


def test_amounts_and_days_are_written_as_in_the_netherlands(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    main(["make-register", "--rows", "400", "--seed", "1", "--out", str(out)])
    with out.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file, delimiter=";"))
    amounts = [row["Waarde per jaar"] for row in read]
    assert all(amount[-3] == "," for amount in amounts)
    assert any(amount.count(".") == 2 for amount in amounts)
    assert all(re.fullmatch(r"\d\d-\d\d-20\d\d", row["Ingangsdatum"]) for row in read)


def test_an_ending_that_cannot_be_written_is_refused_with_those_that_can(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "register.pdf"
    assert main(["make-register", "--rows", "3", "--out", str(out), "--json"]) == 1
    refused = json.loads(capsys.readouterr().out)
    assert refused["refused"] == "unknown_ending"
    assert ".csv, .xlsx, .ods" in refused["message"]
    assert not out.exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_a_folder_that_is_not_there_is_refused(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / f"register.{ending}"
    assert main(["make-register", "--rows", "3", "--out", str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "cannot_write"
