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
from banenbrug.scheme.models import HoursEntry, Purse, Request, Scheme
from tests.cast import Cast
from tests.databases import owner
from tests.house.catalogue import rows
from tests.house.furnish import NOW, SECRET, House, a_commitment, a_contract, a_supplier

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


@pytest.mark.parametrize("model", POLICED, ids=label)
def test_the_school_itself_reads_something_in_every_table(house: House, model: type[Model]) -> None:
    with acting(home(model)):
        assert count(model, house) > 0, f"Add a {label(model)} to tests/house/furnish.py."


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_reads_nothing_of_the_house(house: House, who: str) -> None:
    with acting(who):
        assert {label(model): count(model, house) for model in for_strangers(who)} == {
            label(model): 0 for model in for_strangers(who)
        }


def test_the_fund_reads_every_dossier_of_its_scheme_and_nothing_else(house: House) -> None:
    with acting("waterland"):
        ours = {label(m): count(m, house) for m in DOSSIERS}
    with acting("sectorfonds"):
        seen = {label(model): count(model, house) for model in POLICED if model not in OWN}
    assert len(ours) > 15
    assert seen == {**dict.fromkeys(seen, 0), **ours}


def test_an_adviser_reads_the_dossiers_assigned_to_it_and_nothing_else(house: House) -> None:
    with acting("adviesbrug"):
        seen = {label(model): count(model, house) for model in POLICED}
        here = Request.objects.filter(school_id=house.organisation)
        assert [request.pk for request in here] == [house.scheme.request]
    theirs = {label(m) for m in DOSSIERS if "adviesbrug" in readers(m)}
    assert {name for name, number in seen.items() if number} == theirs


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
    for model in for_strangers(who):
        table = model._meta.db_table
        column = changeable(model)
        change = f'UPDATE "{table}" SET {column} = {column} WHERE {of_house(model, house)}'
        delete = f'DELETE FROM "{table}" WHERE {of_house(model, house)}'
        with acting(who):
            if (who, model) != ("helder", Confirmation):
                assert attempt(model, house, change, "UPDATE") == 0, label(model)
            assert attempt(model, house, delete, "DELETE") == 0, label(model)


def test_the_same_statements_do_touch_rows_for_the_school_itself(house: House) -> None:
    touched = 0
    for model in POLICED:
        column = changeable(model)
        statement = f"SET {column} = {column} WHERE {of_house(model, house)}"
        if "UPDATE" in privileges_of(model):
            with acting(home(model)):
                changed = attempt(
                    model, house, f'UPDATE "{model._meta.db_table}" {statement}', "UPDATE"
                )
                assert changed == count(model, house) > 0
            touched += 1
    assert touched > 10


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_adds_a_row_to_the_house(house: House, who: str) -> None:
    for model in for_strangers(who):
        if (who, model) in SAID_BY_BOTH:
            continue  # its own side of an agreement; see the tests below
        with acting(who), pytest.raises(DatabaseError) as refused, transaction.atomic():
            insert(model, as_owner(model, house))
        assert "row-level security" in str(refused.value), label(model)


@pytest.mark.parametrize("model", CHILDREN, ids=label)
def test_a_child_of_a_row_of_the_house_is_refused(house: House, model: type[Model]) -> None:
    there = Organisation.objects.get(slug="heuvelrug").pk
    row = {**as_owner(model, house), owner_column(model): there}
    if "turn" in row:  # place and turn are unique in a scheme: it would be refused before the key
        row |= {"place": None, "turn": None}
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


@pytest.mark.parametrize("who", [*OTHERS, "waterland"])
def test_everybody_reads_a_scheme_that_is_published_and_only_its_fund_one_that_is_not(
    house: House, who: str
) -> None:
    fund = Organisation.objects.get(slug="sectorfonds").pk
    with transaction.atomic():
        with scope(organisation_id=fund):
            Scheme.objects.update(is_published=False)
            Purse.objects.update(is_published=False)
        with acting(who):
            hidden = (Scheme.objects.count(), Purse.objects.count())
        transaction.set_rollback(True)
    with acting(who):
        assert (Scheme.objects.count(), Purse.objects.count()) == (1, 1)
    takes_part = who in ("waterland", "heuvelrug")  # its totals are changed by who takes part
    assert hidden == ((1, 1) if who == "sectorfonds" else (0, 1 if takes_part else 0))


@pytest.mark.parametrize("who", [*OTHERS, "waterland"])
def test_only_its_fund_changes_a_scheme_and_only_who_takes_part_its_totals(
    house: House, who: str
) -> None:
    part = {"sectorfonds", "waterland", "heuvelrug"}  # Heuvelrug asked for hours as well
    with acting(who):
        assert Scheme.objects.update(name="Anders") == (1 if who == "sectorfonds" else 0)
        assert Purse.objects.update(queue=1) == (1 if who in part else 0)


@pytest.mark.parametrize("who", ["waterland", "sectorfonds"])
def test_nobody_changes_or_deletes_a_line_of_the_ledger(house: House, who: str) -> None:
    for statement in (
        "UPDATE scheme_hoursentry SET hours = hours",
        "DELETE FROM scheme_hoursentry",
        "TRUNCATE scheme_hoursentry",
    ):
        with (
            acting(who),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with acting(who):
        assert HoursEntry.objects.count() > 0


@pytest.mark.parametrize("who", ["sectorfonds", "adviesbrug"])
def test_neither_fund_nor_adviser_reads_contracts_conversations_or_placements(
    house: House, who: str
) -> None:
    rooms = ("contracts", "dialogue", "placements", "opportunities", "desk")
    tables_of_rooms = [m for m in POLICED if m._meta.app_label in rooms]
    with acting("waterland"):
        assert all(count(model, house) for model in tables_of_rooms)
    with acting(who):
        seen = {
            label(m): rows(f'SELECT count(*) FROM "{m._meta.db_table}"') for m in tables_of_rooms
        }
    assert len(seen) > 30
    assert set(map(str, seen.values())) == {"[(0,)]"}
