"""A school sets its own weights and kinds of work, and can go back."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from banenbrug.engine.scopes import scope
from banenbrug.opportunities.bands import Part
from banenbrug.opportunities.models import CategoryWeight, Weights
from banenbrug.opportunities.queries import scale_of, standings_of
from banenbrug.opportunities.rules import KINDS, Kind
from tests.cast import Cast, Enter
from tests.opportunities.conftest import Weigh, Write

pytestmark = pytest.mark.django_db

WEIGHTS = reverse("opportunities:weights", args=["waterland"])
SAVE = reverse("opportunities:save_weights", args=["waterland"])
KINDS_PAGE = reverse("opportunities:categories", args=["waterland"])
UNDO = reverse("opportunities:undo_weights", args=["waterland"])
DEFAULTS = {
    **{part.value: weight for part, weight in zip(Part, (3, 2, 3, 2, 1, 1), strict=True)},
    "labour_cost": "42000",
    "suitable_low": 5,
    "suitable_high": 10,
    "places": "",
}

NOTHING = {part.value: 0 for part in Part}


@pytest.fixture
def here(cast: Cast) -> int:
    return int(cast.waterland.organisation.pk)


def filled_in(**changes: int) -> dict[str, Any]:
    """The form of the kinds of work as it stands by default, with changes."""
    form: dict[str, Any] = {}
    for code, kind in KINDS.items():
        form |= {f"score_{code}": kind.score, f"low_{code}": kind.labour_low}
        form[f"high_{code}"] = kind.labour_high
    return {**form, **changes}


def test_other_weights_weigh_all_contracts_anew_at_once(
    cast: Cast, write: Write, weigh: Weigh, enter: Enter, here: int
) -> None:
    weigh(timezone.localdate())
    made = write("Schoonmaak", category="cleaning", value_per_year=1_180_000_00)
    only_category = {**DEFAULTS, **NOTHING, "category": 7}
    answer = enter(cast.waterland.buyer).post(
        SAVE, {**only_category, "labour_cost": "84000", "places": "Utrecht\n Zeist,\n\nUtrecht"}
    )
    assert answer.status_code == 302
    with scope(organisation_id=here):
        standing = standings_of([made])[made.pk]
        assert standing.points == 100
        assert standing.jobs_high == Decimal("1.3")
        assert scale_of(here).places == {"utrecht", "zeist"}
        assert Weights.objects.get().places == ["Utrecht", "Zeist"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (NOTHING, "Give at least one part a weight above 0."),
        ({"category": 11}, "less than or equal to 10"),
        ({"suitable_low": 20}, "This is less than the smallest share."),
        ({"labour_cost": "1"}, "Write an amount of at least"),
        ({"labour_cost": "9000000"}, "This is too much for one year of work."),
        ({"places": "x\n" + "y" * 81}, "Write at most 200 places, one on a line."),
    ],
)
def test_weights_that_cannot_be_are_said_back(
    cast: Cast, enter: Enter, here: int, changes: dict[str, Any], message: str
) -> None:
    answer = enter(cast.waterland.coordinator).post(SAVE, {**DEFAULTS, **changes})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    with scope(organisation_id=here):
        assert not Weights.objects.exists()


def test_only_what_differs_from_the_default_is_kept(cast: Cast, enter: Enter, here: int) -> None:
    client = enter(cast.waterland.buyer)
    client.post(KINDS_PAGE, filled_in(score_energy=3, low_energy=2))
    with scope(organisation_id=here):
        assert CategoryWeight.objects.get().category == "energy"
        assert scale_of(here).kinds["energy"] == Kind(3, 2, 5)
    assert "Back to 1, 1 to 5%" in client.get(WEIGHTS).content.decode()
    client.post(KINDS_PAGE, {"back": "energy"})
    with scope(organisation_id=here):
        assert not CategoryWeight.objects.exists()
        assert scale_of(here).kinds == KINDS
    assert client.post(KINDS_PAGE, {"back": "made-up"}).status_code == 404


def test_a_share_of_labour_that_cannot_be_is_said_back(cast: Cast, enter: Enter, here: int) -> None:
    answer = enter(cast.waterland.buyer).post(KINDS_PAGE, filled_in(low_energy=6))
    assert "Energy and insurance: the most is less than the least." in answer.content.decode()
    with scope(organisation_id=here):
        assert not CategoryWeight.objects.exists()


def test_who_may_only_read_sees_the_weights_without_a_button(
    cast: Cast, enter: Enter, here: int
) -> None:
    client = enter(cast.waterland.hr)
    page = client.get(WEIGHTS).content.decode()
    assert "A coordinator or a buyer can change this." in page
    assert "Save the weights" not in page
    assert client.post(SAVE, DEFAULTS).status_code == 403
    assert client.post(KINDS_PAGE, {"back": "energy"}).status_code == 403
    assert client.post(UNDO).status_code == 403
