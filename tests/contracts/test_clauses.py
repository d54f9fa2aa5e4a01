"""What a contract says about social return: written, replaced and removed, with its history."""

from decimal import Decimal

import pytest
from django.test import Client

from banenbrug.contracts.models import Clause, Contract
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, at, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def contract(write: Write) -> Contract:
    return write("Schoonmaak")


def remove(contract: Contract, form: str) -> str:
    return at("clause", contract.pk) + f"{form}/weghalen/"


def clauses(cast: Cast) -> list[Clause]:
    with entered(cast.waterland.buyer):
        return list(Clause.objects.order_by("pk"))


def test_a_clause_is_written_and_stands_in_the_dossier(
    buyer: Client, contract: Contract, cast: Cast
) -> None:
    said = {"form": "share_of_sum", "percentage": "2.5", "text": "Bij de opdrachtsom"}
    page = buyer.post(at("clause", contract.pk), said, follow=True).content.decode()
    [clause] = clauses(cast)
    assert (clause.form, clause.percentage) == ("share_of_sum", Decimal("2.5"))
    assert "percentage of the contract sum" in page
    assert "2.5%" in page
    assert "Bij de opdrachtsom" in page
    assert "Nothing is agreed on social return." not in page


def test_a_percentage_is_read_with_a_dutch_comma(
    buyer: Client, contract: Contract, cast: Cast
) -> None:
    buyer.cookies["django_language"] = "nl"
    buyer.post(at("clause", contract.pk), {"form": "share_of_sum", "percentage": "2,5"})
    assert [clause.percentage for clause in clauses(cast)] == [Decimal("2.5")]


def test_the_same_form_replaces_and_another_form_is_added(
    buyer: Client, contract: Contract, cast: Cast
) -> None:
    for said in (
        {"form": "share_of_sum", "percentage": "5"},
        {"form": "places", "places": "1.5"},
        {"form": "share_of_sum", "percentage": "3"},
    ):
        assert buyer.post(at("clause", contract.pk), said).status_code == 302
    kept = {clause.form: clause.percentage or clause.places for clause in clauses(cast)}
    assert kept == {"share_of_sum": Decimal(3), "places": Decimal("1.5")}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("percentage", "101"),
        ("percentage", "-1"),
        ("percentage", "2.555"),
        ("places", "12345"),
        ("places", "1.234"),
        ("amount", "veel"),
        ("form", "made_up"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(
    buyer: Client, contract: Contract, cast: Cast, field: str, typed: str
) -> None:
    page = buyer.post(at("clause", contract.pk), {"form": "places", "text": "Ik", field: typed})
    assert list(page.context["form"].errors) == [field]
    assert ">\nIk</textarea>" in page.content.decode()
    assert clauses(cast) == []


def test_a_removed_clause_leaves_the_dossier_and_the_history_keeps_it(
    buyer: Client, contract: Contract, cast: Cast
) -> None:
    buyer.post(at("clause", contract.pk), {"form": "best_effort", "text": "Wij doen ons best"})
    page = buyer.post(remove(contract, "best_effort"), follow=True).content.decode()
    assert "Wij doen ons best" not in page
    assert "Nothing is agreed on social return." in page
    assert clauses(cast) == []
    with entered(cast.waterland.buyer):
        kept = Clause.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
        assert [(one.pgh_label, one.text) for one in kept] == [
            ("created", "Wij doen ons best"),
            ("deleted", "Wij doen ons best"),
        ]


def test_a_clause_is_removed_by_a_post_of_who_may(
    buyer: Client, contract: Contract, cast: Cast, enter: Enter
) -> None:
    buyer.post(at("clause", contract.pk), {"form": "best_effort"})
    assert buyer.get(remove(contract, "best_effort")).status_code == 405
    assert enter(cast.waterland.hr).post(remove(contract, "best_effort")).status_code == 403
    assert enter(cast.heuvelrug.buyer).post(remove(contract, "best_effort")).status_code == 404
    assert len(clauses(cast)) == 1
