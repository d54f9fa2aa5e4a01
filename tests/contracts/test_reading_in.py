"""A register file goes in by sets: counted, repeated, edited in between, and a real one."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum
from django.utils import timezone

from banenbrug.contracts import batches
from banenbrug.contracts.file_queries import problems_of
from banenbrug.contracts.models import Batch, Clause, Contract, Supplier
from banenbrug.contracts.outcomes import Outcome
from banenbrug.contracts.register import mapping as mappings
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db

REGISTER = """\
Contractnummer;Titel;Leverancier;KVK-nummer;Categorie;Ingangsdatum;Einddatum;Waarde per jaar
C-1;Schoonmaak campus;Helder Schoonmaak B.V.;12345678;Schoonmaak;01-01-2024;31-12-2027;1.180.000,00
C-2;Catering;Zilver Catering BV;;Catering;01-03-2025;28-02-2027;240.000,50
C-3;Glasbewassing;Helder schoonmaak bv;;Glasbewassing;01-01-2024;niet bekend;38.000,00
C-4;;Naamloos;;;;;
Totaal;;;;;;;1.458.000,50
""".encode("cp1252")


@pytest.fixture
def school(cast: Cast) -> Iterator[int]:
    pk = cast.heuvelrug.organisation.pk
    with scope(organisation_id=pk):
        yield pk


def read(
    school: int, content: bytes = REGISTER, mapping: mappings.Mapping | None = None
) -> Outcome:
    _, outcome = batches.read_in(
        organisation_id=school,
        files=[("register.csv", content)],
        mapping=mapping,
        now=timezone.now(),
    )
    return outcome


def figures(outcome: Outcome) -> dict[str, object]:
    return {key: value for key, value in outcome.counts().items() if key != "contracts"}


def test_every_row_has_one_outcome(school: int) -> None:
    assert figures(read(school)) == {
        "rows": 5,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 2,
        "skipped": 1,
    }


def test_the_contracts_are_in_the_register_with_their_facts(school: int) -> None:
    read(school)
    cleaning = Contract.objects.get(number="C-1")
    assert cleaning.supplier.name == "Helder Schoonmaak B.V."
    assert cleaning.value_per_year == 1_180_000_00
    assert cleaning.category == "cleaning"
    assert str(cleaning.end) == "2027-12-31"


def test_the_same_file_again_changes_nothing_and_writes_no_history(school: int) -> None:
    read(school)
    versions = Contract.pgh_event_model.objects.count()  # type: ignore[attr-defined]
    again = read(school)
    assert again.unchanged == 2
    assert again.created == again.updated == 0
    assert Contract.pgh_event_model.objects.count() == versions  # type: ignore[attr-defined]


def test_a_contract_edited_by_hand_in_between_shows_as_a_difference(school: int) -> None:
    read(school)
    Contract.objects.filter(number="C-2").update(title="Banqueting")
    seen = batches.look(organisation_id=school, files=[("r.csv", REGISTER)], mapping=None)
    assert seen.contracts == {"created": 0, "updated": 1, "unchanged": 1}
    [difference] = seen.differences
    assert difference["facts"] == [("title", "Banqueting", "Catering")]


def test_looking_writes_nothing(school: int) -> None:
    batches.look(organisation_id=school, files=[("r.csv", REGISTER)], mapping=None)
    assert Contract.objects.count() == 0
    assert Supplier.objects.count() == 0
    assert Batch.objects.count() == 0


def test_a_cell_that_may_be_left_empty_does_not_reject_its_row(school: int) -> None:
    mapping = mappings.from_object(
        {
            **batches.look(
                organisation_id=school, files=[("r.csv", REGISTER)], mapping=None
            ).mapping.as_json(),
            "leave_empty": ["end"],
        }
    )
    outcome = read(school, mapping=mapping)
    assert outcome.created == 3
    assert Supplier.objects.count() == 2, "one supplier under two spellings is one"


def test_rejected_rows_are_kept_with_reason_and_value(school: int) -> None:
    batch, _ = batches.read_in(
        organisation_id=school,
        files=[("register.csv", REGISTER)],
        mapping=None,
        now=timezone.now(),
    )
    kept = [(p.row, p.column, p.code, p.value) for p in problems_of(batch)]
    assert (4, "Einddatum", "not_a_date", "niet bekend") in kept
    assert any(row == 5 and column == "Titel" for row, column, _, _ in kept)


def test_a_clause_in_the_file_becomes_a_clause_of_the_contract(school: int) -> None:
    content = (
        b"Contractnummer;Titel;Leverancier;Social return\n"
        b"C-9;Groen;De Hovenier;5%\nC-10;Koffie;De Boon;nee\n"
    )
    read(school, content)
    [clause] = Clause.objects.select_related("contract")
    assert (clause.contract.number, clause.percentage) == ("C-9", Decimal(5))
    assert read(school, content).unchanged == 2


def test_a_preview_that_was_read_differently_since_is_refused(cast: Cast, school: int) -> None:
    batch = batches.keep(
        by=cast.heuvelrug.buyer.row, files=[("r.csv", REGISTER)], now=timezone.now()
    )
    with pytest.raises(Refused) as refused:
        batches.commit(
            by=cast.heuvelrug.buyer.row, batch=batch, digest="another", now=timezone.now()
        )
    assert refused.value.code == "other_preview"
    assert Contract.objects.count() == 0


def test_a_file_is_written_once(cast: Cast, school: int) -> None:
    batch = batches.keep(
        by=cast.heuvelrug.buyer.row, files=[("r.csv", REGISTER)], now=timezone.now()
    )
    batches.commit(
        by=cast.heuvelrug.buyer.row, batch=batch, digest=batch.digest, now=timezone.now()
    )
    with pytest.raises(Refused) as refused:
        batches.commit(
            by=cast.heuvelrug.buyer.row, batch=batch, digest=batch.digest, now=timezone.now()
        )
    assert refused.value.code == "batch_closed"


@pytest.mark.real_data
def test_real_payments_become_suppliers_with_a_yearly_purchase(school: int, shared: Path) -> None:
    file = shared / "data" / "spend" / "supplier-spend-2026-27_sample.csv"
    mapping_file = Path(__file__).parents[2] / "docs" / "examples" / "spend-mapping.json"
    mapping = mappings.from_json(mapping_file.read_text("utf-8"))
    outcome = read(school, file.read_bytes(), mapping)
    assert outcome.rows == 2004
    assert outcome.created + outcome.rejected + outcome.skipped == 2004
    with file.open(encoding="cp1252", newline="") as opened:
        lines = list(csv.DictReader(opened))
    cents = sum(int(Decimal(line["Amount"]) * 100) for line in lines)
    kept = Contract.objects.aggregate(sum=Sum("value_per_year"))["sum"]
    skipped = {problem.row for problem in outcome.findings.problems}
    left_out = sum(
        int(Decimal(line["Amount"]) * 100) for n, line in enumerate(lines, 2) if n in skipped
    )
    assert kept + left_out == cents
    assert set(Contract.objects.values_list("currency", flat=True)) == {"GBP"}
    again = read(school, file.read_bytes(), mapping)
    assert again.unchanged == outcome.created
