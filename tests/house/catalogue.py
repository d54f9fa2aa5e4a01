"""What PostgreSQL itself says about tables, keys and policies."""

from typing import Any

from django.db import connection


def rows(statement: str, *parameters: str | int | list[str]) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def names(statement: str, *parameters: str | int | list[str]) -> set[str]:
    """The first column of a statement."""
    return {str(row[0]) for row in rows(statement, *parameters)}
