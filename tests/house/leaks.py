"""Who reads which table of the furnished house, and ways to try it as the application role."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from banenbrug.dialogue.models import Answer, Confirmation, GuestAnswer
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.scopes import scope
from banenbrug.engine.tables import class_of, privileges_of, tables
from banenbrug.organisations.models import Organisation, User
from tests.cast import Cast
from tests.databases import owner
from tests.house.catalogue import rows
from tests.house.furnish import House

label = "{0._meta.label_lower}".format

OF_FUND = {"scheme.entry", "scheme.question"}
"""Tables of class *own* whose rows in the house are those of the fund."""

ALL = sorted(tables(), key=lambda model: model._meta.label_lower)
OPEN = ("global", "public", "search", "published")
POLICED = [model for model in ALL if class_of(model) not in OPEN]
PUBLISHED = [model for model in ALL if class_of(model) == "published"]
GLOBAL = [model for model in ALL if class_of(model) == "global"]
PAIRED = [model for model in POLICED if class_of(model) == "paired"]
OWN = [model for model in POLICED if label(model) in OF_FUND]
DOSSIERS = [model for model in POLICED if class_of(model) == "scheme"]
CHILDREN = [
    model
    for model in POLICED
    if not hasattr(model, "pgh_tracked_model")
    and any(
        isinstance(field, ParentKey) and class_of(field.remote_field.model) != "published"
        for field in model._meta.concrete_fields
    )
]

NOT_OF_ADVISER = {"scheme.hoursentry", "scheme.allowance"}
"""Tables of dossiers that an adviser does not read."""

STRANGERS = (
    *("heuvelrug", "anderfonds", "anderadvies", "sectorfonds", "adviesbrug"),
    *("zilver", "opstap", "stranger", "nobody"),
)
OTHERS = (*STRANGERS, "leerwerk", "helder")
SAID_BY_BOTH = (("helder", Confirmation), ("helder", Answer), ("leerwerk", GuestAnswer))
"""Who adds rows of its own side to a table of the house; the tests below say which."""


@contextmanager
def acting(who: str) -> Iterator[None]:
    """A real transaction in the scope of an organisation, of a person without one, or of nobody.

    Whatever is written in it is undone.
    """
    with transaction.atomic():
        if who == "nobody":
            yield
        elif who == "stranger":
            with scope(user_id=User.objects.get(email=Cast().stranger).pk):
                yield
        else:
            with scope(organisation_id=Organisation.objects.get(slug=who).pk):
                yield
        transaction.set_rollback(True)


def readers(model: type[Model]) -> set[str]:
    """Who reads the rows of the house by the class of their table, apart from pairs and guests."""
    if label(model) in OF_FUND:
        return {"sectorfonds"}
    if class_of(model) != "scheme":
        return {"waterland"}
    parties = {"waterland", "sectorfonds", "adviesbrug"}
    return parties - {"adviesbrug"} if label(model) in NOT_OF_ADVISER else parties


def home(model: type[Model]) -> str:
    """Whose rows in the house those of a table are."""
    return "sectorfonds" if label(model) in OF_FUND else "waterland"


def for_strangers(who: str) -> list[type[Model]]:
    """The tables in which somebody has nothing to find."""
    return [model for model in POLICED if who not in readers(model)]


def of_house(model: type[Model], house: House) -> str:
    """The condition that a row belongs to the house."""
    if label(model) == "pghistory.context":
        return f"(metadata->>'organisation')::bigint = {house.organisation}"
    if label(model) in OF_FUND:
        fund = Organisation.objects.get(slug="sectorfonds").pk
        return f"organisation_id = {fund}"
    return f"{owner_column(model)} = {house.organisation}"


def owner_column(model: type[Model]) -> str:
    """The column that says of which organisation a row is."""
    return "school_id" if class_of(model) == "scheme" else "organisation_id"


def count(model: type[Model], house: House) -> int:
    """How many rows of the house the present scope sees in a table."""
    [(found,)] = rows(
        f'SELECT count(*) FROM "{model._meta.db_table}" WHERE {of_house(model, house)}'
    )
    assert isinstance(found, int)
    return found


def as_owner(model: type[Model], house: House) -> dict[str, object]:
    """One row of the house as the owner of the tables sees it."""
    name = str(connection.settings_dict["NAME"])
    with owner(name) as server:
        found = server.execute(
            f'SELECT to_jsonb(t) FROM "{model._meta.db_table}" AS t WHERE'
            f" {of_house(model, house)} ORDER BY 1 LIMIT 1"
        ).fetchone()
    assert found is not None
    row = found[0]
    assert isinstance(row, dict)
    return row


def insert(model: type[Model], row: dict[str, object]) -> None:
    """Insert a row under a new key."""
    table, key = model._meta.db_table, str(model._meta.pk.column)
    is_number = isinstance(row[key], int)
    fresh = {**row, key: 1_000_000 if is_number else "00000000-0000-4000-8000-000000000000"}
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s)',
            [json.dumps(fresh)],
        )


def changeable(model: type[Model]) -> str:
    """A column that the application role may write, where it may write any."""
    if label(model) == "pghistory.context":
        return "metadata"
    only = re.search(r"UPDATE \((\w+)\)", privileges_of(model))
    return only[1] if only else owner_column(model)


def attempt(model: type[Model], house: House, statement: str, privilege: str) -> int:
    """How many rows of the house a statement touches; a table that refuses it altogether: 0."""
    if privilege not in privileges_of(model):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        return 0
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)
