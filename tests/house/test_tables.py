"""Every table has one class, and PostgreSQL keeps the bounds of that class."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import CompositeKey
from banenbrug.engine.tables import GLOBAL, PUBLIC_PREFIX, SEARCH_PREFIX, class_of, tables
from tests.house.catalogue import names, rows

PROJECT = Path(__file__).parents[2]
WITHOUT_MODEL = {"django_migrations"}
"""Tables without a model: global, and the application role only reads them."""

OPEN_VIEWS = {"public_vacancy", "search_words"}
"""The views that pass by row security, each with a test of what it shows (test_open_tables.py)."""

DEFINERS: set[str] = set()
"""Functions that run as their owner, and so pass by row security: none."""

CLASSES = {
    *("own", "paired", "scheme", "published", "invited", "global", "public", "search"),
}
OWNERS = {"organisation_id", "school_id", "fund_id"}
"""Columns that say whose a row is: a dossier is of a hogeschool and a fund, a scheme of a fund."""

TOLD_TO_ALL = {"scheme_scheme_slug_key"}
"""Unique indexes over all organisations: the address of a scheme on the public page."""

TABLES = sorted(tables(), key=lambda model: model._meta.label_lower)
POLICED = [model for model in TABLES if class_of(model) not in ("global", "public", "search")]
EVENTS = [model for model in POLICED if hasattr(model, "pgh_tracked_model")]
MODELS = [model for model in POLICED if model not in EVENTS]
OURS = [m for m in TABLES if m not in EVENTS and m.__module__.startswith("banenbrug.")]

label = "{0._meta.label_lower}".format


@pytest.mark.parametrize("model", TABLES, ids=label)
def test_a_table_has_exactly_one_class(model: type[Model]) -> None:
    assert class_of(model) in CLASSES


def test_an_event_table_has_the_class_of_what_it_keeps() -> None:
    assert len(EVENTS) > 10
    for event in EVENTS:
        assert class_of(event) == class_of(event.pgh_tracked_model)


def test_every_name_in_the_list_of_global_tables_is_a_table() -> None:
    assert {label(model) for model in TABLES} >= GLOBAL


@pytest.mark.django_db
def test_every_relation_of_the_database_belongs_to_a_model() -> None:
    found = names(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v', 'm', 'f')"
    )
    assert found - WITHOUT_MODEL == {model._meta.db_table for model in TABLES}


@pytest.mark.django_db
def test_every_table_is_in_one_schema() -> None:
    assert names(
        "SELECT DISTINCT relnamespace::regnamespace::text FROM pg_class WHERE relkind IN ('r', 'v')"
    ) <= {"public", "pg_catalog", "information_schema", "pg_toast"}


@pytest.mark.django_db
def test_every_table_that_is_not_global_has_row_security_and_a_policy() -> None:
    closed = names(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r' AND EXISTS"
        " (SELECT 1 FROM pg_policies WHERE tablename = relname AND schemaname = 'public')"
    )
    assert {model._meta.db_table for model in POLICED} == closed


@pytest.mark.django_db
def test_every_policy_binds_everybody_and_depends_on_the_scope() -> None:
    for table, name, for_whom, read, write in rows(
        "SELECT tablename, policyname, roles::text[], qual, with_check FROM pg_policies"
    ):
        assert for_whom == ["public"], name
        conditions = [str(condition) for condition in (read, write) if condition]
        assert conditions, (table, name)
        for condition in conditions:
            assert "app.organisation_id" in condition, (table, name)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=label)
def test_an_index_starts_with_the_organisation(model: type[Model]) -> None:
    if not OWNERS & {field.attname for field in model._meta.concrete_fields}:
        assert model._meta.label_lower == "pghistory.context", "Its organisation is in metadata."
        return
    first = names(
        "SELECT attname FROM pg_index JOIN pg_attribute"
        " ON attrelid = indrelid AND attnum = indkey[0] WHERE indrelid = %s::regclass",
        model._meta.db_table,
    )
    assert OWNERS & first


@pytest.mark.django_db
def test_a_unique_index_never_tells_of_another_organisation() -> None:
    """A duplicate that is refused says that a row exists, also one that cannot be seen."""
    tells = names(
        "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
        " WHERE relrowsecurity AND indisunique AND NOT indisprimary AND NOT EXISTS"
        " (SELECT 1 FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY(indkey)"
        " AND attname = ANY(%s))",
        sorted(OWNERS),
    )
    assert tells == TOLD_TO_ALL


@pytest.mark.django_db
def test_no_function_runs_as_its_owner() -> None:
    assert (
        names(
            "SELECT proname FROM pg_proc WHERE prosecdef"
            " AND pronamespace <> 'pg_catalog'::regnamespace"
        )
        == DEFINERS
    )


@pytest.mark.django_db
def test_the_listed_views_are_the_only_ones_that_pass_by_row_security() -> None:
    views: dict[str, list[str]] = dict(
        rows(
            "SELECT relname, coalesce(reloptions, '{}') FROM pg_class WHERE relkind IN ('v', 'm')"
            " AND relnamespace = 'public'::regnamespace"
        )
    )
    passing = {
        str(name) for name, options in views.items() if "security_invoker=true" not in options
    }
    assert passing == OPEN_VIEWS
    assert all(name.startswith((PUBLIC_PREFIX, SEARCH_PREFIX)) for name in passing)
    for name in passing:
        # A barrier would keep the index on words from being used.
        assert ("security_barrier=true" in views[name]) == name.startswith(PUBLIC_PREFIX)


@pytest.mark.django_db
def test_a_search_view_reads_the_scope_in_its_own_condition() -> None:
    for name in (view for view in OPEN_VIEWS if view.startswith(SEARCH_PREFIX)):
        [(definition,)] = rows("SELECT pg_get_viewdef(%s::regclass)", name)
        assert "organisation_id = (NULLIF(current_setting('app.organisation_id'" in str(definition)


def parent_keys() -> list[tuple[type[Model], ParentKey]]:
    """Every key to a parent in the same organisation; events have none, triggers write them."""
    return [
        (model, field)
        for model in OURS
        for field in model._meta.concrete_fields
        if isinstance(field, ParentKey)
    ]


def test_every_parent_key_has_a_composite_key_and_the_other_way_round() -> None:
    kept = {
        (label(model), constraint.field)
        for model in OURS
        for constraint in model._meta.constraints
        if isinstance(constraint, CompositeKey)
    }
    asked = {(label(model), field.name) for model, field in parent_keys()}
    assert len(asked) > 10
    assert asked == kept


@pytest.mark.django_db
def test_every_parent_key_is_a_key_of_the_database_with_the_organisation() -> None:
    for model, field in parent_keys():
        kept = rows(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass"
            " AND confrelid = %s::regclass AND %s = ANY (SELECT attname FROM pg_attribute"
            " WHERE attrelid = conrelid AND attnum = ANY(conkey))"
            " AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = conrelid"
            " AND attnum = ANY(conkey) AND attname = ANY(%s))",
            model._meta.db_table,
            field.remote_field.model._meta.db_table,
            field.column,
            sorted(OWNERS),
        )
        assert kept, (label(model), field.name)


@pytest.mark.django_db
def test_no_plain_key_points_at_a_row_with_row_security() -> None:
    """Foreign keys bypass row security: one column alone can name another school's row."""
    assert (
        names(
            "SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid"
            " WHERE contype = 'f' AND relrowsecurity AND NOT EXISTS"
            " (SELECT 1 FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey)"
            " AND attname = ANY(%s))",
            sorted(OWNERS),
        )
        == set()
    )


