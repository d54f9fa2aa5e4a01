"""The two roles of the database: an owner who migrates, an application that owns nothing."""

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from banenbrug.engine.tables import privileges_of, tables
from banenbrug.foundation.refusals import N_, Refusal


def statements(role: str) -> list[sql.Composed]:
    """What the owner grants to the application role, for the tables as they are now.

    Nobody may truncate, since a truncate passes by row security and by history.
    """
    name = sql.Identifier(role)
    granted = [
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(name),
        sql.SQL("GRANT SELECT ON django_migrations TO {}").format(name),
    ]
    for model in tables():
        granted.append(
            sql.SQL("GRANT {} ON {} TO {}").format(
                sql.SQL(privileges_of(model)), sql.Identifier(model._meta.db_table), name
            )
        )
    return granted


def apply() -> None:
    """Grant, as the owner, in one transaction; the same again changes nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements(str(settings.APPLICATION_ROLE)):
            cursor.execute(statement)


def creation_as_sql() -> str:
    """The roles and the database, for a superuser (`banenbrug roles --sql --create`)."""
    application = str(settings.APPLICATION_ROLE)
    lines = [
        "-- As a superuser, once. Give both roles a password of your own with \\password.",
        "CREATE ROLE banenbrug_owner LOGIN NOSUPERUSER NOBYPASSRLS;",
        f"CREATE ROLE {application} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;",
        "CREATE DATABASE banenbrug OWNER banenbrug_owner ENCODING 'UTF8' TEMPLATE template0;",
        "REVOKE ALL ON DATABASE banenbrug FROM PUBLIC;",
        f"GRANT CONNECT, TEMPORARY ON DATABASE banenbrug TO {application};",
    ]
    return "\n".join(lines)


def as_sql() -> str:
    """The roles and grants as a script for a database administrator (`banenbrug roles --sql`)."""
    application = str(settings.APPLICATION_ROLE)
    lines = [
        creation_as_sql(),
        "-- As banenbrug_owner in that database, after each `banenbrug migrate` (which does this):",
        *(f"{statement.as_string(None)};" for statement in statements(application)),
    ]
    return "\n".join(lines)


_TOO_STRONG = """
    SELECT EXISTS (SELECT FROM pg_roles WHERE (rolsuper OR rolbypassrls)
                   AND pg_has_role(current_user, oid, 'MEMBER'))
        OR EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p')
                   AND relnamespace = 'public'::regnamespace
                   AND pg_has_role(current_user, relowner, 'MEMBER'))
"""


def why_not_serve() -> Refusal | None:
    """Refuse to serve as a role that row security does not bind, itself or by membership."""
    with connection.cursor() as cursor:
        cursor.execute(_TOO_STRONG)
        (too_strong,) = cursor.fetchone()
    if not too_strong:
        return None
    return Refusal(
        "role_too_strong",
        N_(
            "DATABASE_URL logs in as a superuser, as an owner of tables or as a role with"
            " BYPASSRLS: row security would not hold. Use the application role."
        ),
    )
