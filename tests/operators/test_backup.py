"""A copy of the database, restored on a new server, is the same and keeps its bounds."""

import psycopg
import pytest
from psycopg import sql

from banenbrug.engine.tables import class_of, tables
from tests.cast import Cast
from tests.operators.conftest import Restored

Sums = dict[str, tuple[int, int]]

OWN = sorted(model._meta.db_table for model in tables() if class_of(model) == "own")
POLICED = sorted(
    model._meta.db_table
    for model in tables()
    if class_of(model) not in ("global", "public", "published")
)


def sums(address: str) -> Sums:
    """Of every table the number of rows, and a sum over all that stands in them."""
    found: Sums = {}
    with psycopg.connect(address) as connection:
        names = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' ORDER BY relname"
        ).fetchall()
        for (name,) in names:
            row = connection.execute(
                sql.SQL(
                    "SELECT count(*), coalesce(sum("
                    "('x' || substr(md5(t::text), 1, 12))::bit(48)::bigint), 0)::numeric FROM {} t"
                ).format(sql.Identifier(name))
            ).fetchone()
            assert row
            found[name] = (int(row[0]), int(row[1]))
    return found


@pytest.fixture
def application(restored: Restored) -> psycopg.Connection[tuple[object, ...]]:
    """Somebody who is logged in on the new server as the application."""
    return psycopg.connect(restored.application)


def organisation(connection: psycopg.Connection[tuple[object, ...]], slug: str) -> object:
    """The number of an organisation."""
    row = connection.execute(
        "SELECT id FROM organisations_organisation WHERE slug = %s", [slug]
    ).fetchone()
    assert row
    return row[0]


def enter(connection: psycopg.Connection[tuple[object, ...]], number: object) -> None:
    """Open the scope of an organisation for this transaction."""
    connection.execute("SELECT set_config('app.organisation_id', %s, true)", [str(number)])


def test_every_table_has_as_many_rows_with_the_same_content(restored: Restored) -> None:
    before, after = sums(restored.source), sums(restored.owner)
    assert after == before
    filled = [name for name in before if name in POLICED and before[name][0]]
    assert len(filled) > 20


def test_without_a_scope_no_row_is_shown(
    application: psycopg.Connection[tuple[object, ...]],
) -> None:
    with application:
        for name in POLICED:
            statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
            assert application.execute(statement).fetchone() == (0,), name


def test_in_the_scope_of_a_school_only_its_own_rows_are_shown(
    restored: Restored, application: psycopg.Connection[tuple[object, ...]]
) -> None:
    everything, seen = sums(restored.owner), 0
    with application:
        here = organisation(application, Cast().waterland.slug)
        enter(application, here)
        for name in OWN:
            if name == "pghistory_context":  # says whose it is in its metadata
                continue
            whose = sql.SQL("SELECT organisation_id, count(*) FROM {} GROUP BY 1").format(
                sql.Identifier(name)
            )
            rows = application.execute(whose).fetchall()
            assert {row[0] for row in rows} <= {here}, name
            seen += bool(rows) and rows[0][1] != everything[name][0]
    assert seen > 10, "Of most tables the other school has rows too."


def test_a_row_for_another_school_is_refused(
    application: psycopg.Connection[tuple[object, ...]],
) -> None:
    with application:
        there = organisation(application, Cast().heuvelrug.slug)
        enter(application, organisation(application, Cast().waterland.slug))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            application.execute(
                "INSERT INTO organisations_unit (organisation_id, name) VALUES (%s, 'x')", [there]
            )


def test_new_rows_get_new_numbers_and_a_history(
    application: psycopg.Connection[tuple[object, ...]],
) -> None:
    with application:
        here = organisation(application, Cast().waterland.slug)
        enter(application, here)
        added = application.execute(
            "INSERT INTO organisations_unit (organisation_id, name) VALUES (%s, 'Nieuw')"
            " RETURNING id",
            [here],
        ).fetchone()
        assert added
        assert application.execute(
            "SELECT pgh_label FROM organisations_unitevent WHERE id = %s", [added[0]]
        ).fetchall() == [("created",)]
        application.rollback()


def test_the_program_would_serve_there(restored: Restored) -> None:
    done = restored.command("check")
    assert done.returncode == 0, done.stderr
    assert "check: ok" in done.stdout