def relations() -> list[tuple[type[Model], Field]]:  # type: ignore[type-arg]
    """Every field of a model of ours that points at another model."""
    return [
        (model, field)
        for model in OURS
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if isinstance(field, ForeignKey | ManyToManyField)
    ]


def floors() -> dict[str, int]:
    """The height of each room, as import-linter keeps it."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["id"] == "floors"]
    heights = {}
    for height, layer in enumerate(reversed(layers)):
        for room in layer.replace("|", " ").replace(":", " ").split():
            heights[room.strip("()")] = height
    return heights


def test_no_key_points_at_a_room_above() -> None:
    heights = floors()
    assert heights["foundation"] < heights["contracts"] < heights["desk"]
    seen = 0
    for model, field in relations():
        target = field.related_model
        assert isinstance(target, type)
        if not target.__module__.startswith("banenbrug."):
            continue
        seen += 1
        here, there = (m.__module__.split(".")[1] for m in (model, target))
        assert here == there or heights[there] < heights[here], (label(model), field.name)
    assert seen > 20


def test_every_room_with_models_is_on_the_floor_plan() -> None:
    rooms = {config.name.split(".")[1] for config in apps.get_app_configs() if _ours(config.name)}
    assert rooms <= set(floors())


def _ours(name: str) -> bool:
    return name.startswith("banenbrug.")
