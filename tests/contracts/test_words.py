"""The words by which contracts and suppliers are found keep up with whoever writes meanwhile."""

import pytest

from banenbrug.contracts import aftermath, undo, words
from banenbrug.contracts.actions import save_contract, supplier_by_name
from banenbrug.contracts.models import Contract, Supplier, Words
from banenbrug.engine.scopes import context_id
from banenbrug.organisations.models import Membership
from tests.cast import Cast, Member
from tests.contracts.conftest import entered
from tests.contracts.test_undoing import FIRST, NOW, read
from tests.two_at_once import at_once


def found(text: str, by: Member) -> list[str]:
    """The kinds of what holds these words."""
    with entered(by):
        return [
            kind.value
            for kind in Words.Kind
            if words.found(text, organisation_id=by.organisation.pk, kind=kind).exists()
        ]


def rename(by: Membership) -> None:
    Contract.objects.filter(organisation_id=by.organisation_id).update(title="Ramen")
    aftermath.follow(organisation_id=by.organisation_id, contexts=[context_id()])


def test_making_all_words_anew_waits_for_who_renames_a_contract(
    own_database: str, cast: Cast
) -> None:
    buyer = cast.waterland.buyer
    with entered(buyer) as by:
        values = {"number": "N-1", "title": "Glas"}
        save_contract(by=by, contract=None, supplier_name="Helder", values=values)
    outcome = at_once(
        own_database,
        (buyer, rename),
        (buyer, lambda by: words.refresh(organisation_id=by.organisation_id)),
    )
    outcome.result()
    assert found("ramen", buyer) == ["contract"]
    assert found("glas", buyer) == []


@pytest.mark.django_db
@pytest.mark.parametrize("most", [0, 100])
def test_an_undone_file_leaves_no_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    buyer = cast.waterland.buyer
    with entered(buyer) as by:
        batch = read(FIRST, by)
    assert found("helder", buyer) == ["contract", "supplier"]
    monkeypatch.setattr(aftermath, "AT_ONCE", most)
    with entered(buyer) as by:
        undo.undo(by=by, batch=batch, now=NOW)
    if not most:  # the worker does it
        with entered(buyer) as by:
            words.refresh(organisation_id=by.organisation_id)
    with entered(buyer):
        assert not Words.objects.exists()


def test_a_supplier_without_contracts_is_found_under_its_new_name(db: None, cast: Cast) -> None:
    buyer = cast.waterland.buyer
    with entered(buyer) as by:
        supplier_by_name(organisation_id=by.organisation_id, name="Hovenier")
    assert found("hovenier", buyer) == ["supplier"]
    with entered(buyer):
        Supplier.objects.filter(name="Hovenier").update(name="Tuinman")
    assert found("hovenier", buyer) == []
    assert found("tuinman", buyer) == ["supplier"]
