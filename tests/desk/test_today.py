"""Today shows what asks for this person, with the nearest date first."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.desk.today import steps_for
from banenbrug.foundation.months import Month
from banenbrug.placements.actions import end_placement
from tests.cast import Cast, Enter, Member
from tests.desk.conftest import TODAY, Chain, entered

pytestmark = pytest.mark.django_db


def steps(member: Member, today: date = TODAY) -> list[tuple[str, date | None]]:
    """The title and date of each step, in order."""
    with entered(member) as row:
        return [(step.title.in_english(), step.due) for step in steps_for(row, today=today)]


def home(client: Client) -> str:
    return client.get(reverse("desk:today", args=["waterland"])).content.decode()


def test_steps_stand_in_the_order_of_their_dates_and_without_a_date_last(
    chain: Chain, cast: Cast
) -> None:
    contract = chain.contract()
    chain.vacancy(chain.commitment(contract, "Eerst"))
    chain.commitment(contract, due=date(2025, 3, 20))
    chain.planned(contract, at=datetime(2025, 4, 1, 9, tzinfo=UTC))
    chain.planned(contract, at=datetime(2025, 3, 10, 9, tzinfo=UTC), people=(chain.hr,))
    assert steps(cast.waterland.hr) == [
        ("Ask the missing department to join the conversation with Helder", date(2025, 3, 10)),
        ("Turn the commitment of Helder into a vacancy", date(2025, 3, 20)),
        ("Hold the conversation with Helder", date(2025, 4, 1)),
        ("Fill the vacancy “Schoonmaker”", None),
    ]


def test_a_step_stands_on_the_day_of_the_own_time_zone(chain: Chain, cast: Cast) -> None:
    chain.planned(chain.contract(), at=datetime(2025, 7, 1, 22, 30, tzinfo=UTC))
    [(_, due)] = steps(cast.waterland.buyer)
    assert due == date(2025, 7, 2)


def test_each_role_is_asked_only_what_it_may_do(chain: Chain, cast: Cast) -> None:
    contract = chain.contract()
    chain.commitment(contract)
    chain.planned(contract)
    talk, follow_up = (
        "Hold the conversation with Helder",
        "Turn the commitment of Helder into a vacancy",
    )
    school = cast.waterland
    asked = {person.roles[0]: [title for title, _ in steps(person)] for person in school.people}
    assert asked == {
        "coordinator": [talk, follow_up],
        "buyer": [talk],
        "hr": [talk, follow_up],
        "reader": ["Choose the first contract to talk about"],
        "keyholder": [],
        "reporter": [],
    }


def test_the_hours_of_last_month_are_asked_until_they_are_there(chain: Chain, cast: Cast) -> None:
    placement = chain.placement(chain.commitment(chain.contract()), None)
    asked = (f"Enter the paid hours of {placement.pseudonym}", date(2025, 4, 15))
    assert asked not in steps(cast.waterland.hr, date(2025, 3, 31))
    assert asked in steps(cast.waterland.hr, date(2025, 4, 1))
    chain.paid(placement, Month(2025, 3), "80")
    assert asked not in steps(cast.waterland.hr, date(2025, 4, 1))


def test_a_vacancy_asks_to_be_filled_from_the_day_after_somebody_left(
    chain: Chain, cast: Cast
) -> None:
    commitment = chain.commitment(chain.contract())
    placement = chain.placement(commitment, chain.vacancy(commitment))
    with entered(cast.waterland.hr) as hr:
        end_placement(by=hr, placement=placement, ended_on=date(2025, 3, 20), reason=None)
    fill = ("Fill the vacancy “Schoonmaker”", None)
    assert fill not in steps(cast.waterland.hr, date(2025, 3, 20))
    assert fill in steps(cast.waterland.hr, date(2025, 3, 21))


def test_the_first_step_is_to_read_in_a_list_and_then_to_choose_a_contract(
    chain: Chain, cast: Cast
) -> None:
    assert steps(cast.waterland.buyer) == [("Read in your contract list", None)]
    assert steps(cast.waterland.reader) == []
    chain.contract()
    assert steps(cast.waterland.buyer) == [("Choose the first contract to talk about", None)]


def test_the_page_shows_one_next_step_and_the_rest_below(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract("Schoon & fris")
    near = chain.planned(contract, at=datetime(2025, 3, 10, 9, tzinfo=UTC))
    far = chain.planned(contract, at=datetime(2025, 4, 1, 9, tzinfo=UTC))
    page = home(enter(cast.waterland.buyer))
    first, rest = page.split("After that")
    assert reverse("dialogue:conversation", args=["waterland", near.pk]) in first
    assert "Schoon &amp; fris · on 10 Mar 2025" in first
    assert reverse("dialogue:conversation", args=["waterland", far.pk]) in rest
    assert "1 Apr 2025" in rest


@pytest.mark.parametrize("role", ["keyholder", "reporter", "reader"])
def test_who_is_asked_nothing_reads_so(cast: Cast, enter: Enter, role: str) -> None:
    assert "Nothing asks for you now" in home(enter(getattr(cast.waterland, role)))


def test_nothing_of_another_school_asks_for_me(
    chain: Chain, other_chain: Chain, cast: Cast
) -> None:
    other_chain.planned(other_chain.contract())
    chain.contract()
    assert steps(cast.waterland.buyer) == [("Choose the first contract to talk about", None)]
