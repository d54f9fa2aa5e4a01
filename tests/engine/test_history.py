"""Every change of a tracked row leaves a version with its author, and nobody rewrites it."""

import datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from pghistory.models import Context

from banenbrug.contracts.models import Batch, Supplier
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Unit
from tests.cast import Cast

BatchEvent, SupplierEvent, UnitEvent = (
    apps.get_model(name)
    for name in ("contracts.BatchEvent", "contracts.SupplierEvent", "organisations.UnitEvent")
)
NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def here(cast: Cast) -> int:
    return int(cast.waterland.organisation.pk)


def labels() -> list[tuple[str, str]]:
    """The label and the name of each version of a unit, in the order in which they were made."""
    return list(UnitEvent.objects.order_by("pgh_id").values_list("pgh_label", "name"))


def assert_author(organisation: int, *, member: int, via: str) -> None:
    """Every version of a unit names who made it."""
    contexts = [event.pgh_context.metadata for event in UnitEvent.objects.all()]
    assert contexts
    for metadata in contexts:
        assert metadata["organisation"] == organisation
        assert (metadata["member"], metadata["user"], metadata["via"]) == (member, 7, via)


@pytest.mark.django_db
def test_insert_bulk_update_and_delete_each_leave_versions_with_their_author(here: int) -> None:
    with scope(organisation_id=here, user_id=7, member_id=3, via="POST /h/waterland/"):
        Unit.objects.create(organisation_id=here, name="A")
        Unit.objects.bulk_create(
            [Unit(organisation_id=here, name="B"), Unit(organisation_id=here, name="C")]
        )
        Unit.objects.filter(name__in=["A", "B"]).update(name=F("name"))
        Unit.objects.filter(name="C").update(name="D")
        Unit.objects.filter(name="D").delete()
        assert labels() == [
            ("created", "A"),
            ("created", "B"),
            ("created", "C"),
            ("changed", "D"),
            ("deleted", "D"),
        ]
        assert_author(here, member=3, via="POST /h/waterland/")


@pytest.mark.django_db
def test_raw_sql_leaves_versions_with_their_author(here: int) -> None:
    with (
        scope(organisation_id=here, user_id=7, member_id=3, via="job import"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO organisations_unit (organisation_id, name) VALUES (%s, 'A'), (%s, 'B')",
            [here, here],
        )
        cursor.execute("UPDATE organisations_unit SET name = name || '!'")
        cursor.execute("DELETE FROM organisations_unit WHERE name = 'B!'")
        assert sorted(labels()) == [
            ("changed", "A!"),
            ("changed", "B!"),
            ("created", "A"),
            ("created", "B"),
            ("deleted", "B!"),
        ]
        assert_author(here, member=3, via="job import")


@pytest.mark.django_db
def test_an_update_that_changes_nothing_leaves_nothing(here: int) -> None:
    with scope(organisation_id=here):
        unit = Unit.objects.create(organisation_id=here, name="A")
        unit.save()
        Unit.objects.update(name="A")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE organisations_unit SET name = 'A'")
            assert cursor.rowcount == 1
        assert labels() == [("created", "A")]


@pytest.mark.django_db
def test_a_column_that_is_left_out_is_not_kept_and_makes_no_version(here: int) -> None:
    with scope(organisation_id=here):
        Batch.objects.create(
            organisation_id=here,
            file_name="register.csv",
            content=b"1;2",
            digest="0",
            mapping={},
            made_at=NOW,
        )
        Batch.objects.update(content=b"3;4")
        assert [event.pgh_label for event in BatchEvent.objects.all()] == ["created"]
        assert "content" not in {field.name for field in BatchEvent._meta.get_fields()}
        assert "file_name" in {field.name for field in BatchEvent._meta.get_fields()}


@pytest.mark.django_db
def test_each_scope_is_a_new_author_and_the_former_one_is_restored(here: int) -> None:
    with scope(organisation_id=here, via="outer"):
        Unit.objects.create(organisation_id=here, name="A")
        with scope(user_id=7, via="inner"):
            Unit.objects.create(organisation_id=here, name="B")
        Unit.objects.create(organisation_id=here, name="C")
        written = UnitEvent.objects.order_by("pgh_id").values_list("pgh_context__metadata__via")
        assert [via for (via,) in written] == ["outer", "inner", "outer"]


def test_what_is_rolled_back_leaves_no_version(own_database: str, cast: Cast) -> None:
    here = cast.waterland.organisation.pk
    with transaction.atomic(), scope(organisation_id=here):
        Unit.objects.create(organisation_id=here, name="A")
        transaction.set_rollback(True)
    with transaction.atomic(), scope(organisation_id=here):
        assert labels() == []


@pytest.mark.django_db
def test_versions_and_authors_are_read_by_their_organisation_alone(here: int, cast: Cast) -> None:
    with scope(organisation_id=here):
        Supplier.objects.create(
            organisation_id=here, name="Helder", sort_key="helder", company_key="helder"
        )
        assert SupplierEvent.objects.count() == 1
        assert SupplierEvent.objects.get().pgh_context.metadata["organisation"] == here
    there = cast.heuvelrug.organisation.pk
    with scope(organisation_id=there):
        assert SupplierEvent.objects.count() == 0
        assert {c.metadata["organisation"] for c in Context.objects.all()} == {there}
    assert SupplierEvent.objects.count() == Context.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["organisations_unitevent", "pghistory_context"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_role_removes_no_version_and_no_author(
    here: int, table: str, statement: str
) -> None:
    with scope(organisation_id=here):
        Unit.objects.create(organisation_id=here, name="A")
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisations_unitevent SET name = 'B'",
        "UPDATE pghistory_context SET metadata = '{}'",
        "UPDATE pghistory_context SET metadata = metadata || '{\"member\": 8}'",
    ],
)
def test_the_application_role_rewrites_no_version_and_no_author(here: int, statement: str) -> None:
    with scope(organisation_id=here):
        Unit.objects.create(organisation_id=here, name="A")
        with (
            pytest.raises(DatabaseError, match="permission denied|row-level security"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
