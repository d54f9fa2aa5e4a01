"""Makemigrations writes policies and composite keys, changes them, and takes them away."""

from collections.abc import Sequence
from types import ModuleType

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from banenbrug.engine.policies import (
    CompositeKey,
    GuestRows,
    InvitedRows,
    OwnOrSelfRows,
    OwnRows,
    PairedRows,
    SchemeRows,
    SqlConstraint,
)
from banenbrug.engine.scopes import scope
from tests.cast import Cast
from tests.databases import using
from tests.engine.samples import Album, Note, Photo

CONSTRAINTS = (
    OwnRows(name="rows"),
    OwnOrSelfRows(name="rows"),
    PairedRows(name="rows"),
    PairedRows(name="rows", both_write=True),
    SchemeRows(name="rows"),
    InvitedRows(name="rows"),
    GuestRows(name="rows"),
    CompositeKey(field="album", name="key"),
    CompositeKey(field="album", name="key", along=("organisation", "counterparty")),
)


def state_of(
    *samples: type[models.Model], constraints: Sequence[SqlConstraint] | None = None
) -> ProjectState:
    """The project with the samples, the last of them with other constraints where given."""
    state = ProjectState.from_apps(apps)
    for model in samples:
        added = ModelState.from_model(model)
        if constraints is not None and model is samples[-1]:
            added.options["constraints"] = list(constraints)
        state.add_model(added)
    return state


def written(before: ProjectState, after: ProjectState) -> list[Migration]:
    """What makemigrations writes, read back from the text of its files."""
    questioner = MigrationQuestioner(specified_apps={"samples"})
    changes = MigrationAutodetector(before.clone(), after.clone(), questioner).changes(
        graph=MigrationGraph()
    )
    read = []
    for migration in changes.get("samples", []):
        module = ModuleType(migration.name)
        exec(MigrationWriter(migration).as_string(), module.__dict__)
        read.append(module.Migration(migration.name, "samples"))
    return read


def migrate(database: str, before: ProjectState, after: ProjectState) -> ProjectState:
    """Write the migration and run it as the owner; gives the state that it led to."""
    state = before.clone()
    with using(database, as_owner=True):
        for migration in written(before, after):
            with connection.schema_editor(atomic=True) as editor:
                state = migration.apply(state, editor)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT format('GRANT ALL ON %%I TO %%I', tablename, %s::text)"
                " FROM pg_tables WHERE tablename LIKE 'samples%%'",
                [settings.APPLICATION_ROLE],
            )
            for (grant,) in cursor.fetchall():
                cursor.execute(grant)
    return state


def security(table: str) -> tuple[bool, dict[str, str]]:
    """Whether row security is enabled, and each policy with the condition on what is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [table])
        enabled = bool(cursor.fetchone()[0])
        cursor.execute(
            "SELECT policyname, coalesce(with_check, '') FROM pg_policies WHERE tablename = %s",
            [table],
        )
        return enabled, dict(cursor.fetchall())


def keys(table: str) -> set[str]:
    """The foreign keys of a table that span more than one column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"
            " AND cardinality(conkey) > 1",
            [table],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize(
    "constraint", CONSTRAINTS, ids=lambda each: f"{type(each).__name__}-{each.name}"
)
def test_a_constraint_is_written_and_read_back_as_itself(constraint: SqlConstraint) -> None:
    text, imports = MigrationWriter.serialize(constraint)
    names: dict[str, object] = {}
    exec("\n".join(sorted(imports)), names)
    read = eval(text, names)
    assert type(read) is type(constraint)
    assert read.__dict__ == constraint.__dict__
    assert read == constraint
    assert hash(read) == hash(constraint)
    assert constraint.clone() == constraint


def test_constraints_that_differ_are_not_equal() -> None:
    for first in range(len(CONSTRAINTS)):
        for second in range(first):
            assert CONSTRAINTS[first] != CONSTRAINTS[second]


def test_a_model_that_did_not_change_gives_no_migration() -> None:
    assert written(state_of(Note), state_of(Note)) == []
    assert len(written(state_of(), state_of(Note))) == 1


def test_a_new_table_is_closed_by_the_migration_that_makes_it(own_database: str) -> None:
    migrate(own_database, state_of(), state_of(Note))
    enabled, policies = security("samples_note")
    assert enabled
    assert set(policies) == {"samples_note_rows_read", "samples_note_rows_write"}


def test_a_policy_is_added_changed_and_removed(own_database: str) -> None:
    bare = state_of(Note, constraints=())
    one = state_of(Note, constraints=[PairedRows(name="r")])
    both = state_of(Note, constraints=[PairedRows(name="r", both_write=True)])
    own = state_of(Note, constraints=[OwnRows(name="r")])

    migrate(own_database, state_of(), bare)
    assert security("samples_note") == (False, {})
    migrate(own_database, bare, one)
    enabled, policies = security("samples_note")
    assert enabled
    assert "counterparty_id" not in policies["r_write"]
    migrate(own_database, one, both)
    enabled, policies = security("samples_note")
    assert enabled
    assert "counterparty_id" in policies["r_write"]
    migrate(own_database, both, own)
    enabled, policies = security("samples_note")
    assert enabled
    assert "counterparty_id" not in policies["r_write"]
    migrate(own_database, own, bare)
    assert security("samples_note") == (False, {})


def test_a_composite_key_is_added_and_removed_and_stands_alone(own_database: str) -> None:
    with_key = state_of(Album, Photo)
    without = state_of(Album, Photo, constraints=[OwnRows(name="samples_photo_rows")])
    migrate(own_database, state_of(), with_key)
    assert keys("samples_photo") == {"samples_photo_in_own_album"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE conrelid = 'samples_photo'::regclass"
            " AND confrelid = 'samples_album'::regclass"
        )
        assert cursor.fetchone() == (1,), "Django must not add a weaker key of one column."
    migrate(own_database, with_key, without)
    assert keys("samples_photo") == set()
    migrate(own_database, without, with_key)
    assert keys("samples_photo") == {"samples_photo_in_own_album"}


def test_a_migrated_policy_binds_the_application_role(own_database: str, cast: Cast) -> None:
    migrate(own_database, state_of(), state_of(Note))
    school, other = cast.waterland.organisation.pk, cast.heuvelrug.organisation.pk
    with transaction.atomic(), scope(organisation_id=school):
        Note._default_manager.create(organisation_id=school, title="Ours")
        assert Note._default_manager.count() == 1
    with transaction.atomic(), scope(organisation_id=other):
        assert Note._default_manager.count() == 0
