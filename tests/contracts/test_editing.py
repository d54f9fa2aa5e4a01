"""A contract is written and changed by hand, in Dutch notation, and mistakes stay on screen."""

from datetime import date

import pytest

from banenbrug.contracts.models import Contract, Supplier
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


def test_a_contract_is_written_with_dutch_amounts_and_dates(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.waterland.buyer).post(ADD, TYPED)
    with entered(cast.waterland.buyer):
        made = Contract.objects.select_related("supplier").get()
    assert answer.headers["Location"] == at("dossier", made.pk)
    assert (made.value_per_year, made.currency) == (1_180_000_50, "EUR")
    assert (made.start, made.end) == (date(2024, 1, 1), date(2027, 12, 31))
    assert (made.supplier.name, made.unit_id, made.notice_months) == (
        "Helder Schoonmaak B.V.",
        None,
        6,
    )


def test_another_spelling_of_a_supplier_is_the_same_supplier(
    write: Write, cast: Cast, enter: Enter
) -> None:
    write("Glas", supplier="helder schoonmaak bv")
    enter(cast.waterland.buyer).post(ADD, TYPED)
    with entered(cast.waterland.buyer):
        assert [supplier.name for supplier in Supplier.objects.all()] == ["helder schoonmaak bv"]
        assert Contract.objects.count() == 2


def test_the_form_shows_a_contract_and_saving_it_again_changes_nothing(
    write: Write, cast: Cast, enter: Enter
) -> None:
    made = write(
        "Groen",
        value_per_year=1250_50,
        start=date(2026, 3, 1),
        category="green",
        extension_count=0,
    )
    client = enter(cast.waterland.buyer)
    client.cookies["django_language"] = "nl"
    page = client.get(at("change", made.pk)).content.decode()
    assert 'value="1.250,50"' in page
    assert 'value="01-03-2026"' in page
    form = client.get(at("change", made.pk)).context["form"]
    shown = {field.name: field.value() for field in form}
    again = {name: "" if value is None else value for name, value in shown.items()}
    assert client.post(at("change", made.pk), again).status_code == 302
    with entered(cast.waterland.buyer):
        versions = Contract.pgh_event_model.objects.filter(pgh_obj_id=made.pk)  # type: ignore[attr-defined]
        assert [version.pgh_label for version in versions] == ["created"]


def test_a_contract_in_another_currency_says_so_and_keeps_it(
    write: Write, cast: Cast, enter: Enter
) -> None:
    made = write("Gas", currency="GBP", value_per_year=100_00)
    client = enter(cast.waterland.buyer)
    assert (
        '<span aria-hidden="true">GBP</span>' in client.get(at("change", made.pk)).content.decode()
    )
    client.post(at("change", made.pk), {**TYPED, "value_per_year": "200"})
    with entered(cast.waterland.buyer):
        changed = Contract.objects.get()
    assert (changed.value_per_year, changed.currency) == (200_00, "GBP")


@pytest.mark.parametrize(("role", "status"), [("hr", 403), ("reader", 403), ("keyholder", 404)])
def test_who_may_not_write_contracts_cannot(
    write: Write, cast: Cast, enter: Enter, role: str, status: int
) -> None:
    made = write("Groen")
    client = enter(getattr(cast.waterland, role))
    for address in (ADD, at("change", made.pk), at("clause", made.pk)):
        assert client.post(address, TYPED).status_code == status
    assert (
        enter(cast.heuvelrug.buyer).get(at("change", made.pk, school="heuvelrug")).status_code
        == 404
    )
