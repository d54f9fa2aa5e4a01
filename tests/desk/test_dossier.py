"""The dossier leads from the contract line to the counted job, and back."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from banenbrug.contracts.actions import set_clause
from banenbrug.contracts.models import Contract
from banenbrug.dialogue.actions import confirm_commitment, withdraw_commitment
from banenbrug.dialogue.models import Commitment
from banenbrug.foundation.months import Month
from banenbrug.organisations.models import Membership
from banenbrug.placements.models import Placement
from tests.cast import Cast, Enter, Member
from tests.desk.conftest import NOW, Chain, entered

pytestmark = pytest.mark.django_db


def address(contract: Contract, school: str = "waterland") -> str:
    return reverse("desk:contract", args=[school, contract.pk])


def page_of(client: Client, contract: Contract, query: str = "") -> str:
    return client.get(address(contract) + query).content.decode()


def text_of(client: Client, contract: Contract, query: str = "") -> str:
    """The dossier without tags."""
    text = re.sub(r"<[^>]+>", " ", page_of(client, contract, query))
    return " ".join(unescape(text).split())


def head_of(text: str) -> str:
    return text.split("You are here now:")[0]


def here_of(client: Client, contract: Contract) -> str:
    """The words of the line that says where the contract is now."""
    return text_of(client, contract).split("You are here now:")[1].split("The chain")[0].strip()


def primary(client: Client, contract: Contract) -> list[tuple[str, str]]:
    """The addresses and words of the primary buttons."""
    pattern = r'<a class="nl-button nl-button--primary" href="([^"]+)">([^<]+)</a>'
    return [(url, words) for url, words in re.findall(pattern, page_of(client, contract))]


def confirm(chain: Chain, commitment: Commitment) -> None:
    with entered(chain.buyer) as buyer:
        confirm_commitment(by=buyer, commitment=commitment, now=NOW)


def at(name: str, pk: int) -> str:
    return reverse(name, args=["waterland", pk])


def test_an_empty_dossier_names_the_steps_that_are_still_to_come(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    client = enter(cast.waterland.buyer)
    text = text_of(client, contract)
    assert text.count("Not yet") == 5
    assert "Procurement is missing" in text
    assert "HR is missing" in text
    assert "The contract says nothing about it, as far as we know." in text
    assert here_of(client, contract) == "no conversation is planned yet."
    assert primary(client, contract) == [(at("dialogue:plan", contract.pk), "Plan a conversation")]


def walk(chain: Chain, contract: Contract) -> Iterator[tuple[str, str, str]]:
    """Walk the chain; gives at each step the words, the button and the page that are due."""
    yield "no conversation", "Plan a conversation", at("dialogue:plan", contract.pk)
    commitment = chain.commitment(contract)
    page = at("dialogue:commitment", commitment.pk)
    yield "“Een baan” is not confirmed by the hogeschool yet.", "Open the commitment", page
    confirm(chain, commitment)
    page = at("placements:open_vacancy", commitment.pk)
    yield "no vacancy is open yet for “Een baan”.", "Open a vacancy", page
    vacancy = chain.vacancy(commitment)
    page = at("placements:place", vacancy.pk)
    yield "the vacancy “Schoonmaker” is still open.", "Place somebody", page
    placement = chain.placement(commitment, vacancy)
    page = at("placements:placement", placement.pk) + "#hours"
    yield f"no paid hours of {placement.pseudonym}", "Enter the paid hours", page
    chain.paid(placement, Month(2025, 4), "80")
    page = at("placements:placement", placement.pk)
    yield f"the hours of {placement.pseudonym} do not count", "Open the placement", page
    with entered(chain.hr):
        Placement.objects.filter(pk=placement.pk).update(in_register=True)
    page = reverse("placements:figures", args=["waterland"])
    yield "the bridge is complete.", "See the count", page


def test_at_each_step_one_button_leads_to_the_next(chain: Chain, cast: Cast, enter: Enter) -> None:
    contract = chain.contract()
    client = enter(cast.waterland.coordinator)
    for words, button, page in walk(chain, contract):
        assert here_of(client, contract).startswith(words)
        assert primary(client, contract) == [(page, button)]
        assert client.get(page.partition("#")[0]).status_code == 200


def test_hours_that_are_owed_go_before_the_places_that_are_left(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    confirm(chain, commitment)
    vacancy = chain.vacancy(commitment, places=2)
    placement = chain.placement(commitment, vacancy)
    client = enter(cast.waterland.coordinator)
    assert here_of(client, contract).startswith(f"no paid hours of {placement.pseudonym}")
    assert "1 of 2 filled" in text_of(client, contract)
    chain.paid(placement, Month(2025, 4), "80")
    assert here_of(client, contract) == "the vacancy “Schoonmaker” is still open."


def test_who_may_not_take_the_next_step_reads_why(chain: Chain, cast: Cast, enter: Enter) -> None:
    contract = chain.contract()
    confirm(chain, chain.commitment(contract))
    client = enter(cast.waterland.buyer)
    assert primary(client, contract) == []
    assert "Open a vacancy HR or the coordinator does this. Ask one of them." in text_of(
        client, contract
    )
    fresh = chain.contract("Glas")
    reason = "Procurement, HR or the coordinator does this. Ask one of them."
    assert reason in text_of(enter(cast.waterland.reader), fresh)


def test_the_whole_chain_is_there_and_every_link_of_it_opens(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract, "Een baan in De Werf")
    vacancy = chain.vacancy(commitment)
    placement = chain.placement(commitment, vacancy)
    with entered(chain.hr):
        Placement.objects.filter(pk=placement.pk).update(in_register=True)
    chain.paid(placement, Month(2025, 4), "80.5")
    chain.paid(placement, Month(2025, 5), "20")
    client = enter(cast.waterland.reader)
    page = page_of(client, contract)
    for link in (
        at("dialogue:conversation", commitment.conversation_id or 0),
        at("dialogue:commitment", commitment.pk),
        at("placements:vacancy", vacancy.pk),
        at("placements:placement", placement.pk),
        reverse("placements:figures", args=["waterland"]) + "?year=2025#via-procurement",
    ):
        assert f'href="{link}"' in page
        assert client.get(link).status_code == 200
    text = text_of(client, contract)
    assert "0.18 jobs via procurement in May 2025" in text
    assert "20 hours that count, divided by 110.5 hours a month. Over 2025 that is 0.08" in text
    assert "At work since 3 Mar 2025, employed by Helder, working at De Werf" in text
    assert "Not yet" not in text
    assert "missing" not in head_of(text)


@pytest.mark.parametrize("query", ["", "?als=tabel"])
def test_every_entry_says_where_it_came_from_and_that_entry_is_on_the_page(
    chain: Chain, cast: Cast, enter: Enter, query: str
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    placement = chain.placement(commitment, chain.vacancy(commitment))
    chain.paid(placement, Month(2025, 4), "80")
    client = enter(cast.waterland.reader)
    text, page = text_of(client, contract, query), page_of(client, contract, query)
    for origin in (
        "about this contract",
        "from the conversation of 3 Mar 2025",
        "from the commitment “Een baan”",
        "from the vacancy “Schoonmaker”",
        f"from the placement of {placement.pseudonym}",
    ):
        assert origin in text
    anchors = set(re.findall(r'href="#([a-z0-9-]+)"', page)) - {"main"}
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_several_things_of_one_kind_stand_under_one_dot(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    for title in ("Kade", "De Werf"):
        chain.vacancy(commitment, title)
    page = page_of(enter(cast.waterland.buyer), contract)
    assert page.count('class="bb-dot"') == 6
    assert "2 vacancies" in text_of(enter(cast.waterland.buyer), contract)
    table = page_of(enter(cast.waterland.buyer), contract, "?als=tabel")
    assert 'class="bb-dot"' not in table
    assert table.count('role="rowheader"') == 7


def test_the_two_counters_of_one_contract_are_never_one_figure(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    via, own = (chain.placement(commitment, None) for _ in range(2))
    with entered(chain.hr):
        Placement.objects.filter(pk__in=[via.pk, own.pk]).update(in_register=True)
        Placement.objects.filter(pk=own.pk).update(route="own_payroll", employer=None)
    own.employer = None
    for placement in (via, own):
        chain.paid(placement, Month(2025, 4), "110.5")
    text = text_of(enter(cast.waterland.buyer), contract)
    assert "1.00 jobs via procurement in April 2025" in text
    assert "1.00 jobs on our own payroll and hired in, in April 2025" in text
    assert "2.00" not in text


def test_unpaid_work_is_an_effort_and_no_job(chain: Chain, cast: Cast, enter: Enter) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    placement = chain.placement(commitment, chain.vacancy(commitment))
    with entered(chain.hr):
        Placement.objects.filter(pk=placement.pk).update(route="unpaid")
    client = enter(cast.waterland.coordinator)
    assert here_of(client, contract) == "this is an effort without a wage, and no job."
    assert "Unpaid: an effort, no job" in text_of(client, contract)


def test_a_commitment_says_who_confirmed_it_and_goes_when_it_is_withdrawn(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    commitment = chain.commitment(contract)
    client = enter(cast.waterland.buyer)
    assert "Not confirmed yet" in text_of(client, contract)
    with entered(cast.cleaner) as contact:
        shared = Commitment.objects.get(pk=commitment.pk)
        confirm_commitment(by=contact, commitment=shared, now=NOW)
    assert "Waits for the hogeschool" in text_of(client, contract)
    with entered(cast.waterland.buyer) as buyer:
        withdraw_commitment(by=buyer, commitment=commitment, now=NOW)
    assert "Een baan" not in text_of(client, contract)


def test_a_missing_hand_shows_until_it_sits_at_the_table(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    chain.planned(contract, people=(cast.waterland.buyer,))
    client = enter(cast.waterland.buyer)
    head = head_of(text_of(client, contract))
    assert "Procurement: Bram de Wit" in head
    assert "HR is missing" in head
    chain.planned(contract, at=datetime(2025, 4, 1, 9, tzinfo=UTC), people=(cast.waterland.hr,))
    assert "HR: Samira Haddad" in head_of(text_of(client, contract))


def test_the_owners_of_the_contract_are_its_two_hands(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    chain.planned(contract)

    def owner(member: Member) -> Membership:
        return member.row

    with entered(chain.buyer):
        Contract.objects.filter(pk=contract.pk).update(hr=owner(cast.waterland.coordinator))
    head = head_of(text_of(enter(cast.waterland.buyer), contract))
    assert "HR: Noor Visser" in head
    assert "Procurement: Bram de Wit" in head, "who sat at the table, as nobody owns it"


def test_the_aside_shows_the_moments_the_score_and_the_measure(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    with entered(chain.buyer):
        Contract.objects.filter(pk=contract.pk).update(
            start=date(2024, 1, 1), end=date(2099, 12, 31), category="cleaning"
        )
        set_clause(contract=contract, form="best_effort", values={})
    chain.commitment(contract)
    text = text_of(enter(cast.waterland.buyer), contract)
    assert "Annual review before" in text
    assert "out of 100" in text
    assert "This is how the score is made up" in text
    assert "0 of 1 at work today" in text
    assert "Best effort, in words" in text


@pytest.mark.parametrize("role", ["keyholder", "reporter"])
def test_who_sees_no_contracts_sees_no_dossier(
    chain: Chain, cast: Cast, enter: Enter, role: str
) -> None:
    client = enter(getattr(cast.waterland, role))
    contract = chain.contract()
    assert client.get(address(contract)).status_code == 404
    assert client.get(at("desk:contract_history", contract.pk)).status_code == 404


def test_no_other_school_and_no_supplier_sees_the_dossier(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    contract = chain.contract()
    chain.commitment(contract)
    for member in (cast.heuvelrug.coordinator, cast.cleaner, cast.officer, cast.adviser):
        for school in ("waterland", "heuvelrug", member.slug):
            assert enter(member).get(address(contract, school)).status_code == 404
