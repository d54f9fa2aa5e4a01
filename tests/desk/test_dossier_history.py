"""The history in the dossier: who changed which fact, from what to what."""

from datetime import date

import pytest
from django.urls import reverse

from banenbrug.contracts.actions import save_contract
from banenbrug.contracts.models import Contract
from tests.cast import Cast, Enter
from tests.desk.conftest import Chain, entered

pytestmark = pytest.mark.django_db


def address(contract: Contract, school: str = "waterland") -> str:
    return reverse("desk:contract", args=[school, contract.pk])


def test_the_history_tells_who_changed_which_fact_from_what_to_what(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    changed = {"value_per_year": None, "category": "cleaning", "end": date(2027, 12, 31)}
    for values in ({"title": "Schoon & fris"}, changed):
        with entered(cast.waterland.coordinator) as coordinator:
            save_contract(by=coordinator, contract=contract, supplier_name="Helder", values=values)
    page = enter(cast.waterland.reader).get(address(contract)).content.decode()
    history = " ".join(page[page.index('id="history"') : page.index("<aside")].split())
    assert "Title: <del>Schoonmaak</del> <ins>Schoon &amp; fris</ins>" in history
    assert "Category: <ins>Cleaning</ins>" in history
    assert "End: <ins>31 Dec 2027</ins>" in history
    assert "Value per year: <del>€100,000</del> <ins>" in history
    assert history.count("Changed · Noor Visser") == 2
    assert "Entered in the register · Bram de Wit" in history
    assert history.index("Cleaning") < history.index("Title:"), "the newest stands first"
