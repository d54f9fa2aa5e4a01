"""A school invites a partner; the partner reads what it is invited to, and answers."""

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.dialogue.actions import withdraw_commitment
from banenbrug.dialogue.models import GuestAnswer
from banenbrug.dialogue.sharing_actions import invite_partner
from banenbrug.organisations.models import Invited, Organisation
from tests.cast import Cast, Enter
from tests.desk.conftest import Chain, entered

pytestmark = pytest.mark.django_db

LEERWERK = reverse("desk:partner", args=["leerwerk"])
NEW = {
    "partner": "new",
    "partner_name": "Stichting Nieuw",
    "contact_name": "Kim Bakker",
    "contact_email": "kim@nieuw.example",
}


def test_a_partner_sees_the_commitment_and_its_vacancy_and_says_yes(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    commitment = chain.commitment(chain.contract("Interne titel"), "Een stage bij de ramen")
    chain.vacancy(commitment, "Glazenwasser in opleiding")
    chain.commitment(chain.contract("Ander"), "Niet voor jullie")
    assert "No invitations yet" in enter(cast.partner).get(LEERWERK).content.decode()
    with entered(cast.waterland.hr) as hr:
        invite_partner(by=hr, commitment=commitment, partner=cast.partner.organisation)
    client = enter(cast.partner)
    page = client.get(LEERWERK).content.decode()
    for told in ("Een stage bij de ramen", "Glazenwasser in opleiding", "Samira Haddad"):
        assert told in page
    for internal in ("Niet voor jullie", "Interne titel", "GEHEIM VERSLAG", "100,000"):
        assert internal not in page
    join = reverse("dialogue:join", args=["leerwerk", commitment.pk])
    answered = client.post(join, {"joins": "1"}, follow=True).content.decode()
    assert "Mo Aarts takes part" in answered
    there = reverse("dialogue:commitment", args=["waterland", commitment.pk])
    assert "Mo Aarts takes part" in enter(cast.waterland.buyer).get(there).content.decode()
    today = enter(cast.waterland.buyer).get(reverse("desk:today", args=["waterland"]))
    assert "A partner joins" in today.content.decode()


def test_who_is_not_invited_cannot_answer(chain: Chain, cast: Cast, enter: Enter) -> None:
    commitment = chain.commitment(chain.contract())
    join = reverse("dialogue:join", args=["opstap", commitment.pk])
    assert enter(cast.opstap).post(join, {"joins": "1"}).status_code == 404


def test_nobody_joins_what_was_withdrawn(chain: Chain, cast: Cast, enter: Enter) -> None:
    commitment = chain.commitment(chain.contract())
    with entered(cast.waterland.hr) as hr:
        invite_partner(by=hr, commitment=commitment, partner=cast.partner.organisation)
        withdraw_commitment(by=hr, commitment=commitment, now=timezone.now())
    join = reverse("dialogue:join", args=["leerwerk", commitment.pk])
    page = enter(cast.partner).post(join, {"joins": "1"}, follow=True).content.decode()
    assert "This commitment is withdrawn, so nobody can join it." in page
    with entered(cast.waterland.hr):
        assert not GuestAnswer.objects.exists()


def test_a_new_partner_gets_a_letter_and_a_known_one_only_the_invitation(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    commitment, other = chain.commitment(chain.contract()), chain.commitment(chain.contract("B"))
    client = enter(cast.waterland.hr)
    page = client.post(
        reverse("desk:invite_partner", args=["waterland", commitment.pk]), NEW, follow=True
    )
    assert "Stichting Nieuw can now read this commitment" in page.content.decode()
    jobs = ProcrastinateJob.objects.filter(task_name="desk.invite_contact")
    assert jobs.count() == 1
    made = Organisation.objects.get(name="Stichting Nieuw")
    assert made.kind == "partner"
    again = reverse("desk:invite_partner", args=["waterland", other.pk])
    assert "Stichting Nieuw" in client.get(again).content.decode()
    client.post(again, {"partner": made.pk})
    assert jobs.count() == 1
    twice = client.post(again, {"partner": made.pk}).content.decode()
    assert "This partner is invited already." in twice


def test_a_new_partner_needs_a_name_and_somebody_to_write_to(
    chain: Chain, cast: Cast, enter: Enter
) -> None:
    commitment = chain.commitment(chain.contract())
    there = reverse("desk:invite_partner", args=["waterland", commitment.pk])
    page = enter(cast.waterland.hr).post(there, {"partner": "new"}).content.decode()
    assert page.count("This field is required.") == 6  # three fields, and the summary
    with entered(cast.waterland.hr) as hr:
        invite_partner(by=hr, commitment=commitment, partner=cast.partner.organisation)
    page = enter(cast.waterland.hr).post(there, {"partner": "new"}).content.decode()
    assert page.count("Nothing is filled in here.") == 6
    assert Organisation.objects.filter(kind="partner").count() == 2  # those of the cast


def test_a_school_sees_no_partner_of_another_school(
    chain: Chain, other_chain: Chain, cast: Cast, enter: Enter
) -> None:
    commitment = chain.commitment(chain.contract())
    there = reverse("desk:invite_partner", args=["waterland", commitment.pk])
    enter(cast.waterland.hr).post(there, NEW, follow=True)
    theirs = other_chain.commitment(other_chain.contract())
    elsewhere = reverse("desk:invite_partner", args=["heuvelrug", theirs.pk])
    page = enter(cast.heuvelrug.hr).get(elsewhere)
    assert page.status_code == 200
    assert "Stichting Nieuw" not in page.content.decode()
    sneaky = {"partner": Organisation.objects.get(name="Stichting Nieuw").pk}
    refused = enter(cast.heuvelrug.hr).post(elsewhere, sneaky)
    assert refused.status_code == 200
    with entered(cast.heuvelrug.hr):
        assert not Invited.objects.exists()


@pytest.mark.parametrize(("who", "name"), [("officer", "fund"), ("adviser", "adviser")])
def test_fund_and_adviser_come_in_on_a_page_of_their_own_without_a_school(
    chain: Chain, cast: Cast, enter: Enter, who: str, name: str
) -> None:
    chain.commitment(chain.contract("Interne titel"))
    member = getattr(cast, who)
    client = enter(member)
    arrived = client.get(reverse("organisations:choose"))
    assert arrived.headers["Location"] == reverse(f"desk:{name}", args=[member.slug])
    page = client.get(arrived.headers["Location"]).content.decode()
    assert "Nothing asks for you now" in page
    assert "Waterland" not in page
    assert "Interne titel" not in page
