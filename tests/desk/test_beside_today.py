"""Beside the tasks: the figures of the role, for whom one waits, and what others did meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from banenbrug.contracts.actions import set_clause
from banenbrug.desk.models import Visit
from banenbrug.desk.today.news import news_for, since
from banenbrug.desk.today.page import work_of
from banenbrug.desk.today.standing import Standing, standing_of
from banenbrug.desk.today.visits import note_visit
from banenbrug.dialogue.actions import cancel_conversation, confirm_commitment
from banenbrug.dialogue.models import Commitment
from banenbrug.foundation.months import Month
from banenbrug.placements.models import Placement
from tests.cast import Cast, Enter, Member
from tests.desk.conftest import NOW, TODAY, Chain, entered

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def standing(member: Member, today: date) -> Standing:
    with entered(member) as row, translation.override("en"):
        return standing_of(row, today=today)


def waiting(member: Member, today: date = TODAY) -> list[tuple[str, str, str]]:
    with entered(member) as row, translation.override("en"):
        return [(one.who, one.what, one.since) for one in work_of(row, today=today).waiting]


def news(member: Member, after: datetime = LONG_AGO) -> list[tuple[str, str, str]]:
    with entered(member) as row, translation.override("en"):
        found = news_for(row, since=after, most=20)
        return [(item.happened, item.what, item.who) for item in found]


def in_register(placement: Placement, hr: Member) -> None:
    with entered(hr):
        Placement.objects.filter(pk=placement.pk).update(in_register=True)


def test_the_two_counters_of_last_month_stand_apart_and_open(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    placement = chain.placement(chain.commitment(chain.contract()), None)
    in_register(placement, chain.hr)
    chain.paid(placement, Month(2025, 4), "104")
    for member in (cast.waterland.coordinator, cast.waterland.hr, cast.waterland.reader):
        found = standing(member, date(2025, 5, 20))
        assert [(one.value, one.unit) for one in found.figures] == [
            ("0.9", "in April"),
            ("0.0", "in April"),
        ]
        assert found.two_counts
        procurement, statutory = found.figures
        assert ("Formula", "104 hours ÷ 110.5 = 0.9412") in procurement.lines
        assert statutory.is_statutory
        assert enter(member).get(procurement.url).status_code == 200


def test_in_january_the_figures_are_those_of_december(chain: Chain, cast: Cast) -> None:
    placement = chain.placement(chain.commitment(chain.contract()), None)
    in_register(placement, chain.hr)
    chain.paid(placement, Month(2025, 12), "110.5")
    first, _ = standing(cast.waterland.hr, date(2026, 1, 3)).figures
    assert (first.value, first.unit) == ("1.0", "in December")


def test_the_buyer_sees_how_many_agreements_gave_nothing_yet(chain: Chain, cast: Cast) -> None:
    for title in ("Glas", "Vloeren"):
        contract = chain.contract(title)
        with entered(chain.buyer):
            set_clause(contract=contract, form="best_effort", values={})
    chain.contract("Zonder")
    buyer = cast.waterland.buyer
    [figure] = standing(buyer, TODAY).figures
    assert figure.value == "2"
    chain.placement(chain.commitment(contract), None)
    [figure] = standing(buyer, TODAY).figures
    assert figure.value == "1"


@pytest.mark.parametrize("role", ["keyholder", "reporter"])
def test_who_sees_no_figures_has_none_here(cast: Cast, role: str) -> None:
    assert standing(getattr(cast.waterland, role), TODAY).figures == ()


def test_one_waits_for_the_supplier_that_did_not_confirm(chain: Chain, cast: Cast) -> None:
    commitment = chain.commitment(chain.contract())
    coordinator = cast.waterland.coordinator
    later = TODAY + timedelta(days=7)
    assert waiting(coordinator, later) == [("Helder", "confirmation of “Een baan”", "7 days")]
    with entered(cast.cleaner) as contact:
        shared = Commitment.objects.get(pk=commitment.pk)
        confirm_commitment(by=contact, commitment=shared, now=NOW)
    assert waiting(coordinator, later) == []


def test_nobody_waits_for_a_supplier_without_a_door(cast: Cast, db: None) -> None:
    chain = Chain(cast.waterland.buyer, cast.waterland.hr, None)
    chain.commitment(chain.contract())
    assert waiting(cast.waterland.coordinator) == []


def test_one_waits_for_the_other_hand_by_name_and_not_for_the_own(chain: Chain, cast: Cast) -> None:
    chain.planned(chain.contract(), people=(cast.waterland.buyer,))
    seat = ("Samira Haddad", "a seat at the conversation with Helder", "since today")
    assert waiting(cast.waterland.buyer) == [seat]
    assert waiting(cast.waterland.coordinator) == [seat]
    assert waiting(cast.waterland.hr) == []
    assert waiting(cast.waterland.reader) == []


def test_what_others_did_is_news_and_what_one_did_oneself_is_not(chain: Chain, cast: Cast) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    vacancy = chain.vacancy(commitment)
    placement = chain.placement(commitment, vacancy)
    with entered(cast.cleaner) as contact:
        shared = Commitment.objects.get(pk=commitment.pk)
        confirm_commitment(by=contact, commitment=shared, now=NOW)
    off = chain.planned(contract)
    with entered(chain.buyer) as buyer:
        cancel_conversation(by=buyer, conversation=off)
    by_buyer = [
        ("Conversation cancelled", "Helder", "Bram de Wit"),
        ("Conversation planned", "Helder", "Bram de Wit"),
        ("Commitment made", "Een baan", "Bram de Wit"),
        ("Conversation held", "Helder", "Bram de Wit"),
        ("Conversation planned", "Helder", "Bram de Wit"),
    ]
    by_hr = [
        ("Somebody placed", f"Employee {placement.pseudonym}", "Samira Haddad"),
        ("Vacancy opened", "Schoonmaker", "Samira Haddad"),
    ]
    by_supplier = [("Commitment confirmed", "Een baan", "Jip Helder")]
    assert sorted(news(cast.waterland.coordinator)) == sorted(by_buyer + by_hr + by_supplier)
    assert sorted(news(cast.waterland.buyer)) == sorted(by_hr + by_supplier)
    assert sorted(news(cast.waterland.hr)) == sorted(by_buyer + by_supplier)
    assert news(cast.waterland.reporter) == []
    assert news(cast.heuvelrug.coordinator) == []
    assert news(cast.waterland.coordinator, datetime(2100, 1, 1, tzinfo=UTC)) == []


def test_news_are_newer_than_the_visit_before_this_one(cast: Cast) -> None:
    with entered(cast.waterland.buyer) as buyer:
        assert note_visit(buyer, now=NOW) is None
        assert note_visit(buyer, now=NOW + timedelta(minutes=59)) is None
        next_day = NOW + timedelta(days=1)
        assert note_visit(buyer, now=next_day) == NOW
        assert note_visit(buyer, now=next_day + timedelta(minutes=5)) == NOW
    with entered(cast.waterland.hr) as hr:
        assert note_visit(hr, now=NOW) is None
    assert since(None, now=NOW) == NOW - timedelta(days=7)
    assert since(NOW - timedelta(days=2), now=NOW) == NOW - timedelta(days=2)
    assert since(NOW - timedelta(days=400), now=NOW) == NOW - timedelta(days=30)


def test_opening_the_page_is_a_visit_and_opening_another_is_none(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    client: Client = enter(cast.waterland.buyer)
    client.get(reverse("desk:register", args=["waterland"]))
    with entered(cast.waterland.buyer):
        assert not Visit.objects.exists()
    client.get(reverse("desk:today", args=["waterland"]))
    with entered(cast.waterland.buyer) as buyer:
        assert Visit.objects.get().member == buyer
