"""Nobody outside a school reads or writes its rows: asked in SQL, as the application role.

The data is committed, so nothing is hidden because it is not there yet; each test that finds
nothing stands beside one that finds something.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from banenbrug.dialogue.models import Answer, Commitment, Confirmation, GuestAnswer
from banenbrug.engine.keys import ParentKey
from banenbrug.engine.scopes import scope
from banenbrug.engine.tables import class_of, privileges_of, tables
from banenbrug.organisations.models import Organisation, User
from tests.cast import Cast
from tests.databases import owner
from tests.house.catalogue import rows
from tests.house.furnish import NOW, SECRET, House, a_commitment, a_contract, a_supplier

ALL = sorted(tables(), key=lambda model: model._meta.label_lower)
POLICED = [model for model in ALL if class_of(model) not in ("global", "public", "search")]
GLOBAL = [model for model in ALL if class_of(model) == "global"]
PAIRED = [model for model in POLICED if class_of(model) == "paired"]
CHILDREN = [
    model
    for model in POLICED
    if not hasattr(model, "pgh_tracked_model")
    and any(isinstance(field, ParentKey) for field in model._meta.concrete_fields)
]

STRANGERS = ("heuvelrug", "sectorfonds", "adviesbrug", "zilver", "opstap", "stranger", "nobody")
OTHERS = (*STRANGERS, "leerwerk", "helder")
SAID_BY_BOTH = (("helder", Confirmation), ("helder", Answer), ("leerwerk", GuestAnswer))
"""Who adds rows of its own side to a table of the house; the tests below say which."""

label = "{0._meta.label_lower}".format


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


def of_house(model: type[Model]) -> str:
    """The condition that a row belongs to the organisation that is the parameter."""
    if label(model) == "pghistory.context":
        return "(metadata->>'organisation')::bigint = %s"
    return "organisation_id = %s"


def count(model: type[Model], house: House) -> int:
    """How many rows of the house the present scope sees in a table."""
    [(found,)] = rows(
        f'SELECT count(*) FROM "{model._meta.db_table}" WHERE {of_house(model)}', house.organisation
    )
    assert isinstance(found, int)
    return found


def as_owner(model: type[Model], house: House) -> dict[str, object]:
    """One row of the house as the owner of the tables sees it."""
    name = str(connection.settings_dict["NAME"])
    with owner(name) as server:
        found = server.execute(
            f'SELECT to_jsonb(t) FROM "{model._meta.db_table}" AS t WHERE'
            f" {of_house(model)} ORDER BY 1 LIMIT 1",
            [house.organisation],
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
    return only[1] if only else "organisation_id"


def attempt(model: type[Model], house: House, statement: str, privilege: str) -> int:
    """How many rows of the house a statement touches; a table that refuses it altogether: 0."""
    if privilege not in privileges_of(model):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [house.organisation])
        return 0
    with connection.cursor() as cursor:
        cursor.execute(statement, [house.organisation])
        return int(cursor.rowcount)


@pytest.mark.parametrize("model", POLICED, ids=label)
def test_the_school_itself_reads_something_in_every_table(house: House, model: type[Model]) -> None:
    with acting("waterland"):
        assert count(model, house) > 0, f"Add a {label(model)} to tests/house/furnish.py."


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_reads_nothing_of_the_house(house: House, who: str) -> None:
    with acting(who):
        assert {label(model): count(model, house) for model in POLICED} == {
            label(model): 0 for model in POLICED
        }


def test_the_supplier_reads_the_rows_of_its_pair_and_nothing_else(house: House) -> None:
    with acting("waterland"):
        ours = {label(m): count(m, house) for m in PAIRED if m is not GuestAnswer}
    with acting("helder"):
        seen = {label(model): count(model, house) for model in POLICED}
    assert ours
    assert seen == {**dict.fromkeys(seen, 0), **ours}


def test_a_guest_reads_what_it_is_invited_to_and_nothing_else(house: House) -> None:
    with acting("leerwerk"):
        seen = {label(model): count(model, house) for model in POLICED}
    assert seen == {
        **dict.fromkeys(seen, 0),
        "organisations.invited": 2,
        "dialogue.commitment": 1,
        "placements.vacancy": 2,
        "dialogue.guestanswer": 1,
    }


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_changes_or_deletes_a_row_of_the_house(house: House, who: str) -> None:
    for model in POLICED:
        table = model._meta.db_table
        column = changeable(model)
        change = f'UPDATE "{table}" SET {column} = {column} WHERE {of_house(model)}'
        delete = f'DELETE FROM "{table}" WHERE {of_house(model)}'
        with acting(who):
            if (who, model) != ("helder", Confirmation):
                assert attempt(model, house, change, "UPDATE") == 0, label(model)
            assert attempt(model, house, delete, "DELETE") == 0, label(model)


def test_the_same_statements_do_touch_rows_for_the_school_itself(house: House) -> None:
    touched = 0
    for model in POLICED:
        column = changeable(model)
        statement = f"SET {column} = {column} WHERE {of_house(model)}"
        if "UPDATE" in privileges_of(model):
            with acting("waterland"):
                changed = attempt(
                    model, house, f'UPDATE "{model._meta.db_table}" {statement}', "UPDATE"
                )
                assert changed == count(model, house) > 0
            touched += 1
    assert touched > 10


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_adds_a_row_to_the_house(house: House, who: str) -> None:
    for model in POLICED:
        if (who, model) in SAID_BY_BOTH:
            continue  # its own side of an agreement; see the tests below
        with acting(who), pytest.raises(DatabaseError) as refused, transaction.atomic():
            insert(model, as_owner(model, house))
        assert "row-level security" in str(refused.value), label(model)


@pytest.mark.parametrize("model", CHILDREN, ids=label)
def test_a_child_of_a_row_of_the_house_is_refused(house: House, model: type[Model]) -> None:
    there = Organisation.objects.get(slug="heuvelrug").pk
    row = {**as_owner(model, house), "organisation_id": there}
    with acting("heuvelrug"), pytest.raises(IntegrityError) as refused, transaction.atomic():
        insert(model, row)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "foreign key constraint" in str(refused.value)


def test_a_supplier_confirms_no_agreement_of_another(house: House) -> None:
    zilver = Organisation.objects.get(slug="zilver").pk
    claims = {
        "organisation_id": house.organisation,
        "commitment_id": house.commitment,
        "side": "supplier",
        "by": "Sem",
        "confirmed_at": NOW,
    }
    with acting("zilver"), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Confirmation.objects.create(**claims, counterparty_id=zilver)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "confirmation_of_this_pair" in str(refused.value)
    helder = Organisation.objects.get(slug="helder").pk
    with acting("helder"):
        Confirmation.objects.create(**claims, counterparty_id=helder)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_supplier_confirms_for_its_own_side_alone(house: House) -> None:
    helder = Organisation.objects.get(slug="helder").pk
    with acting("helder"), pytest.raises(DatabaseError) as refused, transaction.atomic():
        Confirmation.objects.create(
            organisation_id=house.organisation,
            counterparty_id=helder,
            commitment_id=house.commitment,
            side="school",
            by="Jip",
            confirmed_at=NOW,
        )
    assert "row-level security" in str(refused.value)


def test_a_supplier_answers_for_its_own_side_and_its_own_commitment_alone(house: House) -> None:
    claims = {
        "organisation_id": house.organisation,
        "commitment_id": house.commitment,
        "word": "found",
        "by": "Jip",
        "said_at": NOW,
    }
    helder, zilver = (Organisation.objects.get(slug=slug).pk for slug in ("helder", "zilver"))
    with acting("helder"), pytest.raises(DatabaseError) as refused, transaction.atomic():
        Answer.objects.create(**claims, counterparty_id=helder, side="school")
    assert "row-level security" in str(refused.value)
    with acting("zilver"), pytest.raises(IntegrityError) as refused, transaction.atomic():
        Answer.objects.create(**claims, counterparty_id=zilver, side="supplier")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "answer_of_this_pair" in str(refused.value)
    with acting("helder"):
        Answer.objects.create(**claims, counterparty_id=helder, side="supplier")


@pytest.mark.parametrize(
    ("who", "side"), [("leerwerk", "school"), ("opstap", "partner"), ("helder", "partner")]
)
def test_only_a_guest_answers_an_invitation_and_for_itself(
    house: House, who: str, side: str
) -> None:
    claims = {
        "organisation_id": house.organisation,
        "commitment_id": house.commitment,
        "word": "joins",
        "by": "Mo",
        "said_at": NOW,
    }
    speaker = Organisation.objects.get(slug=who).pk
    with acting(who), pytest.raises(DatabaseError) as refused, transaction.atomic():
        GuestAnswer.objects.create(**claims, counterparty_id=speaker, side=side)
    assert "row-level security" in str(refused.value)
    guest = Organisation.objects.get(slug="leerwerk").pk
    with acting("leerwerk"):
        GuestAnswer.objects.create(**claims, counterparty_id=guest, side="partner")


def test_a_supplier_gives_no_confirmation_away(house: House) -> None:
    zilver = Organisation.objects.get(slug="zilver").pk
    with acting("helder"), pytest.raises(DatabaseError) as refused, transaction.atomic():
        Confirmation.objects.update(counterparty_id=zilver)
    assert "row-level security" in str(refused.value)


def test_two_suppliers_of_one_school_see_nothing_of_each_other(house: House) -> None:
    zilver = Organisation.objects.get(slug="zilver")
    with transaction.atomic():
        with scope(organisation_id=house.organisation):
            supplier = a_supplier(house.organisation, name="Zilver", account=zilver)
            contract = a_contract(house.organisation, supplier=supplier, number="2")
            pair = {"organisation_id": house.organisation, "counterparty_id": zilver.pk}
            theirs = a_commitment(pair, contract=contract)
        with scope(organisation_id=zilver.pk):
            assert [c.pk for c in Commitment.objects.all()] == [theirs.pk]
        with scope(organisation_id=Organisation.objects.get(slug="helder").pk):
            assert [c.pk for c in Commitment.objects.all()] == [house.commitment]
        transaction.set_rollback(True)


@pytest.mark.parametrize("model", GLOBAL, ids=label)
def test_a_global_table_holds_nothing_of_the_house(house: House, model: type[Model]) -> None:
    table = model._meta.db_table
    with acting("nobody"):
        assert rows(f'SELECT * FROM "{table}" AS t WHERE t::text ILIKE %s', f"%{SECRET}%") == []


def test_the_mark_that_is_looked_for_does_stand_in_the_house(house: House) -> None:
    with acting("waterland"):
        marked = [m for m in POLICED if _marked(m._meta.db_table)]
    assert len(marked) > 10


def _marked(table: str) -> bool:
    return bool(rows(f'SELECT 1 FROM "{table}" AS t WHERE t::text ILIKE %s LIMIT 1', f"%{SECRET}%"))


@pytest.mark.parametrize("who", [*OTHERS, "waterland"])
def test_the_public_view_shows_the_published_columns_of_published_vacancies(
    house: House, who: str
) -> None:
    with acting(who), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public_vacancy")
        assert cursor.description is not None
        columns = [column.name for column in cursor.description]
        found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    assert set(columns) == PUBLIC_COLUMNS
    assert [row["id"] for row in found] == [house.published]
    assert SECRET not in str(found)
    assert found[0]["school"] == "Hogeschool Waterland"


PUBLIC_COLUMNS = {"id", "title", "tasks", "hours_per_week", "places", "school", "published_on"}


@pytest.mark.parametrize("who", OTHERS)
def test_the_search_view_finds_nothing_of_the_house_for_anybody_else(
    house: House, who: str
) -> None:
    asked = f"'{house.organisation}~{SECRET}'"
    query = "SELECT object_id FROM search_words WHERE kind = 'contract' AND words @@ %s::tsquery"
    with acting("waterland"):
        assert rows(query, asked) == [(house.contract,)]
    with acting(who):
        assert rows(query, asked) == []
        assert rows("SELECT 1 FROM search_words") == []


def test_a_vacancy_that_is_closed_leaves_the_public_view(house: House) -> None:
    with transaction.atomic():
        with scope(organisation_id=house.organisation), connection.cursor() as cursor:
            cursor.execute("UPDATE placements_vacancy SET closed_on = published_on")
        assert rows("SELECT id FROM public_vacancy") == []
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public_vacancy SET places = 9",
        "DELETE FROM public_vacancy",
        "UPDATE search_words SET kind = 'supplier'",
        "DELETE FROM search_words",
    ],
)
def test_an_open_view_is_not_a_way_to_write(house: House, statement: str) -> None:
    with (
        acting("nobody"),
        pytest.raises(DatabaseError, match="permission denied|cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
