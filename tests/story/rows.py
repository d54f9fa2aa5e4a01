"""Looking into the database of a demonstration as its owner, who meets no row security."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from banenbrug.engine.embedded import join


def run_sql(home: Path, statement: str) -> None:
    """Run one statement."""
    with join(home) as server, psycopg.connect(server.url("owner"), autocommit=True) as connection:
        connection.execute(statement.encode())


def fetch(home: Path, statement: str) -> list[tuple[Any, ...]]:
    """The rows of one query."""
    with join(home) as server, psycopg.connect(server.url("owner")) as connection:
        return connection.execute(statement.encode()).fetchall()


def count(home: Path, table: str) -> int:
    """How many rows a table has."""
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)).as_string(None)
    number: int = fetch(home, query)[0][0]
    return number
