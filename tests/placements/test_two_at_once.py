"""Two people who place somebody at the same moment, in transactions that commit."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from banenbrug.dialogue.actions import withdraw_commitment
from banenbrug.dialogue.models import Commitment
from banenbrug.foundation.months import Month
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Membership
from banenbrug.placements import actions
from banenbrug.placements.models import Placement
from tests.cast import Cast
from tests.placements.conftest import NOW, TODAY, Walk, entered, placement_facts, vacancy_facts
from tests.two_at_once import at_once

Act = Callable[[Commitment, Membership], None]


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


def test_hours_that_two_correct_at_once_are_written_by_the_first(
    own_database: str, cast: Cast
) -> None:
    walk = Walk(cast, cast.waterland)
    placement = walk.placed(walk.commitment())
    may = Month(2026, 5)
    walk.paid(placement, {may: Decimal(80)})

    def correct(by: Membership) -> None:
        actions.record_hours(
            by=by,
            placement=placement,
            employer=None,
            hours={may: Decimal(90)},
            shown={may: Decimal(80)},
            today=TODAY,
        )

    school = cast.waterland
    outcome = at_once(own_database, (school.hr, correct), (school.coordinator, correct))
    with pytest.raises(Refused) as refused:
        outcome.result()
    assert (refused.value.code, refused.value.field) == ("hours_changed_meanwhile", "2026-05")


def withdraw(commitment: Commitment, by: Membership) -> None:
    withdraw_commitment(by=by, commitment=commitment, now=NOW)


def open_one(commitment: Commitment, by: Membership) -> None:
    actions.open_vacancy(by=by, commitment=commitment, **vacancy_facts())


def place(commitment: Commitment, by: Membership) -> None:
    actions.place(by=by, commitment=commitment, **placement_facts())


@pytest.mark.parametrize("follow", [open_one, place])
def test_a_commitment_that_is_withdrawn_meanwhile_gives_no_vacancy_and_no_placement(
    own_database: str, cast: Cast, follow: Act
) -> None:
    school = cast.waterland
    commitment = Walk(cast, school).commitment()
    outcome = at_once(
        own_database,
        (school.buyer, partial(withdraw, commitment)),
        (school.hr, partial(follow, commitment)),
    )
    with pytest.raises(Refused) as refused:
        outcome.result()
    assert refused.value.code == "commitment_withdrawn"


@pytest.mark.parametrize("follow", [open_one, place])
def test_a_commitment_from_which_something_came_meanwhile_is_not_withdrawn(
    own_database: str, cast: Cast, follow: Act
) -> None:
    school = cast.waterland
    commitment = Walk(cast, school).commitment()
    outcome = at_once(
        own_database,
        (school.hr, partial(follow, commitment)),
        (school.buyer, partial(withdraw, commitment)),
    )
    with pytest.raises(Refused) as refused:
        outcome.result()
    assert refused.value.code == "commitment_followed"
