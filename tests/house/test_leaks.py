"""Nobody outside a school reads or writes its rows: asked in SQL, as the application role.

The data is committed, so nothing is hidden because it is not there yet; each test that finds
nothing stands beside one that finds something.
"""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model

from banenbrug.dialogue.models import Confirmation, GuestAnswer
from banenbrug.engine.tables import privileges_of
from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import HoursEntry, Request
from tests.house.catalogue import rows
from tests.house.furnish import House
from tests.house.leaks import (
    CHILDREN,
    DOSSIERS,
    OTHERS,
    OWN,
    PAIRED,
    POLICED,
    SAID_BY_BOTH,
    STRANGERS,
    acting,
    as_owner,
    attempt,
    changeable,
    count,
    for_strangers,
    home,
    insert,
    label,
    of_house,
    owner_column,
    readers,
)


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
