"""What only shows beside the register: impossible terms, other currencies, years that follow."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db.models import CharField, Model
from django.utils import timezone

from banenbrug.contracts import batches
from banenbrug.contracts.access import batch_for
from banenbrug.contracts.file_queries import problems_of
from banenbrug.contracts.models import Batch, Contract, Supplier
from banenbrug.contracts.outcomes import Outcome
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.fields import FIELDS
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Unit
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(cast: Cast) -> Iterator[int]:
    pk = cast.waterland.organisation.pk
    with scope(organisation_id=pk):
        yield pk


def mapping_of(school: int, content: str, **settings: object) -> mappings.Mapping:
    guessed = batches.look(
        organisation_id=school, files=[("r.csv", content.encode())], mapping=None
    ).mapping
    return mappings.from_object(guessed.as_json() | settings)


def read(school: int, content: str, **settings: object) -> Outcome:
    """What a look tells and what reading in does must be the same."""
    mapping = mapping_of(school, content, **settings)
    seen = batches.look(
        organisation_id=school, files=[("r.csv", content.encode())], mapping=mapping
    )
    batch, outcome = batches.read_in(
        organisation_id=school,
        files=[("r.csv", content.encode())],
        mapping=mapping,
        now=timezone.now(),
    )
    assert outcome.counts() == seen.counts()
    assert outcome.findings.problems == seen.findings.problems
    kept = [(p.row, p.column, p.code, p.value) for p in problems_of(batch)]
    assert kept == [(p.row, p.column, p.code, p.value) for p in outcome.findings.problems]
    return outcome


def said(outcome: Outcome) -> list[tuple[int, str, str, str]]:
    return [(p.row, p.column, p.code, p.value) for p in outcome.findings.problems]


def test_an_end_before_the_start_of_the_register_is_rejected(school: int) -> None:
    read(school, "Contractnummer;Titel;Leverancier;Ingangsdatum\nC-1;Glas;Helder;01-01-2026\n")
    late = "Contractnummer;Titel;Leverancier;Einddatum\nC-1;Ruiten;Helder;31-12-2025\n"
    outcome = read(school, late + "C-2;Koffie;Helder;31-12-2025\n")
    assert said(outcome) == [(2, "Einddatum", "ends_before_start", "2025-12-31")]
    assert (outcome.rows, outcome.created, outcome.updated, outcome.rejected) == (2, 1, 0, 1)
    assert Contract.objects.get(number="C-1").title == "Glas"


def test_a_start_after_the_end_of_the_register_is_rejected_at_the_start(school: int) -> None:
    read(school, "Contractnummer;Titel;Leverancier;Einddatum\nC-1;Glas;Helder;31-12-2025\n")
    outcome = read(
        school, "Contractnummer;Titel;Leverancier;Ingangsdatum\nC-1;Glas;Helder;01-01-2026\n"
    )
    assert said(outcome) == [(2, "Ingangsdatum", "ends_before_start", "2026-01-01")]
    assert "31-12-2025" in outcome.findings.problems[0].refusal.in_english()


def test_rows_of_one_contract_that_together_end_before_they_start_are_rejected(
    school: int,
) -> None:
    outcome = read(
        school,
        "Contractnummer;Titel;Leverancier;Ingangsdatum;Einddatum\n"
        "C-1;Glas;Helder;01-01-2026;\nC-1;Glas;Helder;;31-12-2025\n",
    )
    assert (outcome.rows, outcome.rejected, outcome.created) == (2, 2, 0)
    assert [p.code for p in outcome.findings.problems] == ["ends_before_start"]
    assert not Supplier.objects.exists()


def _longest(model: type[Model], name: str) -> int | None:
    field = model._meta.get_field(name)
    assert isinstance(field, CharField)
    return field.max_length


def test_no_field_may_be_longer_than_its_place_in_the_register() -> None:
    places = {
        "number": (Contract, "number"),
        "title": (Contract, "title"),
        "procedure": (Contract, "procedure"),
        "cpv": (Contract, "cpv"),
        "currency": (Contract, "currency"),
        "supplier": (Supplier, "name"),
        "supplier_code": (Supplier, "code"),
        "kvk": (Supplier, "kvk"),
        "vat": (Supplier, "vat"),
        "owner_unit": (Unit, "name"),
    }
    for name, (model, field) in places.items():
        assert FIELDS[name].longest == _longest(model, field), name


def test_a_department_that_is_too_long_is_a_problem_of_its_row(school: int) -> None:
    outcome = read(
        school, f"Contractnummer;Titel;Leverancier;Afdeling\nC-1;Glas;Helder;{'a' * 121}\n"
    )
    assert said(outcome)[0][1:3] == ("Afdeling", "too_long")


BOTH = "Contractnummer;Titel;Leverancier;Waarde per jaar;Totale waarde\n"
TOTAL = "Contractnummer;Titel;Leverancier;Totale waarde\nC-1;Glas;Helder;900,00\n"


def money() -> tuple[int | None, int | None, str]:
    contract = Contract.objects.get(number="C-1")
    return contract.value_per_year, contract.value_total, contract.currency


def test_a_total_in_pounds_brings_its_currency(school: int) -> None:
    read(school, BOTH + "C-1;Glas;Helder;;900,00\n")
    assert money() == (None, 900_00, "EUR")
    outcome = read(school, TOTAL, currency="GBP")
    assert outcome.updated == 1
    assert money() == (None, 900_00, "GBP")
    assert read(school, TOTAL, currency="GBP").unchanged == 1


@pytest.mark.parametrize(
    ("head", "column"), [("Totale waarde", "Totale waarde"), ("Jaarwaarde", "Jaarwaarde")]
)
def test_an_amount_beside_one_in_another_currency_is_rejected(
    school: int, head: str, column: str
) -> None:
    read(school, BOTH + "C-1;Glas;Helder;300,00;900,00\n")
    content = f"Contractnummer;Titel;Leverancier;{head}\nC-1;Glas;Helder;400,00\n"
    outcome = read(school, content, currency="GBP")
    assert said(outcome) == [(2, column, "currency_differs", "GBP")]
    assert money() == (300_00, 900_00, "EUR")


def test_a_file_without_amounts_says_nothing_of_the_currency(school: int) -> None:
    read(school, BOTH + "C-1;Glas;Helder;300,00;900,00\n")
    content = "Contractnummer;Titel;Leverancier\nC-1;Ruiten;Helder\n"
    [difference] = batches.look(
        organisation_id=school,
        files=[("r.csv", content.encode())],
        mapping=mapping_of(school, content, currency="GBP"),
    ).differences
    assert difference["facts"] == [("title", "Glas", "Ruiten")]
    read(school, content, currency="GBP")
    assert money() == (300_00, 900_00, "EUR")


def spend(year: int) -> str:
    return f"Crediteur;Datum;Bedrag\nHelder;15-03-{year};100,00\nZilver;15-04-{year};50,00\n"


def ends() -> set[tuple[date | None, date | None]]:
    return set(Contract.objects.values_list("start", "end"))


@pytest.mark.parametrize("years", [(2025, 2026), (2026, 2025)])
def test_only_the_latest_year_of_payments_stays_open(school: int, years: tuple[int, int]) -> None:
    for year in years:
        read(school, spend(year))
    closed = {(date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), None)}
    assert ends() == closed
    versions = Contract.pgh_event_model.objects.count()  # type: ignore[attr-defined]
    assert read(school, spend(2025)).unchanged == 2
    assert ends() == closed
    assert Contract.pgh_event_model.objects.count() == versions  # type: ignore[attr-defined]


def test_payments_leave_open_contracts_open(school: int) -> None:
    read(school, "Contractnummer;Titel;Leverancier;Ingangsdatum\nC-1;Glas;Helder;01-01-2020\n")
    read(school, spend(2026))
    assert Contract.objects.get(number="C-1").end is None


def test_a_file_is_fetched_without_its_bytes(cast: Cast, school: int) -> None:
    buyer = cast.waterland.buyer.row
    kept = batches.keep(by=buyer, files=[("r.csv", spend(2026).encode())], now=timezone.now())
    assert {"content", "other_content"} <= batch_for(buyer, kept.pk).get_deferred_fields()
    assert Batch.objects.count() == 1
