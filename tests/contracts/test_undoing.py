"""A file that was read in is undone as a whole, until somebody goes on with a contract of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from banenbrug.contracts import batches, undo
from banenbrug.contracts.actions import save_contract, set_clause, supplier_by_name
from banenbrug.contracts.models import Batch, Clause, Contract, Supplier, Words
from banenbrug.dialogue.models import Conversation
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership, Unit
from tests.cast import Cast
from tests.contracts.conftest import at, entered, send
from tests.contracts.conftest import batches as kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

HEAD = "Contractnummer;Titel;Leverancier;KVK-nummer;Afdeling;Jaarwaarde;Social return\n"
FIRST = HEAD + "C-1;Schoonmaak;Helder;;Facilitair;100,00;5%\nC-2;Glas;Helder;;;;\n"
LATER = HEAD + "C-1;Schoon;Helder;12345678;Campus;200,00;7%\nC-3;Groen;Hovenier;;Terrein;;2%\n"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def buyer_here(cast: Cast) -> Iterator[Membership]:
    with scope(organisation_id=cast.waterland.organisation.pk):
        yield cast.waterland.buyer.row


def read(content: str, by: Membership) -> Batch:
    batch, _ = batches.read_in(
        organisation_id=by.organisation_id,
        files=[("register.csv", content.encode())],
        mapping=None,
        now=timezone.now(),
    )
    return batch


def register(by: Membership) -> dict[str, Any]:
    """All that a file can write, apart from keys."""
    here = by.organisation_id
    return {
        "contracts": list(
            Contract.objects.filter(organisation_id=here)
            .order_by("number")
            .values_list("number", "title", "supplier__name", "unit__name", "value_per_year")
        ),
        "clauses": list(Clause.objects.order_by("contract").values_list("form", "percentage")),
        "suppliers": list(Supplier.objects.order_by("name").values_list("name", "kvk")),
        "units": list(Unit.objects.order_by("name").values_list("name", flat=True)),
    }


def test_undoing_restores_what_the_file_changed_and_takes_away_what_it_added(
    buyer_here: Membership,
) -> None:
    read(FIRST, buyer_here)
    before = register(buyer_here)
    batch = read(LATER, buyer_here)
    assert register(buyer_here) != before
    undo.undo(by=buyer_here, batch=batch, now=NOW)
    assert register(buyer_here) == before
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by_id, batch.undone_at) == ("undone", buyer_here.pk, NOW)
    assert batch.counts["created"] == batch.counts["updated"] == 1, "What counted stays."


def test_the_first_file_undone_leaves_an_empty_register(buyer_here: Membership) -> None:
    empty = register(buyer_here)
    batch = read(FIRST, buyer_here)
    undo.undo(by=buyer_here, batch=batch, now=NOW)
    assert register(buyer_here) == empty == {name: [] for name in empty}


def test_a_file_that_was_undone_can_be_read_in_again(buyer_here: Membership) -> None:
    batch = read(FIRST, buyer_here)
    filled = register(buyer_here)
    undo.undo(by=buyer_here, batch=batch, now=NOW)
    assert read(FIRST, buyer_here).counts["created"] == 2
    assert register(buyer_here) == filled


def test_files_can_be_undone_one_after_the_other_the_last_one_first(
    buyer_here: Membership,
) -> None:
    empty = register(buyer_here)
    first = read(FIRST, buyer_here)
    last = read(LATER, buyer_here)
    assert undo.why_not_undo(first) is not None
    undo.undo(by=buyer_here, batch=last, now=NOW)
    undo.undo(by=buyer_here, batch=first, now=NOW)
    assert register(buyer_here) == empty


def test_a_year_of_payments_that_a_later_file_closed_is_open_again(
    buyer_here: Membership,
) -> None:
    head = "Crediteur;Datum;Bedrag\n"
    read(head + "Helder;15-03-2025;100,00\n", buyer_here)
    batch = read(head + "Helder;15-03-2026;100,00\n", buyer_here)
    assert str(Contract.objects.get(start="2025-01-01").end) == "2025-12-31"
    undo.undo(by=buyer_here, batch=batch, now=NOW)
    assert Contract.objects.get().end is None


def test_a_supplier_and_a_unit_that_others_use_stay(buyer_here: Membership) -> None:
    batch = read(LATER, buyer_here)
    unit = Unit.objects.get(name="Terrein")
    save_contract(
        by=buyer_here,
        contract=None,
        supplier_name="Hovenier",
        values={"number": "N-1", "title": "Bomen", "unit": unit},
    )
    undo.undo(by=buyer_here, batch=batch, now=NOW)
    assert register(buyer_here)["suppliers"] == [("Hovenier", "")]
    assert register(buyer_here)["units"] == ["Terrein"]


def test_what_somebody_wrote_of_a_supplier_since_stays(buyer_here: Membership) -> None:
    read(FIRST, buyer_here)
    batch = read(LATER, buyer_here)
    supplier = supplier_by_name(organisation_id=buyer_here.organisation_id, name="Helder")
    supplier.city = "Utrecht"
    with scope(via="by hand"):
        supplier.save()
    undo.undo(by=buyer_here, batch=batch, now=NOW)
    supplier.refresh_from_db()
    assert (supplier.kvk, supplier.city) == ("12345678", "Utrecht")


def edit(contract: Contract, by: Membership) -> None:
    values = {"number": contract.number, "title": "Anders"}
    save_contract(by=by, contract=contract, supplier_name="Hovenier", values=values)


def add_clause(contract: Contract, by: Membership) -> None:
    set_clause(contract=contract, form="best_effort", values={"text": "Samen kijken."})


def plan(contract: Contract, by: Membership) -> None:
    Conversation.objects.create(
        organisation_id=by.organisation_id, contract=contract, planned_at=NOW, made_at=NOW
    )


def read_again(contract: Contract, by: Membership) -> None:
    read(LATER.replace("Groen", "Gras"), by)


@pytest.mark.parametrize("go_on", [edit, add_clause, plan, read_again])
def test_a_file_cannot_be_undone_when_somebody_went_on_with_a_contract(
    buyer_here: Membership, go_on: Any
) -> None:
    batch = read(LATER, buyer_here)
    with scope(via="later"):
        go_on(Contract.objects.get(number="C-3"), buyer_here)
    before = register(buyer_here)
    with pytest.raises(Refused) as refused:
        undo.undo(by=buyer_here, batch=batch, now=NOW)
    assert refused.value.code == "built_on"
    assert refused.value.refusal.params == {"count": 1}
    assert [c.number for c in undo.went_on_with(batch, limit=10)] == ["C-3"]
    assert register(buyer_here) == before


def test_a_conversation_of_before_a_file_is_no_reason_to_keep_it(buyer_here: Membership) -> None:
    read(FIRST, buyer_here)
    plan(Contract.objects.get(number="C-1"), buyer_here)
    batch = read(LATER, buyer_here)
    assert undo.why_not_undo(batch) is None


def test_what_was_not_written_cannot_be_undone(buyer_here: Membership) -> None:
    first = read(FIRST, buyer_here)
    assert undo.why_not_undo(read(FIRST, buyer_here)) is undo.NOTHING_WRITTEN
    waiting = batches.keep(by=buyer_here, files=[("r.csv", LATER.encode())], now=NOW)
    assert undo.why_not_undo(waiting) is undo.NOT_READ_IN
    first.written_in = None
    assert undo.why_not_undo(first) is undo.TOO_OLD


def test_the_page_offers_to_undo_and_says_that_it_was_done(buyer: Client, cast: Cast) -> None:
    send(buyer, FIRST)
    [batch] = kept(cast)
    done = buyer.post(at("commit", batch.pk), {"digest": batch.digest}, follow=True)
    assert "2 contracts are new or changed in the register." in done.content.decode()
    assert at("undo", batch.pk) in done.content.decode()
    page = buyer.post(at("undo", batch.pk), follow=True).content.decode()
    assert "The register says again what it said before." in page
    assert at("undo", batch.pk) not in page
    with entered(cast.waterland.buyer):
        assert not Contract.objects.exists()
        assert not Words.objects.filter(kind="contract").exists()


def test_the_page_names_the_contracts_that_somebody_went_on_with(buyer: Client, cast: Cast) -> None:
    send(buyer, FIRST)
    [batch] = kept(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    with entered(cast.waterland.buyer) as member:
        contract = Contract.objects.get(number="C-2")
        edit(contract, member)
    page = buyer.get(at("preview", batch.pk)).content.decode()
    assert "people went on with contracts from it (1)" in page
    assert at("dossier", contract.pk) in page
    assert at("undo", batch.pk) not in page
    refused = buyer.post(at("undo", batch.pk), follow=True).content.decode()
    assert "You can no longer undo this file" in refused


def test_earlier_files_are_listed_with_who_when_and_what(buyer: Client, cast: Cast) -> None:
    assert "No files yet" in buyer.get(at("upload")).content.decode()
    send(buyer, FIRST)
    [batch] = kept(cast)
    assert "Waits for you" in buyer.get(at("upload")).content.decode()
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    page = buyer.get(at("upload")).content.decode()
    for words in ("register.csv", cast.waterland.buyer.name, "In the contract register", "2 new"):
        assert words in page
    assert "No files yet" not in page
