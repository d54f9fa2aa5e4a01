"""Each class of tables shows its rows to the right parties, in SQL as the application role."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, models, transaction

from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Invited, Organisation
from tests.engine.samples import SAMPLES, Dossier, Handshake, Lab, Note, tables_of

EVERYBODY = ("waterland", "heuvelrug", "sectorfonds", "adviesbrug", "helder", "zilver", "leerwerk")


@pytest.fixture
def pk(own_database: str) -> Iterator[dict[str, int]]:
    """The keys of the organisations by slug, in a database with the sample tables."""
    with tables_of(own_database, *SAMPLES):
        yield dict(Organisation.objects.values_list("slug", "pk"))


def make(model: type[models.Model], *, by: int, **fields: object) -> models.Model:
    """Add a row in a transaction of its own."""
    with transaction.atomic(), scope(organisation_id=by):
        return model._default_manager.create(title="One", **fields)


def readers(model: type[models.Model], pk: dict[str, int]) -> set[str]:
    """Which organisations read any row."""
    return {slug for slug in EVERYBODY if _count(model, pk[slug])}


def _count(model: type[models.Model], organisation: int) -> int:
    with transaction.atomic(), scope(organisation_id=organisation):
        return model._default_manager.count()


def changers(model: type[models.Model], pk: dict[str, int]) -> set[str]:
    """Which organisations change any row; the change is undone."""
    found = set()
    for slug in EVERYBODY:
        with transaction.atomic(), scope(organisation_id=pk[slug]):
            if model._default_manager.update(title="Two"):
                found.add(slug)
            transaction.set_rollback(True)
    return found


def removers(model: type[models.Model], pk: dict[str, int]) -> set[str]:
    """Which organisations delete any row; the deletion is undone."""
    found = set()
    for slug in EVERYBODY:
        with transaction.atomic(), scope(organisation_id=pk[slug]):
            if model._default_manager.all()._raw_delete("default"):
                found.add(slug)
            transaction.set_rollback(True)
    return found


def test_a_dossier_of_a_scheme_is_read_and_written_by_its_three_parties(
    pk: dict[str, int],
) -> None:
    three = {"waterland", "sectorfonds", "adviesbrug"}
    make(
        Dossier,
        by=pk["waterland"],
        school_id=pk["waterland"],
        fund_id=pk["sectorfonds"],
        adviser_id=pk["adviesbrug"],
    )
    assert readers(Dossier, pk) == changers(Dossier, pk) == removers(Dossier, pk) == three


def test_a_dossier_without_adviser_is_read_by_two(pk: dict[str, int]) -> None:
    make(
        Dossier,
        by=pk["sectorfonds"],
        school_id=pk["waterland"],
        fund_id=pk["sectorfonds"],
    )
    assert readers(Dossier, pk) == {"waterland", "sectorfonds"}


def test_nobody_writes_a_dossier_of_three_others(pk: dict[str, int]) -> None:
    with pytest.raises(DatabaseError, match="row-level security"):
        make(
            Dossier,
            by=pk["heuvelrug"],
            school_id=pk["waterland"],
            fund_id=pk["sectorfonds"],
            adviser_id=pk["adviesbrug"],
        )


def test_a_guest_reads_the_object_that_it_is_invited_to_and_nothing_else(
    pk: dict[str, int],
) -> None:
    lab = make(Lab, by=pk["waterland"], organisation_id=pk["waterland"])
    other = make(Lab, by=pk["waterland"], organisation_id=pk["waterland"])
    assert readers(Lab, pk) == {"waterland"}
    with transaction.atomic(), scope(organisation_id=pk["waterland"]):
        Invited.objects.create(
            organisation_id=pk["waterland"],
            guest_id=pk["leerwerk"],
            kind="samples.lab",
            object_id=lab.pk,
        )
    assert readers(Lab, pk) == {"waterland", "leerwerk"}
    assert changers(Lab, pk) == removers(Lab, pk) == {"waterland"}
    assert readers(Invited, pk) == {"waterland", "leerwerk"}
    with transaction.atomic(), scope(organisation_id=pk["leerwerk"]):
        assert not Lab._default_manager.filter(pk=other.pk).exists()


def test_nobody_invites_himself(pk: dict[str, int]) -> None:
    lab = make(Lab, by=pk["waterland"], organisation_id=pk["waterland"])
    for claimed in ("waterland", "zilver"):
        try:
            with transaction.atomic(), scope(organisation_id=pk["zilver"]):
                Invited.objects.create(
                    organisation_id=pk[claimed],
                    guest_id=pk["zilver"],
                    kind="samples.lab",
                    object_id=lab.pk,
                )
        except DatabaseError as error:
            assert "row-level security" in str(error)
            assert claimed == "waterland"
        else:
            assert claimed == "zilver"
    assert readers(Lab, pk) == {"waterland"}


def test_a_guest_of_another_kind_of_object_with_the_same_number_reads_nothing(
    pk: dict[str, int],
) -> None:
    lab = make(Lab, by=pk["waterland"], organisation_id=pk["waterland"])
    with transaction.atomic(), scope(organisation_id=pk["waterland"]):
        Invited.objects.create(
            organisation_id=pk["waterland"],
            guest_id=pk["leerwerk"],
            kind="samples.note",
            object_id=lab.pk,
        )
    assert readers(Lab, pk) == {"waterland"}


@pytest.mark.parametrize(("model", "writers"), [(Note, 1), (Handshake, 2)])
def test_a_counterparty_reads_along_and_writes_only_where_both_write(
    pk: dict[str, int], model: type[models.Model], writers: int
) -> None:
    make(model, by=pk["waterland"], organisation_id=pk["waterland"], counterparty_id=pk["helder"])
    both = {"waterland", "helder"}
    assert readers(model, pk) == both
    assert changers(model, pk) == removers(model, pk) == set(["waterland", "helder"][:writers])


def test_only_where_both_write_a_counterparty_adds_a_row(pk: dict[str, int]) -> None:
    pair = {"organisation_id": pk["waterland"], "counterparty_id": pk["helder"]}
    make(Handshake, by=pk["helder"], **pair)
    assert readers(Handshake, pk) == {"waterland", "helder"}
    with pytest.raises(DatabaseError, match="row-level security"):
        make(Note, by=pk["helder"], **pair)


def test_a_row_without_counterparty_is_read_by_its_organisation_alone(pk: dict[str, int]) -> None:
    make(Note, by=pk["waterland"], organisation_id=pk["waterland"])
    assert readers(Note, pk) == {"waterland"}
