"""The last change of the weights is taken back, in transactions that really commit."""

import re

from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.opportunities.bands import Part
from banenbrug.opportunities.queries import scale_of
from banenbrug.organisations.once import FIELD
from tests.cast import Cast, Enter
from tests.opportunities.test_weights import DEFAULTS, KINDS_PAGE, SAVE, UNDO, WEIGHTS, filled_in


def test_the_last_change_can_be_taken_back_and_that_as_well(
    own_database: str, cast: Cast, enter: Enter
) -> None:
    here = cast.waterland.organisation.pk
    client = enter(cast.waterland.buyer)
    client.post(SAVE, {**DEFAULTS, "room": 5})
    client.post(SAVE, {**DEFAULTS, "room": 7})
    client.post(KINDS_PAGE, filled_in(score_energy=3))
    assert "by Bram de Wit" in client.get(WEIGHTS).content.decode()
    seen = []
    for _ in range(3):
        client.post(UNDO)
        with transaction.atomic(), scope(organisation_id=here):
            scale = scale_of(here)
            seen.append((scale.weights[Part.ROOM], scale.kinds["energy"].score))
    assert seen == [(7, 1), (7, 3), (7, 1)]
    client.post(SAVE, {**DEFAULTS, "room": 9})
    client.post(UNDO)
    with transaction.atomic(), scope(organisation_id=here):
        assert scale_of(here).weights[Part.ROOM] == 7


def test_two_clicks_on_undo_take_one_change_back(
    own_database: str, cast: Cast, enter: Enter
) -> None:
    client = enter(cast.waterland.buyer)
    client.post(SAVE, {**DEFAULTS, "room": 5})
    client.post(SAVE, {**DEFAULTS, "room": 7})
    [key] = re.findall(rf'name="{FIELD}" value="([^"]+)"', client.get(WEIGHTS).content.decode())
    for _ in range(2):
        assert client.post(UNDO, {FIELD: key}).headers["Location"] == WEIGHTS
    here = cast.waterland.organisation.pk
    with transaction.atomic(), scope(organisation_id=here):
        assert scale_of(here).weights[Part.ROOM] == 5
