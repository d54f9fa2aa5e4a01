"""People keep a view of the list for themselves, under a name."""

import pytest
from django.urls import reverse

from banenbrug.desk.models import SavedView
from banenbrug.desk.saved_views import MOST
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, entered, in_english, write

__all__ = ["in_english", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("desk:register", args=["waterland"])
SAVE = reverse("desk:save_view", args=["waterland"])
QUERY = "view=ended&category=green&sort=title&page=3&format=csv&next=//elsewhere.example"
KEPT = "category=green&view=ended&sort=title"


def views(cast: Cast) -> dict[str, str]:
    """All kept views."""
    with entered(cast.waterland.reader):
        return dict(SavedView.objects.values_list("name", "query"))


def test_a_view_is_kept_shown_and_taken_away(write: Write, cast: Cast, enter: Enter) -> None:
    write("Groen", category="green")
    client = enter(cast.waterland.reader)
    answer = client.post(SAVE, {"name": "Klaar", "query": QUERY})
    assert answer.headers["Location"] == f"{LIST}?{KEPT}"
    assert views(cast) == {"Klaar": KEPT}
    page = client.get(answer.headers["Location"])
    [mine] = [view for view in page.context["views"] if view.label == "Klaar"]
    assert mine.is_current
    [saved] = page.context["saved"]
    other = enter(cast.waterland.buyer)
    there = reverse("desk:forget_view", args=["waterland", saved.pk])
    assert "Klaar" not in other.get(LIST).content.decode()
    assert other.post(there).status_code == 404
    enter(cast.waterland.reader).post(there)
    assert views(cast) == {}


def test_the_same_name_again_replaces_a_view(cast: Cast, enter: Enter) -> None:
    client = enter(cast.waterland.reader)
    for query in ("view=ended", "view=mine"):
        client.post(SAVE, {"name": "Klaar", "query": query})
    assert views(cast) == {"Klaar": "view=mine"}


def test_a_view_has_a_name_and_there_are_not_endlessly_many(cast: Cast, enter: Enter) -> None:
    client = enter(cast.waterland.reader)
    page = client.post(SAVE, {"name": " ", "query": ""}, follow=True).content.decode()
    assert "Write a name for the view." in page
    for number in range(MOST + 1):
        page = client.post(SAVE, {"name": f"Nummer {number}"}, follow=True).content.decode()
    assert "Take one away first." in page
    assert len(views(cast)) == MOST
