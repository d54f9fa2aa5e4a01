"""Mistakes in a contract are named at their field, and what was typed stays."""

from typing import Any

import pytest
from django.test import Client

from banenbrug.contracts.models import Clause, Contract, Supplier
from banenbrug.organisations.actions import add_unit
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, at, entered

pytestmark = pytest.mark.django_db

ADD = at("add")

TYPED = {
    "number": "C-7",
    "title": "Schoonmaak campus",
    "supplier_name": "Helder Schoonmaak B.V.",
    "category": "cleaning",
    "value_per_year": "1.180.000,50",
    "start": "1 januari 2024",
    "end": "31-12-2027",
    "notice_months": "6",
}


def errors_of(client: Client, address: str, **changed: Any) -> dict[str, list[str]]:
    page = client.post(address, {**TYPED, **changed})
    assert page.status_code == 200
    assert 'value="Schoonmaak campus"' in page.content.decode(), "what was typed is kept"
    return dict(page.context["form"].errors)


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("number", ""),
        ("supplier_name", " "),
        ("value_per_year", "veel"),
        ("value_per_year", "-5"),
        ("end", "31-02-2027"),
        ("start", "ooit"),
        ("category", "made-up"),
        ("notice_months", "-1"),
        ("extension_count", "99999"),
        ("number", "n" * 61),
    ],
)
def test_what_cannot_be_read_is_named_at_its_field(
    cast: Cast, enter: Enter, field: str, typed: str
) -> None:
    errors = errors_of(enter(cast.waterland.buyer), ADD, **{field: typed})
    assert list(errors) == [field]
    with entered(cast.waterland.buyer):
        assert not Contract.objects.exists()
        assert not Supplier.objects.exists()


@pytest.mark.usefixtures("in_english")
def test_an_end_before_the_start_is_refused_at_the_end(cast: Cast, enter: Enter) -> None:
    errors = errors_of(enter(cast.waterland.buyer), ADD, end="31-12-2023")
    assert errors == {
        "end": ["The end (31-12-2023) is before the start (01-01-2024). Check which date is wrong."]
    }


@pytest.mark.usefixtures("in_english")
def test_a_number_that_is_taken_with_this_supplier_is_refused_at_the_number(
    write: Write, cast: Cast, enter: Enter
) -> None:
    write("Glas", supplier="HELDER Schoonmaak", number="C-7")
    write("Koffie", supplier="Zilver", number="C-8")
    client = enter(cast.waterland.buyer)
    errors = errors_of(client, ADD)
    assert list(errors) == ["number"]
    assert "C-7 with this supplier stands in the register already" in errors["number"][0]
    assert client.post(ADD, {**TYPED, "number": "C-8"}).status_code == 302


def test_a_service_of_another_school_cannot_be_chosen(cast: Cast, enter: Enter) -> None:
    with entered(cast.heuvelrug.buyer) as buyer:
        theirs = add_unit(organisation_id=buyer.organisation_id, name="Facilitair")
    errors = errors_of(enter(cast.waterland.buyer), ADD, unit=theirs.pk)
    assert list(errors) == ["unit"]


@pytest.mark.usefixtures("in_english")
def test_a_supplier_without_letters_or_figures_is_refused(cast: Cast, enter: Enter) -> None:
    assert errors_of(enter(cast.waterland.buyer), ADD, supplier_name="---") == {
        "supplier_name": ["Write the supplier's name in letters or figures."]
    }


def test_a_supplier_whose_key_is_longer_than_its_name_is_kept(write: Write) -> None:
    assert write("Glas", supplier="ß" * 150).supplier == write("Ruit", supplier="SS" * 100).supplier


BSN = "Vraag naar 111222333 bij de balie"


@pytest.mark.usefixtures("in_english")
def test_a_description_with_a_citizen_number_is_refused(cast: Cast, enter: Enter) -> None:
    errors = errors_of(enter(cast.waterland.buyer), ADD, description=BSN)
    assert list(errors) == ["description"]
    assert "looks like a BSN" in errors["description"][0]
    with entered(cast.waterland.buyer):
        assert not Contract.objects.exists()


@pytest.mark.usefixtures("in_english")
def test_a_clause_with_a_citizen_number_is_refused(write: Write, cast: Cast, enter: Enter) -> None:
    contract = write("Glas")
    page = enter(cast.waterland.buyer).post(
        at("clause", contract.pk), {"form": "best_effort", "text": BSN}
    )
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["text"]
    with entered(cast.waterland.buyer):
        assert not Clause.objects.exists()
