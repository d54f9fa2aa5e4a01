"""A school chooses three contracts, and both hands sign the choice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from banenbrug.contracts.models import Contract
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import Refused
from banenbrug.opportunities import actions
from banenbrug.opportunities.models import Choice
from banenbrug.opportunities.queries import choice_of
from banenbrug.organisations.roles import Hand
from tests.cast import Cast, Member
from tests.opportunities.conftest import Weigh, Write

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def here(cast: Cast) -> int:
    return int(cast.waterland.organisation.pk)


@pytest.fixture
def five(write: Write, weigh: Weigh) -> list[Contract]:
    """Five contracts, the best first."""
    weigh(TODAY)
    kinds = ("cleaning", "windows", "drinks", "advice", "energy")
    return [write(kind.title(), category=kind, end=date(2027, 1, 1)) for kind in kinds]


def titles(here: int) -> list[str]:
    found = choice_of(here)
    assert found is not None
    names = dict(Contract.objects.values_list("pk", "title"))
    return [names[pk] for pk in found[0]]


def hands(here: int) -> list[str]:
    found = choice_of(here)
    return [signature.hand for signature in found[1]] if found else []


def put_in(by: Member, *contracts: Contract, instead_of: Contract | None = None) -> None:
    actions.put_in(by=by.row, contracts=contracts, instead_of=instead_of, today=TODAY, now=NOW)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def test_both_hands_sign_the_three_highest_scores(
    cast: Cast, five: list[Contract], here: int
) -> None:
    shown = [contract.pk for contract in five[:3]]
    school = cast.waterland
    with scope(organisation_id=here):
        assert choice_of(here) is None
        actions.sign(by=school.buyer.row, hand=Hand.PROCUREMENT, shown=shown, today=TODAY, now=NOW)
        assert titles(here) == ["Cleaning", "Windows", "Drinks"]
        actions.sign(by=school.hr.row, hand=Hand.HR, shown=shown, today=TODAY, now=NOW)
        assert hands(here) == ["procurement", "hr"]


def test_nobody_signs_for_another_department_or_twice_or_what_was_not_shown(
    cast: Cast, five: list[Contract], here: int
) -> None:
    shown = [contract.pk for contract in five[:3]]
    school = cast.waterland

    def sign(by: Member, hand: Hand, seen: list[int]) -> Callable[[], object]:
        return lambda: actions.sign(by=by.row, hand=hand, shown=seen, today=TODAY, now=NOW)

    with scope(organisation_id=here):
        assert refused(sign(school.hr, Hand.PROCUREMENT, shown)) == "not_your_hand"
        assert refused(sign(school.coordinator, Hand.HR, shown)) == "not_your_hand"
        assert refused(sign(school.hr, Hand.HR, shown[::-1])) == "list_changed"
        sign(school.hr, Hand.HR, shown)()
        assert refused(sign(school.hr, Hand.HR, shown)) == "signed_already"


def test_a_change_of_the_list_asks_for_both_signatures_anew(
    cast: Cast, five: list[Contract], here: int
) -> None:
    school = cast.waterland
    with scope(organisation_id=here):
        changes: list[Callable[[], object]] = [
            lambda: put_in(school.hr, five[3], instead_of=five[1]),
            lambda: actions.move_up(by=school.hr.row, contract=five[3], now=NOW),
            lambda: actions.take_out(by=school.hr.row, contract=five[0], now=NOW),
        ]
        for change in changes:
            found = choice_of(here)
            shown = found[0] if found else [contract.pk for contract in five[:3]]
            actions.sign(by=school.hr.row, hand=Hand.HR, shown=shown, today=TODAY, now=NOW)
            assert hands(here) == ["hr"]
            change()
            assert hands(here) == []
        assert titles(here) == ["Advice", "Drinks"]


def test_a_contract_can_be_exchanged_moved_and_put_back(
    cast: Cast, five: list[Contract], here: int
) -> None:
    by = cast.waterland.coordinator
    with scope(organisation_id=here):
        put_in(by, five[4], instead_of=five[0])
        assert titles(here) == ["Energy", "Windows", "Drinks"]
        actions.move_up(by=by.row, contract=five[2], now=NOW)
        assert titles(here) == ["Energy", "Drinks", "Windows"]
        actions.move_up(by=by.row, contract=five[4], now=NOW)
        assert titles(here) == ["Energy", "Drinks", "Windows"]
        actions.take_out(by=by.row, contract=five[4], now=NOW)
        put_in(by, five[0])
        assert titles(here) == ["Drinks", "Windows", "Cleaning"]


def test_the_list_takes_three_running_contracts_each_once(
    cast: Cast, five: list[Contract], here: int
) -> None:
    by = cast.waterland.coordinator
    with scope(organisation_id=here):
        assert refused(lambda: put_in(by, five[3])) == "list_full"
        assert refused(lambda: put_in(by, five[1], instead_of=five[0])) == "on_list_already"
        assert refused(lambda: put_in(by, five[3], instead_of=five[4])) == "not_on_list"
        five[3].end = TODAY - timedelta(days=1)
        five[3].save()
        assert refused(lambda: put_in(by, five[3], instead_of=five[0])) == "contract_ended"
        gone = five[4]
        assert refused(lambda: actions.take_out(by=by.row, contract=gone, now=NOW)) == "not_on_list"


def test_a_list_with_a_contract_that_ended_meanwhile_is_not_signed(
    cast: Cast, five: list[Contract], here: int
) -> None:
    with scope(organisation_id=here):
        hr = cast.waterland.hr.row
        put_in(cast.waterland.hr, five[3], instead_of=five[0])
        for contract, end in ((five[1], TODAY - timedelta(days=1)), (five[2], TODAY)):
            contract.end = end
            contract.save()

        def sign(*contracts: Contract) -> object:
            shown = [contract.pk for contract in contracts]
            return actions.sign(by=hr, hand=Hand.HR, shown=shown, today=TODAY, now=NOW)

        with pytest.raises(Refused) as found:
            sign(five[3], five[1], five[2])
        assert found.value.code == "top_3_ended"
        assert found.value.refusal.params == {"title": "Windows"}
        actions.take_out(by=hr, contract=five[1], now=NOW)
        sign(five[3], five[2])
        assert hands(here) == ["hr"]


def test_a_new_list_begins_with_the_highest_scores_and_the_old_one_is_kept(
    cast: Cast, five: list[Contract], here: int
) -> None:
    by = cast.waterland.coordinator
    with scope(organisation_id=here):
        put_in(by, five[4], instead_of=five[0])
        actions.choose_anew(by=by.row, now=NOW)
        assert choice_of(here) is None
        put_in(by, five[4], instead_of=five[2])
        assert titles(here) == ["Cleaning", "Windows", "Energy"]
        assert Choice.objects.count() == 2
