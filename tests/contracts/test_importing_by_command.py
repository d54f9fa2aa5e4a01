"""`banenbrug import-contracts`: several files in one go, files that belong together, wrong ones."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from banenbrug.commands import import_contracts
from banenbrug.contracts.models import Batch, Contract
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import Refused
from tests.cast import Cast
from tests.contracts.sheets import workbook, xlsx

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "ocds" / "contracts-finder-uk"
OUTCOMES = ("created", "updated", "unchanged", "rejected", "skipped")
HEAD = ("Contractnummer", "Titel", "Leverancier", "Jaarbedrag")


def imported(*files: Path, school: str, dry_run: bool = False) -> dict[str, Any]:
    options = argparse.Namespace(files=files, school=school, mapping=None, dry_run=dry_run)
    answer = import_contracts.run(options)
    assert json.loads(json.dumps(answer)) == answer
    assert answer["rows"] == sum(answer[outcome] for outcome in OUTCOMES)
    return answer


def saved(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.fixture
def school(cast: Cast) -> str:
    return cast.heuvelrug.organisation.slug


def test_a_spreadsheet_is_read_in_and_is_unchanged_the_second_time(
    school: str, tmp_path: Path
) -> None:
    rows = [(f"C-{number}", "Groen", "Snoei BV", 1000.5 * number) for number in range(1, 21)]
    file = saved(tmp_path, "register.xlsx", xlsx([HEAD, *rows]))

    first, again = imported(file, school=school), imported(file, school=school)

    assert (first["created"], first["rows"]) == (20, 20)
    assert (again["unchanged"], again["contracts"]["updated"]) == (20, 0)


def test_a_register_and_its_amounts_are_one_file_among_others(
    school: str, cast: Cast, tmp_path: Path
) -> None:
    other = saved(tmp_path, "other.csv", b"Nummer;Titel;Leverancier\nX;Post;Bode BV\n")
    amounts = saved(tmp_path, "amounts.csv", b"Contractnummer;Bedrag\nC-1;1500\nC-9;1\n")
    register = saved(tmp_path, "register.csv", b"Contractnummer;Titel;Leverancier\nC-1;A;X BV\n")

    answer = imported(other, amounts, register, school=school)

    assert (answer["rows"], answer["created"], answer["rejected"]) == (4, 3, 1)
    assert [(p["file"], p["code"]) for p in answer["problems"]] == [
        ("register.csv, amounts.csv", "amount_without_contract")
    ]
    with scope(organisation_id=cast.heuvelrug.organisation.pk):
        assert Contract.objects.get(number="C-1").value_total == 150_000


def test_a_wrong_file_among_good_ones_leaves_no_trace(
    school: str, cast: Cast, tmp_path: Path
) -> None:
    good = saved(tmp_path, "good.csv", b"Nummer;Titel;Leverancier\nX;Post;Bode BV\n")
    wrong = saved(
        tmp_path, "wrong.xlsx", workbook({"A": [HEAD, ("C-1",)]}, formulas={"B2": ("=1", "")})
    )

    with pytest.raises(Refused) as refused:
        imported(good, wrong, school=school)

    assert refused.value.code == "formula_without_result"
    with scope(organisation_id=cast.heuvelrug.organisation.pk):
        assert not Batch.objects.exists()
        assert not Contract.objects.exists()


def test_a_dry_run_says_the_same_and_keeps_nothing(school: str, cast: Cast, tmp_path: Path) -> None:
    file = saved(tmp_path, "register.xlsx", xlsx([HEAD, ("C-1", "Groen", "Snoei BV", 5)]))

    looked = imported(file, school=school, dry_run=True)

    with scope(organisation_id=cast.heuvelrug.organisation.pk):
        assert not Batch.objects.exists()
    done = imported(file, school=school)
    assert {**looked, "batch": None} == {**done, "batch": None}


@pytest.mark.real_data
def test_real_awards_are_read_in_in_one_go_and_unchanged_the_second_time(school: str) -> None:
    files = sorted(REAL.glob("*.json"))
    if not files:
        pytest.skip(f"SKIPPED LOUDLY: {REAL} is absent, real awards cannot be read in.")

    first, again = imported(*files, school=school), imported(*files, school=school)

    assert first["rows"] == first["created"] == first["contracts"]["created"] > 40
    assert again["unchanged"] == first["rows"]
    assert again["contracts"] == {"created": 0, "updated": 0, "unchanged": first["rows"]}
