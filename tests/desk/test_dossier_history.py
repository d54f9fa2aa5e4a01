"""The history of a contract: who changed which fact, from what to what."""

from datetime import date

import pytest
from django.urls import reverse

from banenbrug.contracts.actions import save_contract
from banenbrug.contracts.models import Contract
from tests.cast import Cast, Enter
from tests.desk.conftest import Chain, entered

pytestmark = pytest.mark.django_db


def address(contract: Contract) -> str:
    return reverse("desk:contract_history", args=["waterland", contract.pk])


def test_the_history_tells_who_changed_which_fact_from_what_to_what(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    changed = {"value_per_year": None, "category": "cleaning", "end": date(2027, 12, 31)}
    for values in ({"title": "Schoon & fris"}, changed):
        with entered(cast.waterland.coordinator) as coordinator:
            save_contract(by=coordinator, contract=contract, supplier_name="Helder", values=values)
    page = enter(cast.waterland.reader).get(address(contract)).content.decode()
    history = " ".join(page.split())
    assert "Title: <del>Schoonmaak</del> <ins>Schoon &amp; fris</ins>" in history
    assert "Category: <ins>Cleaning</ins>" in history
    assert "End: <ins>31 Dec 2027</ins>" in history
    assert "Value per year: <del>€100,000</del> <ins>" in history
    assert history.count("Changed · Noor Visser (participation coordinator)") == 2
    assert "Entered in the register · Bram de Wit (buyer)" in history
    assert history.index("Cleaning") < history.index("Title:"), "the newest stands first"


def test_the_history_has_pages_and_loses_no_change_between_them(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract("Titel 0")
    for number in range(1, 31):
        with entered(cast.waterland.coordinator) as coordinator:
            save_contract(
                by=coordinator,
                contract=contract,
                supplier_name="Helder",
                values={"title": f"Titel {number}"},
            )
    client = enter(cast.waterland.reader)
    pages = [client.get(address(contract), {"page": number}).content.decode() for number in (1, 2)]
    for number in range(1, 31):
        change = f"<del>Titel {number - 1}</del> <ins>Titel {number}</ins>"
        assert sum(" ".join(page.split()).count(change) for page in pages) == 1
    assert "Entered in the register" in pages[1]
    assert "Entered in the register" not in pages[0]
