"""Two people who place somebody at the same moment, in transactions that commit."""

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from banenbrug.placements import actions
from banenbrug.placements.models import Placement
from tests.cast import Cast
from tests.dialogue.test_two_at_once import at_once
from tests.placements.conftest import Walk, entered, placement_facts


def test_two_placements_at_once_get_different_numbers(own_database: str, cast: Cast) -> None:
    commitment = Walk(cast, cast.waterland).commitment()

    def place(by: Membership) -> str:
        return actions.place(by=by, commitment=commitment, **placement_facts()).pseudonym

    school = cast.waterland
    outcome = at_once(own_database, (school.hr, place), (school.coordinator, place))
    assert outcome.result() == "W-002"
    with entered(school.hr):
        found = Placement.objects.order_by("pk").values_list("pseudonym", flat=True)
        assert list(found) == ["W-001", "W-002"]


def test_the_last_place_of_a_vacancy_is_given_once(own_database: str, cast: Cast) -> None:
    walk = Walk(cast, cast.waterland)
    commitment = walk.commitment()
    vacancy = walk.vacancy(commitment, places=1)

    def place(by: Membership) -> None:
        actions.place(by=by, commitment=commitment, **placement_facts(vacancy=vacancy))

    school = cast.waterland
    outcome = at_once(own_database, (school.hr, place), (school.coordinator, place))
    with pytest.raises(Refused) as refused:
        outcome.result()
    assert refused.value.code == "vacancy_full"
