"""The application role owns nothing and cannot step around row security."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from banenbrug.engine import grants
from tests.databases import owner, using

SUPERUSER = make_conninfo(settings.DATABASE_URL, user="postgres")
ROLE = f"banenbrug_trial_{os.getpid()}"

REFUSED = (
    "TRUNCATE organisations_unit",
    "ALTER TABLE organisations_unit ADD COLUMN extra text",
    "ALTER TABLE organisations_unit DISABLE ROW LEVEL SECURITY",
    "DROP POLICY organisations_unit_rows_read ON organisations_unit",
    "CREATE POLICY open ON organisations_unit USING (true)",
    "ALTER TABLE organisations_unit DISABLE TRIGGER ALL",
    "DROP TABLE organisations_unit",
    "CREATE TABLE public.mine (id int)",
    "CREATE VIEW public.mine AS SELECT 1",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "CREATE ROLE mine",
    "SET ROLE banenbrug_owner",
    "CREATE TRIGGER mine BEFORE INSERT ON organisations_unit"
    " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "UPDATE organisations_installation SET demo = true",
    "INSERT INTO organisations_installation (id, demo) VALUES (1, true)",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
    "COPY organisations_unit FROM PROGRAM 'true'",
    "SET session_replication_role = replica",
)


@pytest.fixture
def superuser() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A superuser of the server; only the embedded one gives it away."""
    try:
        server = psycopg.connect(SUPERUSER, autocommit=True)
    except psycopg.OperationalError:
        pytest.skip("SKIPPED LOUDLY: no superuser on this server; try it on the embedded one.")
    with server:
        yield server


@pytest.fixture
def strong_role(
    superuser: psycopg.Connection[tuple[object, ...]], own_database: str
) -> Iterator[str]:
    """A role that can log in and is given something too strong by the test."""
    superuser.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(ROLE)))
    try:
        yield ROLE
    finally:
        connection.close()
        with psycopg.connect(SUPERUSER, dbname=own_database, autocommit=True) as inside:
            inside.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(ROLE)))
        superuser.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(ROLE)))


def code_as(user: str, database: str, *, role: str = "") -> str | None:
    """What the check says to this user of the database, who may have become another role."""
    with using(database):
        connection.settings_dict["USER"] = user
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, false)", [role or user])
        refusal = grants.why_not_serve()
    return refusal.code if refusal else None


@pytest.mark.django_db
def test_the_application_role_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE pg_has_role(current_user, relowner, 'MEMBER')"
            " UNION SELECT proname FROM pg_proc WHERE pg_has_role(current_user, proowner, 'MEMBER')"
            " UNION SELECT nspname FROM pg_namespace"
            " WHERE pg_has_role(current_user, nspowner, 'MEMBER')"
            " UNION SELECT datname FROM pg_database"
            " WHERE pg_has_role(current_user, datdba, 'MEMBER')"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,) * 5


@pytest.mark.django_db
@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_role_is_refused(statement: str) -> None:
    with (
        pytest.raises(
            DatabaseError, match=r"permission denied|must be owner|must be superuser|denied to"
        ),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_application_role_gives_nothing_away() -> None:
    def granted() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT relacl::text FROM pg_class WHERE relname = 'organisations_unit'")
            return cursor.fetchone()

    before = granted()
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON organisations_unit TO public")
    assert granted() == before


@pytest.mark.django_db
def test_row_security_cannot_be_switched_off_for_a_session() -> None:
    with (
        pytest.raises(DatabaseError, match="affected by row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL row_security = off")
        cursor.execute("SELECT count(*) FROM organisations_unit")


@pytest.mark.django_db
def test_no_table_can_be_truncated_or_referenced_and_events_are_only_added_to() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p', 'v', 'm')"
            " AND has_table_privilege(oid, 'TRUNCATE, REFERENCES, TRIGGER')"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT relname, has_table_privilege(oid, 'UPDATE') OR"
            " has_table_privilege(oid, 'DELETE') FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid"
            " AND attname = 'pgh_label')"
        )
        events = dict(cursor.fetchall())
    assert "organisations_unitevent" in events
    assert [name for name, changeable in events.items() if changeable] == []


def test_the_same_grants_again_change_nothing(own_database: str) -> None:
    def granted() -> list[tuple[object, ...]]:
        with owner(own_database) as server:
            return server.execute(
                "SELECT relname, relacl::text FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace ORDER BY relname"
            ).fetchall()

    before = granted()
    with using(own_database, as_owner=True):
        grants.apply()
    assert granted() == before


def test_the_application_role_may_serve(own_database: str) -> None:
    role = conninfo_to_dict(settings.DATABASE_URL)["user"]
    assert code_as(str(role), own_database) is None


def test_the_owner_may_not_serve(own_database: str) -> None:
    role = conninfo_to_dict(settings.DATABASE_OWNER_URL)["user"]
    assert code_as(str(role), own_database) == "role_too_strong"


def test_a_superuser_may_not_serve(
    superuser: psycopg.Connection[tuple[object, ...]], own_database: str
) -> None:
    assert code_as("postgres", own_database) == "role_too_strong"


def test_a_role_without_anything_may_serve(strong_role: str, own_database: str) -> None:
    assert code_as("postgres", own_database, role=strong_role) is None


@pytest.mark.parametrize(
    "strength",
    [
        "ALTER ROLE {role} BYPASSRLS",
        "GRANT {owner} TO {role}",
        "ALTER ROLE {role} NOINHERIT; GRANT {owner} TO {role}",
        "GRANT postgres TO {role}",
    ],
)
def test_a_role_that_row_security_does_not_bind_may_not_serve(
    superuser: psycopg.Connection[tuple[object, ...]],
    strong_role: str,
    own_database: str,
    strength: str,
) -> None:
    superuser.execute(
        sql.SQL(strength).format(
            role=sql.Identifier(strong_role),
            owner=sql.Identifier(str(conninfo_to_dict(settings.DATABASE_OWNER_URL)["user"])),
        )
    )
    assert code_as("postgres", own_database, role=strong_role) == "role_too_strong"


def test_the_script_for_administrators_is_what_migrate_grants(own_database: str) -> None:
    script = grants.as_sql()
    for statement in grants.statements(str(settings.APPLICATION_ROLE)):
        assert f"{statement.as_string(None)};" in script
    assert "NOBYPASSRLS" in script
    assert "TRUNCATE" not in script
