"""A child can point at no parent of another organisation: the database refuses it at commit."""

import pytest
from django.db import IntegrityError, connection, transaction

from banenbrug.contracts.models import BatchProblem, Clause, Contract, Supplier
from banenbrug.engine.scopes import scope
from tests.cast import Cast


def supplier_of(organisation: int) -> Supplier:
    """A supplier of this organisation, committed."""
    with transaction.atomic(), scope(organisation_id=organisation):
        return Supplier.objects.create(
            organisation_id=organisation, name="Helder", sort_key="helder", company_key="helder"
        )


@pytest.fixture
def here(own_database: str, cast: Cast) -> int:
    return int(cast.waterland.organisation.pk)


@pytest.fixture
def there(own_database: str, cast: Cast) -> int:
    return int(cast.heuvelrug.organisation.pk)


def contract_with(supplier: Supplier, *, of: int) -> None:
    """A contract of one organisation with a supplier that may be another's."""
    with transaction.atomic(), scope(organisation_id=of):
        Contract.objects.create(
            organisation_id=of, number="1", title="Cleaning", supplier_id=supplier.pk
        )


def test_a_child_of_an_own_parent_is_kept(here: int) -> None:
    contract_with(supplier_of(here), of=here)
    with transaction.atomic(), scope(organisation_id=here):
        assert Contract.objects.get().supplier.name == "Helder"


def test_a_child_of_another_schools_parent_is_refused_by_the_orm(here: int, there: int) -> None:
    theirs = supplier_of(there)
    with pytest.raises(IntegrityError, match="contract_with_own_supplier"):
        contract_with(theirs, of=here)
    with transaction.atomic(), scope(organisation_id=here):
        assert not Contract.objects.exists()


def test_a_child_of_another_schools_parent_is_refused_in_sql(here: int, there: int) -> None:
    ours, theirs = supplier_of(here), supplier_of(there)
    contract_with(ours, of=here)
    statement = "UPDATE contracts_contract SET supplier_id = %s"
    with pytest.raises(IntegrityError, match="contract_with_own_supplier"):  # noqa: SIM117
        with transaction.atomic(), scope(organisation_id=here), connection.cursor() as cursor:
            cursor.execute(statement, [theirs.pk])
            assert cursor.rowcount == 1, "The statement passes; the commit is refused."
    with transaction.atomic(), scope(organisation_id=here):
        assert Contract.objects.get().supplier_id == ours.pk


def test_children_are_refused_in_bulk_as_well(here: int, there: int) -> None:
    theirs = supplier_of(there)
    with pytest.raises(IntegrityError), transaction.atomic(), scope(organisation_id=here):
        Contract.objects.bulk_create(
            Contract(organisation_id=here, number=str(n), title="Cleaning", supplier=theirs)
            for n in range(3)
        )


def test_a_parent_that_does_not_exist_is_refused(here: int) -> None:
    with (
        pytest.raises(IntegrityError, match="clause_in_own_contract"),
        transaction.atomic(),
        scope(organisation_id=here),
    ):
        Clause.objects.create(organisation_id=here, contract_id=99, form="none")
    with (
        pytest.raises(IntegrityError, match="problem_in_own_batch"),
        transaction.atomic(),
        scope(organisation_id=here),
    ):
        BatchProblem.objects.create(organisation_id=here, batch_id=99, row=1, code="x")


def test_a_parent_is_not_deleted_from_under_its_children(here: int) -> None:
    supplier = supplier_of(here)
    contract_with(supplier, of=here)
    with (
        pytest.raises(IntegrityError, match="contract_with_own_supplier"),
        transaction.atomic(),
        scope(organisation_id=here),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM contracts_supplier")
