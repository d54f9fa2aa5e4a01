"""What stands open: global tables, views that pass by row security, published schemes."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import Purse, Scheme
from tests.house.catalogue import rows
from tests.house.furnish import SECRET, House
from tests.house.leaks import (
    GLOBAL,
    OTHERS,
    POLICED,
    acting,
    label,
)


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
