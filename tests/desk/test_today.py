"""Today shows what asks for this person: one next step, and the rest by date."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from banenbrug.contracts.actions import set_clause
from banenbrug.contracts.models import Batch, Contract
from banenbrug.desk.today.page import Work, work_of
from banenbrug.dialogue.actions import confirm_commitment
from banenbrug.dialogue.brief import Texts
from banenbrug.dialogue.brief_actions import prepare
from banenbrug.foundation.months import Month
from banenbrug.organisations.actions import change_roles
from banenbrug.organisations.roles import Hand
from banenbrug.placements.actions import end_placement
from tests.cast import Cast, Enter, Member
from tests.desk.conftest import NOW, TODAY, Chain, entered

pytestmark = pytest.mark.django_db

TALK = "Prepare the conversation with Helder"
CONFIRM = "Confirm the commitment of Helder"
FOLLOW_UP = "Turn the commitment of Helder into a vacancy"
CHOOSE = "Choose the first contract to talk about"
READ_IN = "Read in your contract list"


def work(member: Member, today: date = TODAY) -> Work:
    """What asks for somebody, in English."""
    with entered(member) as row, translation.override("en"):
        return work_of(row, today=today)


def steps(member: Member, today: date = TODAY) -> list[tuple[str, date | None]]:
    """The title and date of each step, in order."""
    return [(step.title, step.due) for step in work(member, today).steps]


def home(client: Client) -> str:
    return client.get(reverse("desk:today", args=["waterland"])).content.decode()


def test_steps_stand_in_the_order_of_their_dates(chain: Chain, cast: Cast) -> None:
    contract = chain.contract()
    chain.vacancy(chain.commitment(contract, "Eerst", due=date(2025, 5, 1)))
    chain.commitment(contract, due=date(2025, 3, 20))
    chain.planned(contract, at=datetime(2025, 4, 1, 9, tzinfo=UTC))
    chain.planned(contract, at=datetime(2025, 3, 10, 9, tzinfo=UTC), people=(chain.hr,))
    assert steps(cast.waterland.coordinator) == [
        ("Complete the conversation with Helder", date(2025, 3, 10)),
        (CONFIRM, date(2025, 3, 20)),
        (TALK, date(2025, 4, 1)),
        (CONFIRM, date(2025, 5, 1)),
        ("Fill the vacancy “Schoonmaker”", date(2025, 5, 1)),
    ]


def test_once_both_hands_are_ready_there_is_nothing_left_but_to_talk(
    chain: Chain, cast: Cast
) -> None:
    talk = chain.planned(chain.contract())
    texts = Texts(room="Overdag", offer="Begeleiding")
    for member, hand in ((chain.buyer, Hand.PROCUREMENT), (chain.hr, Hand.HR)):
        assert steps(cast.waterland.coordinator) == [(TALK, TODAY)]
        with entered(member) as by:
            prepare(by=by, conversation=talk, texts=texts, ready=hand, now=NOW)
    assert steps(cast.waterland.coordinator) == [("Talk with Helder", TODAY)]


def test_a_step_stands_on_the_day_of_the_own_time_zone(chain: Chain, cast: Cast) -> None:
    chain.planned(chain.contract(), at=datetime(2025, 7, 1, 22, 30, tzinfo=UTC))
    [(_, due)] = steps(cast.waterland.buyer)
    assert due == date(2025, 7, 2)


def test_a_conversation_asks_for_its_minutes_from_the_day_after(chain: Chain, cast: Cast) -> None:
    chain.planned(chain.contract())
    buyer = cast.waterland.buyer
    assert steps(buyer, TODAY) == [(TALK, TODAY)]
    minutes = "Write the minutes of the conversation with Helder"
    assert steps(buyer, date(2025, 3, 4)) == [(minutes, TODAY)]


def test_each_role_is_asked_only_what_it_may_do(chain: Chain, cast: Cast) -> None:
    contract = chain.contract()
    confirmed = chain.commitment(contract)
    with entered(chain.buyer) as buyer:
        confirm_commitment(by=buyer, commitment=confirmed, now=NOW)
    chain.planned(contract)
    asked = {
        person.roles[0]: [title for title, _ in steps(person)] for person in cast.waterland.people
    }
    assert asked == {
        "coordinator": [TALK, FOLLOW_UP],
        "buyer": [TALK],
        "hr": [TALK, FOLLOW_UP],
        "reader": [],
        "keyholder": [],
        "reporter": [],
    }


def test_a_commitment_is_confirmed_first_and_then_becomes_a_vacancy(
    chain: Chain, cast: Cast
) -> None:
    commitment = chain.commitment(chain.contract())
    hr = cast.waterland.hr
    assert [title for title, _ in steps(hr)] == [CONFIRM]
    with entered(chain.buyer) as buyer:
        confirm_commitment(by=buyer, commitment=commitment, now=NOW)
    assert [title for title, _ in steps(hr)] == [FOLLOW_UP]
    chain.vacancy(commitment)
    assert [title for title, _ in steps(hr)] == ["Fill the vacancy “Schoonmaker”"]


def test_the_hours_of_last_month_are_asked_until_they_are_there(chain: Chain, cast: Cast) -> None:
    placement = chain.placement(chain.commitment(chain.contract()), None)
    asked = (f"Enter the paid hours of {placement.pseudonym}", date(2025, 4, 15))
    hr = cast.waterland.hr
    assert asked not in steps(hr, date(2025, 3, 31))
    assert asked in steps(hr, date(2025, 4, 1))
    chain.paid(placement, Month(2025, 3), "80")
    assert asked not in steps(hr, date(2025, 4, 1))


def test_the_hours_of_several_people_are_one_step(chain: Chain, cast: Cast) -> None:
    commitment = chain.commitment(chain.contract())
    first, second = (chain.placement(commitment, None) for _ in range(2))
    found = work(cast.waterland.hr, date(2025, 4, 1)).steps
    [hours] = [step for step in found if "paid hours" in step.title]
    assert hours.title == "Enter the paid hours of March"
    people = f"{first.pseudonym}, {second.pseudonym}"
    assert hours.context == (f"2 placements have none yet: {people}.",)
    assert hours.url == reverse("placements:placements", args=["waterland"])


def test_a_vacancy_asks_to_be_filled_from_the_day_after_somebody_left(
    chain: Chain, cast: Cast
) -> None:
    commitment = chain.commitment(chain.contract(), due=date(2025, 6, 1))
    placement = chain.placement(commitment, chain.vacancy(commitment))
    with entered(cast.waterland.hr) as hr:
        end_placement(by=hr, placement=placement, ended_on=date(2025, 3, 20), reason=None)
    fill = ("Fill the vacancy “Schoonmaker”", date(2025, 6, 1))
    assert fill not in steps(cast.waterland.hr, date(2025, 3, 20))
    assert fill in steps(cast.waterland.hr, date(2025, 3, 21))


def test_the_first_step_is_to_read_in_a_list_and_then_to_choose_a_contract(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    buyer = cast.waterland.buyer
    assert steps(buyer) == [(READ_IN, None)]
    assert steps(cast.waterland.reader) == []
    assert "The way to the first job" in home(enter(buyer))
    chain.contract()
    assert steps(buyer) == [(CHOOSE, None)]
    commitment = chain.commitment(chain.contract("Glas"))
    assert "The way to the first job" in home(enter(buyer))
    chain.placement(commitment, None)
    assert "The way to the first job" not in home(enter(buyer))


def test_the_rows_that_were_not_read_ask_to_be_mended(chain: Chain, cast: Cast) -> None:
    chain.contract()
    with entered(cast.waterland.buyer) as buyer:
        Batch.objects.create(
            organisation_id=buyer.organisation_id,
            file_name="register.csv",
            content=b"",
            digest="",
            mapping={},
            state="committed",
            counts={"rejected": 5},
            made_at=NOW,
            committed_at=NOW,
        )
    assert ("Mend 5 rows of your contract list", None) in steps(cast.waterland.buyer)
    assert ("Mend 5 rows of your contract list", None) not in steps(cast.waterland.hr)


def test_a_burning_lamp_stands_first_for_the_buyer(chain: Chain, cast: Cast) -> None:
    contract = chain.contract()
    with entered(chain.buyer):
        Contract.objects.filter(pk=contract.pk).update(
            start=date(2024, 1, 1), end=date(2025, 12, 31)
        )
        set_clause(contract=contract, form="best_effort", values={})
    chain.planned(contract)
    buyer = steps(cast.waterland.buyer)
    assert "“Schoonmaak”" in buyer[0][0]
    assert buyer[1] == (TALK, TODAY)
    assert steps(cast.waterland.hr)[0] == (TALK, TODAY)
    [lamp] = [step for step in work(cast.waterland.buyer).steps if step.kind == "moment"]
    assert "The agreement in the contract has brought no job yet." in lamp.context


def test_a_contract_without_a_clause_and_without_me_lights_no_lamp(
    chain: Chain, cast: Cast
) -> None:
    contract = chain.contract()
    dates = {"start": date(2024, 1, 1), "end": date(2025, 12, 31)}
    with entered(chain.buyer) as buyer:
        Contract.objects.filter(pk=contract.pk).update(**dates)
    assert [step.kind for step in work(cast.waterland.buyer).steps] == ["begin"]
    with entered(chain.buyer) as buyer:
        Contract.objects.filter(pk=contract.pk).update(buyer=buyer)
    assert "moment" in [step.kind for step in work(cast.waterland.buyer).steps]


def test_the_own_missing_hand_is_the_next_step_of_hr(chain: Chain, cast: Cast) -> None:
    contract = chain.contract()
    chain.planned(contract, at=datetime(2025, 3, 4, 9, tzinfo=UTC))
    lacking = chain.planned(
        contract, at=datetime(2025, 6, 1, 9, tzinfo=UTC), people=(cast.waterland.buyer,)
    )
    step = work(cast.waterland.hr).next_step
    assert step is not None
    assert step.url == reverse("dialogue:participants", args=["waterland", lacking.pk])
    assert step.hands is not None
    assert (step.hands.procurement, step.hands.hr) == ("Bram de Wit", "")
    nearest = work(cast.waterland.coordinator).next_step
    assert nearest is not None
    assert nearest.due == date(2025, 3, 4)


def test_the_page_has_one_next_step_one_primary_button_and_the_rest_below(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract("Schoon & fris")
    near = chain.planned(contract, at=datetime(2025, 3, 10, 9, tzinfo=UTC))
    far = chain.planned(contract, at=datetime(2025, 1, 1, 9, tzinfo=UTC))
    page = home(enter(cast.waterland.buyer))
    first, rest = page.split("This asks for you")
    assert "about Schoon &amp; fris." in first
    nearest, other = (
        reverse("dialogue:conversation", args=["waterland", one.pk]) for one in (near, far)
    )
    assert (nearest in first, other in first, other in rest) == (True, False, True)
    assert page.count("nl-button--primary") == 1
    assert "days late" in page
    assert "Start on it" not in page
    assert rest.count('class="bb-task"') == 1


def test_five_tasks_stand_on_the_page_and_all_of_them_behind_the_link(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    for day in range(1, 8):
        chain.planned(contract, at=datetime(2025, 4, day, 9, tzinfo=UTC))
    client = enter(cast.waterland.buyer)
    page = home(client)
    link = reverse("desk:everything", args=["waterland"])
    assert page.count('class="bb-task"') == 5
    assert f'href="{link}"' in page
    assert client.get(link).content.decode().count('class="bb-task"') == 7
    assert "(7 open)" in page


@pytest.mark.parametrize("role", ["keyholder", "reporter", "reader"])
def test_who_is_asked_nothing_reads_so(cast: Cast, enter: Enter, role: str) -> None:
    page = home(enter(getattr(cast.waterland, role)))
    assert "Nothing asks for you now" in page
    assert "nl-button--primary" not in page


def test_the_keyholder_is_asked_for_the_department_that_is_missing(cast: Cast) -> None:
    assert steps(cast.waterland.keyholder) == []
    with entered(cast.waterland.hr) as hr:
        change_roles(member=hr, roles=["reader"])
    assert steps(cast.waterland.keyholder) == [("Invite somebody for HR", None)]


def test_nothing_of_another_school_asks_for_me(
    chain: Chain, other_chain: Chain, cast: Cast
) -> None:
    other_chain.planned(other_chain.contract())
    chain.contract()
    assert steps(cast.waterland.buyer) == [(CHOOSE, None)]
