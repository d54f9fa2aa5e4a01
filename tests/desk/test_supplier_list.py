"""The list of suppliers: what is bought from each, and whether its door is open."""

import pytest
from django.urls import reverse

from banenbrug.contracts.models import Supplier
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, entered, in_english, write

__all__ = ["in_english", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("desk:suppliers", args=["waterland"])


@pytest.fixture
def suppliers(write: Write, cast: Cast) -> None:
    """Two suppliers, of which one is social and has a door."""
    write("Glas", supplier="Helder", value_per_year=100_00)
    write("Ramen", supplier="Helder", value_per_year=50_00)
    write("Gas", supplier="Énergie", value_per_year=900_00, currency="GBP")
    with entered(cast.waterland.buyer):
        door = cast.cleaner.organisation
        Supplier.objects.filter(name="Helder").update(pso_level="2", account=door)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("Énergie", 1, None), ("Helder", 2, 150_00)]),
        ("view=social", [("Helder", 2, 150_00)]),
        ("view=door", [("Helder", 2, 150_00)]),
        ("view=made-up", [("Énergie", 1, None), ("Helder", 2, 150_00)]),
        ("q=energie", [("Énergie", 1, None)]),
        ("q=zzz", []),
    ],
)
def test_the_list_shows_what_was_asked(
    suppliers: None,
    cast: Cast,
    enter: Enter,
    query: str,
    expected: list[tuple[str, int, int | None]],
) -> None:
    page = enter(cast.waterland.reader).get(f"{LIST}?{query}")
    rows = page.context["rows"]
    assert [(row.supplier.name, row.contracts, row.value) for row in rows] == expected
    assert [view.count for view in page.context["views"]] == [2, 1, 1]


def test_the_list_comes_as_a_file_and_another_school_sees_none_of_it(
    suppliers: None, cast: Cast, enter: Enter
) -> None:
    rows = enter(cast.waterland.reader).get(f"{LIST}?format=csv").getvalue().decode()
    assert "Helder,,,2,150,2,no,yes" in rows.replace("150.00", "150")
    there = reverse("desk:suppliers", args=["heuvelrug"])
    assert "No suppliers yet" in enter(cast.heuvelrug.buyer).get(there).content.decode()
    assert enter(cast.waterland.keyholder).get(LIST).status_code == 404
