"""In the rows of a pair a supplier and a guest read and say their own, and nothing of others."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from banenbrug.dialogue.models import Answer, Commitment, Confirmation, GuestAnswer
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Organisation
from tests.house.furnish import NOW, House, a_commitment, a_contract, a_supplier
from tests.house.leaks import (
    acting,
)


def test_a_supplier_confirms_no_agreement_of_another(house: House) -> None:
    zilver = Organisation.objects.get(slug="zilver").pk
    claims = {
        "organisation_id": house.organisation,
        "commitment_id": house.commitment,
        "side": "supplier",
        "by": "Sem",
        "confirmed_at": NOW,
    }
    with acting("zilver"), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Confirmation.objects.create(**claims, counterparty_id=zilver)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "confirmation_of_this_pair" in str(refused.value)
    helder = Organisation.objects.get(slug="helder").pk
    with acting("helder"):
        Confirmation.objects.create(**claims, counterparty_id=helder)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_supplier_confirms_for_its_own_side_alone(house: House) -> None:
    helder = Organisation.objects.get(slug="helder").pk
    with acting("helder"), pytest.raises(DatabaseError) as refused, transaction.atomic():
        Confirmation.objects.create(
            organisation_id=house.organisation,
            counterparty_id=helder,
            commitment_id=house.commitment,
            side="school",
            by="Jip",
            confirmed_at=NOW,
        )
    assert "row-level security" in str(refused.value)


def test_a_supplier_answers_for_its_own_side_and_its_own_commitment_alone(house: House) -> None:
    claims = {
        "organisation_id": house.organisation,
        "commitment_id": house.commitment,
        "word": "found",
        "by": "Jip",
        "said_at": NOW,
    }
    helder, zilver = (Organisation.objects.get(slug=slug).pk for slug in ("helder", "zilver"))
    with acting("helder"), pytest.raises(DatabaseError) as refused, transaction.atomic():
        Answer.objects.create(**claims, counterparty_id=helder, side="school")
    assert "row-level security" in str(refused.value)
    with acting("zilver"), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Answer.objects.create(**claims, counterparty_id=zilver, side="supplier")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "answer_of_this_pair" in str(refused.value)
    with acting("helder"):
        Answer.objects.create(**claims, counterparty_id=helder, side="supplier")


@pytest.mark.parametrize(
    ("who", "side"), [("leerwerk", "school"), ("opstap", "partner"), ("helder", "partner")]
)
def test_only_a_guest_answers_an_invitation_and_for_itself(
    house: House, who: str, side: str
) -> None:
    claims = {
        "organisation_id": house.organisation,
        "commitment_id": house.commitment,
        "word": "joins",
        "by": "Mo",
        "said_at": NOW,
    }
    speaker = Organisation.objects.get(slug=who).pk
    with acting(who), pytest.raises(DatabaseError) as refused, transaction.atomic():
        GuestAnswer.objects.create(**claims, counterparty_id=speaker, side=side)
    assert "row-level security" in str(refused.value)
    guest = Organisation.objects.get(slug="leerwerk").pk
    with acting("leerwerk"):
        GuestAnswer.objects.create(**claims, counterparty_id=guest, side="partner")


def test_a_supplier_gives_no_confirmation_away(house: House) -> None:
    zilver = Organisation.objects.get(slug="zilver").pk
    with acting("helder"), pytest.raises(DatabaseError) as refused, transaction.atomic():
        Confirmation.objects.update(counterparty_id=zilver)
    assert "row-level security" in str(refused.value)


def test_two_suppliers_of_one_school_see_nothing_of_each_other(house: House) -> None:
    zilver = Organisation.objects.get(slug="zilver")
    with transaction.atomic():
        with scope(organisation_id=house.organisation):
            supplier = a_supplier(house.organisation, name="Zilver", account=zilver)
            contract = a_contract(house.organisation, supplier=supplier, number="2")
            pair = {"organisation_id": house.organisation, "counterparty_id": zilver.pk}
            theirs = a_commitment(pair, contract=contract)
        with scope(organisation_id=zilver.pk):
            assert [c.pk for c in Commitment.objects.all()] == [theirs.pk]
        with scope(organisation_id=Organisation.objects.get(slug="helder").pk):
            assert [c.pk for c in Commitment.objects.all()] == [house.commitment]
        transaction.set_rollback(True)
